#!/bin/sh
# usage.sh — the command line: help, mistakes, exit statuses.
. "${srcdir:-.}/tests/tap.sh"

runs "help" 0 help
for command in edit new get set unset instance check summary forms lint schema help version; do
	says "help lists $command" out "  $command "
done
for command in new get set unset instance check summary forms lint schema version; do
	runs "$command --help" 0 "$command" --help
	says "$command --help shows its usage" out "Usage: kaijisho $command"
	"$KAIJISHO" help "$command" >topic 2>&1
	same "help $command says the same" out topic
done
runs "--help" 0 --help
runs "version" 0 version
test_that "version: the first line is the program's alone" sh -c 'head -n 1 out | grep -qx "kaijisho [0-9.]*"'
for library in libyaml ncurses libunistring jansson libmd libseccomp libxlsxwriter libzip libxml2 pango cairo; do
	test_that "version: the version of $library" grep -qE "\\b$library ([1-9][0-9]*\\.[0-9]|0\\.[0-9.]*[1-9])" out
done
runs "--version" 0 --version
runs "help exit-status" 0 help exit-status
runs "help types" 0 help types
says "help types names a type" out "corporate-number"

runs "no arguments: usage" 2
runs "an unknown command" 2 chekc
says "an unknown command is named" err "chekc"
silent "nothing on stdout" out
runs "an unknown topic" 2 help nonsense
runs "an unknown option" 2 check --josn x.yaml
says "an unknown option is named" err "--josn"
runs "an option without its argument" 2 forms --lang
runs "an option with an argument too many" 2 forms --json=yes
runs "too few operands" 2 check
says "the usage is shown" err "kaijisho check DRAFT"
runs "too many operands" 2 schema a b
runs "an unknown language" 2 forms --lang fr
runs "no date" 2 forms --today tomorrow
runs "options before the command" 0 --lang en forms
runs "-- ends the options" 2 check -- --json
says "-- ends the options: a file is looked for" err "--json"

if [ -w /dev/full ]; then
	"$KAIJISHO" help >/dev/full 2>err
	got=$?
	if [ $got = 2 ]; then ok "a full disk under stdout is told"; else not_ok "a full disk under stdout is told" err; fi
else
	skip "a full disk under stdout is told" "no /dev/full"
fi
finish
