#!/bin/sh
# language.sh — the language follows the locale's name, installed or not; nothing else of the environment gets in.
. "${srcdir:-.}/tests/tap.sh"
unset LC_ALL
ja='使い方'
en='Usage'

# speaks NAME TEXT VARIABLE=VALUE...
speaks() {
	name=$1 text=$2
	shift 2
	env "$@" "$KAIJISHO" help version >out 2>err
	says "$name" out "$text"
}
speaks "LANG=ja_JP.UTF-8" "$ja" LANG=ja_JP.UTF-8
silent "a Japanese locale: no notice" err
speaks "LANG=ja_JP.utf8" "$ja" LANG=ja_JP.utf8
speaks "LC_MESSAGES before LANG" "$ja" LANG=en_US.UTF-8 LC_MESSAGES=ja_JP.UTF-8
speaks "LC_ALL before LC_MESSAGES" "$en" LC_ALL=en_US.UTF-8 LC_MESSAGES=ja_JP.UTF-8
speaks "an empty LC_ALL does not count" "$ja" LC_ALL= LANG=ja_JP.UTF-8
speaks "another language reads English" "$en" LANG=fr_FR.UTF-8
speaks "C.UTF-8 reads English" "$en" LANG=C.UTF-8
silent "C.UTF-8: no notice" err
env LANG=ja_JP.UTF-8 "$KAIJISHO" --lang en help version >out 2>err
says "--lang before the locale" out "$en"
env LANG=C "$KAIJISHO" help --lang=ja version >out 2>err
says "--lang=ja under C" out "$ja"
silent "--lang under C: no notice" err

speaks "LANG=C reads English" "$en" LANG=C
says "LANG=C: a notice" err "The locale is C"
test_that "LANG=C: one line of it" [ "$(wc -l <err)" = 1 ]
speaks "no locale at all reads English" "$en" HOME="$work"

# The notice is for a terminal of that character set: in its bytes, and in ASCII where even that is not what it shows.
speaks "a EUC-JP locale" "$ja" LANG=ja_JP.eucJP
says "a EUC-JP locale is named" err "character set is eucJP, but kaijisho speaks UTF-8"
says "the way out: a UTF-8 terminal" err "LANG=ja_JP.UTF-8"
says "or GNU screen, which translates" err "encoding UTF-8 eucJP"
iconv -f EUC-JP -t UTF-8 err >told 2>trouble
silent "every byte of it is EUC-JP" trouble
says "in Japanese too" told "端末"
test_that "luit, which translates the other way, is not named" sh -c '! grep luit err'
speaks "a Shift_JIS locale" "$ja" LANG=ja_JP.SJIS
says "a Shift_JIS locale is named" err "SJIS"
iconv -f SHIFT_JIS -t UTF-8 err >told 2>trouble
silent "every byte of it is Shift_JIS" trouble
says "in Japanese, too" told "端末"
speaks "a character set nobody knows" "$ja" LANG=ja_JP.nonsense
says "it is named in ASCII" err "character set is nonsense"
test_that "and nothing else is said" sh -c '! LC_ALL=C grep -q "[^ -~]" err'
env LANG=ja_JP.eucJP "$KAIJISHO" nothing.yaml >out 2>err
test_that "the editor does not start in EUC-JP" [ $? = 2 ]

# A catalogue of somebody else's, whose sentences would be run as formats.
if command -v msgfmt >/dev/null; then
	mkdir -p evil/LC_MESSAGES
	printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\nmsgid "print the version"\nmsgstr "EVIL %%p"\n' >evil.po
	msgfmt -o evil/LC_MESSAGES/kaijisho.mo evil.po
	env LANG=en_US.UTF-8 LANGUAGE="../../../../../../..$work/evil" "$KAIJISHO" help version >out 2>&1
	says "LANGUAGE cannot name a path" out "print the version"
	env LANG="../../../../../../..$work/evil" "$KAIJISHO" help version >out 2>&1
	says "neither can LANG" out "print the version"
	env LANG="ja/../../../../../../..$work/evil" "$KAIJISHO" --lang "ja/../../../../../..$work/evil" help version >out 2>&1
	test_that "neither can --lang" grep -qv EVIL out
fi

# Nothing in the locale damages a draft.
export KAIJISHO_FORMS="$srcdir/tests/forms"
env LANG=C "$KAIJISHO" new small c.yaml 2>err
env LANG=ja_JP.eucJP "$KAIJISHO" set c.yaml company-summary=葛󠄀飾区の𠮷野家 2>err
env LANG=C LC_ALL=POSIX "$KAIJISHO" get c.yaml company-summary >got 2>err
printf '葛󠄀飾区の𠮷野家\n' >wanted
same "an answer survives any locale" wanted got
finish
