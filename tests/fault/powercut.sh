#!/bin/sh
# powercut.sh — the power fails at any moment of a session: the draft is an old state or a new one, and of what was typed only
# what no sync has reached yet may be missing. KAIJISHO_LONG=1: every cut.
. "${srcdir:-.}/tests/tap.sh"
export TERM=xterm-256color KAIJISHO_FORMS="$srcdir/tests/forms" PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
if [ -z "$python" ] || ! command -v strace >/dev/null || ! strace -f -o trace true 2>/dev/null; then
	skip "power cuts" "python3 or strace is not installed, or it may not trace"
	finish
fi
worlds=400
[ -z "${KAIJISHO_LONG-}" ] || worlds=all
mkdir own
"$KAIJISHO" new small own/d.yaml 2>err
cp -R own before
# Characters of which each stands once, so that the screen says when it has been typed.
"$python" -c '
text = "".join(chr(0x4e00 + 7 * i) for i in range(240))
print(text, file=open("text", "w"), end="")
print("wait 0/\nkeys Tab")
for i, c in enumerate(text):
    print(f"type {c}\nwait {c}")
    if i in (60, 61, 180):
        print("keys Ctrl-s\nrow 1 saved")
print("keys Ctrl-q\nexit 0")' >steps
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
if "$builddir/tests/pty/pty_drive" -t 60 steps strace -f -ttt -y -xx -s 4000000 -o trace \
	-e trace=openat,write,pwrite64,ftruncate,fsync,fdatasync,renameat,renameat2,linkat,unlinkat,futex \
	"$KAIJISHO" own/d.yaml >screens 2>trouble; then
	ok "a session is recorded"
else
	not_ok "a session is recorded" trouble
fi
"$python" "$srcdir/tests/fault/powercut.py" trace own company-summary "$(cat text)" $worlds >complaints 2>&1
grep '^#' complaints
grep -v '^#' complaints >left
if [ ! -s left ] && grep -q '^# [1-9]' complaints; then ok "every cut leaves a whole draft and what was synced"; else not_ok "every cut leaves a whole draft and what was synced" left; fi
finish
