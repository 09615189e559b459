#!/bin/sh
# answers.sh — new, get, set, unset, instance.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

# has NAME ID TEXT: the draft's answer is the text.
has() {
	"$KAIJISHO" get d.yaml "$2" >got 2>&1
	if [ -n "$3" ]; then printf '%s\n' "$3" >wanted; else : >wanted; fi
	same "$1" wanted got
}

runs "new" 0 new small d.yaml
cp d.yaml fresh.yaml
runs "new never overwrites" 2 new small d.yaml
same "and leaves the file" fresh.yaml d.yaml
says "the file is named" err "d.yaml"
runs "new of an unknown form" 2 new nonsense n.yaml
runs "new in a folder that is not there" 2 new small nowhere/n.yaml
test_that "a new draft is private to nobody but its owner's umask" [ -r d.yaml ]

runs "set one" 0 set d.yaml company-summary=クラウドの提供
has "get one" company-summary クラウドの提供
runs "set several" 0 set d.yaml founded-year=1998 security-policy='有り: 情報セキュリティ基本方針'
has "a detail is joined" security-policy "有り: 情報セキュリティ基本方針"
has "a part" security-policy:detail 情報セキュリティ基本方針
runs "set a part" 0 set d.yaml founded-year:review=総務部に確認 founded-year:assignee=総務部
has "the part" founded-year:review 総務部に確認
runs "非公開 is a status" 0 set d.yaml service-link=非公開
has "the status" service-link:status undisclosed
runs "an unknown status" 2 set d.yaml service-link:status=secret
runs "text with = and :" 0 set d.yaml service-summary='a=b: c'
has "text with = and :" service-summary 'a=b: c'
printf '一行目\n二行目\n\n' >text
runs "set from a file" 0 set d.yaml service-summary=@text
printf '一行目\n二行目\n\n' >wanted
"$KAIJISHO" get d.yaml service-summary >got
same "its last line break is not the answer's" wanted got
printf '標準入力から' | "$KAIJISHO" set d.yaml service-summary=@- 2>err
has "set from stdin" service-summary 標準入力から
runs "@@ is a @" 0 set d.yaml service-summary=@@home
has "@@ is a @" service-summary @home
for text in no 0120 2026-11-22 1:30 '~' null '' ' 末尾 ' '# x' '- x' '{' "'" '"' '葛󠄀🧑‍💻' 'か゛' '	tab'; do
	"$KAIJISHO" set d.yaml service-summary="$text" 2>err
	has "reads back: '$text'" service-summary "$text"
done
runs "get all" 0 get d.yaml
says "as ID=TEXT" out "company-summary=クラウドの提供"
runs "get as JSON" 0 get --json d.yaml company-summary founded-year
says "an object" out '"founded-year": "1998"'
runs "get what is not answered" 0 get d.yaml disclosure-date
silent "nothing is printed" out

cp d.yaml before.yaml
runs "an unknown field" 2 set d.yaml founded-year=2000 compnay=x
says "is named" err "compnay"
same "and nothing is set, not even what came first" before.yaml d.yaml
runs "no =" 2 set d.yaml founded-year
runs "an unknown part" 2 set d.yaml founded-year:colour=red
runs "a file that is not there" 2 set d.yaml founded-year=@nothing
runs "not UTF-8" 2 set d.yaml "founded-year=$(printf '\377')"
runs "a draft that is not there" 2 set nothing.yaml founded-year=1
same "still nothing is set" before.yaml d.yaml
runs "set what it says already" 0 set d.yaml founded-year=1998
same "changes no byte" before.yaml d.yaml

runs "a second instance" 0 set d.yaml data-center.1.data-center-name=A data-center.2.data-center-name=B data-center.2.ups='有り: 10分'
has "its answer" data-center.2.ups "有り: 10分"
runs "a gap is refused" 2 set d.yaml data-center.4.ups=無し
runs "which data center" 2 set d.yaml ups=無し
runs "instance add" 0 instance add d.yaml data-center C
has "the third" data-center.3.data-center-name C
runs "instance rename" 0 instance rename d.yaml data-center.3 札幌
has "renamed" data-center.3.data-center-name 札幌
runs "instance copy" 0 instance copy d.yaml data-center.2 D
has "copied" data-center.4.ups "有り: 10分"
"$KAIJISHO" get --json d.yaml data-center.4.ups:review >got
says "a copy is to be confirmed" got '"data-center.4.ups:review": ""'
has "its name is its own" data-center.4.data-center-name D
runs "instance move" 0 instance move d.yaml data-center.4 1
has "moved" data-center.1.data-center-name D
has "the others follow" data-center.2.data-center-name A
runs "instance delete" 0 instance delete d.yaml data-center.1
has "deleted" data-center.1.data-center-name A
runs "delete another" 0 instance delete d.yaml data-center.3
runs "no such instance" 2 instance delete d.yaml data-center.9
runs "no repeated section" 2 instance add d.yaml company
runs "an unknown action" 2 instance swap d.yaml data-center.1
"$KAIJISHO" instance delete d.yaml data-center.2 2>err
cp d.yaml before.yaml
runs "the last one stays" 2 instance delete d.yaml data-center.1
same "and is as it was" before.yaml d.yaml

runs "unset" 0 unset d.yaml company-summary security-policy founded-year
has "is gone" company-summary ''
has "with its detail" security-policy:detail ''
has "with its review mark" founded-year:review ''
has "but the assignee is the field's" founded-year:assignee 総務部
runs "unset a part" 0 unset d.yaml founded-year:assignee
has "the part is gone" founded-year:assignee ''
runs "unset nothing" 0 unset d.yaml company-summary

# Only changed lines change; what is the person's stays.
cat >d.yaml <<'END'
# 見出し
kaijisho: 1
form: small
answers:
  # 総務部
  company-summary: '引用'   # 行末
  founded-year: 1998
  own-key: [1, 2]
END
sed 's/1998/"2001"/' d.yaml >wanted
"$KAIJISHO" set d.yaml founded-year=2001 2>err
diff d.yaml wanted >diff.out
test_that "one line differs" [ "$(diff d.yaml wanted | grep -c '^<')" -le 1 ]
grep -v founded-year d.yaml >got
grep -v founded-year wanted >rest
same "comments, quotes and unknown keys stay" rest got
has "the new answer" founded-year 2001
if ls -A | grep -q '^\.d\.yaml'; then not_ok "nothing is left beside the draft"; else ok "nothing is left beside the draft"; fi

# What says so already is not worded anew.
cat >d.yaml <<'END'
kaijisho: 1
form: small
answers:
  disclosure-date: 非公開 # c
  company-summary: 該当なし (廃止)
  security-policy: {answer: "有り: 基本方針", note: x}
  service-summary: {status: 該当なし, reason: 廃止}
  service-link: {status: undisclosed, answer: 有り}
END
cp d.yaml before.yaml
runs "set to what it says, by another name" 0 set d.yaml disclosure-date=非公開 'company-summary=該当なし (廃止)' \
	'security-policy=有り: 基本方針' 'service-summary=該当なし (廃止)' service-link=非公開
same "changes no byte" before.yaml d.yaml

# Many at once.
"$KAIJISHO" new small many.yaml 2>err
for i in 1 2 3 4 5 6 7 8; do
	"$KAIJISHO" set many.yaml data-center.1.ups="無し" company-summary:note="$i" 2>>err.many &
done
wait
"$KAIJISHO" get many.yaml data-center.1.ups >got
echo 無し >wanted
same "eight writers at once" wanted got
finish
