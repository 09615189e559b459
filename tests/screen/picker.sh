#!/bin/sh
# picker.sh — which draft? A folder of few, of many, of more than anybody looks through; the forms and the tour within reach.
. "${srcdir:-.}/tests/tap.sh"

# picks NAME LANGUAGE: the steps on stdin, in the folder at hand; the screens are in screens.
picks() {
	cat >"$work/keys"
	"$KAIJISHO" edit --lang "$2" --today 2026-11-23 --size 80x24 --script "$work/keys" --screens "$work/screens" >"$work/out" 2>"$work/err" </dev/null
	got=$?
	if [ $got = 0 ] && ! grep -q '^!!' "$work/screens"; then ok "$1"; else not_ok "$1: status $got" "$work/err" "$work/screens"; fi
}
# shown NAME TEXT, not_shown NAME TEXT: in the last screens taken.
shown() { says "$1" "$work/screens" "$2"; }
not_shown() { if grep -qF -e "$2" "$work/screens"; then not_ok "$1" "$work/screens"; else ok "$1"; fi; }

mkdir few
cd few || exit 1
cp "$srcdir/examples/iaas-paas.yaml" newest.yaml
i=0
while [ $i -lt 12 ]; do
	i=$((i + 1))
	cp newest.yaml "d$i.yaml"
	touch -d "2026-01-01 10:$i" "d$i.yaml"
done
touch -d '2026-02-01 10:00' newest.yaml
printf 'kaijisho: 1\nform: nosuch\nanswers: {}\n' >broken.yml
touch -d '2026-01-31 10:00' broken.yml
echo 'services: {}' >compose.yaml
for language in ja en; do
	picks "few, in $language" $language <<-'KEYS'
	screen opened
	keys Down Down End
	screen the tour is the last row
	type iot-iaas
	screen a form by its id
	KEYS
	golden "few, in $language" "$work/screens" "screen/picker-$language"
done
not_shown "what is no draft is none of our business" compose
picks "the older drafts are a row" ja <<'KEYS'
keys Down Down Down Down Down Down Down
keys Enter
screen all
KEYS
shown "Enter lists them, and stays there" "d1.yaml"
# Whom a form is for is what one chooses it by.
mkdir "$work/none"
cd "$work/none" || exit 1
for language in en ja; do
	for form in $(cd "$srcdir/forms" && ls *.yaml); do
		printf 'type %s\nscreen %s\nkeys Ctrl-U\n' "${form%.yaml}" "$form"
	done >steps
	picks "each form, in $language" $language <steps
	grep -E '^ +(For|対象): ' "$work/screens" >for
	test_that "whom each form is for, in $language" [ "$(wc -l <for)" -ge 5 ]
	test_that "whole, in $language" sh -c '! grep "\.\.$" for'
done
cd "$work/few" || exit 1
picks "F1 is the tour" en <<'KEYS'
keys F1
screen tour
keys F1
KEYS
shown "F1 is the tour" "A tour in two screens"
picks "leaving from the tour" en <<'KEYS'
keys F1
screen tour
keys Ctrl-Q
screen still here
KEYS
shown "Ctrl-Q in the tour" "A tour in two screens"
not_shown "leaves" "still here"
picks "leaving from the list" en <<'KEYS'
type asp
keys F10
screen still here
KEYS
not_shown "F10 leaves" "still here"
picks "while the name of a new draft is typed" en <<'KEYS'
type iot
keys Enter
screen name
keys Ctrl-Q
screen the list again
keys Ctrl-Q
screen still here
KEYS
shown "Ctrl-Q while a name is typed" "the list again"
not_shown "goes back first" "still here"
picks "a draft that cannot be read" en <<'KEYS'
keys Down Enter
screen why
KEYS
shown "says why when it is opened" "broken.yml:2:7: There is no form “nosuch”"

# Names that begin alike are told apart by their ends, also where there is room for little more.
mkdir ../alike
cd ../alike || exit 1
for number in 2 3; do cp ../few/newest.yaml "令和8年度_IaaS・PaaS開示書_本社情報システム部提出用_下書き_第${number}版.yaml"; done
picks "names that begin alike" ja <<'KEYS'
screen opened
KEYS
for number in 2 3; do shown "the one that ends in $number" "第${number}版.yaml 必須"; done
picks "in a narrow window" ja <<'KEYS'
resize 40x12
screen narrow
KEYS
for number in 2 3; do shown "the one that ends in $number, in a narrow window" "第${number}版.yaml 必須"; done
test_that "how far it is stands there whole" grep -q '必須 84/108$' "$work/screens"

mkdir ../many
cd ../many || exit 1
"$KAIJISHO" new sla-checklist old0.yaml 2>err
sed 's/answers:.*/answers: {}/' old0.yaml >small
i=0
while [ $i -lt 5000 ]; do
	i=$((i + 1))
	echo "old$i.yaml"
done | xargs -n 500 sh -c 'for name; do cp small "$name"; done' sh
find . -name 'old*.yaml' -exec touch -d '2026-01-01' {} +
"$KAIJISHO" new iaas-paas youngest.yaml 2>err
begin=$(date +%s%N)
picks "5,001 drafts" en <<'KEYS'
screen opened
type old4999.y
screen found
KEYS
ms=$((($(date +%s%N) - begin) / 1000000))
shown "the newest of them is there" "youngest.yaml"
shown "how many more" "4995 older drafts"
shown "one of the oldest is found by typing" "old4999.yaml  sla-checklist"
# Reading and checking them all takes half a minute.
limit=3000
! grep -q '__asan_init\|__gcov_' "$KAIJISHO" || limit=20000
if [ $ms -lt $limit ]; then ok "at once"; else
	echo "$ms ms" >took
	not_ok "at once" took
fi
finish
