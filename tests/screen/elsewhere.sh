#!/bin/sh
# elsewhere.sh — Alt-p: how a field is answered in other data centers and in the folder's other drafts; one is taken, to be confirmed.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms:$srcdir/forms"

# walks NAME [OPTION...]: the steps on stdin, on this.yaml; the screens are in screens.
walks() {
	name=$1
	shift
	cat >keys
	"$KAIJISHO" edit --lang en --today 2026-11-23 --size 80x24 --script keys --screens screens "$@" this.yaml >out 2>err </dev/null
	got=$?
	if [ $got = 0 ] && ! grep -q '^!!' screens; then ok "$name"; else not_ok "$name: status $got" err screens; fi
}
not_shown() { if grep -qF -e "$2" screens; then not_ok "$1" screens; else ok "$1"; fi; }

runs "a draft" 0 new small this.yaml
walks "nobody answers it" <<'KEYS'
keys Alt-p
screen alone
KEYS
says "and that is said" screens "No other data center, and no other draft here, answers this differently."

runs "it says something else already" 0 set this.yaml founded-year=1998
runs "last year's" 0 new small 2025.yaml
runs "with a date" 0 set 2025.yaml disclosure-date=2025-10-01
runs "the year before's" 0 new small 2024.yaml
runs "says the same" 0 set 2024.yaml disclosure-date=2025-10-01
runs "a third" 0 new small third.yaml
runs "says something else" 0 set third.yaml disclosure-date=2023-04-05
touch -d 2026-01-03 2025.yaml
touch -d 2026-01-02 2024.yaml
touch -d 2026-01-01 third.yaml
ln -s this.yaml itself.yaml
printf 'kaijisho: 1\nform: small\nanswers: [\n' >broken.yaml
echo 'disclosure-date: 1999-01-01' >other.yaml
walks "Alt-p lists the answers" <<'KEYS'
keys Alt-p
screen two
KEYS
says "each once, with its first draft" screens "2025.yaml and 1 more"
says "and every other" screens "third.yaml"
not_shown "none from what is no draft" 1999
before=$(cat this.yaml)
walks "typing narrows the list, Enter takes one, undo takes it back" <<'KEYS'
keys Alt-p
type third
keys Enter
screen taken
keys Ctrl-S Ctrl-Z Ctrl-S
screen undone
KEYS
says "it is there" screens "2023-04-05"
says "where it is from is said" screens "Taken from third.yaml, to be confirmed; undo takes it back."
runs "it was saved" 0 get third.yaml disclosure-date
if [ "$(cat this.yaml)" = "$before" ]; then ok "undone, the draft is as it was"; else not_ok "undone, the draft is as it was" this.yaml; fi

walks "taken and left" <<'KEYS'
keys Alt-p Down Enter Ctrl-S
screen saved
KEYS
runs "the answer is to be confirmed" 0 get this.yaml disclosure-date:review
says "with where it is from" out "from third.yaml"
walks "what the field says itself is not listed" <<'KEYS'
keys Alt-p
screen the other
KEYS
says "the others are" screens "2025-10-01"
runs "two data centers" 0 instance add this.yaml data-center 東日本
runs "by name" 0 instance add this.yaml data-center 西日本
runs "one of them answers" 0 set this.yaml data-center.2.ups='有り: 10分'
walks "in the other" <<'KEYS'
keys Ctrl-F
type ups
keys Enter Alt-p
screen instances
KEYS
says "that one's answer is offered" screens "有り: 10分"
says "by its name" screens "東日本"

# The search for leaks forks, which is what a restricted session may not.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
walks "--restricted looks into no other file" --restricted --without-landlock <<'KEYS'
keys Alt-p
screen restricted
KEYS
not_shown "no other draft is shown" 2025.yaml
says "only the other data center" screens "東日本"
finish
