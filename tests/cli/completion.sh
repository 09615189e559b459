#!/bin/sh
# completion.sh — what the program offers for the rest of a command line, and that bash, zsh and fish take it.
. "${srcdir:-.}/tests/tap.sh"
mkdir bin folder "$HOME/drafts"
ln -s "$KAIJISHO" bin/kaijisho
export PATH="$work/bin:$PATH" KAIJISHO_FORMS="${KAIJISHO_FORMS:-$srcdir/forms}"
cp "$srcdir/examples/iaas-paas.yaml" d.yaml
cp d.yaml drafts/home.yaml
: >notes.txt

# offers NAME WORD... -- CANDIDATE...: exactly these, whatever is told about them.
offers() {
	name=$1
	shift
	words=
	: >wanted
	set -- "$@" end
	while [ "$1" != -- ]; do
		words="$words '$1'"
		shift
	done
	shift
	while [ "$1" != end ]; do
		echo "$1" >>wanted
		shift
	done
	eval "\"\$KAIJISHO\" help --complete -- $words" 2>err | cut -f1 >got
	same "$name" wanted got
	[ ! -s err ] || not_ok "$name: without a complaint" err
}
offers "a command" ex -- export :yaml
"$KAIJISHO" help --complete -- '' | cut -f1 | grep -v '^:' | sort >got
"$KAIJISHO" help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' | sort >wanted
same "all commands" wanted got
for command in $(cat wanted); do
	"$KAIJISHO" help "$command" | sed -n 's/^  \(--[a-z0-9-]*\).*/\1/p' | sort >options
	"$KAIJISHO" help --complete -- "$command" - | cut -f1 | sort >got
	same "$command: all its options" options got
done
offers "an option" check --s -- --strict
offers "the common options before a command" --l -- --lang
for language in en ja; do
	for command in export import; do
		"$KAIJISHO" help --complete -- --lang $language $command --
	done
done >got
test_that "no description ends where help has a list" sh -c '[ -s got ] && ! grep ":$" got'
"$KAIJISHO" help --complete -- check -- - >got
echo :yaml >wanted
same "no option after --" wanted got
offers "options of a draft alone are the editor's" d.yaml --take -- --take-over
offers "a draft" check '' -- :yaml
offers "one draft after another" summary d.yaml '' -- :yaml
offers "no more operands than there are" diff d.yaml d.yaml '' --
offers "the fields whose history is wanted" history d.yaml company-n -- company-name
offers "forms" new i -- iaas-paas iot-iaas-paas
offers "a format" export d.yaml --to x -- xlsx
offers "a format after =" export d.yaml --to=m -- --to=markdown
offers "the option that is missing" export d.yaml '' -- --to
offers "and not twice" export --to html d.yaml '' --
offers "a file" export d.yaml --to csv --output '' -- :files
offers "languages" --lang '' -- ja en
offers "kinds of sources" import --from x -- xlsx
offers "encodings" import --encoding C -- CP932
offers "actions" instance c -- copy
offers "the section to add to" instance add d.yaml '' -- data-center
offers "instances" instance rename d.yaml '' -- data-center.1
offers "a field" set d.yaml company-sum -- company-summary=
offers "a field that is only read" get d.yaml company-sum -- company-summary
offers "a field of a data center, and of the one that set may begin" set d.yaml data-center.2.up -- data-center.2.ups=
offers "but that get cannot read" get d.yaml data-center.2.up --
offers "its options" set d.yaml data-center.1.ups= -- data-center.1.ups=有り data-center.1.ups=無し
offers "parts" unset d.yaml listing-market:re -- listing-market:reason listing-market:review
offers "statuses" set d.yaml listing-market:status=u -- listing-market:status=undisclosed
offers "options of the answer alone, too" set d.yaml data-center.1.ups:answer= -- data-center.1.ups:answer=有り data-center.1.ups:answer=無し
offers "a section" set d.yaml fin -- financial-audit= finance:
offers "what can be set of a whole section" set d.yaml finance: -- finance:assignee= finance:due=
offers "of one data center" set d.yaml data-center.1:d -- data-center.1:due=
offers "and be taken away" unset d.yaml finance: -- finance:assignee finance:due
offers "a section has no parts to read" get d.yaml finance: --
offers "all parts of a field in a data center" set d.yaml data-center.1.ups:d -- data-center.1.ups:detail= data-center.1.ups:due=
offers "a file with an answer" set d.yaml company-summary=@ -- :files
offers "no parts where fields are wanted" history d.yaml listing-market:re --
offers "a draft of the home folder" get '~/drafts/home.yaml' company-sum -- company-summary
offers "topics" help k -- keys
offers "nothing of a draft that is none" get notes.txt '' --
"$KAIJISHO" set d.yaml company-name=例示 >out 2>&1
"$KAIJISHO" help --complete -- restore d.yaml '' >got
test_that "earlier saves, with their time" grep -qx '1	20[0-9-]* [0-9:]*' got
LANG=ja_JP.UTF-8 LC_ALL= "$KAIJISHO" help --complete -- get d.yaml company-name >got
test_that "told in the person's language" grep -q '^company-name	[0-9]* .*事業者' got
runs "--complete is no part of help" 0 help help
test_that "and in no list" sh -c '! grep -q -e --complete out'

# A form somebody sends can put nothing before the terminal, nor into the shell.
mkdir -p config/kaijisho/forms
cat >config/kaijisho/forms/evil.yaml <<'FORM'
kaijisho-form: 1
id: evil
edition: "2026"
language: ja
title: "t\e[31m\u202Ee"
sections:
- id: s
  title: s
  items:
  - number: "1"
    name: "n\e]0;x\a"
    fields:
    - {id: f, type: choice, prompt: p, requirement: optional, options: ["$(touch run)", "\e[2J", "a b"]}
FORM
"$KAIJISHO" new evil e.yaml >out 2>&1 || sed 's/^/# /' out
for words in "new ev" "set e.yaml f" "set e.yaml f="; do
	# shellcheck disable=SC2086
	"$KAIJISHO" help --complete -- $words
done >got 2>&1
test_that "no control character from a form" sh -c '! tr -d "\n\t" <got | grep -q "[[:cntrl:]]"'
says "what can be typed is offered" got 'f=$(touch run)'

# bash: the words as bash breaks them. bash_gives NAME BEFORE WORD... -- REPLY...
shell=$(command -v bash || :)
cat >bash.sh <<'END'
source "$srcdir/src/completions/kaijisho"
COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
COMP_WORDS=(kaijisho "$@") COMP_CWORD=$#
_kaijisho
(( ${#COMPREPLY[@]} )) && printf '%s\n' "${COMPREPLY[@]}"
END
bash_gives() {
	name=$1 wanted=$2
	shift 2
	if [ -z "$shell" ]; then
		skip "bash: $name" "bash is not installed"
		return
	fi
	printf '%b' "$wanted" >wanted
	srcdir=$srcdir "$shell" --norc bash.sh "$@" >got 2>err
	same "bash: $name" wanted got
	silent "bash: $name: in silence" err
}
bash_gives "a command" 'export\n' exp
bash_gives "a folder" 'folder\n' check fo
bash_gives "a draft" 'd.yaml\n' check d.
bash_gives "any file" 'notes.txt\n' import d.yaml no
bash_gives "a format" 'xlsx\n' export d.yaml --to x
bash_gives "a format after =" 'xlsx\n' export d.yaml --to = x
bash_gives "a format right after =" "$("$KAIJISHO" help --complete -- export d.yaml --to '' | sed 's/\t.*//; s/$/\\n/' | tr -d '\n')" export d.yaml --to =
bash_gives "a field" 'company-summary=\n' set d.yaml company-sum
bash_gives "an option of a field of a data center" '有り\n無し\n' set d.yaml data-center.1.ups =
bash_gives "a part" 'review\n' get d.yaml listing-market : rev
bash_gives "a part to set" 'review=\n' set d.yaml listing-market : rev
bash_gives "a quoted draft" 'company-summary\n' get "'d.yaml'" company-sum
bash_gives "what a form says is quoted" '\\$\\(touch\\ run\\)\n' set e.yaml f = '$'
bash_gives "a file with an answer, where @ breaks no words" '@notes.txt\n' set d.yaml company-summary = @no
sed '/^COMP_WORDBREAKS/s/;/;@/' bash.sh >bash-at.sh
mv bash-at.sh bash.sh
bash_gives "a file with an answer" 'notes.txt\n' set d.yaml company-summary =@ no
bash_gives "an option of a field, as ever" '有り\n無し\n' set d.yaml data-center.1.ups =
test_that "and nothing of it was run" [ ! -e run ]

# fish says what it would offer.
if command -v fish >/dev/null; then
	# fish_gives NAME LINE REPLY...
	fish_gives() {
		name=$1 line=$2
		shift 2
		: >wanted
		[ $# = 0 ] || printf '%s\n' "$@" >wanted
		fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$srcdir/src/completions/kaijisho.fish" "kaijisho $line" 2>err |
			cut -f1 >got
		same "fish: $name" wanted got
		silent "fish: $name: in silence" err
	}
	fish_gives "a command" exp export
	fish_gives "a draft" "check d." d.yaml
	fish_gives "any file" "import d.yaml no" notes.txt
	fish_gives "a format" "export d.yaml --to x" xlsx
	fish_gives "a format after =" "export d.yaml --to=x" --to=xlsx
	fish_gives "a field" "set d.yaml company-sum" company-summary=
	fish_gives "an option of a field" "set d.yaml data-center.1.ups=" data-center.1.ups=有り data-center.1.ups=無し
	mkdir -p deep/er
	: >deep/draft.yml
	: >deep/note.txt
	fish_gives "a folder" "check dee" deep/
	fish_gives "what is in it" "check deep/" deep/draft.yml deep/er/
	fish_gives "an absolute path" "check $work/dee" "$work/deep/"
	fish_gives "a .yml by an absolute path" "check $work/deep/d" "$work/deep/draft.yml"
	fish_gives "a draft of the home folder" "check ~/drafts/h" "~/drafts/home.yaml"
	fish_gives "a file after an option" "export d.yaml --to csv --output no" notes.txt
	fish_gives "a file after = of an option" "export d.yaml --to csv --output=no" --output=notes.txt
	fish_gives "an absolute path after =" "export d.yaml --to csv --output=$work/deep/n" "--output=$work/deep/note.txt"
	fish_gives "a file with an answer" "set d.yaml company-summary=@no" company-summary=@notes.txt
	fish_gives "an earlier save" "restore d.yaml 1" 1
	fish_gives "a part of a section" "set d.yaml finance:d" finance:due=
	fish_gives "a quoted draft" "get 'd.yaml' company-sum" company-summary
else
	skip "fish completes" "fish is not installed"
fi

# zsh, at a line of its own in a terminal of its own.
if command -v zsh >/dev/null && zsh -fc 'zmodload zsh/zpty' 2>/dev/null; then
	cat >zsh.sh <<'END'
zmodload zsh/zpty
zpty z zsh -f -i
# Waits for a text of its own: no sleeps.
await() {
	local got= all=
	while [[ $all != *$1* ]] && zpty -r z got; do all+=$got; done
	print -r -- "$all"
}
zpty -w z "PS1= PS2=; unsetopt prompt_cr; stty -echo; print re''ady"
await ready >/dev/null
zpty -w z "fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -d $2/zcompdump"
zpty -w z "zstyle ':completion:*' list-prompt ''; LISTMAX=10000"
# A key of its own shows what the completion made of the line.
zpty -w z "show() { print -r -- \"<\$BUFFER>end''\"; BUFFER=; zle accept-line }; zle -N show; bindkey '^Xq' show; print sh''own"
await shown >/dev/null
zpty -w -n z "kaijisho $3"$'\t\x18q'
await '>end' | sed -n "s/.*<\(kaijisho .*\)>end.*/\1/p"
END
	# zsh_makes NAME LINE OF_IT
	zsh_makes() {
		printf '%s\n' "kaijisho $3" >wanted
		timeout 60 zsh -f zsh.sh "$srcdir/src/completions" "$work" "$2" >got 2>err
		tr -d '\r' <got | tail -n 1 >got.line
		same "zsh: $1" wanted got.line
	}
	zsh_makes "a command" exp "export "
	zsh_makes "a draft" "check d." "check d.yaml "
	zsh_makes "any file" "import d.yaml no" "import d.yaml notes.txt "
	zsh_makes "a format" "export d.yaml --to x" "export d.yaml --to xlsx "
	zsh_makes "a field" "set d.yaml company-sum" "set d.yaml company-summary="
	zsh_makes "a file with an answer" "set d.yaml company-summary=@no" "set d.yaml company-summary=@notes.txt "
	zsh_makes "a file after = of an option" "export d.yaml --output=no" "export d.yaml --output=notes.txt "
	zsh_makes "what a form says is quoted" "set e.yaml f=\\\$" 'set e.yaml f=\$\(touch\ run\) '
	test_that "and nothing of it was run" [ ! -e run ]
else
	skip "zsh completes" "zsh is not installed"
fi
finish
