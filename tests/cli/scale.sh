#!/bin/sh
# scale.sh — 1,000 data centers, an answer of 1 MiB, a form of 5,000 fields: every way in and out works, and a key costs what it
# costs in a small draft. No time is measured here: `make bench` does that.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ]; then
	skip "large drafts" "python3 is not installed"
	finish
fi
export TERM=xterm-256color
mkdir forms
generate() {
	"$python" "$srcdir/tests/bench/generate.py" "$@"
}
example=$srcdir/examples/iaas-paas-complete.yaml
generate form 5000 >forms/scale.yaml
generate answers 5000 >fields.yaml
generate answers 5000 1048576 >answer.yaml
generate centers 1000 "$example" >centers.yaml
cp centers.yaml centers.before
cp fields.yaml fields.before
cp answer.yaml answer.before
# The built-in forms lie beside ours.
for form in "$srcdir"/forms/*.yaml; do ln -s "$form" forms/; done
export KAIJISHO_FORMS="$work/forms"

# one_line NAME FILE: but for one line the file is what it was.
one_line() {
	diff "$2.before" "$2.yaml" | grep -c '^[<>]' >changed
	echo 2 >wanted
	same "$1" wanted changed
}

# said NAME TEXT: of what get printed.
said() {
	printf '%s\n' "$2" >wanted
	same "$1" wanted out
}

runs "the large form has no mistakes" 0 lint forms/scale.yaml
for draft in centers fields; do
	runs "$draft: check" 0 check $draft.yaml
	runs "$draft: summary" 0 summary $draft.yaml
done
runs "answer: check says what is too long" 1 check answer.yaml
says "with its place" out "answer.yaml:12:39: error:"
runs "answer: summary" 0 summary answer.yaml

runs "centers: the last one is set" 0 set centers.yaml data-center.1000.power-route=未定
one_line "and only its line changes" centers
runs "and get finds it" 0 get centers.yaml data-center.1000.power-route
said "as it was set" 未定
runs "fields: the last one is set" 0 set fields.yaml field-5000=2026-05-01
one_line "and only its line changes" fields
runs "answer: another field is set" 0 set answer.yaml field-2=別の名称
one_line "and only its line changes" answer
runs "the long answer comes back whole" 0 get answer.yaml field-1
sed -n '/^  field-1:/,/^  field-2:/p' answer.yaml | sed '1d;$d;s/^    //' >wanted
same "to the last character" wanted out

runs "centers: one more" 0 instance add centers.yaml data-center 千一番目
runs "in front of all" 0 instance move centers.yaml data-center.1001 1
runs "it is there" 0 get centers.yaml data-center.1.data-center-name
said "by its name" 千一番目
runs "and goes again" 0 instance delete centers.yaml data-center.1

for draft in centers fields answer; do
	runs "$draft: export to json" 0 export --to json --output $draft.json $draft.yaml
	test_that "$draft: which is json" "$python" -m json.tool $draft.json
done

# In the editor, without a terminal: to the last field, a word typed, saved.
for draft in centers fields answer; do
	printf 'keys Ctrl-End Shift-Tab\nkeys Tab\ntype 追記\nkeys Ctrl-Q\n' >$draft.keys
	runs "$draft: edited" 0 edit --script $draft.keys --screens screens $draft.yaml
	"$KAIJISHO" get $draft.yaml --json >all 2>err
	says "$draft: what was typed is saved" all 追記
done

# bytes NAME SMALL LARGE: no kind of key sends or writes more than half as much again.
bytes() {
	"$python" "$srcdir/tests/cli/scale.py" "$KAIJISHO" "$2" >small.cost 2>small.err
	"$python" "$srcdir/tests/cli/scale.py" "$KAIJISHO" "$3" >large.cost 2>large.err
	paste -d ' ' small.cost large.cost >costs
	if awk 'NF == 8 { for (i = 1; i <= 4; i++) { split($i, a, "="); split($(i + 4), b, "="); if (a[2] < 1 || b[2] > 1.5 * a[2] + 20) bad = 1 } seen = 1 }
		END { exit bad || !seen }' costs; then ok "$1"; else not_ok "$1" costs small.err large.err; fi
}
generate centers 2 "$example" >centers-small.yaml
generate answers 5000 3000 >answer-small.yaml
generate answers 40 | sed 's/^form: scale/form: small-scale/' >fields-small.yaml
generate form 40 | sed 's/^id: scale/id: small-scale/' >forms/small-scale.yaml
cp fields.before fields-large.yaml
cp centers.before centers-large.yaml
cp answer.before answer-large.yaml
bytes "a key costs the same with 1,000 data centers as with 2" centers-small.yaml centers-large.yaml
bytes "a key costs the same in 1 MiB as in 3 kB" answer-small.yaml answer-large.yaml
bytes "a key costs the same in a form of 5,000 fields as in one of 40" fields-small.yaml fields-large.yaml
finish
