#!/bin/sh
# assign.sh — who answers what, and by when; and who changed what.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/forms"
cp "$srcdir/examples/iaas-paas.yaml" d.yaml
fields() {
	"$KAIJISHO" summary --json d.yaml >summary.json
	"$python" -c '
import json
for a in json.load(open("summary.json"))["assigned"]:
    print(a["name"], a["fields"], a["due"])'
}
runs "a section is given to somebody" 0 set d.yaml finance:assignee=経理部 finance:due=2026-12-01 compliance-unit:assignee=法務
[ -z "$python" ] || { fields >got && printf '経理部 7 2026-12-01\n法務 1 None\nNone 128 None\n' >wanted && same "and counted" wanted got; }
runs "in the summary" 0 --lang ja summary --today 2026-12-02 d.yaml
test_that "with what is left and the day" grep -Eq '^経理部 +7 +1 +2026-12-01 超過$' out
test_that "answers stay as they were" [ "$("$KAIJISHO" get d.yaml capital)" = 150,000,000円 ]
runs "one data center" 0 set d.yaml data-center.1:assignee=設備
runs "one that is not there" 2 set d.yaml data-center.9:assignee=設備
runs "no other part goes by section" 2 set d.yaml finance:note=x
cp d.yaml before
runs "one wrong word: nothing is set" 2 set d.yaml finance:assignee=別 nope:assignee=別
same "nothing" before d.yaml
runs "taken back" 0 unset d.yaml finance:due finance:assignee compliance-unit:assignee data-center:assignee
diff -u "$srcdir/examples/iaas-paas.yaml" d.yaml | grep '^[-+] .*\(assignee\|due\)' >left
silent "no trace of it is left" left

# A due date that is none is kept, and told of.
runs "a due date that is no date" 0 --lang ja set d.yaml company-name:due=2026-13-01
says "said at once" err "company-name:due: 2026-11-22のような年月日ではないので"
runs "for a section" 0 --lang ja set d.yaml finance:due=あした
test_that "said once" [ "$(grep -c 年月日ではない err)" = 1 ]
test_that "kept" [ "$("$KAIJISHO" get d.yaml company-name:due)" = 2026-13-01 ]
runs "a date" 0 --lang ja set d.yaml company-name:due=2026-12-01 finance:due=
test_that "nothing to say of it" [ "$(grep -c 年月日ではない err)" = 0 ]
cp "$srcdir/examples/iaas-paas.yaml" e.yaml
printf '%s\n' 'keys Ctrl-K' 'type 7' 'type あした' 'keys Enter' 'screen due' 'keys Ctrl-S' >keys
runs "in the editor" 0 --lang ja edit --script keys --screens screens e.yaml
says "the same" screens "2026-11-22のような年月日ではないので"

# In the editor: the whole section by a command, then only their fields, then undone.
cp "$srcdir/examples/iaas-paas.yaml" e.yaml
cat >keys <<'KEYS'
keys Ctrl-G
type 財務
keys Enter Esc
type assign-section
keys Enter
type 経理部
keys Enter
screen assigned
keys Alt-a
screen whose
keys Down Enter
screen theirs
keys Ctrl-Z Ctrl-S
KEYS
runs "in the editor" 0 --lang ja edit --script keys --screens screens e.yaml
says "the section is given away" screens "この大区分の7欄に設定しました"
says "the name, with what is left" screens "残り1/7"
says "the header says whose fields they are" screens "[経理部]"
test_that "one undo takes it back" cmp -s e.yaml "$srcdir/examples/iaas-paas.yaml"

# Who changed what.
cp "$srcdir/examples/iaas-paas.yaml" h.yaml
LOGNAME=tanaka "$KAIJISHO" set h.yaml company-name=一 2>/dev/null
LOGNAME=../suzuki "$KAIJISHO" set h.yaml company-name='二
三' capital=1円 2>/dev/null
runs "history" 0 --lang ja history h.yaml
test_that "says who" grep -q '^2 .*その後の変更: 1欄（.*、tanaka）' out
test_that "in safe letters" grep -q '^1 .*その後の変更: 2欄（.*、.._suzuki）' out
runs "of one field" 0 --lang ja history h.yaml company-name
says "before" out "        - 一"
printf '        + 二\n          三\n' >wanted
grep -A1 '+ 二' out >got
same "after, every line" wanted got
test_that "not of others" sh -c '! grep -q capital out'
runs "of a field that never changed" 0 history h.yaml founded-year
silent "nothing" out
# And what is no answer.
cp "$srcdir/examples/iaas-paas.yaml" p.yaml
LOGNAME=tanaka "$KAIJISHO" set p.yaml finance:assignee=経理部 2>/dev/null
LOGNAME=tanaka "$KAIJISHO" set p.yaml company-name:due=2026-12-01 2>/dev/null
LOGNAME=tanaka "$KAIJISHO" set p.yaml company-name=一 company-name:note='電話で
確認' 2>/dev/null
LOGNAME=tanaka "$KAIJISHO" unset p.yaml finance:assignee 2>/dev/null
"$KAIJISHO" --lang en history p.yaml >got
sed 's/20[0-9-]* [0-9][0-9:]*[0-9]/DATE/g' got >out
cat >wanted <<'HISTORY'
1  DATE  then changed by tanaka on DATE: 7 fields
      assignee of 7 fields: taken away
2  DATE  then changed by tanaka on DATE: 1 field
      company-name  2 Company name
      company-name:note  電話で
3  DATE  then changed by tanaka on DATE: 1 field
      company-name:due  2026-12-01
4  DATE  then changed by tanaka on DATE: 7 fields
      assignee of 7 fields: 経理部
HISTORY
same "who answers a section and by when is told, too" wanted out
runs "in Japanese" 0 --lang ja history p.yaml
says "in Japanese" out "7欄のassignee: 経理部"
runs "of one field" 0 --lang en history p.yaml company-name
printf '      company-name:note\n        - -\n        + 電話で\n          確認\n' >wanted
grep -A3 ':note$' out >got
same "the texts of its parts" wanted got
"$KAIJISHO" history --json p.yaml >out
says "in JSON, too" out '"part": "due"'
if [ -n "$python" ]; then
	"$KAIJISHO" set p.yaml company-name=二社 founded-year=1999 2>err
	"$KAIJISHO" set p.yaml founded-year=2001 2>err
	runs "of one field in JSON" 0 history --json p.yaml company-name
	"$python" -c 'import json
for save in json.load(open("out")):
    print(save["number"], save["fields"], [(c["before"], c["after"]) for c in save["changes"]],
          [(p["field"], p["part"], p["after"]) for p in save["parts"]])' >got
	cat >wanted <<'HISTORY'
2 ['company-name'] [('一', '二社')] []
4 ['company-name'] [('例示クラウド株式会社', '一')] [('company-name', 'note', '電話で\n確認')]
5 [] [] [('company-name', 'due', '2026-12-01')]
HISTORY
	same "has its texts and parts alone, and no save that left it as it was" wanted got
else
	skip "of one field in JSON" "no python3"
fi
runs "of no field" 2 history h.yaml nope
finish
