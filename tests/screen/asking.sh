#!/bin/sh
# asking.sh — what is asked for and cannot be taken is asked for again, with why and with what was typed; a suggestion is typed over.
. "${srcdir:-.}/tests/tap.sh"

# walks NAME [OPTION...]: the steps on stdin; the screens are in screens.
walks() {
	name=$1
	shift
	cat >keys
	"$KAIJISHO" edit --lang en --today 2026-11-23 --size 80x24 --script keys --screens screens "$@" >out 2>err </dev/null
	got=$?
	if [ $got = 0 ] && ! grep -q '^!!' screens; then ok "$name"; else not_ok "$name: status $got" err screens; fi
}

mkdir here && cd here || exit 1
KAIJISHO_FORMS="$srcdir/tests/forms"
export KAIJISHO_FORMS
walks "a new draft's name is typed over the suggestion" <<'KEYS'
type small
keys Enter
type mine
keys Enter
screen made
keys Ctrl-Q
KEYS
test_that "and ends as a draft's does" [ -f mine.yaml ]
walks "of a file that is there" <<'KEYS'
type small
keys Down Enter
type mine.yaml
keys Enter
screen again
keys Home
type very
keys Enter
screen made
keys Ctrl-Q
KEYS
says "it is said that it is" screens "mine.yaml is not overwritten"
test_that "what was typed can be gone on with" [ -f verymine.yaml ]

"$KAIJISHO" new small answers.yaml 2>err
"$KAIJISHO" set answers.yaml founded-year=1998 2>err
walks "answers from a file that is not there, then from one that is" mine.yaml <<'KEYS'
keys Esc
type take answers
keys Enter
type answer.yaml
keys Enter
screen again
keys Left Left Left Left Left
type s
keys Enter
screen taken
type i
keys Ctrl-Q
KEYS
says "it is said that it is not" screens "answer.yaml"
runs "they are taken" 0 get mine.yaml founded-year
says "as they are" out 1998

printf '設立年,1997\n' | iconv -f UTF-8 -t CP932 >excel.csv
walks "a table as Excel saves it" mine.yaml <<'KEYS'
keys Esc
type take answers
keys Enter
type excel.csv
keys Enter
screen taken
keys Esc
keys Ctrl-Q
KEYS
says "is read, and it is said how" screens "was read as CP932"

KAIJISHO_FORMS="$srcdir/tests/forms/editions"
cat >old.yaml <<'END'
kaijisho: 1
form: yearly
edition: "2024"
answers:
  company-name: 例示株式会社
  manager: 例示 太郎
END
walks "an answer without a question goes to a field that is searched for" old.yaml <<'KEYS'
screen opened
keys Esc
keys Esc
type edition
keys Enter
keys End
screen before
type a
type person
screen which
keys Enter
screen after
keys Ctrl-Q
KEYS
runs "it is there" 0 get old.yaml person-in-charge
says "as it was" out "例示 太郎"
finish
