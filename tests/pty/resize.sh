#!/bin/sh
# resize.sh — the window changes its size 500 times while someone types: every character is there at the end.
. "${srcdir:-.}/tests/tap.sh"
export TERM=xterm-256color LC_ALL=ja_JP.UTF-8
"$KAIJISHO" new iaas-paas d.yaml 2>err
awk 'BEGIN {
	srand(20261122)
	split("開 示 書 の 記 入 例 ー 。 a", letters, " ")
	print "wait 0/"
	print "keys Tab"
	for (i = 0; i < 500; i++) {
		printf "resize %dx%d\n", 20 + int(rand() * 181), 5 + int(rand() * 56)
		letter = letters[1 + int(rand() * 10)]
		print "type " letter
		text = text letter
	}
	print "resize 80x24"
	print "row 1 未保存"
	print "keys Ctrl-s"
	print "row 1 保存済"
	print "keys Ctrl-q"
	print "exit 0"
	print text >"wanted"
}' >steps
if "$builddir/tests/pty/pty_drive" -t 60 steps "$KAIJISHO" d.yaml >screens 2>trouble; then ok "500 sizes"; else not_ok "500 sizes" trouble; fi
"$KAIJISHO" get d.yaml company-name >got
same "nothing is lost" wanted got
finish
