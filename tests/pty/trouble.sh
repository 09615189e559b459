#!/bin/sh
# trouble.sh — the editor in bad company: its journal removed, its draft written, taken over or removed by others.
. "${srcdir:-.}/tests/tap.sh"
export TERM=xterm-256color LC_ALL=ja_JP.UTF-8
export KAIJISHO_FORMS="$srcdir/tests/forms" KAIJISHO
drive=$builddir/tests/pty/pty_drive

# in_terminal NAME ARGUMENT...: the program under the steps on stdin; the screens are in screens.
in_terminal() {
	name=$1
	shift
	cat >steps
	if "$drive" -t 20 steps "$KAIJISHO" "$@" >screens 2>trouble; then ok "$name"; else not_ok "$name" trouble; fi
}

fresh() {
	rm -rf d.yaml d.yaml.* .d.yaml.* state
	"$KAIJISHO" new small d.yaml 2>err
}
# has NAME ID TEXT
has() {
	"$KAIJISHO" get d.yaml "$2" >got 2>&1
	printf '%s\n' "$3" >wanted
	same "$1" wanted got
}

# The journal is removed (rm, git clean).
fresh
in_terminal "the journal is removed: typing goes on" d.yaml <<'END'
wait 0/
keys Tab
type 前の文
wait 前の文
run rm .d.yaml.journal
type と後の文
wait 前の文と後の文
row 1 未保存
run test -s .d.yaml.journal
signal KILL
exit 137
END
in_terminal "all of it comes back; who types on at once is told" d.yaml <<'END'
wait 前の文と後の文
type 打ち続ける
wait ここでは入力できません
paste 貼る
wait ここでは入力できません
keys Escape
gone ここでは入力できません
run rm .d.yaml.journal
keys Ctrl-q
exit 0
END
has "and is saved" company-summary 前の文と後の文

# One goes on where one was typing last: not where an earlier session was left, nor at what comes last in the form.
fresh
in_terminal "a session is left at one field" d.yaml <<'END'
wait 0/
keys Tab
type 前からの文
keys Shift-Tab
keys Ctrl-q
exit 0
END
in_terminal "the next is killed at another" d.yaml <<'END'
wait 前からの文
keys Tab
keys Tab
type 1987
keys Shift-Tab
keys End
type 、続き
wait 前からの文、続き
signal KILL
exit 137
END
in_terminal "where the one after that goes on" d.yaml <<'END'
wait 2項目を復元しました
keys Escape
cursor-row 前からの文、続き
keys Ctrl-q
exit 0
END

# Somebody else opens it after that: then the draft is theirs.
for end in "keys Ctrl-q
wait どこにも保存されていません
keys Escape
gone どこにも保存されていません
keys Ctrl-q
wait どこにも保存されていません
keys Enter
exit 2" "signal TERM
exit 2" "hangup
exit 2"; do
	fresh
	in_terminal "taken by another command: ${end%%
*}" d.yaml <<-END
	wait 0/
	keys Tab
	type 消えない文
	wait 消えない文
	run until rm -f .d.yaml.journal && "\$KAIJISHO" set d.yaml founded-year=1998; do :; done; cp d.yaml other && : >.d.yaml.journal && chmod 600 .d.yaml.journal
	type 。
	wait 読取専用
	$end
	END
	test_that "what was typed is beside the draft" grep -q 消えない文 d.yaml.unsaved-1
	same "the draft is as the other left it" other d.yaml
done

# The draft itself is removed; the states before it cannot be kept.
fresh
chmod 640 d.yaml
in_terminal "the draft is removed" d.yaml <<'END'
wait 0/
keys Tab
type 残す文
wait 残す文
run rm d.yaml
keys Ctrl-s
wait 消されていたので、作り直しました
row 1 保存済
run rm -rf state && : >state
type 。
keys Ctrl-s
wait history
keys Ctrl-q
exit 0
END
has "it is there again" company-summary 残す文。
test_that "with the mode it had" [ "$(stat -c %a d.yaml)" = 640 ]

# A data center is taken out of the file while its name is edited here: there are no two texts, but nothing is lost.
fresh
"$KAIJISHO" set d.yaml data-center.1.data-center-name=東 data-center.2.data-center-name=福岡 2>err
in_terminal "a data center is removed underneath" d.yaml <<'END'
wait 2/10
keys Ctrl-f
type 福岡
keys Enter
cursor-row 福岡
keys End
type 支店
wait 福岡支店
run sed -i '/福岡/d' d.yaml
keys Ctrl-s
wait 食い違う1項目は、どちらの側も残しました
wait 一方がこの一件を削除し
keys Ctrl-q
exit 0
END
has "it is kept" data-center.2.data-center-name 福岡支店

# The file is broken by others: where is said, and by the dialog what; and it is saved once it is mended.
fresh
in_terminal "a file that cannot be merged" d.yaml <<'END'
wait 0/
keys Tab
type 残す文
wait 残す文
run cp d.yaml kept.yaml && printf '  x: [\n' >>d.yaml
keys Ctrl-s
wait 変わった d.yaml の6行目、3桁目が読めません。
keys Ctrl-q
wait d.yaml:6:3: ファイルが変わり、統合できません
keys Escape
gone 統合できません
run cp kept.yaml d.yaml
keys Ctrl-q
exit 0
END
has "is saved once it is mended" company-summary 残す文

# The folder itself is removed: what is typed goes where the earlier saves are.
for end in "keys Ctrl-q
wait 保存できません
keys Down
keys Down
wait 別の場所の新しいファイル
keys Enter
exit 2" "signal TERM
exit 2"; do
	rm -rf state
	mkdir gone
	fresh
	"$KAIJISHO" set d.yaml founded-year=1998 2>err
	mv d.yaml gone/
	in_terminal "the folder is removed: ${end%%
*}" gone/d.yaml <<-END
	wait 1998
	keys Tab
	type 前
	wait 前
	run rm -rf gone || rm -rf gone
	type 後の文
	wait 前後の文
	wait 未保護
	$end
	END
	test_that "what was typed is kept" grep -rqs 前後の文 state
done

# A reader sees what others write (Ctrl-L at once).
fresh
"$KAIJISHO" set d.yaml company-summary=初めの文 2>err
in_terminal "a reader is shown the file as it is now" d.yaml --read-only <<'END'
wait 初めの文
keys Tab
run "$KAIJISHO" set d.yaml company-summary=次の文 founded-year=1987
keys Ctrl-l
wait 次の文
wait 1987
keys Tab
keys Ctrl-l
run "$KAIJISHO" unset d.yaml founded-year
keys Ctrl-l
gone 1987
keys Ctrl-z
keys Ctrl-q
exit 0
END
in_terminal "and without a key" d.yaml --read-only <<'END'
wait 次の文
run "$KAIJISHO" set d.yaml company-summary=三つ目の文
wait 三つ目の文
wait ファイルが変わりました
run rm d.yaml
run "$KAIJISHO" new small d.yaml && "$KAIJISHO" set d.yaml company-summary=四つ目の文
wait 四つ目の文
keys Ctrl-q
exit 0
END

# Below other screens, too, which stay as they are: what they list is renewed, what is chosen stays chosen.
fresh
"$KAIJISHO" set d.yaml company-summary=初めの文 data-center.1.data-center-name=東 data-center.2.data-center-name=西 data-center.3.data-center-name=南 2>err
in_terminal "while help is read" d.yaml --read-only <<'END'
wait 初めの文
row 1 必須 4/12
keys F1
wait ID: disclosure-date
keys PageDown
gone ID: disclosure-date
run "$KAIJISHO" set d.yaml disclosure-date=2026-11-22 company-summary=次の文
row 1 必須 5/12
wait ファイルが変わりました
gone ID: disclosure-date
keys Escape
wait 次の文
wait 2026-11-22
keys Ctrl-q
exit 0
END
in_terminal "while the findings are read" d.yaml --read-only <<'END'
wait 次の文
keys Alt-n
keys Down Down Down
cursor-row 5 使用データセンター
run "$KAIJISHO" set d.yaml security-policy=無し
gone 3 情報セキュリティ
cursor-row 5 使用データセンター
keys Enter
wait 使用データセンターの数
keys Escape
wait エラー
keys Escape
wait 無し
keys Ctrl-q
exit 0
END
"$KAIJISHO" set d.yaml data-center.3.ups=有り 2>err
in_terminal "while one searches, and what was found is taken away" d.yaml --read-only <<'END'
wait 次の文
keys Ctrl-f
type 南
cursor-row 南
run "$KAIJISHO" set d.yaml data-center.3.data-center-name=北
wait 該当するものがありません
keys Backspace
type 北
wait [北]
run "$KAIJISHO" instance delete d.yaml data-center.3
wait 該当するものがありません
keys Backspace Enter
wait 次の文
keys Ctrl-q
exit 0
END
in_terminal "while sections, all answers and data centers are looked at, which come and go" d.yaml --read-only <<'END'
wait 次の文
keys Ctrl-g End
run for name in 北 中 島 山 川; do "$KAIJISHO" instance add d.yaml data-center $name; done
wait 川
keys Enter
cursor-row 西
keys Ctrl-g End Enter
cursor-row 川
keys Alt-v
wait 公表される形
run for i in 7 6 5 4 3 2; do "$KAIJISHO" instance delete d.yaml data-center.$i; done
gone 川
keys Enter
wait 東
keys Escape
wait 公表される形
keys Escape
gone 公表される形
keys Ctrl-d
wait 東
keys s
run "$KAIJISHO" instance add d.yaml data-center 西
wait 西
keys Right
run "$KAIJISHO" instance delete d.yaml data-center.2
gone 西
keys Enter
wait 東
keys Ctrl-q
exit 0
END

# What another session types is seen before it is saved.
fresh
mkfifo gate
(
	printf 'wait 0/\nkeys Tab\ntype まだ保存しない文\nwait まだ保存しない文\n'
	cat gate
	printf 'keys Ctrl-q\nexit 0\n'
) | "$drive" -t 30 /dev/stdin "$KAIJISHO" d.yaml >first.out 2>&1 &
first_pid=$!
while ! grep -q 存しない文 .d.yaml.journal 2>/dev/null; do sleep 0.05; done
in_terminal "a second editor reads along" d.yaml <<'END'
wait 別の人がこの
keys Escape
wait まだ保存しない文
run sleep 1.2
dump after-two-looks
keys Ctrl-q
exit 0
END
test_that "which is not news" sh -c '! grep -e ファイルが変わりました -e 表示しています screens'
# A mistake in the arguments is told at once, not after the wait for the holder, and instead of its name.
naps='strace -f -o naps -e trace=nanosleep,clock_nanosleep'
$naps true 2>/dev/null || naps=
mistaken() {
	said=$1
	shift
	: >naps
	ASAN_OPTIONS=detect_leaks=0 $naps "$KAIJISHO" "$@" >out 2>err </dev/null
	status=$?
	test_that "$1 ${3-}: told" [ $status = 2 ]
	test_that "$1 ${3-}: at once" sh -c '! grep -q nanosleep naps'
	says "$1 ${3-}: the mistake is named" err "$said"
}
export LC_ALL=C.UTF-8
mistaken no-such-field set d.yaml no-such-field=x
mistaken ID=TEXT set d.yaml founded-year
mistaken no-such-file set d.yaml founded-year=@no-such-file
mistaken no-such-field unset d.yaml no-such-field
mistaken 'number 99' restore d.yaml 99
mistaken 'number 99' restore d.yaml 99 founded-year
mistaken no-such-file import d.yaml no-such-file.csv
mistaken no-such-field import d.yaml d.yaml no-such-field
mistaken no-such-section instance add d.yaml no-such-section
mistaken 'from 1 to 1' instance delete d.yaml data-center.7
mistaken no-such-key edition d.yaml --drop no-such-key
# What is no mistake waits; a text from standard input is read once, and nothing is said twice. The pipe holds less than is written:
# once all of it is in there, it is being read.
mkfifo consumed
(
	(
		head -c 200000 /dev/zero | tr '\0' x
		: >consumed
	) | "$KAIJISHO" set d.yaml company-summary:note=@- founded-year:due=someday >out 2>err
	echo $? >status
) &
second_pid=$!
cat consumed
: >gate
wait $first_pid
test_that "the first goes on" [ $? = 0 ]
wait $second_pid
test_that "the command that waited does what it was told" grep -qx 0 status
test_that "what it has to say is said once" [ "$(grep -c founded-year:due err)" = 1 ]
test_that "standard input was kept while it waited" [ "$("$KAIJISHO" get d.yaml company-summary:note | wc -c)" = 200001 ]
export LC_ALL=ja_JP.UTF-8

# Once the other has ended that is said, and whoever read goes on writing at the same place; before, it is asked.
fresh
mkfifo closing
(
	printf 'wait 0/\nkeys Tab\ntype 先の人\nwait 先の人\n'
	cat closing
	printf 'keys Ctrl-q\nexit 0\n'
) | "$drive" -t 30 /dev/stdin "$KAIJISHO" d.yaml >first.out 2>&1 &
first_pid=$!
while ! grep -q 先の人 .d.yaml.journal 2>/dev/null; do sleep 0.05; done
in_terminal "who reads may write once the other has ended" d.yaml <<'END'
wait 別の人がこの
keys Escape
wait 先の人
keys Tab
keys Escape
type ここで書く
keys Enter
wait 別の人がこの
keys Enter
row 1 読取専用
run : >closing
wait 相手は終了しました
keys Escape
type ここで書く
keys Enter
row 1 保存済
type 、次の人
wait 先の人、次の人
keys Ctrl-q
exit 0
END
wait $first_pid
test_that "the first had ended" [ $? = 0 ]
has "both are saved" company-summary 先の人、次の人

# A journal that cannot be understood is kept, and said to be.
left_behind() {
	fresh
	in_terminal "a session is killed" d.yaml <<'END'
wait 0/
keys Tab
type 残した文
wait 残した文
signal KILL
exit 137
END
	printf 2 | dd of=.d.yaml.journal bs=1 seek=17 conv=notrunc 2>/dev/null
	cp .d.yaml.journal damaged
}
left_behind
runs "a journal of a later version: set goes on" 0 set d.yaml founded-year=1998
says "it says where that journal is" err .d.yaml.journal.damaged-1
same "there it is" damaged .d.yaml.journal.damaged-1
runs "the draft is what the file said" 0 get d.yaml company-summary
silent "which was nothing" out
left_behind
in_terminal "the editor says so, too" d.yaml <<'END'
wait 前回のセッションが残したものを読めません
wait .d.yaml.journal.damaged-1
keys Escape
row 1 保存済
keys Ctrl-q
exit 0
END
same "and keeps it" damaged .d.yaml.journal.damaged-1

left_behind
echo :q | "$KAIJISHO" edit --plain d.yaml >out 2>err
says "so does --plain" out .d.yaml.journal.damaged-1
same "which keeps it, too" damaged .d.yaml.journal.damaged-1

# A journal that others can read or write is none.
fresh
: >.d.yaml.journal
chmod 666 .d.yaml.journal
runs "an open journal was put there: set refuses" 2 set d.yaml founded-year=1998
says "and names it" err .d.yaml.journal
in_terminal "and the editor only reads" d.yaml <<'END'
wait ここでは読むことしかできません
wait 読み込みも書き込みもしません
keys Escape
row 1 読取専用
keys Ctrl-q
exit 0
END
silent "nothing was written to it" .d.yaml.journal

# A colleague's journal cannot be read: whether a session still runs is not known.
fresh
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null && setpriv --reuid=12345 --regid=12345 --clear-groups "$KAIJISHO" version >out 2>err; then
	chmod 777 .
	chmod 666 d.yaml
	: >.d.yaml.journal
	chmod 600 .d.yaml.journal
	mkdir -p state-12345
	chown 12345 state-12345
	setpriv --reuid=12345 --regid=12345 --clear-groups env XDG_STATE_HOME="$work/state-12345" LC_ALL=C.UTF-8 "$KAIJISHO" set d.yaml founded-year=1998 >out 2>err
	test_that "a colleague's journal: status 2" [ $? = 2 ]
	says "whose it is, and which" err "root has this draft open, or left it behind in a session that died; the journal is .d.yaml.journal."
	chmod 700 .
else
	skip "a colleague's journal" "only root can be somebody else"
fi

# Nobody wakes up for a draft that is written and safe.
if command -v strace >/dev/null && strace -f -o trace true 2>/dev/null; then
	# under_strace NAME OPTION...: as in_terminal.
	under_strace() {
		name=$1
		shift
		cat >steps
		if ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" \
			"$drive" -t 20 steps strace -f -o trace "$@" "$KAIJISHO" d.yaml >screens 2>trouble; then ok "$name"; else
			not_ok "$name" trouble
		fi
	}
	fresh
	under_strace "an idle editor" -e trace=all <<'END'
wait 0/
keys Tab
type 静か
wait 静か
run sleep 1; cp trace before; sleep 1.5; cp trace after
keys Ctrl-q
exit 0
END
	same "sleeps" before after
	# A lock fails when the draft is to be saved.
	fresh
	under_strace "the locks of an editor" -e trace=fcntl <<'END'
wait 0/
run cp trace opened
keys Ctrl-q
exit 0
END
	calls=$(grep -c 'fcntl(' opened)
	fresh
	under_strace "no lock any more: read only, and said as such" -e trace=fcntl -e inject=fcntl:error=EIO:when=$((calls + 1))+ <<'END'
wait 0/
keys Tab
type 鍵なしの文
wait 鍵なしの文
keys Ctrl-s
wait ロックできなくなりました
keys Escape
row 1 読取専用
keys Ctrl-q
exit 2
END
	in_terminal "what was typed comes back" d.yaml <<'END'
wait 鍵なしの文
keys Escape
keys Ctrl-q
exit 0
END
	has "and is saved" company-summary 鍵なしの文
	# What could not be made durable is seen without a key, tried again in another file, and mended.
	fresh
	under_strace "a failed sync" -e trace=fdatasync,fsync -e inject=fdatasync:error=EIO:when=1 -e inject=fsync:error=EIO:when=1 <<'END'
wait 0/
keys Tab
type 守る文
wait 未保護
wait 未保存
keys Ctrl-q
exit 0
END
	has "and all of it is there" company-summary 守る文
else
	skip "an idle editor sleeps" "strace is not installed or may not trace"
fi
finish
