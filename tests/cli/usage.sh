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
runs "-h" 0 -h
"$KAIJISHO" help >wanted
same "-h is --help" wanted out
"$KAIJISHO" help check >wanted
runs "-h of a command" 0 check -h
same "-h of a command is its help" wanted out
for command in version schema instance; do
	"$KAIJISHO" help $command >out
	test_that "no blank ends a line of help $command" sh -c '! grep -q " $" out'
done
"$KAIJISHO" version one-too-many >out 2>&1
test_that "nor a usage" sh -c '! grep -q " $" out'
says "which is the command alone" out "Usage: kaijisho version"
for language in en ja; do
	{
		"$KAIJISHO" --lang $language help
		for topic in edit new get set unset instance check summary export import renew diff merge history restore edition forms \
			lint schema help version exit-status fields keys types; do
			"$KAIJISHO" --lang $language help $topic
		done
	} >out
	test_that "help in $language: no line is wider than a terminal" [ "$(wc -L <out)" -le 80 ]
done
runs "help exit-status" 0 help exit-status
for word in 129 merge edition --together --strict; do
	says "help exit-status: $word" out "$word"
done
runs "help instance" 0 help instance
for action in 'add DRAFT SECTION [NAME]' 'rename DRAFT SECTION.N NAME' 'copy DRAFT SECTION.N [NAME]' 'move DRAFT SECTION.N TO' 'delete DRAFT SECTION.N'; do
	says "help instance: $action" out "  $action"
done
runs "help set" 0 help set
for part in answer detail status reason review ack note assignee due theirs; do
	says "help set: $part" out "  $part "
done
runs "help types" 0 help types
says "help types names a type" out "corporate-number"

runs "no arguments: usage" 2
runs "an unknown command" 2 chekc
says "an unknown command is named" err "chekc"
says "and the nearest" err 'Did you mean `kaijisho check`?'
runs "a word near to none" 2 wordstar
says "is named all the same" err "wordstar. \`kaijisho help\` lists"
runs "a topic nearly right" 2 help exit-satus
says "the nearest topic" err "kaijisho help exit-status"
runs "the editor without a terminal" 2 edit
says "says what needs none" err "--plain"
silent "nothing on stdout" out
runs "an unknown topic" 2 help nonsense
runs "an unknown option" 2 check --josn x.yaml
says "an unknown option is named, and the nearest" err "no option --josn. Did you mean --json?"
runs "the beginning of an option" 2 export --out=x a.yaml
says "is told as far as its name goes" err "no option --out. Did you mean --output?"
runs "an option near to one that is the tests' own" 2 edit --scrip x
says "is not led there" err "no option --scrip. --help lists"
runs "a form nearly right" 2 new iaas-pas a.yaml
says "the nearest form" err "no form “iaas-pas”. Did you mean iaas-paas?"
runs "the beginning of a form" 2 new iot a.yaml
says "the form it begins" err "Did you mean iot-iaas-paas?"
runs "a form near to none" 2 forms questionnaire
says "where they are listed" err "\`kaijisho forms\` lists"
runs "the beginning of a topic" 2 help exit
says "the topic it begins" err "kaijisho help exit-status"
runs "an option without its argument" 2 forms --lang
runs "an option with an argument too many" 2 forms --json=yes
runs "too few operands" 2 check
says "the usage is shown" err "kaijisho check DRAFT"
"$KAIJISHO" new iaas-paas one.yaml 2>err
for command in 'set one.yaml compny-name=x' 'get one.yaml compny-name' 'unset one.yaml compny-name'; do
	# shellcheck disable=SC2086
	runs "a field nearly right: ${command%% *}" 2 $command
	says "the nearest field" err "no field compny-name. Did you mean company-name?"
done
runs "a field of a data center nearly right" 2 get one.yaml data-center.1.usp:review
says "with all that was right" err "Did you mean data-center.1.ups:review?"
runs "a field near to none" 2 set one.yaml 会社名=x
says "where they are listed" err "\`kaijisho forms iaas-paas\` lists"
runs "a data center without its number" 2 get one.yaml data-center.ups
says "is told as that" err "an instance is named by its number"
runs "a draft without the end of its name" 2 one
says "the draft" err 'Did you mean `kaijisho one.yaml`?'
runs "a draft that folders would not have" 0 new iaas-paas name
says "is told of" err "does not end in .yaml"
runs "one that they have" 0 new iaas-paas name.yml
test_that "is not" sh -c '! grep -q "does not end" err'
runs "one data center of one" 2 get one.yaml data-center.9.ups
says "singular" err "data-center has 1 instance."
"$KAIJISHO" instance add one.yaml data-center 2>err
runs "one data center of two" 2 get one.yaml data-center.9.ups
says "plural" err "data-center has 2 instances."
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
