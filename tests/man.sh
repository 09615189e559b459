#!/bin/sh
# man.sh — the manual is well formed, and tells of every command, option, key, type and rule there is, in both languages.
. "${srcdir:-.}/tests/tap.sh"
man=$srcdir/man

if command -v mandoc >/dev/null; then
	for page in "$man"/*.[15] "$man"/ja/*.[15]; do
		# Japanese characters are escapes to it: lines are always too long then, and words end in a delimiter.
		case $page in */ja/*) level=warning ;; *) level=style ;; esac
		mandoc -T lint -W $level "$page" 2>&1 | grep -v -e 'referenced manual not found' -e 'outdated mandoc.db' >lint.out
		silent "${page#"$man"/} is well formed" lint.out
	done
else
	skip "the manual is well formed" "mandoc is not installed"
fi

# told NAME WORDS: each word of the file WORDS is in page NAME, in both languages; mdoc writes --json as Fl -json.
told() {
	for page in "$man/$1" "$man/ja/$1"; do
		: >untold
		while read -r word; do
			grep -qF -e "$word" "$page" || echo "$word" >>untold
		done <"$2"
		silent "${page#"$man"/} tells of all $3" untold
	done
}
"$KAIJISHO" help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' >commands
sed 's/^/.It Cm /' commands >words
told kaijisho.1 words commands
while read -r command; do
	"$KAIJISHO" help "$command"
done <commands | sed -n 's/^  -\(-[a-z-]*\).*/Fl \1/p' | sort -u >words
told kaijisho.1 words options
printf '%s\n' missing over-limit invalid presence-unstated detail-missing undisclosed-required count-mismatch rule unknown-field \
	placeholder character conflict review >words
told kaijisho.1 words "finding codes"
"$KAIJISHO" help types | cut -d' ' -f1 >words
told kaijisho-form.5 words types
sed -n 's/^	{ "\([a-z-]*\)", [0-9].*/\1/p' "$srcdir/src/check/rules.c" >words
told kaijisho-form.5 words rules
"$KAIJISHO" help keys | cut -d' ' -f1 | grep . >words
told kaijisho.1 words keys
finish
