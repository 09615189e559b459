#!/bin/sh
# habits.sh — what hands expect of text, searching and the data centers side by side, by a script of keys.
. "${srcdir:-.}/tests/tap.sh"

# edits DRAFT SIZE: runs the keys on stdin; its screens are in screens.
edits() {
	cat >keys
	rm -rf state
	"$KAIJISHO" edit --lang ja --today 2026-11-23 --size "$2" --script keys --screens screens "$1" >out 2>err </dev/null
	test_that "every step was understood" sh -c '! grep "^!!" screens'
}
# the rows of one of the screens
screen() {
	awk -v name="$1" '/^== / { shown = $2 == name; next } shown' screens >"$1"
}
cp "$srcdir/examples/iaas-paas.yaml" d.yaml

# What was searched for last stands there again, Enter goes on from hit to hit, to the word itself.
edits d.yaml 80x24 <<'END'
keys Ctrl-F
type ﾊﾞｯｸｱｯﾌﾟ
keys Enter
screen first
keys Ctrl-F
screen again
keys Enter
screen second
keys Ctrl-F
type 電源
screen anew
END
screen again
says "the last search is there" again '> ﾊﾞｯｸｱｯﾌﾟ'
screen anew
says "typed over" anew '> 電源'
test_that "Enter went on to the next hit" sh -c 'awk "/^== first/" screens | grep -v "$(awk "/^== second/ { print \$5 }" screens)"'

# What was copied can be put into a line to type into; controls in a pasted name are no names.
edits d.yaml 80x24 <<'END'
keys Ctrl-F
type 事業者名
keys Enter End Ctrl-C Ctrl-F Ctrl-V
screen put
keys Esc Ctrl-D
type r
keys Ctrl-U
paste 東\r京\x9b第一
screen renamed
keys Esc Esc
END
screen put
says "the copied answer is searched for" put '> 例示クラウド株式会社'

# 500字 shared: what is over is marked, in the field that comes last.
"$KAIJISHO" new asp-saas a.yaml >/dev/null 2>&1
"$KAIJISHO" set a.yaml "service-summary=$(printf '本%.0s' $(seq 300))" "service-cooperation=有り: $(printf '携%.0s' $(seq 198))" || exit 1
edits a.yaml 80x24 <<'END'
keys Ctrl-F
type service-cooperation
keys Enter Tab
styles shared
END
awk '/^== shared/ { shown = 1; next } shown' screens >shared
says "said" shared '2字超過'
test_that "and marked where it begins: the last two characters" grep -q '^\.*E\.E\.*$' shared

# The counter turns when nothing is left, too.
"$KAIJISHO" set d.yaml "company-summary=$(printf '例%.0s' $(seq 100))" || exit 1
edits d.yaml 80x24 <<'END'
keys Ctrl-F
type company-summary
keys Enter
screen full
keys Backspace
screen nearly
END
screen full
says "nothing is left" full '100/100字  上限'
screen nearly
test_that "one is left" sh -c 'grep "99/100字" nearly && ! grep 上限 nearly'

# Side by side: many data centers, the first always there; set for some; nothing is taken from the others.
for name in 二 三 四 五 六; do "$KAIJISHO" instance add d.yaml data-center $name >/dev/null || exit 1; done
"$KAIJISHO" set d.yaml data-center.4.ups=無し || exit 1
edits d.yaml 80x24 <<'END'
keys Ctrl-D
type s
keys Right Right Right Right Right
screen right
keys Down Down Down Down Down Down Down
type e
screen refused
keys Left Left Left Left
type ｅ
type  
keys Home Left Down
END
screen right
says "the first column stays" right '見本東日本'
says "and it says where one is" right '< 4-6/6'
screen refused
says "an unanswered one is given to nobody" refused 未回答です
edits d.yaml 80x24 <<'END'
keys Ctrl-D
type s
keys Down Down Down Down Down Down Down Right
type  
keys Right Right Right
type  
keys Left Left Left Left
type ｅ
screen some
keys Ctrl-Z
screen undone
keys Ctrl-Y Esc Esc Ctrl-S
END
screen some
says "set for the marked ones" some 選んだものに設定しました
screen undone
says "as one step" undone 元に戻しました
finish
