#!/bin/sh
# xlsx.sh — spreadsheets that go out and come back, and spreadsheets made to harm.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

"$KAIJISHO" new small d.yaml 2>err
"$KAIJISHO" set d.yaml disclosure-date=2026-11-22 company-summary='=1+1 <b>&"'"' _x000D_ _x0041_" security-policy='有り: 基本方針' \
	service-summary="'=一行目
 二行目	終わり " data-center.1.data-center-name=A data-center.2.data-center-name=B data-center.2.ups='有り: 10分' 2>err
runs "a draft goes out" 0 export d.yaml --to xlsx --output d.xlsx
"$KAIJISHO" new small n.yaml 2>err
runs "and comes into an empty one" 0 import n.yaml d.xlsx
"$KAIJISHO" get n.yaml >answers
cut -s -d= -f1 answers | while read -r id; do "$KAIJISHO" unset n.yaml "$id:review" 2>>err; done
runs "the two are equal" 0 diff d.yaml n.yaml
cp n.yaml before.yaml
runs "coming back a second time" 0 import n.yaml d.xlsx
same "it changes nothing" before.yaml n.yaml
cp d.xlsx sheet
runs "whatever its name" 0 import n.yaml sheet --from xlsx

# refused NAME FILE TEXT: is not imported, and said why.
refused() {
	runs "$1 is refused" 2 import n.yaml "$2"
	says "$1 is told in a sentence" err "$3"
	same "$1 changes nothing" before.yaml n.yaml
}
# A row is as high as its texts from the start, as not every program sees to that; and grows when more is written into it.
"$KAIJISHO" new small high.yaml 2>err
printf '%s' "$(printf 'クラウド基盤の提供と運用。%.0s' 1 2 3 4 5 6 7 8 9 10)" >long.txt
runs "a long answer" 0 set high.yaml company-summary=@long.txt founded-year=1998
runs "goes out" 0 export high.yaml --to xlsx --output high.xlsx
if [ -n "$python" ]; then
	"$python" - high.xlsx >heights 2>&1 <<'END'
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
sheet = book.read("xl/worksheets/sheet1.xml").decode()
heights = [float(h) for h in re.findall(r'<row [^>]* ht="([0-9.]+)"', sheet)]
print("low" if min(heights) < 20 else "none is low", "high" if max(heights) > 60 else "none is high", "fixed" if "customHeight" in sheet else "free")
END
	echo "low high free" >wanted
	same "rows are as high as their texts, and free to grow" wanted heights
fi
echo 'id,answer' >text.xlsx
refused "no zip" text.xlsx "is not a spreadsheet"
: >empty.xlsx
refused "an empty file" empty.xlsx "is not a spreadsheet"
head -c 3000 d.xlsx >cut.xlsx
refused "half a file" cut.xlsx "is not a spreadsheet"
refused "a file that is not there" nothing.xlsx "nothing.xlsx"

if [ -z "$python" ]; then
	skip "spreadsheets made to harm" "no python3"
	finish
fi
"$python" - <<'END'
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = f'''<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="a" sheetId="1" r:id="rId7"/></sheets></workbook>'''
RELATIONS = '''<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId7" Type="t" Target="/xl/worksheets/sheet9.xml"/></Relationships>'''

def book(name, rows, before="", more={}):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", BOOK)
        file.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        file.writestr("xl/worksheets/sheet9.xml", f'{before}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>')
        for path, text in more.items():
            file.writestr(path, text)

def cell(at, text):
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'

row = "<row>" + cell("A1", "id") + cell("C1", "申請内容") + "</row>"
answer = "<row>" + cell("A2", "founded-year") + cell("C2", "<![CDATA[19]]>98") + "</row>"
book("fine.xlsx", row + answer)
book("bomb.xlsx", row + "<row/>" * (14 << 20))
book("ratio.xlsx", row + "<row/>" * (4 << 20))
book("strings.xlsx", row, more={"xl/sharedStrings.xml": f"<sst {MAIN}>" + "<si/>" * 200001 + "</sst>"})
book("doctype.xlsx", row, '<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>')
book("external.xlsx", row, '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">')
book("entries.xlsx", row, more={f"x{n}": "" for n in range(300)})
book("cells.xlsx", "".join(f'<row><c r="XFD{n}"/></row>' for n in range(1, 20)))
book("wide.xlsx", '<row><c r="ZZZZZZZZZZZZZZ1"/></row>')
book("broken.xlsx", "<row><c></row>")
book("index.xlsx", '<row><c r="A1" t="s"><v>99999999999999999999</v></c></row>')
END
cp n.yaml fine.yaml
runs "inline strings and gaps between cells" 0 import fine.yaml fine.xlsx
"$KAIJISHO" get fine.yaml founded-year >got
echo 1998 >wanted
same "are read" wanted got
refused "a zip bomb" bomb.xlsx "too large"
refused "a file of little packed into little" ratio.xlsx "too large"
refused "too many strings" strings.xlsx "too large"
refused "too many entries" entries.xlsx "too large"
refused "too many cells" cells.xlsx "too large"
refused "a column past the last" wide.xlsx "is not a spreadsheet"
refused "a document type with entities" doctype.xlsx "document type"
refused "a document type from elsewhere" external.xlsx "document type"
refused "broken XML" broken.xlsx "is not a spreadsheet"
refused "a string that is not there" index.xlsx "is not a spreadsheet"
# Small files that cost much: each within a second of processor time and 256 MiB, in both programs.
"$python" - <<'END'
import random, zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
random.seed(1)

def noise(length):
    return "".join(random.choices("abcdefghijklmnopqrstuvwxyz ", k=length))

def book(name, rows, strings=None, attributes=""):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", f'''<workbook {MAIN}
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>''')
        file.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="x"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>')
        if strings:
            file.writestr("xl/sharedStrings.xml", f"<sst {MAIN}><si><t>{strings}</t></si></sst>")
        file.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}{attributes}><sheetData>{rows}</sheetData></worksheet>")

def named(count):
    return "".join(f'<row><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, count + 1))

def mixed(unit, units):
    """Noise between, so that it is not its being packed well that it is refused for."""
    return "".join(unit * 60 + f"<!--{noise(30)}-->" for n in range(units // 60))

def within(rows):
    return f'<row><c r="A1" t="inlineStr"><is><t>{rows}</t></is></c></row>'

book("share.xlsx", named(16000), "x" * 1000000)
book("quotes.xlsx", named(40), '"' * 1000000)
book("attrs.xlsx", "<row " + " ".join(f'a{n}="{noise(4)}"' for n in range(300000)) + "/>")
book("spaces.xlsx", "<row/>", attributes="".join(f' xmlns:n{n}="{noise(4)}"' for n in range(300000)))
around = ""
for m in range(20):
    around += f"<a{m} " + " ".join(f"xmlns:n{m}x{n}='{noise(4)}'" for n in range(100)) + ">"
book("scope.xlsx", around + mixed("<a b=''/>", 2000000))
book("names.xlsx", "<row>" + "".join(f"<a{n}/>" for n in range(1000000)) + "</row>")
book("tags.xlsx", "<row>" + mixed("<a/>", 4000000) + "</row>")
book("tag.xlsx", f"<row a='{noise(1 << 20)}'/>")
book("deep.xlsx", "<a>" * 100 + "</a>" * 100)
book("escapes.xlsx", within("".join(f"_x00{random.randrange(0x30, 0x60):02X}_" for n in range(1200000))))
book("comments.xlsx", "<!-- ' <a> - > ]]> -->" + within("<![CDATA[<a '\"> ]] > -->]]>") + "<?p ' > ?>")
book("most.xlsx", named(60), "x" * 1000000)
END
limits='ulimit -v 262144; ulimit -t 1'
# A sanitizer reserves terabytes and takes its time; a build that counts its lines is not optimised.
! grep -q __asan_init "$KAIJISHO" || limits='ulimit -t 60'
! grep -q __gcov_ "$KAIJISHO" || limits='ulimit -v 262144; ulimit -t 10'
# cheap NAME STATUS FILE [TEXT]
cheap() {
	(
		eval "$limits"
		exec "$KAIJISHO" import n.yaml "$3"
	) >out 2>err </dev/null
	got=$?
	if [ "$got" = "$2" ] && grep -qF -e "${4-}" out err; then ok "$1"; else echo "status $got" >status; not_ok "$1" status out err; fi
}
cheap "one long string named by 16,000 cells" 2 share.xlsx "too large"
cheap "what quoting makes twice as long" 2 quotes.xlsx "too large"
cheap "300,000 attributes" 2 attrs.xlsx "too large"
cheap "300,000 namespaces" 2 spaces.xlsx "too large"
cheap "2,000 namespaces around 2,000,000 elements" 2 scope.xlsx "too large"
cheap "a million names" 2 names.xlsx "too large"
cheap "four million tags" 2 tags.xlsx "too large"
cheap "a tag of a mebibyte" 2 tag.xlsx "too large"
cheap "a hundred elements in one another" 2 deep.xlsx "is not a spreadsheet"
cheap "a million escaped characters" 0 escapes.xlsx
cheap "60 MB that are written" 0 most.xlsx
same "none of them changes anything" before.yaml n.yaml
"$builddir/kaijisho-unxlsx" comments.xlsx >got
printf '"<a '"'"'""> ]] > -->"\n' >wanted
same "comments, data and instructions are no tags" wanted got
# A helper that ends before it has read everything.
mkdir broken
cp "$KAIJISHO" broken/kaijisho
printf '#!/bin/sh\nexec <&-\nexit 1\n' >broken/kaijisho-xlsx
chmod +x broken/kaijisho-xlsx
head -c 300000 /dev/zero | tr '\0' a >long
"$KAIJISHO" new small long.yaml 2>err
"$KAIJISHO" set long.yaml company-summary=@long 2>err
broken/kaijisho export long.yaml --to xlsx --output long.xlsx >out 2>err
test_that "a helper that ends early is a failure like others" [ $? = 2 ]
says "and is told" err "helper program"
# Whatever the helper does: what it writes is read so far and no further.
mkdir elsewhere
cp "$KAIJISHO" elsewhere/kaijisho
printf '#!/bin/sh\necho $$ >%s/helper\nexec yes\n' "$work" >elsewhere/kaijisho-unxlsx
chmod +x elsewhere/kaijisho-unxlsx
(
	eval "$limits"
	exec elsewhere/kaijisho import n.yaml d.xlsx
) >out 2>err
says "a helper that writes without end is not listened to" err "too large"
test_that "and ended" sh -c '! kill -0 "$(cat helper)" 2>/dev/null'
# The program that reads the stranger's file opens nothing and starts nothing once it has it.
if command -v strace >/dev/null && strace -f -o trace true 2>/dev/null; then
	traced -f -o trace "$builddir/kaijisho-unxlsx" d.xlsx >out 2>err
	sed '1,/ seccomp(SECCOMP_SET_MODE_FILTER/d' trace >after
	test_that "reading happens after the door is shut" grep -q ' write(1' after
	test_that "and after time and memory are bounded" sh -c 'sed "/ seccomp(SECCOMP_SET_MODE_FILTER/q" trace | grep -q RLIMIT_CPU'
	grep -E ' (open|openat|execve|socket|fork|vfork|clone|unlink|rename)' after | grep -v ' = -1' >asked
	silent "and nothing is opened behind it" asked
else
	skip "reading happens after the door is shut" "strace is not installed or may not trace"
fi
finish
