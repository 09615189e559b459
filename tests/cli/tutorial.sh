#!/bin/sh
# tutorial.sh — what the manual tells a newcomer to type works as it says.
. "${srcdir:-.}/tests/tap.sh"

mkdir -p config/kaijisho/forms
for page in man/kaijisho-form.5 man/ja/kaijisho-form.5; do
	# The page shows a form twice: how the file looks, and the one of the tutorial.
	awk '/^kaijisho-form: 1$/ { n++ } n == 2 { if (/^\.Ed$/) exit; print }' "$srcdir/$page" >config/kaijisho/forms/cloud-intake.yaml
	"$KAIJISHO" --lang ja lint cloud-intake >out 2>&1
	test_that "$page: the form of ten items has nothing to mend" [ $? = 0 ]
	[ ! -s out ] || sed 's/^/#   /' out
	rm -f intake.yaml
	runs "$page: a draft of it" 0 new cloud-intake intake.yaml
	runs "$page: answers" 0 set intake.yaml request-date=2026-11-22 department=例示部 contact=03-0000-0000 service-name=例 \
		purpose=見積りを承認する personal-information=無し data-country=日本 approval=はい
	runs "$page: complete; what depends on 無し is not asked" 0 --today 2026-11-22 check --strict intake.yaml
done

# A warning acknowledged with a reason is silent, and the draft keeps the reason.
runs "a draft" 0 new iaas-paas mine.yaml
runs "an answer that leaves 有無 open" 0 set mine.yaml complaint-policy=顧客ごとに定める
"$KAIJISHO" check mine.yaml >out 2>&1
test_that "is warned of" grep -q 'presence-unstated' out
runs "acknowledged" 0 set mine.yaml 'complaint-policy:ack=presence-unstated: 顧客ごとの契約で定める'
"$KAIJISHO" check mine.yaml >out 2>&1
test_that "it is silent" sh -c '! grep -q presence-unstated out'
test_that "and the draft keeps the reason" grep -q '顧客ごとの契約で定める' mine.yaml
finish
