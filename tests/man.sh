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
	placeholder character conflict review era due >words
told kaijisho.1 words "finding codes"
"$KAIJISHO" help types | cut -d' ' -f1 >words
told kaijisho-form.5 words types
sed -n 's/^	{ "\([a-z-]*\)", [0-9].*/\1/p' "$srcdir/src/check/rules.c" >words
told kaijisho-form.5 words rules
cat "$srcdir"/src/form/*.c "$srcdir/src/check/rules.c" | tr '\n\t' '  ' |
	grep -oE '"[a-z]+(-[a-z]+)*", *(_\(|"%s")' | cut -d'"' -f2 | sort -u | sed 's/.*/.It & Ta/' >words
test_that "lint has codes" [ "$(wc -l <words)" -ge 30 ]
told kaijisho-form.5 words "codes of lint"

# The table of keys has a row for each action, with its keys and its name in the key file, and says of it what the program says.
sed -n 's/^	{ "\([a-z-]*\)", N_(.*, "\([^"]*\)", [a-z_]*, .*/\2	\1/p' "$srcdir/src/screen/actions.c" |
	sed 's/^	/\\(em	/' | sed ':more
s/^\([^	]*[^,	]\) \([^	]*	\)/\1, \2/
t more' >names
test_that "there are actions" [ "$(wc -l <names)" -ge 30 ]
for language in en ja; do
	case $language in en) page=kaijisho.1 ;; *) page=ja/kaijisho.1 ;; esac
	awk '/^\.Bl -column "Ctrl-Space/ { table = 1; next }
		/^\.El/ && table { print row; exit }
		/^\.It / && table { if (row) print row; row = $0; next }
		table { row = row " " $0 }' "$man/$page" | sed 's/^\.It //; s/ Ta /	/g; s/\\(ga/`/g' >rows
	cut -f1,2 rows >told
	grep -vxFf told names >untold
	silent "$page tells of all actions, with their keys" untold
	# A line that begins with blanks goes on from the one before.
	"$KAIJISHO" --lang $language help keys | awk '
		/^ / { sub(/^ */, between); row = row $0; next }
		NR > 1 { print row }
		{ row = $0 }
		END { print row }' between="$(if [ $language = en ]; then echo " "; fi)" | sed 's/^\(.\{18\}\)/\1	/; s/ *	/	/' | sed ':more
s/^\([^	]*[^,	]\) \([^	]*	\)/\1, \2/
t more' >says
	cut -f1,3 rows >told
	grep -vxFf told says >untold
	silent "$page says of all keys what the program says" untold
done

# Every key of the JSON that is printed is told of.
cp "$srcdir/examples/iaas-paas.yaml" a.yaml
cp a.yaml b.yaml
printf 'kaijisho-form: 1\nid: x\n' >x.yaml
"$KAIJISHO" set b.yaml founded-year=1998 company-name= >json 2>&1
{
	for command in 'check a.yaml' 'summary a.yaml' 'summary --totals a.yaml' 'check --together a.yaml b.yaml' 'diff a.yaml b.yaml' \
		'history b.yaml' 'import --preview b.yaml a.yaml' 'lint x.yaml' forms 'forms --shared' 'forms iaas-paas' 'edition a.yaml'; do
		"$KAIJISHO" $command --json
	done
	"$KAIJISHO" export a.yaml --to json
	"$KAIJISHO" export a.yaml --to jsonl
} >>json 2>/dev/null
grep -oE '"[a-z_]+": ?' json | cut -d'"' -f2 | sort -u | sed 's/.*/"&"/' >words
test_that "JSON has keys" [ "$(wc -l <words)" -ge 60 ]
told kaijisho.1 words "keys of the JSON"

# What is typed or read as it stands is not wrapped by a terminal of 80 columns; what is indented stands 11 in, the rest 5.
for page in "$man"/*.[15] "$man"/ja/*.[15]; do
	for style in '-literal -offset indent:69' '-literal:75'; do
		awk -v begin=".Bd ${style%:*}" '$0 == begin { on = 1; next } /^\.Ed/ { on = 0 } on { gsub(/\\e/, "\\"); gsub(/\\&/, ""); print }' "$page" >literal
		widest=$(wc -L <literal)
		test_that "${page#"$man"/}: ${style%:*} fits ($widest)" [ "$widest" -le "${style##*:}" ]
	done
done

# A line break becomes a blank, which Japanese has none of within a sentence.
for page in "$man"/ja/*.[15]; do
	awk '/^\.Bd -literal/ { literal = 1 }
		/^\.Ed/ { literal = 0 }
		{
			if (!literal && !/^\./ && open) print FNR ": " $0
			open = !literal && !/^\./ && !/[。:]$/
		}' "$page" >broken
	silent "${page#"$man"/}: no sentence is broken between two lines of text" broken
	grep -nE '^\.Ql .* [、。]$' "$page" >inside
	silent "${page#"$man"/}: quotes end before a delimiter" inside
	# A macro takes the rest of its line: prose there would be quoted with what is typed.
	command -v mandoc >/dev/null || continue
	mandoc -T utf8 -O width=900 "$page" | grep -nE '‘[^’]*(は|の|を|に)[^’]*’| (、|。)' >quoted
	silent "${page#"$man"/}: what is quoted is no prose, and no delimiter stands alone" quoted
done
finish
