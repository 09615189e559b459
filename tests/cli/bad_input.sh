#!/bin/sh
# bad_input.sh — each file that cannot be: a clear sentence with its place, nothing written, status 2.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"
mkdir -p forms

# refused NAME FILE PATTERN: by every command, in words that match.
refused() {
	[ ! -f "$2" ] || cp -p "$2" copy 2>/dev/null
	for command in check summary get "set $2 founded-year=1" "unset $2 founded-year" "instance add $2 data-center" edit; do
		case $command in
		*' '*) line=$command ;;
		*) line="$command $2" ;;
		esac
		# shellcheck disable=SC2086
		"$KAIJISHO" $line >out 2>err </dev/null
		got=$?
		if [ $got != 2 ]; then
			echo "status $got" >status
			not_ok "$1: ${line%% *} ends with 2" status out err
		elif ! grep -qE -e "$3" err; then
			not_ok "$1: ${line%% *} says so" err
		else
			ok "$1: ${line%% *}"
		fi
	done
	if [ -f "$2" ] && [ -f copy ]; then same "$1: the file is as it was" copy "$2"; fi
	rm -f copy
}

# What is plainly something else is told as that, with what can be done with it.
printf 'question,answer\n' >d.csv
refused "a table" d.csv 'd\.csv:1:1: This is a table.* `kaijisho import DRAFT d\.csv`'
printf '# Disclosure\n' >d.md
refused "a page of Markdown" d.md '`kaijisho import DRAFT d\.md`'
printf 'PK\3\4\0\0' >d.xlsx
refused "a spreadsheet" d.xlsx 'd\.xlsx:1:1: This is a spreadsheet.* `kaijisho import DRAFT d\.xlsx`'
printf '%%PDF-1.4\n%%\342\343\n' >d.pdf
refused "a PDF" d.pdf 'd\.pdf:1:1: This is a PDF'
printf '{"a": 1}\n' >d.json
refused "JSON" d.json '`kaijisho import DRAFT d\.json`'
printf 'kaijisho-form: 1\nid: d\n' >d.yaml
refused "a form" d.yaml '`kaijisho new d\.yaml DRAFT`'
printf '\177ELF\0\0\1' >d.yaml
refused "a program" d.yaml 'd\.yaml:1:1: This is no text'
: >d.yaml
refused "nothing" d.yaml 'd\.yaml:1:1: The file is empty.* `kaijisho history d\.yaml`'
rm d.yaml
refused "no file" d.yaml '`kaijisho new FORM d\.yaml`'
refused "nor a folder" no/d.yaml 'folder .*no cannot be opened'
printf 'kaijisho: 1\nform: small\nanswers: {founded-year: "a\0b"}\n' >d.yaml
refused "a draft with a NUL in it" d.yaml 'd\.yaml:3:[0-9]*: A control character'
printf '\377\376k\0a\0i\0' >d.yaml
refused "a draft in UTF-16" d.yaml 'd\.yaml:1:1: This is not UTF-8'
mkdir folder
for command in get edit 'instance add' 'set' 'unset'; do
	# shellcheck disable=SC2086
	runs "a folder: $command" 2 $command folder a=b
done 2>/dev/null
"$KAIJISHO" edit folder >out 2>err
says "a folder" err "folder: This is a folder. Name a draft"
printf 'kaijisho: 1\nform: small\nanswers:\n  founded-year: [\n' >d.yaml
refused "not YAML" d.yaml 'd\.yaml:[0-9]+:[0-9]+: '
printf 'kaijisho: 1\nform: small\nanswers:\n  company-summary: \377\376\n' >d.yaml
refused "not UTF-8" d.yaml 'd\.yaml:4:'
printf 'kaijisho: 1\nform: nonsense\nanswers: {}\n' >d.yaml
refused "an unknown form" d.yaml 'nonsense'
printf 'kaijisho: 1\nform: small\nanswers:\n  founded-year: 1\n  founded-year: 2\n' >d.yaml
refused "a duplicate field" d.yaml 'd\.yaml:5:3: .*4'
printf -- '- a\n' >d.yaml
refused "no draft at all" d.yaml 'd\.yaml'
printf 'kaijisho: 2\nform: small\nanswers: {}\n' >d.yaml
refused "a version of the future" d.yaml 'd\.yaml:1:'
: >d.yaml
refused "an empty file" d.yaml 'd\.yaml'
printf 'kaijisho: 1\nform: small\nanswers:\n  founded-year: &a 1\n' >d.yaml
refused "an anchor" d.yaml 'd\.yaml:4:'
{ printf 'kaijisho: 1\nform: small\nanswers:\n  founded-year: '; head -c 100000 /dev/zero | tr '\0' '['; } >d.yaml
refused "a bomb" d.yaml 'd\.yaml:4:'
printf 'kaijisho: 1\nform: small\nanswers:\n  founded-year: 1\n--- \nb: 1\n' >d.yaml
refused "two documents" d.yaml 'd\.yaml:5:'
printf 'kaijisho: 1\nform: small\nanswers:\n  data-center: not a list\n' >d.yaml
refused "text in place of data centers" d.yaml 'd\.yaml:4:'
rm d.yaml
refused "no file" d.yaml 'd\.yaml'
mkdir d.yaml
refused "a folder in place of a file" d.yaml 'd\.yaml'
rmdir d.yaml
if command -v mkfifo >/dev/null; then
	mkfifo d.yaml
	refused "a pipe in place of a file" d.yaml 'd\.yaml'
	rm d.yaml
fi
# Root may read and write everything: there, the program runs as nobody.
if [ "$(id -u)" != 0 ]; then
	ordinary=
elif setpriv --reuid=65534 --regid=65534 --clear-groups "$KAIJISHO" version >out 2>&1; then
	ordinary='setpriv --reuid=65534 --regid=65534 --clear-groups'
else
	ordinary=none
fi
if [ "$ordinary" != none ]; then
	"$KAIJISHO" new small d.yaml 2>err
	cp d.yaml locked.yaml
	chmod 755 .
	chmod 000 locked.yaml
	chmod 644 d.yaml
	[ -z "$ordinary" ] || chown 65534 locked.yaml d.yaml
	chmod 555 .
	said=$($ordinary "$KAIJISHO" check locked.yaml 2>&1)
	test_that "without read permission: status 2" [ $? = 2 ]
	test_that "without read permission: the file is named" [ "${said#*locked.yaml}" != "$said" ]
	said=$($ordinary "$KAIJISHO" set d.yaml founded-year=1 2>&1)
	test_that "a folder without write permission: status 2" [ $? = 2 ]
	test_that "a folder without write permission: it is said" [ -n "$said" ]
	chmod 755 .
	rm -f d.yaml locked.yaml
else
	skip "without read permission" "this runs as root, and the program cannot run as nobody"
	skip "a folder without write permission" "this runs as root, and the program cannot run as nobody"
fi

# Unknown fields are kept and reported.
printf 'kaijisho: 1\nform: small\nanswers:\n  own-field: mine\n  data-center:\n  - own-too: [1]\n' >d.yaml
runs "unknown fields: check" 1 check d.yaml
says "the first is reported at its place" out "d.yaml:4:3: warning:"
says "the second too" out "d.yaml:6:5: warning:"
says "with the code" out "[unknown-field]"
"$KAIJISHO" set d.yaml founded-year=1998 2>err
says "the first is kept" d.yaml "  own-field: mine"
says "the second too" d.yaml "own-too: [1]"

# Forms.
form() {
	printf 'kaijisho-form: 1\nid: bad\nedition: "1"\nlanguage: ja\ntitle: 様式\naudience: 試験\nsections:\n- id: s\n  title: 区分\n  items:\n  - number: "1"\n    category: 中\n    name: 項目\n    fields:\n' >forms/bad.yaml
	for field; do
		printf '    - {prompt: 記述, requirement: required, guidance: 説明, example: 有り, %s}\n' "$field" >>forms/bad.yaml
	done
}
# bad_form NAME PATTERN
bad_form() {
	runs "$1: lint" 1 lint forms/bad.yaml
	test_that "$1: lint says where" grep -qE -e "bad\.yaml:[0-9]+:[0-9]+: .*$2" out
	KAIJISHO_FORMS=$work/forms runs "$1: new" 2 new bad n.yaml
	test_that "$1: new says where" grep -qE -e 'bad\.yaml:[0-9]+:' err
	test_that "$1: nothing is written" [ ! -e n.yaml ]
}
form 'id: a, type: text' 'id: a, type: text'
bad_form "a duplicate id" 'a'
form 'id: a, type: colour'
bad_form "an unknown type" 'colour'
form 'id: a, type: presence, relevant: "b != 無し"' 'id: b, type: presence, relevant: "a != 無し"'
bad_form "a cycle of conditions" '[ab]'
form 'id: a, type: presence, relevant: "nobody != 無し"'
bad_form "a condition on nothing" 'nobody'
printf 'kaijisho-form: 1\nid: bad\nsections: [\n' >forms/bad.yaml
runs "a form that is not YAML: lint" 1 lint forms/bad.yaml
says "a form that is not YAML: the place" out "bad.yaml:4:"

# What a file says never reaches the terminal raw, not even in a file's name.
printf 'kaijisho: 1\nform: "x\\e[2Jy"\nanswers: {}\n' >d.yaml
runs "an escape sequence in a form's name" 2 check d.yaml
test_that "is shown, not sent" sh -c '! grep -q "$(printf "\033")" err'
evil=$(printf 'e\033[2Jvil.yaml')
runs "an escape sequence in a file's name" 2 check "$evil"
test_that "is shown, not sent either" sh -c '! grep -q "$(printf "\033")" err'
finish
