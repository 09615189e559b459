#!/bin/sh
# keys.sh — keys on every screen: which work, which are shown, where they lead. Each part says what it presses and what is seen.
. "${srcdir:-.}/tests/tap.sh"

# fresh: the half-filled example as draft.yaml, nothing remembered.
fresh() {
	rm -rf state draft.yaml .draft.yaml.*
	cp "$srcdir/examples/iaas-paas.yaml" draft.yaml
}
# screens SIZE [LANGUAGE] <KEYS: into screens
screens() {
	cat >script
	"$KAIJISHO" edit --lang "${2-ja}" --today 2026-11-23 --size "$1" --script script --screens screens draft.yaml </dev/null 2>err
	test_that "every step was understood" sh -c '! grep "^!!" screens'
}
# one NAME: that screen alone, in `one`.
one() {
	awk -v name="$1" '/^== / { on = $2 == name } on' screens >one
}
# sees NAME SCREEN TEXT, lacks NAME SCREEN TEXT
sees() {
	one "$2"
	says "$1" one "$3"
}
lacks() {
	one "$2"
	if [ -s one ] && ! grep -qF -e "$3" one; then ok "$1"; else not_ok "$1 ('$3')" one; fi
}

# Saving, on every screen that covers the list of fields.
fresh
{
	echo 'keys Tab'
	for way in Esc Ctrl-G Ctrl-F Ctrl-K Alt-a Ctrl-D Alt-n Alt-v F1; do
		echo 'type あ'
		echo "keys $way"
		echo "screen before-$way"
		echo 'keys Ctrl-S'
		echo "screen after-$way"
		echo 'keys Esc'
	done
} >keys
screens 80x24 <keys
for way in Esc Ctrl-G Ctrl-F Ctrl-K Alt-a Ctrl-D Alt-n Alt-v F1; do
	sees "$way: not saved yet" "before-$way" 未保存
	lacks "$way: Ctrl-S saves" "after-$way" 未保存
done

# way KEYS|TEXT|KEYS...: keys and texts in turn, as steps.
way() {
	echo "$1" | tr '|' '\n' | sed 's/^/keys /; n; s/^/type /'
}

# Where nothing can be typed, whoever types is told.
fresh
"$KAIJISHO" set draft.yaml company-name:theirs=別 2>err
for way in F1 Alt-v Alt-n Ctrl-D 'Ctrl-D|s' 'Ctrl-F|company-name|Enter Ctrl-K'; do
	{
		way "$way"
		printf 'type 文\nscreen typed\n'
	} >keys
	screens 80x24 <keys
	sees "$way: what is typed goes nowhere" typed ここでは入力できません
done

# In the smallest window, too, the header says whether what was typed is saved, and which filter is on, beside its counts; a long
# name is shortened in its middle.
fresh
mv draft.yaml 令和8年度_開示書_提出用_第3版.yaml
{
	printf 'keys Tab\ntype あ\n'
	for turn in 1 2 3 4; do printf 'keys Ctrl-T\nscreen filter-%s\n' $turn; done
	printf 'resize 56x12\nkeys Ctrl-T\nscreen all\nkeys Ctrl-S\nscreen saved\n'
} >keys
"$KAIJISHO" edit --lang ja --today 2026-11-23 --size 40x10 --script keys --screens screens 令和8年度_開示書_提出用_第3版.yaml \
	</dev/null 2>err
turn=0
for filter in 必須のみ 未回答 要確認 指摘あり; do
	turn=$((turn + 1))
	one filter-$turn
	test_that "40x10, $filter: the header says unsaved" sh -c 'sed -n 2p one | grep -q 未保存'
	test_that "40x10, $filter: and what is shown" sh -c "sed -n 2p one | grep -qF '[$filter]'"
	says "40x10, $filter: the message, too, with the count" one "[$filter "
done
sees "the name's end is there" all '版.yaml  必須'
sees "and the state" saved '保存済'
rm -f 令和8年度_開示書_提出用_第3版.yaml

# In the smallest window what is to be chosen from is seen below words that fill it.
fresh
printf 'company-name,甲社\nfounded-year,1999\n' >list.csv
{
	way 'Esc|取り込|Enter|list.csv|Enter'
	printf 'screen small\n'
	way 'Down'
	printf 'screen next\n'
} | sed '/^type $/d' >keys
screens 40x10 <keys
sees "the first row of an import is seen at 40x10" small '[x]'
sees "and the second, once it is chosen" next '[x] 4'

# Leaving, from every screen.
for way in Esc Ctrl-G Ctrl-F Ctrl-K Alt-a Ctrl-D Alt-n Alt-v F1 'Ctrl-D|s' 'Esc|earlier saves|Enter' 'Alt-n Enter'; do
	fresh
	"$KAIJISHO" set draft.yaml capital=1億円 2>err
	{
		printf 'keys Tab\ntype あ\n'
		way "$way"
		printf 'screen there\nkeys Ctrl-Q\nscreen still\n'
	} >keys
	screens 80x24 <keys
	sees "$way: a screen" there 未保存
	one still
	silent "$way: Ctrl-Q leaves" one
	test_that "$way: and has saved" grep -q あ draft.yaml
done
rm -rf state
mkdir -p config/kaijisho
echo 'leave: Alt-q' >config/kaijisho/keys
screens 80x24 <<'END'
keys Alt-v Ctrl-Q F10
screen there
keys Alt-q
screen still
END
sees "by a key of one's own: the usual ones do nothing" there 公表される形の全回答
one still
silent "by a key of one's own: it leaves" one
rm config/kaijisho/keys
# A line that is being typed, and a question, are left first.
fresh
"$KAIJISHO" set draft.yaml company-summary:theirs=違う概要 2>err
cp draft.yaml other.yaml
while read -r way; do
	fresh
	cp other.yaml draft.yaml
	{
		printf 'keys Tab\ntype あ\n'
		way "${way%=*}"
		printf 'screen there\nkeys Ctrl-Q\nscreen back\nkeys Ctrl-Q Ctrl-Q\nscreen still\n'
	} >keys
	screens 80x24 <keys
	sees "${way#*=}" there "${way#*=}"
	lacks "${way#*=}: Ctrl-Q goes back" back "${way#*=}"
	one still
	silent "${way#*=}: and then leaves" one
done <<'END'
Alt-s=Enter 置き換え
Ctrl-K|4=だれが確認しますか
Ctrl-D|r=新しい名前
Esc|最後に保存した|Enter=保存せずに終わりますか
Esc|取り込む|Enter=どのファイルから
Esc|取り込む|Enter|other.yaml|Enter=取り込む予定
Ctrl-F|事業の概要|Enter Ctrl-K=どちらの文
END

# Undo where answers are seen.
fresh
screens 80x24 <<'END'
keys Tab
type 取り消される文
keys Alt-v
screen typed
keys Ctrl-Z
screen undone
keys Ctrl-Y
screen redone
keys Esc
END
sees "the review shows what was typed" typed 取り消される文
lacks "Ctrl-Z in the review" undone 取り消される文
sees "Ctrl-Y in the review" redone 取り消される文

# In the list of data centers and in their table, too.
fresh
runs "a second data center" 0 instance add draft.yaml data-center 西日本
screens 80x24 <<'END'
keys Ctrl-D
type s
keys Down Down
type e
screen set
keys Alt-u
screen undone
keys Ctrl-Y
screen redone
keys Esc
type x
screen removed
keys Ctrl-Z
screen back
keys Ctrl-Y
screen again
END
one set
sed '1,2d;24d' one >set
one undone
sed '1,2d;24d' one >undone
one redone
sed '1,2d;24d' one >redone
test_that "Alt-u in the table of data centers" sh -c '! cmp -s set undone'
same "Ctrl-Y in it" set redone
lacks "a data center is removed" removed 見本東日本
sees "Ctrl-Z in their list" back 見本東日本
lacks "Ctrl-Y in it" again 見本東日本
# Typed fast, or sent late, keys come as one run of text: the table has not been drawn yet when it is marked in.
screens 80x24 <<'END'
keys Ctrl-D
type s　
screen marked
END
sees "s and a blank at once" marked '[x]'
# Undo has other keys: Ctrl-Z is none any more.
mkdir -p config/kaijisho
echo 'undo: Alt-q' >config/kaijisho/keys
fresh
"$KAIJISHO" instance add draft.yaml data-center 西日本 2>err
screens 80x24 <<'END'
keys Ctrl-D
type s
keys Down Down
type e
screen set
keys Ctrl-Z
screen not-undone
keys Alt-q
screen undone
keys Esc
type x
screen removed
keys Ctrl-Z
screen not-back
keys Alt-q
screen back
END
one set && sed '1,2d;23,24d' one >set
one not-undone && sed '1,2d;23,24d' one >not-undone
one undone && sed '1,2d;23,24d' one >undone
same "Ctrl-Z in the table, where undo has another key" set not-undone
test_that "that key in the table" sh -c '! cmp -s set undone'
lacks "Ctrl-Z in the list" not-back 見本東日本
sees "that key in the list" back 見本東日本
rm config/kaijisho/keys

# Where a draft is only read Ctrl-L looks at it anew, below a search, too (trouble.sh has the changes).
fresh
chmod a-w draft.yaml
screens 80x24 <<'END'
keys Ctrl-F
type 電源
keys Ctrl-L Ctrl-L Down
type 、
keys Backspace Enter
screen found
END
sees "drawing again in a search" found 電源

# The person's own keys: what is shown is what works.
mkdir -p config/kaijisho
echo 'undo: ctrl-g' >config/kaijisho/keys
fresh
screens 120x40 <<'END'
keys Tab
type 文
screen fields
keys Esc
screen palette
keys Esc F1
screen help
END
sees "a key of one's own is in the footer as keys are written" fields "^G 元に戻す"
lacks "the one it was taken from does not have it any more" fields "^G 大区分"
sees "its other key is shown" fields "F4 大区分"
one palette
test_that "the list of commands has the key once" [ "$(grep -c 'Ctrl-G' one)" = 1 ]
printf 'undo: Ctrl-J\n' >config/kaijisho/keys
fresh
screens 80x24 <<'END'
screen opened
END
sees "a key that cannot work is refused, with the place" opened "kaijisho/keys:1: 端末では Ctrl-J は Enter と同じです。"
rm config/kaijisho/keys

# The list of commands while editing from the review or the findings; the footer says where Esc leads.
fresh
screens 80x24 <<'END'
keys Alt-v Enter
screen from-review
keys Ctrl-]
screen commands
keys Esc Esc
screen review-again
keys Esc Alt-n Enter
screen from-findings
keys Esc Esc Ctrl-D
type s
keys Enter
screen from-table
END
sees "edited from the review: Esc goes there" from-review "Esc 全回答へ戻る"
sees "the list of commands has a key there" from-review "^] コマンド"
sees "which opens it" commands 文字で絞り込み
sees "and Esc, Esc come back" review-again 公表される形の全回答
sees "edited from the findings" from-findings "Esc 指摘へ戻る"
sees "edited from the table of data centers" from-table "Esc 表へ戻る"

# The review is one scroll: of an answer of 60 lines every line is seen, going down and up.
fresh
"$KAIJISHO" set draft.yaml company-summary="$(seq -f 第%g行。 60)" 2>err
scroll() {
	echo 'keys Alt-v'
	for i in $(seq "$2"); do
		echo "keys $1"
		echo "screen s$i"
	done
}
for key in Down PageDown; do
	rm -rf state
	scroll $key 90 >keys
	screens 80x24 <keys
	for i in $(seq 60); do grep -q "第$i行。" screens || echo "$i"; done >unseen
	silent "$key shows every line" unseen
done
for key in Up PageUp; do
	rm -rf state
	{
		echo 'keys Alt-v End'
		scroll $key 400 | tail -n +2
	} >keys
	screens 80x24 <keys
	for i in $(seq 60); do grep -q "第$i行。" screens || echo "$i"; done >unseen
	silent "$key shows every line" unseen
	one s400
	says "$key comes to the beginning" one "開示情報の日付"
done
# Nothing between two pages is left out: the last row of one is found in the next.
rm -rf state
scroll PageDown 60 >keys
screens 80x24 <keys
awk '/^== / { if (n++ > 1 && !found && !same) print "lost after screen " n; found = 0; row = 0; last = kept; same = 1; kept = ""; next }
	{ row++; if (row > 2 && row < 23 && $0 != "") { if ($0 == last) found = 1; kept = $0; same = 0 } }' screens >lost
silent "pages overlap" lost
rm -rf state
screens 80x24 <<'END'
keys Alt-v
screen first
keys End
screen last
keys Home
screen home
keys End
screen end
keys Up Up Up Up Up Up
screen before
keys Enter Esc
screen after
END
one first && sed 1d one >first
one home && sed 1d one >home
same "Home comes back to the beginning" first home
one last && sed 1d one >last
one end && sed 1d one >end
same "End goes to the end" last end
one before && sed 1d one >before
one after && sed 1d one >after
same "Enter, Esc: the review stands where it stood" before after
rm -rf state
screens 80x24 <<'END'
keys Alt-v Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down
screen before
keys Enter Esc
screen after
keys Enter End
type あ
keys Esc
screen edited
END
one before && sed 1d one >before
one after && sed 1d one >after
same "inside a long answer, too" before after
one before && sed '1d;2d;/第/d' one >before
one edited && sed '1d;2d;/第/d' one >edited
same "and after typing" before edited

# Two texts that were changed on both sides, longer than the screen: all of both is seen, and what differs is marked.
fresh
"$KAIJISHO" set draft.yaml company-summary="$(seq -f こちらの%g番目の文。 60)" 2>err
"$KAIJISHO" set draft.yaml company-summary:theirs="$(seq -f あちらの%g番目の文。 60)" 2>err
cat >find-it <<'END'
keys Ctrl-F
type 主な事業の概要
keys Enter Ctrl-K
END
{
	cat find-it
	for i in $(seq 44); do
		echo "screen s$i"
		echo 'keys Down'
	done
	echo 'keys Home'
	echo 'styles top'
	echo 'keys PageDown'
	echo 'screen page'
	echo 'keys End'
	echo 'screen end'
	echo 'type ３'
	echo 'screen both'
} >keys
screens 80x24 <keys
for i in $(seq 60); do
	grep -q "こちらの${i}番.*あちらの${i}番" screens || echo "$i"
done >unseen
silent "every line of both is seen, side by side" unseen
sees "the end of both is seen" end "60番"
one s1
cp one first
one top
test_that "what differs is in reverse" grep -q '^\.\.rr\.*rr\.*$' one
sees "how far it is scrolled" s1 "1-17/60"
one page
test_that "PageDown scrolls" sh -c '! cmp -s one first'
lacks "a full-width digit settles it" both "こちら  2"
runs "both texts are kept" 0 get draft.yaml company-summary
test_that "one after the other" sh -c 'grep -q こちらの60番 out && grep -q あちらの60番 out'

# No two rows of the findings and of an import say the same.
fresh
runs "a second data center" 0 instance add draft.yaml data-center 見本東日本第二データセンター
screens 80x24 <<'END'
keys Alt-n
screen s1
keys PageDown PageDown
screen s2
keys PageDown
screen s3
keys PageDown
screen s4
END
for s in s1 s2 s3 s4; do
	one $s
	grep '^ *[0-9]' one | sort | uniq -d
done >twice
silent "no two findings look alike" twice
sees "the data center is named" s4 "[2 見本東"
cp draft.yaml other.yaml
runs "answers that differ" 0 set other.yaml data-center.1.ups=無し data-center.2.ups=無し
screens 80x24 <<'END'
keys Esc
type 取り込む
keys Enter
type other.yaml
keys Enter
screen import
type ｎ
screen none
type 　
screen one
END
one import
grep '^ *\[' one | sort | uniq -d >twice
silent "no two rows of an import look alike" twice
sees "a full-width letter is a letter" none "うち0行を"
sees "a full-width blank is a blank" one 下書きもすでに同じ内容です

# The numbers of a list, typed through an input method.
fresh
screens 80x24 <<'END'
keys Tab Ctrl-K
type ２
screen undisclosed
END
sees "a full-width digit chooses a status" undisclosed 非公開

# The list of commands: by what people call them, and without itself.
fresh
screens 80x24 <<'END'
keys Tab
type 文
keys Esc
screen all
type ヘルプ
screen help
keys Ctrl-U
type undo
screen undo
keys Ctrl-U
type palette
screen palette
END
lacks "the list of commands does not list itself" all すべてのコマンド
sees "help is found by its usual name" help F1
sees "and an action by its name in the file of keys" undo 元に戻す
sees "which the list itself has not" palette 該当するものがありません

# Narrow windows: the way out first; and what is wrapped goes on below itself.
fresh
screens 40x12 <<'END'
keys Alt-v
screen review
keys Esc Ctrl-F
screen find
keys Esc Alt-n
screen findings
keys Esc Ctrl-D
type s
screen matrix
END
for screen in review find findings matrix; do
	one $screen
	tail -n 1 one >last
	test_that "40 columns: $screen says first how to leave" grep -q '^ Esc 戻る' last
done
screens 80x24 en <<'END'
keys F1 End PageUp Up Up Up
screen keys
keys Esc Ctrl-T
screen filter
END
one keys
test_that "the list of keys is indented where it wraps" grep -q "^ \{23\}remove" one
sees "all filters are said in 80 columns" filter " findings "
one filter
test_that "none is cut" sh -c 'grep "required only" one | grep -q "[0-9]$"'
# A key that can do nothing now says why.
fresh
screens 80x24 <<'END'
keys Ctrl-Z
screen undo
keys Alt-Left
screen back
keys Alt-c
screen mend
END
sees "nothing to undo" undo 元に戻すものがありません。
sees "nowhere to go back to" back 戻る先はありません
sees "nothing to mend" mend キーで直せる指摘はありません
screens 80x24 <<'END'
keys Ctrl-D
type s
type  
keys Down
type e
screen only
END
sees "only the center itself is marked" only 選ばれているのはこのデータセンターだけです

# An answer longer than its window is paged through before the next field is gone to.
fresh
screens 80x24 <<'END'
keys Ctrl-F
type 主な事業の概要
keys Enter Ctrl-A Ctrl-Home
paste 行01\n行02\n行03\n行04\n行05\n行06\n行07\n行08\n行09\n行10\n行11\n行12\n行13\n行14\n行15\n行16\n行17\n行18\n行19\n行20\n行21\n行22\n行23\n行24\n行25\n行26\n行27\n行28\n行29\n行30\n行31\n行32\n行33\n行34\n行35\n行36\n行37\n行38\n行39\n行40\n
keys Ctrl-Home PageDown
screen once
keys PageDown PageDown PageDown PageDown PageDown
screen out
END
sees "PageDown in a long answer" once 行12
lacks "and out of it at its end" out 行12

# Fewer fields than the window has rows are all seen.
cp "$srcdir/examples/asp-saas.yaml" draft.yaml
screens 80x24 <<'END'
keys Ctrl-F
type バックアップ
keys Enter Ctrl-T Ctrl-T Ctrl-T
screen few
END
sees "those above the one that is open, too" few 従業員数

# A command that is cut is hardly found; a key stands beside what it does.
for language in ja en; do
	fresh
	screens 80x60 $language <<-'END'
	type 1
	keys Esc
	screen commands
	keys Esc Ctrl-D
	screen centers
	END
	one commands
	sed -n '4,$p' one >commands
	test_that "there are commands, in $language" [ "$(grep -c . commands)" -ge 25 ]
	test_that "all commands are whole, in $language" sh -c '! grep -F .. commands'
	one centers
	test_that "what the keys of data centers do is one row, in $language" grep -qE '^  a .* s [^ ]' one
done
finish
