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
test_that "a journal that is gone: 2" [ $? = 2 ]
test_that "nothing is confirmed" sh -c '! grep -q "例の会社。必須" said'
finish
