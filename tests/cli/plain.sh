#!/bin/sh
# plain.sh — the same answers given line by line and on the screen make the same draft, byte for byte.
. "${srcdir:-.}/tests/tap.sh"

"$KAIJISHO" new iaas-paas plain.yaml 2>err
"$KAIJISHO" new iaas-paas screen.yaml 2>err
cat >lines <<'END'
2026-11-22
例の会社
:g 6
一行目。
二行目。
.
:g 21
1
情報セキュリティ方針
2
:g 28
1 3
.
:g 22
特に定めていない
:g 36
:na 提供していないため
:g 10
:nd
:a 西
:g data-center.1.data-center-name
東
:g 54
:x
:q
END
"$KAIJISHO" --lang ja edit --plain plain.yaml <lines >said 2>trouble
test_that "line by line" [ $? = 0 ]
says "each change is told in a line" said "事業者名: 例の会社。必須 2/108"
says "what is wrong, too" said "まず「有り」か「無し」かを答えてください"
test_that "no escape sequence" sh -c '! grep -q "$(printf "\033")" said'

# go ID: by searching, as a person would.
go() {
	printf 'keys Ctrl-F\ntype %s\nkeys Enter\n' "$1"
}
{
	printf 'type 2026-11-22\nkeys Tab\ntype 例の会社\n'
	go company-summary
	printf 'type 一行目。\nkeys Enter\ntype 二行目。\n'
	go security-policy
	printf 'type 1\ntype 情報セキュリティ方針\nkeys Tab\ntype 2\n'
	go service-type
	printf 'type 1\ntype 3\n'
	go complaint-policy
	printf 'type 特に定めていない\n'
	go system-other-services
	printf 'keys Ctrl-K\ntype 1\ntype 提供していないため\nkeys Enter\n'
	go sales
	printf 'keys Ctrl-K\ntype 2\n'
	printf 'keys Ctrl-D\ntype a\ntype 西\nkeys Enter Esc\n'
	go data-center-name
	printf 'type 東\n'
	printf 'screen end\nkeys Ctrl-Q\n'
} >keys
"$KAIJISHO" --lang ja edit --script keys --screens screens screen.yaml >out 2>&1
test_that "on the screen" [ $? = 0 ]
same "the same bytes" screen.yaml plain.yaml

printf 'x\n' | TERM=dumb "$KAIJISHO" --lang en edit --plain plain.yaml >said 2>&1
test_that "on a dumb terminal; the end of the input saves" [ $? = 0 ]
runs "a draft must be named" 2 edit --plain

# A session that lost its draft says so, at once and at the end. The answers go through a pipe kept open, so that the other
# session comes between two of them.
fresh() {
	rm -rf "$1" ".$1.journal"
	"$KAIJISHO" new "${2:-iaas-paas}" "$1" 2>err
}
# plain_begin DRAFT: a session that waits for what say_to_it writes; hears TEXT waits for a sentence.
plain_begin() {
	rm -f pipe said
	mkfifo pipe
	"$KAIJISHO" --lang ja edit --plain "$@" <pipe >said 2>trouble &
	session=$!
	exec 3>pipe
}
say_to_it() {
	printf '%s\n' "$1" >&3
}
hears() {
	tries=0
	until grep -qF -e "$1" said 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 400 ] || return 1
		sleep 0.05
	done
}
plain_end() {
	exec 3>&-
	wait "$session"
}
printf 'keys Esc\nkeys Ctrl-Q\n' >keys
fresh lost.yaml
plain_begin lost.yaml
say_to_it 2026-11-22
hears '必須 1/108'
"$KAIJISHO" edit --script keys --screens screens --take-over lost.yaml >out 2>&1
say_to_it 例の会社
hears 'ほかのセッション' || :
plain_end
test_that "a session that was taken over ends with 2" [ $? = 2 ]
says "and says so" said "引き取りました"
test_that "what was not kept is not confirmed" sh -c '! grep -q "例の会社。必須" said'
says "but told again" said "例の会社"
"$KAIJISHO" get lost.yaml disclosure-date company-name >got 2>&1
says "what was answered before is kept" got 2026-11-22

fresh lost.yaml
plain_begin lost.yaml
say_to_it 2026-11-22
hears '必須 1/108'
"$KAIJISHO" edit --script keys --screens screens --take-over lost.yaml >out 2>&1
say_to_it :q
plain_end
test_that "taken over, then :q: 2" [ $? = 2 ]
says ":q says why" said "引き取りました"

fresh lost.yaml
plain_begin lost.yaml
say_to_it 2026-11-22
hears '必須 1/108'
rm .lost.yaml.journal
say_to_it 例の会社
plain_end
test_that "a journal that is removed is made anew: 0" [ $? = 0 ]
test_that "and nothing is lost" sh -c '"$1" get lost.yaml company-name | grep 例の会社' sh "$KAIJISHO"

# What cannot be taken is said and asked for again; what was entered before it stays, and nothing moves on.
# plain DRAFT: a session on the lines on stdin.
plain() {
	"$KAIJISHO" --lang ja edit --plain "$@" >said 2>trouble
}
# has NAME DRAFT ID=TEXT...: what the draft says.
has() {
	name=$1 draft=$2
	shift 2
	: >wanted
	: >got
	for word; do
		[ -z "${word#*=}" ] || printf '%s\n' "${word#*=}" >>wanted
		"$KAIJISHO" get "$draft" "${word%%=*}" >>got 2>&1
	done
	same "$name" wanted got
}
bad=$(printf '\377')
fresh bad.yaml
plain bad.yaml <<END
:g 2
例${bad}の会社
例の会社
:g 6
一行目。
二${bad}行目。
二行目。
.
:g 21
有り
方${bad}針
情報セキュリティ方針
:g 36
:na 提供${bad}していない
:na 提供していないため
:a 西${bad}
:a 西
:q
END
test_that "bad bytes keep nobody from leaving" [ $? = 0 ]
has "of wrong bytes only their line is asked for again" bad.yaml company-name=例の会社 "company-summary=一行目。
二行目。" "security-policy=有り: 情報セキュリティ方針" "system-other-services=該当なし (提供していないため)" data-center.2.data-center-name=西
says "it is said that the line was not taken" said "UTF-8"
test_that "each is said once" [ "$(grep -c UTF-8 said)" = 5 ]

fresh bad.yaml
printf ':g 2\n例\033[31mの\000会\t社\302\233\n:q\n' | plain bad.yaml
has "control characters go, a TAB is a blank" bad.yaml "company-name=例[31mの会 社"
says "and are counted" said "制御文字3個を除きました"

# An input method that is on.
fresh ime.yaml
plain ime.yaml <<'END'
：ｇ　２
例の会社
：ｇ ６
一行目。
：：二行目
．
:G 6
一行目。
::二行目
。
：Ｑ
END
test_that "full-width commands" [ $? = 0 ]
has "full-width colons and full stops" ime.yaml company-name=例の会社 "company-summary=一行目。
:二行目"
fresh ime.yaml
printf ':g 6\n..\n．．\n。。\n...\n.\n::\n:q\n' | plain ime.yaml
has "a full stop alone is written as two" ime.yaml "company-summary=.
．
。
..."

# Commands at every prompt.
fresh every.yaml
plain every.yaml <<'END'
:g 6
一行目。
:h
:nonsense
:w
二行目。
:g 21
有り
:h
:g 2
例の会社
:g 6
三行目だけ。
:q
END
test_that ":q in the middle of an answer leaves" [ $? = 0 ]
has "what was entered before a command is kept" every.yaml company-summary=三行目だけ。 security-policy=有り company-name=例の会社
says "lines go on behind what only looks, and behind :w" said "二行目。"
fresh every.yaml
printf ':g 21\n1\n::q\n:g 21\n1\n\n:q\n' | plain every.yaml
has "a detail may begin with a colon, and an empty line keeps it" every.yaml "security-policy=有り: :q"

# The end of the input, however it comes, is the end of the session.
for signal in TERM HUP INT; do
	fresh end.yaml
	plain_begin end.yaml
	say_to_it ':g 6'
	say_to_it 一行目。
	say_to_it 二行目。
	say_to_it ':l'
	hears '財務'
	kill -s "$signal" "$session"
	plain_end
	status=$?
	[ "$signal" = INT ] || test_that "$signal saves" [ $status = 0 ]
	has "$signal: with the lines so far" end.yaml "company-summary=一行目。
二行目。"
done
fresh end.yaml
printf ':g 21\n1' | plain end.yaml
has "the end within a detail" end.yaml security-policy=有り

# What a killed session left is told.
fresh back.yaml
plain_begin back.yaml
say_to_it ':g 2'
say_to_it 例の会社
hears '必須 1/108'
kill -s KILL "$session"
plain_end 2>err
echo ':q!' | plain back.yaml
says "what came back is counted" said "1項目"
says "and told" said "2 事業者名: 例の会社"
plain_begin back.yaml
hears 回答
echo :q | "$KAIJISHO" --lang ja edit --plain back.yaml >second 2>err
says "that someone else has it open is told" second "ほかの人が"
plain_end

# Read only: nothing is claimed, and one can leave.
fresh read.yaml
cp read.yaml before
plain --read-only read.yaml <<'END'
2026-11-22
:na 理由
:nd
:r
:a 西
:x
:u
:w
:q
END
test_that "--read-only: :q leaves" [ $? = 0 ]
same "--read-only: nothing is changed" before read.yaml
test_that "--read-only: no change is claimed" sh -c '! grep -qE "しました|なりました|1/108" said'
test_that "--read-only: it is said each time, and at the start" [ "$(grep -c 読取専用 said)" = 9 ]

# Options by number and in words.
chosen() {
	name=$1 wanted=$2
	shift 2
	fresh some.yaml
	"$KAIJISHO" set some.yaml service-type='IaaS' security-policy='有り: 方針' 2>err
	{ printf '%s\n' "$@" && echo :q; } | plain some.yaml
	has "$name" some.yaml "$wanted"
}
chosen "a number nobody has clears nothing" service-type=IaaS ':g 28' 9 .
says "and is said" said "9番はありません"
chosen "not beside others either" service-type=IaaS ':g 28' '1 9' .
chosen "of a single choice neither" "security-policy=有り: 方針" ':g 21' 9
chosen "one choice is one" "security-policy=有り: 方針" ':g 21' '1 2'
says "and that is said" said "一つだけ"
fresh some.yaml
printf ':g 28\n2 3\n.\n:q\n' | plain some.yaml
"$KAIJISHO" get some.yaml service-type >two
for line in '2 2 3' '2、3' '２　３' '２，３' '2, 3'; do
	fresh some.yaml
	printf ':g 28\n%s\n.\n:q\n' "$line" | plain some.yaml
	"$KAIJISHO" get some.yaml service-type >got
	same "$line is 2 3" two got
done
test_that "which are two" [ "$(grep -c . two)" = 2 ]
fresh some.yaml
printf ':g 21\n１\n:q\n' | plain some.yaml
has "a full-width number" some.yaml security-policy=有り

# The same answers by plain, `set` and the editor: the same bytes.
# alike WORD...: as the answer to item 21, 有無.
alike() {
	fresh plain.yaml
	fresh set.yaml
	fresh screen.yaml
	printf ':g 21\n%s\n%s:q\n' "$1" "${2+$2
}" | plain plain.yaml
	"$KAIJISHO" set set.yaml security-policy="$1${2+: $2}" 2>err
	{ go security-policy && printf 'type %s\nscreen end\nkeys Ctrl-Q\n' "$1${2+: $2}"; } >keys
	"$KAIJISHO" edit --script keys --screens screens screen.yaml >out 2>&1
	same "$*: plain as set" set.yaml plain.yaml
	same "$*: plain as the editor" screen.yaml plain.yaml
}
alike 有 方針
alike あり 方針
alike 無
alike なし
alike 特に定めていない
alike '有り：情報セキュリティ方針'
for status in 非公開 該当なし '該当なし (自社にない)'; do
	fresh plain.yaml
	fresh set.yaml
	printf ':g 2\n%s\n:g 6\n%s\n.\n:g 21\n%s\n:g 28\n%s\n.\n:q\n' "$status" "$status" "$status" "$status" | plain plain.yaml
	"$KAIJISHO" set set.yaml company-name="$status" company-summary="$status" security-policy="$status" service-type="$status" 2>err
	same "$status, typed: plain as set" set.yaml plain.yaml
done

# How it is answered elsewhere is heard with numbers; one of them is taken.
mkdir years
fresh years/this.yaml
fresh years/2025.yaml
"$KAIJISHO" set years/2025.yaml company-name=昨年の会社 2>err
printf ':g 2\n:et 1\n:e\n:et 2\n:et １\n:g 3\n:et 1\n:e\n:q\n' | plain years/this.yaml
says "an answer of another draft is told, with its number and its file" said "1番、2025.yaml: 昨年の会社"
test_that "a number that was not told takes nothing" [ "$(grep -c "番号を続けてください" said)" = 3 ]
says "one that was does" said "2025.yamlの回答を要確認として取り込みました。"
says "where there is none, that is told" said "この項目の別の回答は、ほかのデータセンターにも"
has "it is to be confirmed, with where it is from" years/this.yaml company-name=昨年の会社 "company-name:review=2025.yamlから取り込み"

# A conflict is heard, and settled.
conflict() {
	fresh both.yaml
	"$KAIJISHO" set both.yaml company-name=例の会社 company-name:theirs=例の社 2>err
}
conflict
printf ':p\n:bp\n:g 2\n:theirs\n:u\n:y\n:theirs\n:q\n' | plain both.yaml
says "our text is told" said "こちら: 例の会社"
says "and theirs" said "相手: 例の社"
has "theirs is taken" both.yaml company-name=例の社 company-name:theirs=
says "where there is one text, there is nothing to settle" said "選ぶものはありません"
conflict
printf ':g 2\n:ours\n:q\n' | plain both.yaml
has "ours is kept" both.yaml company-name=例の会社 company-name:theirs=
conflict
printf ':g 2\n:both\n:q\n' | plain both.yaml
has "both are kept" both.yaml "company-name=例の会社 / 例の社" company-name:theirs=

# The way to a problem says what it is; there is one back.
fresh way.yaml
"$KAIJISHO" set way.yaml founded-year=昨日 2>err
printf ':g 2\n:p\n:bp\n:bp\n:b\n:b\n:q\n' | plain way.yaml
says "what is wrong is told" said "! 必須の回答がまだありません"
says ":bp goes back" said "1 開示情報の日付"
says ":b at the first field says so" said "最初の項目です"

# Data centers, and what is kept beside an answer.
fresh centers.yaml
plain centers.yaml <<'END'
:ar 東
:a 西
:g data-center.1
:ar 東
:ac 東の控え
:g data-center.3
:am 1
:g data-center.2
:ad
:u
:y
:u
:am 9
:g 2
:m 経理部に聞く
:t 田中
:d 2026-12-01
:d あした
:d 2026-12-01
:r 総務部に確認
:m
:q
END
test_that "data centers" [ $? = 0 ]
has "renamed, copied, moved, deleted, undone, redone" centers.yaml data-center.1.data-center-name=東の控え data-center.2.data-center-name=東 \
	data-center.3.data-center-name=西
has "note, assignee, due date, review note" centers.yaml company-name:note=経理部に聞く company-name:assignee=田中 company-name:due=2026-12-01 \
	company-name:review=総務部に確認
says "outside of one there is none to rename" said "先に、そのデータセンターに移って"
says "a due date that is none is said to be so" said "年月日ではない"
says "a review mark is told" said "要確認にしました"
printf ':g 2\n:m -\n:t －\n:d -\n:r\n:q\n' | plain centers.yaml
has "and taken away" centers.yaml company-name:note= company-name:assignee= company-name:due= company-name:review=
fresh centers.yaml
printf ':g data-center.1\n東\n:g data-center.1\n:ad\n:q\n' | plain centers.yaml
has "the only one is emptied" centers.yaml data-center.1.data-center-name=
says "and that is told" said "一つしかない"

# By ear.
fresh ear.yaml
plain ear.yaml <<'END'
:g 2
例の会社です。
:g 6
一行目です。
二行目です。
.
:g 2
:x
:g 21
:na
:g 22
:nd
:f
:f 見つからない語
:g
:?
:q
END
says "a full stop is not doubled" said "事業者名: 例の会社です。必須"
test_that "lines are told as lines" sh -c 'grep -A 1 -x "二行目です。" said | grep -q "^必須 2/108"'
says "clearing says so" said "事業者名の回答を消しました。"
test_that "no full stop is told twice" sh -c '! grep -q 。。 said'
says ":na without a reason tells what is wrong with it" said "必須の項目です。該当しない理由を書いてください"
says ":nd on what is required, too" said "必須の項目ですが、非公開に"
says ":f says that it lists the first ones only" said "はじめの20件"
says "nothing found" said "見つかりません。"
says ":g without a place" said "番号かIDで書いてください"
for word in ':g 番号: ' ':f 語: ' ':na 理由: ' ':m メモ: ' ':a 名前: '; do
	says "operands in Japanese: $word" said "$word"
done
test_that "the same count at the end as at the start" sh -c 'tail -n 1 said | grep -q "保存しました。必須 [0-9]*/108、指摘[0-9]*件。" && sed -n 2p said | grep -q "^必須 0/108、指摘0件。"'
fresh ear.yaml sla-checklist
echo :q | plain ear.yaml
says "a form without 必須 counts what is answered" said "回答 0/"
test_that "and does not speak of 必須" sh -c '! grep -q 必須 said'
fresh ear.yaml

# What is in a draft acts on no terminal, behind a pipe neither; what is told in Japanese has Japanese stops.
fresh raw.yaml
cat >raw.yaml <<'END'
kaijisho: 1
form: iaas-paas
edition: "2023"
answers:
  disclosure-date: {answer: "\e[31m\x9b2J", note: "\e]0;x\a", review: "\u202e"}
END
printf ':h\n:m\n:q\n' | plain raw.yaml
test_that "a draft's own controls are shown, not sent" env LC_ALL=C sh -c '! grep -qP "[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae" said && grep -q "<001B>" said'
says "a field is told in one breath" said "1 開示情報の日付。必須、日付"

# Words that stood in an option's place are offered as its details.
fresh words.yaml
"$KAIJISHO" set words.yaml security-policy=方針集による 2>err
printf ':g 21\n1\n\n:q\n' | plain words.yaml
has "words written before an option was chosen are not lost" words.yaml "security-policy=有り: 方針集による"

# A filter left on the screen hides nothing here, and is left there.
fresh filter.yaml
"$KAIJISHO" set filter.yaml company-name=例の会社 2>err
printf 'keys Ctrl-T\nkeys Ctrl-Q\n' >keys
"$KAIJISHO" edit --script keys --screens screens filter.yaml >out 2>&1
printf ':g 2\n\nhttps://example.jp/\n:q\n' | plain filter.yaml
has "fields the screen's filter hides are asked" filter.yaml company-url=https://example.jp/
printf 'screen end\nkeys Ctrl-Q\n' >keys
"$KAIJISHO" --lang ja edit --script keys --screens screens filter.yaml >out 2>&1
says "the filter is there again on the screen" screens "[必須のみ]"

# What keeps the file from being saved.
fresh linked.yaml
ln linked.yaml other.yaml
printf ':g 2\n例の会社\n:q\n:w!\n:q\n' | plain linked.yaml
test_that "a file with other names can be saved all the same" [ $? = 0 ]
has "it was" linked.yaml company-name=例の会社
says "after one was told how" said ":w! なら"
rm -f other.yaml linked.yaml
fresh linked.yaml
ln linked.yaml other.yaml
printf ':g 2\n例の会社\n' | plain linked.yaml
test_that "the end of the input without a save: 2" [ $? = 2 ]
says "and that the answers come back" said "次に編集するとき"
printf ':w!\n:q\n' | plain linked.yaml
has "they do" linked.yaml company-name=例の会社
if [ -w /dev/full ]; then
	fresh full.yaml
	printf ':g 2\n例の会社\n' | "$KAIJISHO" edit --plain full.yaml >/dev/full 2>err
	test_that "what cannot be said: 2" [ $? = 2 ]
fi
fresh taken.yaml
plain_begin taken.yaml
hears 回答
printf ':g 2\n例の会社\n:q\n' | "$KAIJISHO" --lang ja edit --plain taken.yaml >second 2>err
test_that "an answer to a draft that someone else has open: 2" [ $? = 2 ]
plain_end

# At a terminal.
drive=${builddir:-.}/tests/pty/pty_drive
if [ -x "$drive" ]; then
	fresh typed.yaml
	cat >steps <<'END'
wait Answer
type :g 2
keys Enter
wait business
type 例の会社株式
keys Backspace Backspace Backspace
keys Enter
wait Required 1/108
type :g 6
keys Enter
wait full stop:
type 一行目。
keys Enter
type 二行目。
keys Enter
type :?
keys Enter
wait list the commands
hangup
exit 0
END
	test_that "at a terminal, until it is closed" "$drive" -s 100x40 steps "$KAIJISHO" --lang en edit --plain typed.yaml
	has "Backspace takes a character; a closed terminal saves the lines so far" typed.yaml company-name=例の会 "company-summary=一行目。
二行目。"
	for before in '' a ab; do
		fresh long.yaml
		{
			printf 'wait Answer\ntype :g 2\nkeys Enter\nwait business\ntype %s' "$before"
			awk 'BEGIN { for (i = 0; i < 1400; i++) printf "漢"; print "" }'
			printf 'keys Enter\nwait may have cut\nwait 1/108\ntype :q\nkeys Enter\nexit 0\n'
		} >steps
		test_that "a line longer than the terminal passes (${before:-even}) is said to be so" \
			"$drive" -s 100x60 steps "$KAIJISHO" --lang en edit --plain long.yaml
	done
	"$KAIJISHO" get long.yaml company-name >got
	test_that "and what there is of it is kept" sh -c "grep -q '^ab漢*\$' got"
else
	skip "at a terminal" "pty_drive is not built"
fi
finish
