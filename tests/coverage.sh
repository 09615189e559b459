#!/bin/sh
# coverage.sh — what `make coverage` prints: which share of the lines and branches of the files that must not fail was run by the
# tests. The folder it runs in is a build with --coverage whose tests have run; gcov tells each object's part.
set -u
if ! command -v gcov >/dev/null; then
	echo "coverage.sh: gcov is not installed (it comes with gcc)" >&2
	exit 2
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/kaijisho-coverage.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
build=$PWD

# The files of each promise.
groups='
save base/file base/file_sibling draft/store draft/store_session draft/store_save draft/draft_write draft/rewrite draft/planning draft/ack draft/patch draft/patch_map draft/patch_list draft/render draft/generations
journal draft/journal draft/record draft/recover draft/pending draft/store_live draft/peek draft/syncer
lock draft/lock draft/orphan
parse base/yaml_tree base/yaml_keys base/yaml_quick base/yaml_quick_scalar draft/draft_read draft/scalar
escape text/showable report/cell_text report/html_text
'
echo "$groups" | while read -r group files; do
	[ -n "$group" ] || continue
	for file in $files; do
		(cd "$work" && gcov -b -n -o "$build/src/${file%/*}" "$build/src/$file.o" 2>/dev/null) |
			awk -v group="$group" -v file="$file" '
			/^File / { wanted = index($0, "/src/" file ".c") > 0 }
			wanted && /^Lines executed:/ { split($0, part, /[:%]/); lines = part[2]; line_count = $NF }
			wanted && /^Taken at least once:/ { split($0, part, /[:%]/); branches = part[2]; branch_count = $NF }
			END { printf "%s %s %s %d %s %d\n", group, file, lines + 0, line_count, branches + 0, branch_count }'
	done
done >"$work/rows"
awk '
function put(name, ran, lines, taken, branches) {
	printf "%-28s %6d %7.1f%% %8d %8.1f%%\n", name, lines, lines ? 100 * ran / lines : 0, branches, branches ? 100 * taken / branches : 0
}
function close_group() {
	if (group) put(group, ran, lines, taken, branches)
	ran = lines = taken = branches = 0
}
BEGIN { printf "%-28s %6s %8s %8s %9s\n", "", "lines", "run", "branches", "taken" }
{
	if ($1 != group) { close_group(); group = $1 }
	put("  " $2 ".c", $3 * $4 / 100, $4, $5 * $6 / 100, $6)
	ran += $3 * $4 / 100; lines += $4; taken += $5 * $6 / 100; branches += $6
	if ($4 == 0) empty = 1
}
END { close_group(); exit empty }' "$work/rows"
