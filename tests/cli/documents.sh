#!/bin/sh
# documents.sh — every command line in README.md, HACKING.md, NEWS.md, docs/ and the manual, in both languages, does what it is
# there for: it runs, with a status it may have. What cannot be run here is in a list below, each with the reason.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="${KAIJISHO_FORMS:-$srcdir/forms}" TERM=xterm-256color
drive=$builddir/tests/pty/pty_drive
mkdir bin
ln -s "$KAIJISHO" bin/kaijisho
export PATH="$work/bin:$PATH" GIT_EDITOR="echo merged >" GIT_CONFIG_NOSYSTEM=1

# reason LINE: why it is not run, or nothing.
reason() {
	case $1 in
	./bootstrap*) echo "installs packages: tests/fresh.sh runs it" ;;
	*'make -C build install'*) echo "installs for the whole machine: tests/install.sh does so below a folder" ;;
	dpkg-buildpackage* | *'apt install'*) echo "tests/package.sh builds and installs the package" ;;
	git\ *) command -v git >/dev/null || echo "git is not installed" ;;
	'man kaijisho'*) echo "tests/man.sh reads the pages" ;;
	esac
}

# Commands in the order of the page, one a line: those of shell blocks and after a prompt, then, after a TAB, those in the text.
from_markdown() {
	awk '
	function put(mark, text) { print mark text }
	/^```/ { fence = fence ? "" : (length($0) > 3 ? substr($0, 4) : "text"); next }
	fence {
		line = fence == "sh" ? $0 : /^\$ / ? $0 : held != "" ? $0 : ""
		sub(/^\$ /, "", line)
		line = held line
		held = ""
		if (line ~ /\\$/) { held = substr(line, 1, length(line) - 1); next }
		if (line ~ /\|$/) { held = line; next }
		if (line !~ /^[ \t]*(#.*)?$/) put("", line)
		next
	}
	{
		rest = $0
		while (match(rest, /`[^`]*`/)) {
			code = substr(rest, RSTART + 1, RLENGTH - 2)
			rest = substr(rest, RSTART + RLENGTH)
			if (code ~ /(^|[ ])kaijisho /) put("\t", code)
		}
	}' "$1"
}

from_manual() {
	awk '
	/^\.Bd -literal/ { literal = 1; next }
	/^\.Ed/ { literal = 0; next }
	literal {
		line = held != "" ? held $0 : /^\$ / ? substr($0, 3) : ""
		held = ""
		gsub(/\\&/, "", line)
		gsub(/\\e/, "\\", line)
		if (line ~ /\\$/) { held = substr(line, 1, length(line) - 1); next }
		if (line != "") print line
		next
	}
	/^\.(Ql|Cm|Dl|D1|Li) kaijisho / { sub(/^\.[A-Za-z0-9]* /, ""); sub(/ [.,:;)]$/, ""); print "\t" $0 }' "$1"
}

# may_end COMMAND STATUS: whether it may.
may_end() {
	[ "$2" = 0 ] && return 0
	case $1 in
	'kaijisho '*check\ * | 'kaijisho '*lint\ * | 'kaijisho '*diff\ * | 'kaijisho '*edition\ * | 'kaijisho '*merge\ *) [ "$2" = 1 ] ;;
	*) return 1 ;;
	esac
}

# What the command names is there: drafts, but for the one it makes; the stand-ins for a name in capitals.
prepare() {
	printf 'keys Ctrl-Q\n' >KEYS
	[ -e DRAFT ] || cp "$srcdir/examples/iaas-paas.yaml" DRAFT
	new=
	case $1 in
	*'kaijisho new '* | *'kaijisho renew '*) new=$(printf '%s\n' "${1%%#*}" | sed 's/ *$//; s/.* //') ;;
	esac
	for word in $(printf '%s\n' "${1%%#*}" | tr -s "\"'" ' '); do
		case $word in
		*'*'* | */* | -*) ;;
		"$new") rm -f "$word" ".$word.journal" ;;
		*.yaml) [ -e "$word" ] || cp "$srcdir/examples/iaas-paas.yaml" "$word" ;;
		esac
	done
}

# in_terminal LINE: a line that opens the editor, in a terminal of its own; left at once.
in_terminal() {
	case $1 in
	*.yaml*) shown=$(printf '%s\n' "${1%%#*}" | sed 's/ *$//; s/.* //') ;;
	*) shown=yaml ;;
	esac
	printf 'wait %s\nkeys Ctrl-Q\nexit 0\n' "$shown" >"$work/steps"
	"$drive" "$work/steps" sh -c "$1"
}

# try LINE: runs it; its status is the result.
try() {
	case $1 in
	*--script* | *--plain*) sh -c "$1" </dev/null ;;
	'kaijisho edit'* | 'kaijisho --'*) in_terminal "$1" ;;
	'kaijisho '*.yaml*)
		word=${1#kaijisho }
		case ${word%% *} in
		*.yaml) in_terminal "$1" ;;
		*) sh -c "$1" </dev/null ;;
		esac
		;;
	*) sh -c "$1" </dev/null ;;
	esac
}

count=0
# run_page PAGE: the commands on stdin, in a folder of their own.
run_page() {
	rm -rf "$work/page" "$work/state" "$work/config"
	mkdir -p "$work/page" "$work/config/kaijisho/forms"
	cd "$work/page" || exit 1
	git init -q . 2>/dev/null && git config user.name 例 && git config user.email someone@example.jp
	# The form of the tutorial, which the page shows in full.
	awk '/^kaijisho-form: 1$/ { n++ } n == 2 { if (/^\.Ed$/) exit; print }' "$srcdir/man/kaijisho-form.5" \
		>"$work/config/kaijisho/forms/cloud-intake.yaml"
	tab=$(printf '\t')
	while IFS= read -r line; do
		count=$((count + 1))
		mention=
		case $line in
		"$tab"*) mention=1 line=${line#"$tab"} ;;
		esac
		why=$(reason "$line")
		if [ -n "$why" ]; then
			echo "# $1: not run: $line ($why)"
			continue
		fi
		# In the text a command may be named without what it takes.
		words=$(printf '%s\n' "$line" | wc -w)
		case $line in
		'kaijisho -'* | *.yaml) ;;
		*) [ -z "$mention" ] || [ "$words" != 2 ] || line="kaijisho help ${line#kaijisho }" ;;
		esac
		line=${line#valgrind --tool=callgrind }
		# The examples where the source has them, not where they are installed.
		case $line in
		'cp /usr/local/share/kaijisho/examples/'*)
			line=$(printf '%s\n' "$line" | sed "s|/usr/local/share/kaijisho|$srcdir|")
			;;
		esac
		case $line in
		kaijisho | kaijisho\ * | git\ * | echo\ * | "cp $srcdir/examples/"*) ;;
		*)
			not_ok "$1: neither run nor in the list of what is not: $line"
			continue
			;;
		esac
		prepare "$line"
		try "$line" >"$work/out" 2>"$work/err"
		got=$?
		if may_end "$line" $got; then
			ok "$1: ${line%%  #*}"
		else
			echo "status $got" >"$work/status"
			not_ok "$1: ${line%%  #*}" "$work/status" "$work/out" "$work/err"
		fi
	done
	cd "$work" || exit 1
}

# tutorial_ends PAGE: its commands have made what it promises, and its keys, which only a person types, lead where it says.
tutorial_ends() {
	tutorial=${1#"$srcdir"/}
	cd "$work/page" || exit 1
	for format in html pdf xlsx; do
		test_that "$tutorial: cloud-2026.$format is there" [ -s "cloud-2026.$format" ]
	done
	runs "$tutorial: what is published is complete" 0 --today 2026-12-01 check cloud-2026.yaml
	runs "$tutorial: what is renewed still has answers to confirm" 1 --today 2028-10-01 check cloud-2028.yaml
	test_that "$tutorial: and nothing else is missing of it" sh -c '! grep -q "error:" out' # the output of runs
	case $tutorial in
	*.ja.md) language=ja listing=上場 sales=売上 ;;
	*) language=en listing=listing sales=sales ;;
	esac
	cat >played <<-END
	type 2026-11-20
	keys Tab
	type 例示クラウド株式会社
	keys Tab Tab
	type 1998
	keys Tab
	screen fields
	keys Ctrl-F
	type $listing
	keys Enter
	type 1
	screen finding
	type 東証プライム
	keys Ctrl-F
	type $sales
	keys Enter
	type 12億円
	keys Ctrl-R Ctrl-D
	type r
	type 東京
	keys Enter
	type a
	type 札幌
	keys Enter
	type s
	keys Esc Esc Ctrl-Q
	END
	rm -f practice.yaml .practice.yaml.journal
	"$KAIJISHO" new iaas-paas practice.yaml >out 2>&1
	"$KAIJISHO" --lang $language --today 2026-12-01 edit --script played --screens screens practice.yaml >out 2>&1
	"$KAIJISHO" --lang $language --today 2026-12-01 check practice.yaml >out 2>&1
	# Its screens are parts of those the editor shows, row by row, and the last line of `check` is the one it ends with.
	sed 's/ *$//' screens out >shown
	awk '
	NR == FNR { shown = shown $0 "\n"; next }
	/^```/ {
		if (text && !index(shown, "\n" block)) printf "%s", block
		text = /^```text/
		block = ""
		next
	}
	text { sub(/ *$/, ""); block = block $0 "\n" }' shown "$1" >unseen
	silent "$tutorial: the screens are as it shows them" unseen
	cd "$work" || exit 1
}

# a_hook PAGE: the hook that stands there, in a repository that is pushed to.
a_hook() {
	hooked=${1#"$srcdir"/}
	rm -rf "$work/hook"
	mkdir "$work/hook"
	cd "$work/hook" || exit 1
	git init -q --bare there.git
	git init -q here
	awk '/^```/ { code = /^```shell/; next } code' "$1" >there.git/hooks/pre-receive
	chmod +x there.git/hooks/pre-receive
	cd here || exit 1
	git config user.name 例
	git config user.email someone@example.jp
	git checkout -q -b main
	cp "$srcdir/examples/iaas-paas-complete.yaml" one.yaml
	cp "$srcdir/examples/iaas-paas.yaml" '二 つ*.yaml'
	echo 'no: draft' >other.yaml
	git add .
	git commit -qm 1
	findings=../there.git/findings.jsonl
	test_that "$hooked: the hook lets a first branch in" git push -q ../there.git main
	test_that "$hooked: and has checked all its drafts" sh -c "[ \$(wc -l <$findings) = 2 ]"
	git rm -q one.yaml
	"$KAIJISHO" set '二 つ*.yaml' capital=1円 2>/dev/null
	git commit -qam 2
	: >$findings
	test_that "$hooked: a change" git push -q ../there.git main
	test_that "$hooked: that alone is checked" sh -c "[ \$(wc -l <$findings) = 1 ] && grep -qF '二 つ*.yaml' $findings"
	git checkout -q -b branch HEAD~1
	: >$findings
	test_that "$hooked: a new branch" git push -q ../there.git branch
	test_that "$hooked: is checked, all of it" sh -c "[ \$(wc -l <$findings) = 2 ]"
	git checkout -q -b bad
	printf 'kaijisho: 1\nform: [\n' >bad.yaml
	git add bad.yaml
	git commit -qm 3
	test_that "$hooked: a draft that cannot be read does not come in" sh -c '! git push -q ../there.git bad'
	git checkout -q branch
	echo 'no: draft at all' >other.yaml
	git commit -qam 4
	: >$findings
	test_that "$hooked: a file that is no draft" git push -q ../there.git branch
	test_that "$hooked: is not looked at" [ ! -s $findings ]
	test_that "$hooked: and a branch can go" git push -q ../there.git :branch
	cd "$work" || exit 1
}

for page in "$srcdir"/README.md "$srcdir"/HACKING.md "$srcdir"/NEWS.md "$srcdir"/docs/*.md; do
	[ -e "$page" ] || continue
	from_markdown "$page" >"$work/commands"
	run_page "${page#"$srcdir"/}" <"$work/commands"
	case $page in
	*/docs/tutorial*) tutorial_ends "$page" ;;
	*/docs/many-drafts*) if command -v git >/dev/null; then a_hook "$page"; else skip "$page: the hook" "git is not installed"; fi ;;
	esac
done
for page in "$srcdir"/man/*.[15] "$srcdir"/man/ja/*.[15]; do
	from_manual "$page" >"$work/commands"
	run_page "${page#"$srcdir"/}" <"$work/commands"
done
# A line break becomes a blank, which Japanese has none of within a sentence.
for page in "$srcdir"/README.md "$srcdir"/docs/*.ja.md; do
	awk '
	/^```/ { fence = !fence; before = ""; next }
	fence || /^[|#]/ { before = ""; next }
	before ~ /[^ -~]$/ && before !~ /(。|：)$/ && /^ *[^ -~]/ && !/^ *(…|–)/ { print FNR ": " $0 }
	{ before = $0 }' "$page" >broken
	silent "${page#"$srcdir"/}: no sentence is broken between two lines" broken
done
# Were nothing found any more, nothing would fail.
test_that "the documents hold command lines ($count)" [ "$count" -ge 40 ]
finish
