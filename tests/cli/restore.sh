#!/bin/sh
# restore.sh — earlier saves: listed and brought back, by field or whole, in whatever state the draft is.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

# All of an earlier save: answers, instances, their order.
"$KAIJISHO" new small r.yaml 2>err
"$KAIJISHO" set r.yaml company-summary=概要 security-policy='有り: 方針' security-policy:note=後で data-center.1.data-center-name=東京 \
	data-center.1.ups='有り: 5分' data-center.2.data-center-name=大阪 data-center.2.ups='有り: 10分' data-center.3.data-center-name=福岡 2>err
"$KAIJISHO" get r.yaml >wanted
"$KAIJISHO" instance delete r.yaml data-center.2 2>err
runs "restore after a data center was deleted" 0 restore r.yaml 1
"$KAIJISHO" get r.yaml >got
same "brings it back in its place" wanted got
"$KAIJISHO" instance move r.yaml data-center.3 1 2>err
"$KAIJISHO" instance add r.yaml data-center 名古屋 2>err
"$KAIJISHO" set r.yaml data-center.4.ups=無し security-policy=無し 2>err
"$KAIJISHO" unset r.yaml security-policy:note company-summary 2>err
number=$("$KAIJISHO" history r.yaml | grep -c '^[0-9]')
for save in $(seq 1 "$number"); do
	"$KAIJISHO" restore r.yaml "$save" 2>err
	"$KAIJISHO" get r.yaml >got
	! cmp -s wanted got || break
done
same "restore after data centers were moved and added, texts and notes changed" wanted got
test_that "notes too" grep -q 後で r.yaml
cp r.yaml before.yaml
runs "restore of what is so already" 0 restore r.yaml "$((save + 1))"
# One field of an instance: of the same one, wherever it stood; of none, that is said.
"$KAIJISHO" new small s.yaml 2>err
"$KAIJISHO" set s.yaml data-center.1.data-center-name=東京 data-center.1.ups='有り: 5分' data-center.2.data-center-name=大阪 data-center.2.ups='有り: 10分' 2>err
"$KAIJISHO" instance delete s.yaml data-center.1 2>err
"$KAIJISHO" set s.yaml data-center.1.ups=無し 2>err
runs "one field, of an instance that stood elsewhere" 0 restore s.yaml 2 data-center.1.ups
says "which is said" err "data-center.2.ups"
"$KAIJISHO" get s.yaml data-center.1.ups >got
echo '有り: 10分' >wanted
same "is that instance's" wanted got
cp s.yaml before.yaml
runs "one field of an instance that is not here" 2 restore s.yaml 3 data-center.2.ups
says "is said" err "data-center.2.ups"
"$KAIJISHO" set s.yaml data-center.2.data-center-name=札幌 2>err
cp s.yaml before.yaml
runs "one field of an instance that was not there" 2 restore s.yaml 2 data-center.2.ups
says "is said" err "no such instance"
same "and nothing is changed" before.yaml s.yaml
# What the form does not ask stays away, and that is said.
"$KAIJISHO" new small u.yaml 2>err
sed -i 's/^answers:.*/answers:\n  old-question: 昔の答え\n  company-summary: 一/' u.yaml
"$KAIJISHO" set u.yaml company-summary=二 2>err
sed -i '/old-question/d' u.yaml
runs "restore of a save with an answer the form does not ask" 0 restore u.yaml 1
says "says what is not brought back" err "old-question"
test_that "brings back the rest" [ "$("$KAIJISHO" get u.yaml company-summary)" = 一 ]

# The order of saves is the order they were made in, whatever time a file that was copied into the draft's place brings.
"$KAIJISHO" new small t.yaml 2>err
for year in $(seq 1971 1995); do "$KAIJISHO" set t.yaml founded-year="$year" 2>>err; done
sed -i 's/founded-year: .*/founded-year: 1801/' t.yaml
touch -d '2001-02-03 04:05:06' t.yaml
"$KAIJISHO" set t.yaml founded-year=1996 2>err
runs "history after a file with an old time" 0 history t.yaml
test_that "lists what was just replaced first, with its time" sh -c 'head -n 1 out | grep -q "^1  2001-02-03 04:05:06"'
"$KAIJISHO" restore t.yaml 1 founded-year 2>err
"$KAIJISHO" get t.yaml founded-year >got
echo 1801 >wanted
same "which can be brought back" wanted got
test_that "as many as are kept" [ "$("$KAIJISHO" history t.yaml | grep -c '^[0-9]')" = 20 ]
touch -d '2101-02-03 04:05:06' t.yaml
"$KAIJISHO" set t.yaml founded-year=1950 2>err
"$KAIJISHO" set t.yaml founded-year=1951 2>err
"$KAIJISHO" history t.yaml >out
test_that "after a file from the future: the newest first" sh -c 'sed -n "/^2 /p" out | grep -q "^2  2101-"'
for year in $(seq 1971 1992); do "$KAIJISHO" set t.yaml founded-year="$year" 2>>err; done
"$KAIJISHO" history t.yaml >out
test_that "which goes when its time has come" sh -c '! grep -q 2101 out'
# Those that older versions kept, named by one time only, one of them from next year.
rm -rf old-state
mkdir old-state
folder=$(XDG_STATE_HOME=$work/old-state "$KAIJISHO" set t.yaml founded-year=1900 && dirname old-state/kaijisho/generations/*/*.yaml)
rm "$folder"/*
cp t.yaml "$folder/0004102444800000000000-00000000-tanaka.yaml"
cp t.yaml "$folder/0001700000000000000000-00000000.yaml"
XDG_STATE_HOME=$work/old-state "$KAIJISHO" set t.yaml founded-year=1901 2>err
XDG_STATE_HOME=$work/old-state "$KAIJISHO" set t.yaml founded-year=1902 2>err
XDG_STATE_HOME=$work/old-state "$KAIJISHO" history t.yaml --json >out
if [ -n "$python" ]; then
	"$python" -c 'import json; print([(s["time"][:4], s["by"] == "tanaka") for s in json.load(open("out"))][2:])' >got
	echo "[('2100', True), ('2023', False)]" >wanted
	same "saves of older versions are in their place" wanted got
else
	skip "saves of older versions are in their place" "no python3"
fi

# A draft that cannot be read any more is when earlier saves are needed.
export XDG_STATE_HOME="$work/state-h"
# saved: h.yaml with three earlier saves, the second of which is first.yaml.
saved() {
	rm -rf state-h h.yaml .h.yaml.journal
	"$KAIJISHO" new small h.yaml 2>err
	"$KAIJISHO" set h.yaml company-summary=一 data-center.1.data-center-name=東京 2>err
	cp h.yaml first.yaml
	"$KAIJISHO" set h.yaml company-summary=二 2>err
	"$KAIJISHO" set h.yaml company-summary=三 2>err
}
# brought_back WHAT [KEPT]: h.yaml has become WHAT; it is kept, unless KEPT says it need not be.
brought_back() {
	rm -f ruin
	[ ! -s h.yaml ] || cp h.yaml ruin
	runs "history of a draft that is $1" 0 history h.yaml
	test_that "lists its saves ($1)" [ "$(grep -c '^[123] ' out)" = 3 ]
	test_that "and says what is wrong ($1)" [ "$(wc -l <err)" = 2 ]
	runs "history of one field ($1)" 0 history h.yaml company-summary
	says "has the texts ($1)" out "+ 二"
	runs "one field is not brought back ($1)" 2 restore h.yaml 2 company-summary
	runs "the whole save is ($1)" 0 restore h.yaml 2
	same "as it was ($1)" first.yaml h.yaml
	if [ -e ruin ]; then
		newest=$(ls state-h/kaijisho/generations/*/*.yaml | tail -n 1)
		same "what stood there is kept ($1)" ruin "$newest"
	fi
	ls -A | grep -E '^\.h\.yaml' >beside
	silent "nothing is left beside it ($1)" beside
	runs "it is a draft again ($1)" 0 set h.yaml company-summary=四
}
saved
rm h.yaml
brought_back deleted
saved
: >h.yaml
brought_back empty
saved
printf '#!/bin/sh\nexit\n' >h.yaml
brought_back "no draft any more"
saved
sed 's/^form: small/form: no-such-form/' first.yaml >h.yaml
brought_back "of an unknown form"
saved
echo 'kaijisho: 1 [damaged' >h.yaml
brought_back damaged
# The damaged file is a save now.
runs "history with a damaged save in it" 0 history h.yaml
says "names it" err "Save 2 is damaged"
test_that "and lists the rest" [ "$(grep -c '^[1345] ' out)" = 4 ]
runs "history --json with a damaged save in it" 0 history h.yaml --json
test_that "lists the rest" [ "$(grep -c '"number"' out)" = 4 ]
cp h.yaml before.yaml
runs "the damaged save is not brought back" 2 restore h.yaml 2
says "it is named" err "generations/"
same "nothing is changed" before.yaml h.yaml
# A draft of another form in its place.
saved
KAIJISHO_FORMS=$srcdir/forms "$KAIJISHO" new asp-saas asp.yaml 2>err
cp asp.yaml h.yaml
KAIJISHO_FORMS=$srcdir/forms:$srcdir/tests/forms
runs "history of a draft of another form" 0 history h.yaml
runs "restore of a save of another form" 0 restore h.yaml 2
same "it is that form's again" first.yaml h.yaml
KAIJISHO_FORMS=$srcdir/tests/forms
# A draft behind links, which is gone: it is where it was again, and the links lead there.
mkdir behind
"$KAIJISHO" new small behind/draft.yaml 2>err
ln -s behind/next.yaml linked.yaml
ln -s draft.yaml behind/next.yaml
"$KAIJISHO" set linked.yaml company-summary=一 2>err
cp linked.yaml first.yaml
"$KAIJISHO" set linked.yaml company-summary=二 2>err
rm behind/draft.yaml
runs "history through a link that leads nowhere" 0 history linked.yaml
test_that "lists the saves" [ "$(grep -c '^[12] ' out)" = 2 ]
runs "restore through it" 0 restore linked.yaml 1
says "names the draft as it was named" err "linked.yaml is now the save of"
same "as it was" first.yaml linked.yaml
test_that "the draft is a file where it was" [ -f behind/draft.yaml -a ! -L behind/draft.yaml ]
test_that "the links are still links" [ -L linked.yaml -a -L behind/next.yaml ]
rm -r behind
runs "where its folder is gone, too" 2 restore linked.yaml 1
says "that is said" err "The folder behind cannot be opened"
runs "a link that was no draft's" 2 restore linked.yaml 1
ln -sf loop.yaml loop.yaml
runs "links in a circle" 2 restore loop.yaml 1
runs "links in a circle: history" 2 history loop.yaml

# A session's journal is left for the next session; a session that is there is left alone.
saved
: >h.yaml
echo 'kaijisho journal 1' >.h.yaml.journal
chmod 600 .h.yaml.journal
cp .h.yaml.journal journal
runs "with a journal beside it" 0 restore h.yaml 2
same "the journal stays" journal .h.yaml.journal
if [ -n "$python" ]; then
	: >h.yaml
	mkfifo gate
	"$python" -c 'import fcntl, struct
file = open(".h.yaml.journal", "r+b")
fcntl.fcntl(file, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 1, 0))
open("held", "w").close()
open("gate").read()' &
	while [ ! -e held ]; do sleep 0.05; done
	runs "while a session has it open" 2 restore h.yaml 2
	says "it is said" err "has this draft open"
	test_that "nothing is changed" [ ! -s h.yaml ]
	: >gate
	wait $!
else
	skip "while a session has it open" "no python3"
fi
export XDG_STATE_HOME="$work/state"

# In the editor: a list of saves; one undo step.
"$KAIJISHO" new small e.yaml 2>err
"$KAIJISHO" set e.yaml company-summary=はじめ data-center.1.data-center-name=東京 data-center.2.data-center-name=大阪 2>err
"$KAIJISHO" get e.yaml >wanted
"$KAIJISHO" instance delete e.yaml data-center.1 2>err
"$KAIJISHO" set e.yaml company-summary=あと 2>err
"$KAIJISHO" get e.yaml >later
cat >restore-keys <<'KEYS'
keys Esc
type restore
keys Enter
screen saves
keys Down Enter
screen restored
keys Ctrl-S
KEYS
runs "earlier saves in the editor" 0 --lang ja edit --script restore-keys --screens screens e.yaml
says "are listed" screens "以前の保存"
says "with what was changed" screens "このあと1欄を変更: 2 事業の概要"
says "and one is brought back" screens "申請内容を"
"$KAIJISHO" get e.yaml >got
same "all of it" wanted got
"$KAIJISHO" restore e.yaml 1 2>err
"$KAIJISHO" get e.yaml >got
same "(and away again)" later got
sed -i 's/^keys Down Enter/keys Enter/; s/^keys Ctrl-S/keys Ctrl-Z/' restore-keys
printf 'screen undone\nkeys Ctrl-S\n' >>restore-keys
cp e.yaml before.yaml
runs "brought back and undone" 0 --lang ja edit --script restore-keys --screens screens e.yaml
same "it is as it was: one step" before.yaml e.yaml
# A leak check at the end of a sanitized program would need what the fence forbids.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
runs "under --restricted, too" 0 --lang ja edit --restricted --script restore-keys --screens screens e.yaml
if grep -q -e --without-landlock err; then skip "they are listed there" "no Landlock"; else says "they are listed there" screens "以前の保存"; fi
finish
