#!/bin/sh
# exchange.sh — answers that go out and come in: export, import, renew, diff, merge, history, restore.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

"$KAIJISHO" new small d.yaml 2>err
"$KAIJISHO" set d.yaml disclosure-date=2026-11-22 company-summary='=1+1 <b>&' security-policy='有り: 基本方針' service-summary='一行目
二行目' data-center.1.data-center-name=A data-center.2.data-center-name=B data-center.2.ups='有り: 10分' 2>err

for format in text markdown html csv tsv json jsonl; do
	runs "export --to $format" 0 export d.yaml --to $format
	says "$format has the answers" out "基本方針"
done
runs "export to a file" 0 export d.yaml --to csv --output d.csv
runs "export to html escapes" 0 export d.yaml --to html
test_that "no tag of the answer's" sh -c '! grep -q "<b>&" out'
runs "an unknown format" 2 export d.yaml --to wordstar
runs "no format" 2 export d.yaml

for format in csv tsv json markdown; do
	rm -f n.yaml
	"$KAIJISHO" new small n.yaml 2>err
	"$KAIJISHO" export d.yaml --to $format >"back.$format" 2>err
	runs "import from $format" 0 import n.yaml "back.$format"
	# A published table in Markdown does not say which data center it speaks of.
	case $format in markdown) fields='company-summary service-summary' ;; *) fields='company-summary service-summary data-center.2.ups' ;; esac
	# shellcheck disable=SC2086
	"$KAIJISHO" get d.yaml $fields >wanted
	# shellcheck disable=SC2086
	"$KAIJISHO" get n.yaml $fields >got 2>&1
	same "import from $format gives the same answers" wanted got
	"$KAIJISHO" get --json n.yaml company-summary:review >got
	test_that "each to be confirmed" sh -c '! grep -q null got'
done
cp n.yaml before.yaml
runs "import --preview" 0 import n.yaml back.csv --preview
same "changes nothing" before.yaml n.yaml
runs "import of nothing" 2 import n.yaml nothing.csv

runs "renew" 0 renew d.yaml next.yaml
"$KAIJISHO" get --json next.yaml company-summary:review >got
test_that "is to be confirmed" sh -c '! grep -q null got'
runs "renew never overwrites" 2 renew d.yaml next.yaml

runs "diff of the same" 0 diff d.yaml d.yaml
cp d.yaml other.yaml
"$KAIJISHO" set other.yaml founded-year=1998 2>err
runs "diff" 1 diff d.yaml other.yaml
says "says what differs" out "1998"
runs "diff --json" 1 diff --json d.yaml other.yaml
runs "diff --to html" 1 diff --to html d.yaml other.yaml
runs "diff with nothing" 2 diff d.yaml nothing.yaml

cp d.yaml base.yaml
cp d.yaml ours.yaml
cp d.yaml theirs.yaml
"$KAIJISHO" set ours.yaml founded-year=1998 2>err
"$KAIJISHO" set theirs.yaml service-link=無し 2>err
runs "merge" 0 merge base.yaml ours.yaml theirs.yaml
"$KAIJISHO" get ours.yaml founded-year service-link >got
printf 'founded-year=1998\nservice-link=無し\n' >wanted
same "both changes are there" wanted got
"$KAIJISHO" set theirs.yaml founded-year=2001 2>err
runs "merge with a conflict" 1 merge base.yaml ours.yaml theirs.yaml
runs "check tells of it" 1 check ours.yaml
says "check tells of it as conflict" out "[conflict]"
runs "merge that cannot be done" 129 merge base.yaml ours.yaml nothing.yaml

"$KAIJISHO" set d.yaml founded-year=1990 2>err
"$KAIJISHO" set d.yaml founded-year=1991 2>err
runs "history" 0 history d.yaml
says "lists saves" out "1  "
runs "history --json" 0 history --json d.yaml
runs "restore" 0 restore d.yaml 1 founded-year
"$KAIJISHO" get d.yaml founded-year >got
echo 1990 >wanted
same "the answer is as it was" wanted got
runs "restore of no such save" 2 restore d.yaml 99
finish
