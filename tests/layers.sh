#!/bin/sh
# layers.sh — the tree keeps its own rules: includes point down, names are unique, each library has one door.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"
cd "$srcdir" || exit 1
list=$work/list
: >"$list"

layers='base text form draft check report edit tui screen cli'

# What a layer may include: the layers before it, and itself; the toolkit knows no forms.
allowed() {
	case $1 in
	tui) echo base text tui ;;
	*) echo "$layers" | sed "s/ \{0,1\}\b$1\b.*//" ; echo "$1" ;;
	esac
}

for layer in $layers; do
	for seen in $(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "src/$layer"/*.[ch] 2>/dev/null | sort -u); do
		case " $(allowed "$layer" | tr '\n' ' ') " in
		*" $seen "*) ;;
		*) echo "src/$layer includes $seen: $(grep -l "^#include \"$seen/" "src/$layer"/*.[ch] | tr '\n' ' ')" >>"$list" ;;
		esac
	done
done
if [ -s "$list" ]; then not_ok "includes point down" "$list"; else ok "includes point down"; fi

grep -lE '^#include "[^/"]*"' src/*/*.[ch] >"$list"
if [ -s "$list" ]; then not_ok "includes name their layer" "$list"; else ok "includes name their layer"; fi

# one_door HEADER FILE
one_door() {
	grep -lE "^#include <$1>" src/*/*.[ch] | grep -vx "src/$2" >"$list"
	if [ -s "$list" ]; then not_ok "<$1> stands only in $2" "$list"; else ok "<$1> stands only in $2"; fi
}
one_door 'yaml\.h' base/yaml_tree.c
one_door '(n?curses|term)\.h' tui/terminfo.c

find src tests -name '*.[ch]' | sed 's|.*/||' | sort | uniq -d >"$list"
if [ -s "$list" ]; then not_ok "file names are unique" "$list"; else ok "file names are unique"; fi

# The save's system calls have one home.
grep -nE '\b(rename|renameat|renameat2|fsync|fdatasync|openat|fopen|open)\(' src/*/*.c | grep -vE '^src/base/|^src/cli/helper_|^src/tui/term_script.c' |
	grep -vE '_(rename|open)\(' >"$list"
if [ -s "$list" ]; then not_ok "only base opens, renames and syncs files" "$list"; else ok "only base opens, renames and syncs files"; fi

: >"$list"
for file in src/*/*.[ch]; do
	head -n 1 "$file" | grep -q 'SPDX-License-Identifier: MIT' || echo "$file" >>"$list"
done
if [ -s "$list" ]; then not_ok "every file states its licence" "$list"; else ok "every file states its licence"; fi

: >"$list"
for file in src/*/*.[ch] tests/unit/*.c tests/cli/*.sh tests/*.sh forms/*.yaml forms/en/*.yaml man/*.[1-9] man/ja/*.[1-9]; do
	[ -e "$file" ] || continue
	grep -qE "(^|[ 	])(${file}|${file%.c})($|[ 	])" Makefile.am || echo "$file" >>"$list"
done
if [ -s "$list" ]; then not_ok "Makefile.am knows every file" "$list"; else ok "Makefile.am knows every file"; fi

# Other versions of clang-format lay out otherwise; Debian 12's decides.
if clang-format --version 2>/dev/null | grep -q ' version 14\.'; then
	find src tests -name '*.[ch]' -exec clang-format --dry-run {} + >"$list" 2>&1
	if [ -s "$list" ]; then not_ok "clang-format would change nothing" "$list"; else ok "clang-format would change nothing"; fi
else
	skip "clang-format would change nothing" "clang-format 14 is not installed"
fi

if [ -f "$builddir/libcore.a" ]; then
	nm -u "$builddir/libcore.a" | grep -E ' (initscr|newterm|tparm|tputs|setupterm|wadd|waddn|doupdate|tigetstr)' >"$list"
	if [ -s "$list" ]; then not_ok "the core needs no terminal" "$list"; else ok "the core needs no terminal"; fi
else
	not_ok "the core needs no terminal: libcore.a is not built"
fi
finish
