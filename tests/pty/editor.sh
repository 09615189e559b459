#!/bin/sh
# editor.sh — the whole program in a terminal: typing, leaving, coming back, being killed.
. "${srcdir:-.}/tests/tap.sh"
export TERM=xterm-256color LC_ALL=ja_JP.UTF-8
drive=$builddir/tests/pty/pty_drive

# in_terminal NAME [OPTION...] DRAFT: runs the editor on the draft under the steps on stdin; the screens are in screens.
in_terminal() {
	name=$1
	shift
	cat >steps
	draft=$1
	shift
	if "$drive" "$@" steps "$KAIJISHO" "$draft" >screens 2>trouble; then ok "$name"; else not_ok "$name" trouble; fi
}

# A whole form by keys alone.
if [ -n "$python" ]; then
	"$KAIJISHO" forms iaas-paas --json >form.json
	"$python" "$srcdir/tests/pty/fill.py" form.json >fill.steps
	"$KAIJISHO" new iaas-paas whole.yaml 2>err
	in_terminal "two data centers, from empty to complete, by keys alone" whole.yaml -t 60 <fill.steps
	runs "and check agrees" 0 check whole.yaml
	runs "no journal is left" 0 version
	test_that "no journal is left beside it" [ ! -e .whole.yaml.journal ]
else
	skip "two data centers, from empty to complete" "python3 is not installed"
fi

export KAIJISHO_FORMS="$srcdir/tests/forms"
fresh() {
	rm -rf d.yaml .d.yaml.* state
	"$KAIJISHO" new small d.yaml 2>err
}
# has NAME ID TEXT
has() {
	"$KAIJISHO" get d.yaml "$2" >got 2>&1
	printf '%s\n' "$3" >wanted
	same "$1" wanted got
}

fresh
in_terminal "type, next field, save and leave" d.yaml <<'END'
wait 0/
keys Tab
type 日本語の本文です。
wait 日本語の本文です。
keys Enter
type 二行目
wait 二行目
keys Ctrl-s
row 1 保存済
keys Left
type あ
row 1 未保存
keys Ctrl-q
exit 0
END
printf '日本語の本文です。\n二行あ目\n' >wanted
"$KAIJISHO" get d.yaml company-summary >got
same "is in the file" wanted got
in_terminal "come back to the same field and caret" d.yaml <<'END'
wait 二行あ目
cursor-row 二行あ目
type い
wait 二行あい目
keys Ctrl-q
exit 0
END

fresh
in_terminal "a paste is text, never keys" d.yaml <<'END'
wait 0/
keys Tab
paste 一行目\n\t二行目\e[31m\n三行目
wait 三行目
keys Ctrl-q
exit 0
END
"$KAIJISHO" get d.yaml company-summary >got
says "its lines are there" got "三行目"
test_that "no control character got in" sh -c '! grep -q "$(printf "\033")" got'

fresh
in_terminal "a paste whose end never comes is text after a while, and keys work again" d.yaml <<'END'
wait 0/
keys Tab
bytes \e[200~一行目\n二行目
wait 二行目
keys Ctrl-q
exit 0
END
printf '一行目\n二行目\n' >wanted
"$KAIJISHO" get d.yaml company-summary >got
same "it is in the file" wanted got

fresh
in_terminal "the connection breaks off inside a paste" d.yaml <<'END'
wait 0/
keys Tab
bytes 前\e[200~中\n身
wait 前
signal HUP
exit 0
END
printf '前中\n身\n' >wanted
"$KAIJISHO" get d.yaml company-summary >got
same "what came of it is in the file" wanted got

fresh
in_terminal "text after Esc is text, whatever it begins with" d.yaml <<'END'
wait 0/
keys Tab
keys Escape
wait 絞り込み
keys Escape
gone 絞り込み
type OSのパッチ
wait OSのパッチ
keys Escape
wait 絞り込み
keys Escape
gone 絞り込み
type [SLA]注
wait OSのパッチ[SLA]注
keys Ctrl-q
exit 0
END

fresh
in_terminal "undo and redo across fields" d.yaml <<'END'
wait 0/
keys Tab
type 事業
keys Tab
type 1998
wait 1998年
keys Ctrl-z Ctrl-z
gone 1998年
keys Ctrl-y
wait 事業
keys Ctrl-q
exit 0
END
has "what was redone is there" company-summary 事業

# Nothing that was on the screen is lost.
for signal in KILL HUP TERM INT QUIT; do
	case $signal in KILL) status=137 ;; *) status=0 ;; esac
	fresh
	in_terminal "$signal in the middle of typing" d.yaml <<-END
	wait 0/
	keys Tab
	type 失われない文
	wait 失われない文
	signal $signal
	exit $status
	END
	if [ $signal = KILL ]; then
		in_terminal "after KILL: it is on the screen again" d.yaml <<-'END'
		wait 失われない文
		signal KILL
		exit 137
		END
		"$KAIJISHO" set d.yaml founded-year=1998 2>err
		says "after KILL: set says what it restored" err "1"
	fi
	has "after $signal: in the file" company-summary 失われない文
done
fresh
in_terminal "the connection goes" d.yaml <<'END'
wait 0/
keys Tab
type 切れても残る
wait 切れても残る
hangup
exit 0
END
has "it was saved" company-summary 切れても残る

fresh
in_terminal "resizing at any moment; too small is said" d.yaml -s 80x24 <<'END'
wait 0/
keys Tab
type 大きさ
resize 120x40
wait 大きさ
resize 30x6
wait 画面が小さすぎます
resize 80x24
wait 大きさ
keys Ctrl-q
exit 0
END

# In a session without a terminal of its own (su -c, containers) no signal tells of it.
fresh
cat >steps <<'END'
wait 0/
resize 80x40
keys Tab
row 40 Esc
resize 80x24
keys Tab
row 24 Esc
keys Ctrl-q
exit 0
END
test_that "the size is known without a signal, too" "$drive" -s 80x24 steps setsid -w "$KAIJISHO" d.yaml

for term in vt100 linux screen-256color xterm; do
	fresh
	TERM=$term in_terminal "TERM=$term" d.yaml <<-'END'
	wait 0/
	keys Tab
	type 端末
	wait 端末
	keys Ctrl-q
	exit 0
	END
	has "TERM=$term: typed" company-summary 端末
done
fresh
NO_COLOR=1 in_terminal "NO_COLOR" d.yaml <<'END'
wait 0/
keys Ctrl-q
exit 0
END
TERM=dumb "$drive" /dev/null "$KAIJISHO" d.yaml >screens 2>trouble </dev/null
ok "TERM=dumb does not hang"
runs "no terminal: a sentence, status 2" 2 d.yaml

# What a file says is shown in a terminal, never sent to it.
cat >evil.yaml <<'END'
kaijisho: 1
form: small
answers:
  company-summary: "\e[2Jevil\u202Etxt"
  "own\e[2Jkey": 1
END
cat >steps <<'END'
wait [2Jevil
wait <202E>
exit 0
END
if "$drive" -t 10 steps "$KAIJISHO" get evil.yaml company-summary >screens 2>trouble; then ok "get shows escape sequences"; else
	not_ok "get shows escape sequences" trouble
fi
cat >steps <<'END'
wait [2Jkey
exit 1
END
if "$drive" -t 10 steps "$KAIJISHO" check evil.yaml >screens 2>trouble; then ok "check shows them"; else
	not_ok "check shows them" trouble
fi
in_terminal "the editor shows them" evil.yaml <<'END'
keys Tab
wait [2Jevil
keys Ctrl-q
exit 0
END

# A mistake in the person's own keys is told where a draft is picked, too.
fresh
mkdir -p config/kaijisho
echo 'undo: Ctrl-A' >config/kaijisho/keys
cat >steps <<'END'
wait kaijisho/keys:1: Ctrl-A は
keys Escape
exit 0
END
if "$drive" -t 10 steps "$KAIJISHO" >screens 2>trouble; then ok "the picker tells of it"; else not_ok "the picker tells of it" trouble; fi
rm config/kaijisho/keys

# What is copied goes to the terminal's clipboard, too; what is too long for that is said to be.
fresh
head -c 74000 /dev/zero | tr '\0' a >longest
runs "a text as long as can be" 0 set d.yaml company-summary=@longest
in_terminal "a long text is copied" d.yaml <<'END'
wait aaaa
keys Tab Ctrl-c
wait コピーしました
keys Ctrl-q
exit 0
END
echo a >>longest
echo b >>longest
runs "one that is longer" 0 set d.yaml company-summary=@longest
in_terminal "a longer one is copied here" d.yaml <<'END'
wait aaaa
keys Ctrl-c
wait 端末のクリップボードには長すぎます
keys Ctrl-x
wait 端末のクリップボードには長すぎます
keys Tab Ctrl-v
wait a b
keys Ctrl-q
exit 0
END
printf 'wait aaaa\nkeys Ctrl-c\nwait コピーしました\nkeys Ctrl-q\nexit 0\n' >steps
if "$drive" steps "$KAIJISHO" edit --no-osc52 d.yaml >screens 2>trouble; then ok "nothing is said of a clipboard that is not asked for"; else not_ok "nothing is said of a clipboard that is not asked for" trouble; fi

# Somebody else has it open.
fresh
cat >first <<'END'
wait 0/
keys Tab
type 先の人
wait 先の人
END
cat >second <<'END'
wait 0/
END
mkfifo gate
(
	cat first
	cat gate
	echo keys Ctrl-q
	echo exit 0
) | "$drive" -t 30 /dev/stdin "$KAIJISHO" d.yaml >first.out 2>&1 &
first_pid=$!
while [ ! -e .d.yaml.journal ]; do sleep 0.05; done
cat >steps <<'END'
wait 読
dump second
keys Escape
keys Ctrl-q
END
"$drive" -t 10 steps "$KAIJISHO" d.yaml >screens 2>trouble
if [ $? = 0 ]; then ok "a second editor may read"; else not_ok "a second editor may read" trouble; fi
: >gate
wait $first_pid
if [ $? = 0 ]; then ok "the first goes on"; else not_ok "the first goes on" first.out; fi
has "and its text is saved" company-summary 先の人
finish
