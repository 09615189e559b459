#!/bin/sh
# valgrind.sh — the editor in a terminal under valgrind, over everything a person does: no wrong access, nothing read before it was
# written, nothing lost for good. Part of `make check-long`.
. "${srcdir:-.}/tests/tap.sh"
drive=$builddir/tests/pty/pty_drive
if ! command -v valgrind >/dev/null; then
	skip "the editor under valgrind" "valgrind is not installed"
	finish
fi
if grep -q __asan_init "$KAIJISHO"; then
	skip "the editor under valgrind" "this build has a sanitizer of its own"
	finish
fi
export KAIJISHO_FORMS="$srcdir/tests/forms" TERM=xterm-256color LC_ALL=ja_JP.UTF-8
careful='valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite
	--track-fds=no --log-file=valgrind.%p --child-silent-after-fork=yes'
# True if valgrind complained since it was last asked; the words are in complaints.
complaints() {
	cat valgrind.* >complaints 2>/dev/null
	rm -f valgrind.*
	[ -s complaints ]
}

# in_terminal NAME DRAFT [OPTION...]: the steps on stdin.
in_terminal() {
	name=$1 draft=$2
	shift 2
	cat >steps
	# shellcheck disable=SC2086
	if ! "$drive" -t 120 "$@" steps $careful "$KAIJISHO" "$draft" >screens 2>trouble; then
		complaints
		not_ok "$name" trouble complaints
	elif complaints; then
		not_ok "$name" complaints
	else
		ok "$name"
	fi
}

# runs_clean NAME STATUS ARGUMENT...: a command without a screen, the same way.
runs_clean() {
	name=$1 wanted=$2
	shift 2
	# shellcheck disable=SC2086
	$careful "$KAIJISHO" "$@" >out 2>err </dev/null
	got=$?
	if [ $got = "$wanted" ] && ! complaints; then ok "$name"; else
		complaints
		echo "status $got" >status
		not_ok "$name" status err complaints
	fi
}

fresh() {
	rm -rf d.yaml .d.yaml.* state
	"$KAIJISHO" new small d.yaml 2>err
}

fresh
in_terminal "typing, undo, selecting, saving, coming back" d.yaml <<'END'
wait 0/
keys Tab
type 日本語の本文です。
wait 日本語の本文です。
keys Enter
type 二行目
keys Ctrl-s
row 1 保存済
keys Ctrl-z Ctrl-z Ctrl-y
keys Left Right Up Down Home End
type あ
row 1 未保存
paste 一行目\n\t二行目\e[31m\n三行目
wait 三行目
resize 120x40
wait 三行目
resize 30x6
wait 画面が小さすぎます
resize 80x24
wait 三行目
keys Ctrl-q
exit 0
END
in_terminal "the other screens" d.yaml <<'END'
wait 三行目
keys F1
keys Escape
keys Ctrl-r
keys Escape
keys Ctrl-g
keys Escape
keys Ctrl-f
type 行
keys Enter
keys Escape
keys Escape
keys Escape
keys Ctrl-n Ctrl-n Ctrl-n
signal TERM
exit 0
END
for signal in HUP TERM; do
	fresh
	in_terminal "$signal in the middle of typing" d.yaml <<-END
	wait 0/
	keys Tab
	type 失われない文
	wait 失われない文
	signal $signal
	exit 0
	END
done
fresh
in_terminal "KILL" d.yaml <<'END'
wait 0/
keys Tab
type 途中の文
wait 途中の文
signal KILL
exit 137
END
in_terminal "the journal of a killed session is read" d.yaml <<'END'
wait 途中の文
signal TERM
exit 0
END
fresh
cp "$srcdir/tests/screen/walk.keys" keys
runs_clean "a walk through every screen" 0 edit --script keys --screens screens d.yaml
KAIJISHO_FORMS="$srcdir/forms"
cp "$srcdir/examples/iaas-paas.yaml" e.yaml
cp "$srcdir/examples/iaas-paas-complete.yaml" f.yaml
for command in check summary get; do
	status=0
	[ $command != check ] || status=1
	runs_clean "$command" $status $command e.yaml
done
runs_clean "set" 0 set e.yaml company-name=例示クラウド
for format in html csv markdown json text; do
	runs_clean "export to $format" 0 export e.yaml --to $format
done
"$KAIJISHO" export f.yaml --to csv >f.csv
runs_clean "import" 0 import e.yaml f.csv
runs_clean "diff" 0 diff e.yaml f.yaml
runs_clean "merge" 0 merge e.yaml e.yaml f.yaml
finish
