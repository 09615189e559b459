#!/bin/sh
# check.sh — check and summary: they agree, and say what is missing and where.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

cat >d.yaml <<'END'
kaijisho: 1
form: small
edition: "1"
answers:
  disclosure-date: "2026-11-22"
  company-summary: 二十文字を越える長い長い事業の概要の文章です。
  security-policy: 有り
  service-summary: {answer: 内容, review: 総務部に確認}
  data-center-count: "2"
  data-center:
  - data-center-name: A
    ups: {answer: 有り, detail: 10分}
END
runs "not complete" 1 check --today 2026-11-23 d.yaml
cp out findings
for code in missing over-limit detail-missing count-mismatch review; do
	says "$code is found" findings "[$code]"
done
test_that "as file:line:column: severity: sentence [code]" sh -c \
	'! grep -vE "^d\.yaml:[0-9]+:[0-9]+: (error|warning|hint|review): .+ \[[a-z-]+\]$" findings'
says "at its line" findings "d.yaml:6:"
runs "the same in Japanese" 1 --lang ja check --today 2026-11-23 d.yaml
golden "in words" out check/findings.ja
runs "in English" 1 --lang en check --today 2026-11-23 d.yaml
golden "in words, too" out check/findings.en
runs "as JSON" 1 --lang ja check --json --today 2026-11-23 d.yaml
test_that "on one line" [ "$(wc -l <out)" = 1 ]
cp out check.json
runs "the summary" 0 --lang ja summary --today 2026-11-23 d.yaml
golden "in Japanese" out check/summary.ja
cp out summary.txt
runs "the summary in English" 0 --lang en summary --today 2026-11-23 d.yaml
golden "in English" out check/summary.en
test_that "no escape sequence" sh -c '! grep -q "$(printf "\033")" out'
runs "the summary as JSON" 0 summary --json --today 2026-11-23 d.yaml
cp out summary.json

if [ -n "$python" ]; then
	cat >agree.py <<'END'
import json, re, unicodedata
check, summary = json.load(open("check.json")), json.load(open("summary.json"))
findings = check.pop("findings")
assert summary.pop("validity") is None and summary.pop("assigned") == []
for section in check["sections"] + summary["sections"]:
    del section["title"]
assert check == summary
assert list(check)[:2] == ["draft", "form"]
by_severity = lambda name: sum(f["severity"] == name for f in findings)
assert by_severity("error") == sum(s["errors"] for s in check["sections"]), "errors"
assert check["review"] == by_severity("review")
assert check["required"]["total"] == sum(s["required"]["total"] for s in check["sections"])
for f in findings:
    assert set(f) == {"code", "severity", "field", "item", "section", "line", "column", "message"}
lines = [l for l in open("findings").read().split("\n") if l]
assert [(f["line"], f["column"], f["code"]) for f in findings] == \
    [(int(l.split(":")[1]), int(l.split(":")[2]), re.search(r"\[([a-z-]+)\]$", l).group(1)) for l in lines]
width = lambda text: sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
text = open("summary.txt").read()
assert max(width(l) for l in text.split("\n")) <= 80
assert f'{check["required"]["answered"]}/{check["required"]["total"]}' in text
missing = [f for f in findings if f["code"] == "missing"]
for f in missing:
    assert re.search(rf'^ *{f["item"]}  ', text, re.M), f
END
	test_that "counts agree everywhere, 80 columns" "$python" agree.py
else
	skip "counts agree everywhere" "python3 is not installed"
fi

cat >whole.yaml <<'END'
kaijisho: 1
form: small
edition: "1"
answers:
  disclosure-date: "2026-11-22"
  company-summary: クラウドの提供
  security-policy: {answer: 有り, detail: 基本方針}
  security-policy-approval: 有り
  service-summary: 内容
  data-center-count: "1"
  data-center:
  - data-center-name: A
    ups: 無し
END
runs "complete" 0 check --today 2026-11-23 whole.yaml
says "and says so" err "complete"
runs "a future date is an error" 1 check --today 2026-11-21 whole.yaml
"$KAIJISHO" set whole.yaml founded-year=19999 2>err
runs "a warning is no error" 0 check --today 2026-11-23 whole.yaml
runs "--strict" 1 check --strict --today 2026-11-23 whole.yaml
runs "several drafts: the worst status" 1 check --json --today 2026-11-23 whole.yaml d.yaml
test_that "one JSON object a line" [ "$(wc -l <out)" = 2 ]
runs "several drafts, one unreadable" 2 check --json whole.yaml nothing.yaml d.yaml
test_that "the others are checked" [ "$(wc -l <out)" = 2 ]
runs "summary of several" 0 summary whole.yaml d.yaml
runs "summary of none" 2 summary nothing.yaml

# Two fields of one item are two lines, told apart by their prompts.
cp whole.yaml two.yaml
"$KAIJISHO" set two.yaml company-summary:review=yes founded-year=○○年 founded-year:review=yes 2>err
runs "summary of two fields of an item" 0 --lang ja summary --today 2026-11-23 two.yaml
says "says which is to be confirmed" out "   2  事業の概要 / 主要な事業の概要: 確認が要ります"
says "and which is the other" out "   2  事業の概要 / 設立年: 確認が要ります"
grep '^ *[0-9]*  ' out | sort | uniq -d >doubles
silent "no line is there twice" doubles

# Dates, addresses, due dates and keys of the file that are nearly what they should be.
unset KAIJISHO_FORMS
cat >near.yaml <<'END'
kaijisho: 1
form: cloud-saas
anwsers: {}
x-mine: 1
answers:
  disclosure-date: みてい
  company-name: {answer: 甲, status: foo, due: あした}
  founded-date: 令和8年11月22日
  company-url: "https:／／example.jp"
  availability-target: 未定
  service-start: 設立 2008年6月2日
  　capital: 1円
END
runs "what is nearly right" 1 --lang en check --today 2026-11-23 near.yaml
grep -v '\[missing\]' out >near
says "words where a date is required" near '6:3: warning: 1 '
says "a due date that is none" near '[due]'
says "an era where 西暦 is asked" near 'Western calendar: 2026-11-22. [era]'
says "a full-width address" near 'half-width characters only. [character]'
says "a status that is none" near '7:29: warning: company-name:status: A status is undisclosed or not-applicable'
says "a key beside the answers" near '3:1: warning: anwsers: “anwsers” is no key of a draft'
says "a full-width blank" near '12:3: warning: 　capital: The key begins with a full-width blank'
test_that "once each, and nothing more of 未定" [ "$(wc -l <near)" = 8 ]
test_that "nothing of x-mine or a date among words" sh -c '! grep -q "x-mine\|:11:" near'
printf 'kaijisho: 1\nform: cloud-saas\nanswers:\n　company-name: 甲\n' >wide.yaml
runs "answers indented by a full-width blank" 1 --lang ja check wide.yaml
says "are told of" out 'wide.yaml:4:1: warning: 　company-name: 全角の空白では字下げになりません'
runs "and kept" 0 set wide.yaml representative-name=乙
says "in the file" wide.yaml '　company-name: 甲'
runs "but are no answers without a question" 0 edition wide.yaml --json
says "of the form" out '"orphans": []'
printf 'kaijisho: 1\nform: cloud-saas\nanswers:\n  disclosure-date: 令和8年11月22日\n' >era.yaml
printf 'keys Alt-c Ctrl-S\n' >keys
runs "one key mends an era" 0 edit --script keys --screens /dev/null era.yaml
says "to 西暦" era.yaml 'disclosure-date: "2026-11-22"'
finish
