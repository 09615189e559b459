#!/bin/sh
# pictures.sh — the pictures of README.md are what the program shows today. `make screens` draws them anew.
. "${srcdir:-.}/tests/tap.sh"
if [ -z "$python" ]; then
	skip "the pictures are up to date" "python3 is not installed"
	finish
fi
kept=$srcdir/docs/screens
today=2026-11-23
[ -z "${GENERATE-}" ] || mkdir -p "$kept"

# compare NAME: drawn.svg is the picture kept.
compare() {
	[ -z "${GENERATE-}" ] || cp drawn.svg "$kept/$1.svg"
	same "docs/screens/$1.svg is up to date (else: make screens)" "$kept/$1.svg" drawn.svg
}

# screen NAME LANGUAGE SIZE TITLE: of mine.yaml, after the keys on stdin.
screen() {
	cat >keys
	echo "styles $1" >>keys
	rm -rf state
	"$KAIJISHO" edit --lang "$2" --today $today --size "$3" --script keys --screens screens mine.yaml </dev/null 2>err
	"$python" "$srcdir/tests/screen/picture.py" screens "$1" "$4" >drawn.svg 2>>err
	silent "$1 is drawn" err
	compare "$1"
}

cp "$srcdir/examples/iaas-paas.yaml" mine.yaml
screen editor ja 80x24 "編集画面: 記入中の項目と、足りないもの" <<'KEYS'
keys Ctrl-N Ctrl-N Ctrl-N
KEYS
screen editor-en en 80x24 "The editor: the field being filled in, and what is missing" <<'KEYS'
keys Ctrl-N Ctrl-N Ctrl-N
KEYS
screen review ja 80x24 "公表される形での見直し" <<'KEYS'
keys Alt-v
KEYS

# Three data centers.
runs "a second data center" 0 instance copy mine.yaml data-center.1 見本西日本第二データセンター（B）
runs "a third" 0 instance add mine.yaml data-center 見本九州第三データセンター（C）
runs "with answers of their own" 0 set mine.yaml data-center.2.ups='有り: 30分' data-center.2.ups:review= data-center.3.ups=無し
screen data-centers ja 100x24 "データセンターを並べた表" <<'KEYS'
keys Ctrl-D
type s
KEYS

cp "$srcdir/examples/iaas-paas.yaml" mine.yaml
{
	echo '$ kaijisho summary mine.yaml'
	"$KAIJISHO" --lang ja --today $today summary mine.yaml 2>err
} | head -n 28 >summary.txt
"$python" "$srcdir/tests/screen/picture.py" --text summary.txt "要約: どこまで書けたか" >drawn.svg 2>>err
silent "summary is drawn" err
compare summary

# What every picture promises: nothing beyond its edge, and characters as wide as the terminal has them.
for picture in "$kept"/*.svg; do
	"$python" - "$picture" >wrong 2>&1 <<'END'
import re, sys, unicodedata, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
space = "{http://www.w3.org/2000/svg}"
for text in root.iter(space + "text"):
    columns = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text.text)
    x, length = int(text.get("x")), int(text.get("textLength"))
    if length != 9 * columns or x + length > int(root.get("width")) - 12:
        print(text.text, x, length, columns)
END
	silent "${picture##*/}: every character has its columns" wrong
done
finish
