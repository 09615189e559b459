#!/bin/sh
# edition.sh — a draft of an earlier edition: what changed, which answers have no question, attached, dropped, accepted.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms/editions"

cat >old.yaml <<'END'
# 年次の開示
kaijisho: 1
form: yearly
edition: "2024"   # 版
answers:
  company-name: 例示株式会社 # 商号
  manager: 例示 太郎
  # 方針
  security-policy: 無し
  data-center:
  - ups: "有り: 10分"
    data-center-name: A
  - data-center-name: B
    ups: {answer: 有り, detail: 20分}
own-key: 1
END
cp old.yaml d.yaml

runs "forms lists no earlier edition" 0 forms
test_that "one form" [ "$(grep -c yearly out)" = 1 ]
runs "a draft of an earlier edition" 1 edition d.yaml
says "both editions are named" out "of edition 2024, the form yearly is edition 2026"
says "a new question" out "new question  person-in-charge"
says "a question removed" out "question removed  manager"
says "a question reworded" out "事業者の名称 → 1 事業の概要 / 事業者の正式名称"
says "a limit" out "20 chars → 40 chars, 60 chars (company-name + company-summary)"
says "a requirement" out "required → required○"
says "an orphan with its line" out "manager  (line 7)"
says "its text" out "    例示 太郎"
says "an orphan of a data center" out "data-center.2.ups  (line 14)"
runs "in Japanese" 1 edition --lang ja d.yaml
for word in 新規 削除 改題 制限変更; do
	says "$word" out "$word"
done
runs "as JSON" 1 edition --json d.yaml
says "its orphans" out '"path": "data-center.1.ups"'
says "its changes" out '"kind": "limit"'
runs "check reports the orphans still" 1 check d.yaml
says "unknown-field" out manager
same "looking changes nothing" old.yaml d.yaml

runs "attach to a field that is answered" 2 edition d.yaml --attach manager=company-name
runs "attach what is no orphan" 2 edition d.yaml --attach nobody=contact
runs "attach to no field" 2 edition d.yaml --attach manager=nowhere
runs "attach to nothing" 2 edition d.yaml --attach manager
runs "drop an answer" 2 edition d.yaml --drop company-name
runs "attach one twice" 2 edition d.yaml --attach manager=person-in-charge --drop manager
runs "one that can be and one that cannot" 2 edition d.yaml --attach manager=person-in-charge --attach nobody=contact
same "no failure changes anything" old.yaml d.yaml
test_that "and none leaves anything behind" sh -c '! ls -A | grep "^\.d\.yaml"'
runs "several at once" 0 edition d.yaml --attach data-center.2.ups=data-center.2.power --drop manager --drop data-center.1.ups
test_that "all of it is done" sh -c '! grep -q -e manager -e ups d.yaml && grep -q 20分 d.yaml'
cp old.yaml d.yaml

runs "attach" 0 edition d.yaml --attach manager=person-in-charge
sed 's/^  manager: 例示 太郎$/  person-in-charge: {answer: 例示 太郎, review: ""}/' old.yaml >wanted
same "one line becomes another" wanted d.yaml
runs "it is to be confirmed" 0 get --json d.yaml person-in-charge:review
says "it is to be confirmed" out '""'
runs "attach option and detail within a data center" 0 edition d.yaml --attach data-center.2.ups=data-center.2.power
runs "with its detail" 0 get d.yaml data-center.2.power:detail
says "with its detail" out 20分
runs "drop and accept" 0 edition d.yaml --drop data-center.1.ups --accept
says "the edition's comment stays" d.yaml 'edition: "2026"   # 版'
test_that "the orphan is gone" sh -c '! grep -q ups d.yaml'
for line in '# 年次の開示' '  company-name: 例示株式会社 # 商号' '  # 方針' 'own-key: 1' '  - data-center-name: A'; do
	says "kept: $line" d.yaml "$line"
done
runs "nothing is left to tell" 0 edition d.yaml
runs "the state before is in the history" 0 history d.yaml

cp old.yaml d.yaml
runs "accept alone" 0 edition d.yaml --accept
sed 's/"2024"/"2026"/' old.yaml >wanted
same "one line changes" wanted d.yaml
runs "the orphans are told of" 1 edition d.yaml
sed 's/"2024"/"1999"/' old.yaml >d.yaml
runs "an edition that is not there" 1 edition d.yaml
says "is said" out "yearly@1999.yaml"
says "and the orphans are listed" out "manager  (line 7)"
printf 'kaijisho: 1\nform: yearly\nedition: "../../../etc/passwd"\n' >d.yaml
runs "an edition that is a path" 1 edition d.yaml
printf 'kaijisho: 1\nform: yearly\n' >d.yaml
runs "no edition" 0 edition d.yaml
runs "accept where there is none" 0 edition d.yaml --accept
printf 'kaijisho: 1\nform: yearly\nedition: "2026"\n' >wanted
same "writes it" wanted d.yaml

# The editor says so at its opening.
cp old.yaml d.yaml
cat >keys <<'END'
screen opened
keys End
type x
keys Up Up
type a
keys Ctrl-U
type person-in-charge
keys Enter
screen attached
type e
screen done
keys Home Enter
screen field
keys Esc Esc Ctrl-S
screen saved
END
"$KAIJISHO" edit --lang en --size 100x30 --script keys --screens screens d.yaml 2>err </dev/null
sed -n '/^== opened/,/^== done/p' screens >opened
says "the editor opens with the changes" opened "The draft is of edition 2024, the form yearly is edition 2026."
says "a new question" opened "new question"
says "and orphans" opened "manager: 例示 太郎"
says "an orphan dropped" screens "goes with the next save"
says "an orphan attached" screens "manager now answers “責任者の役職”"
sed -n '/^== field/,/^== saved/p' screens >field
says "Enter goes to the field" field "事業者の正式名称"
sed -e 's/"2024"/"2026"/' -e 's/^  manager: 例示 太郎$/  person-in-charge: {answer: 例示 太郎, review: ""}/' -e '/^    ups:/d' old.yaml >wanted
same "saved: only those lines changed" wanted d.yaml
"$KAIJISHO" edit --lang en --size 100x30 --script keys --screens screens d.yaml 2>err </dev/null
test_that "the notice comes no more" sh -c '! sed -n "/^== opened/,/^== done/p" screens | grep -q "is of edition 2024"'
finish
