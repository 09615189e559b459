#!/bin/sh
# mouse.sh — the mouse: only where it is asked for; clicks and the wheel do what the keys do.
. "${srcdir:-.}/tests/tap.sh"
export TERM=xterm-256color LC_ALL=ja_JP.UTF-8 KAIJISHO_FORMS="$srcdir/tests/forms"
drive=$builddir/tests/pty/pty_drive
"$KAIJISHO" new small d.yaml 2>err
"$KAIJISHO" set d.yaml company-summary='一行目の文章
二行目の文章' 2>err
# run NAME [OPTION]: the steps on stdin.
run() {
	name=$1
	shift
	cat >steps
	if "$drive" -t 10 steps "$KAIJISHO" edit "$@" d.yaml >screens 2>trouble; then ok "$name"; else not_ok "$name" trouble; fi
}
run "a click goes to a field, and into its text; the wheel moves" --mouse <<'END'
wait 1/8
cursor 6 6
mouse 0 10 30
cursor-row 二行目の文章
mouse 0 7 10
type Z
wait 一行Z目の文章
mouse 0 8 79
type Y
wait 二行目の文章Y
mouse 0 3 10
wait 二行目の文章Y
mouse 65 10 10
wait 西暦で書く
mouse 64 10 10
wait 事業を短く書く
mouse 65 10 10
mouse 0 1 1
mouse 0 24 80
keys Ctrl-q
exit 0
END
printf '一行Z目の文章\n二行目の文章Y\n' >wanted
"$KAIJISHO" get d.yaml company-summary >got
same "what was clicked at was changed" wanted got
run "an option is chosen, a row of a list is taken" --mouse <<'END'
wait 設立年
mouse 0 12 20
wait 文書の名称を書く
mouse 0 9 17
wait *2 無し
keys Ctrl-g
wait 絞り込み
mouse 0 7 5
mouse 0 7 5
gone 絞り込み
wait 名前を書く。
keys Ctrl-q
exit 0
END
test_that "the option is the answer" [ "$("$KAIJISHO" get d.yaml security-policy)" = 無し ]
# What the terminal is told, and told back at the end.
if [ -n "$python" ]; then
	cat >told.py <<'END'
import os, pty, sys
def told(*options):
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(os.environ["KAIJISHO"], ["kaijisho", "edit", *options, "d.yaml"])
    text, left = b"", False
    try:
        while True:
            part = os.read(fd, 65536)
            if not part:
                break
            text += part
            if not left and b"[?2026$p" in text:
                left = True
                os.write(fd, b"\x11")
    except OSError:
        pass
    os.waitpid(pid, 0)
    return text
with_it = told("--mouse")
assert with_it.count(b"\x1b[?1000h") == 1 and with_it.count(b"\x1b[?1006l\x1b[?1000l") == 1, with_it
assert b"?1000" not in told() and b"?1006" not in told()
END
	test_that "without --mouse the terminal is not asked for it" env KAIJISHO="$KAIJISHO" "$python" told.py
fi
finish
