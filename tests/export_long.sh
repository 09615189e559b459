#!/bin/sh
# export_long.sh — other people's programs read our exports: LibreOffice the spreadsheet, Chromium the page (axe-core looks at its
# accessibility), PostgreSQL and jq the tables. Part of `make check-long`.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/forms"
cp "$srcdir/examples/iaas-paas-complete.yaml" d.yaml
runs "a complete draft goes out as a spreadsheet" 0 export d.yaml --to xlsx --output d.xlsx
runs "and as a page" 0 export d.yaml --to html --output d.html
"$KAIJISHO" get d.yaml company-name >name

if command -v soffice >/dev/null && [ -n "$python" ]; then
	timeout 120 soffice "-env:UserInstallation=file://$work/office" --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76' \
		--outdir office-csv d.xlsx >office.out 2>&1
	says "LibreOffice reads the spreadsheet" office-csv/d.csv "$(cat name)"
	"$KAIJISHO" new iaas-paas n.yaml 2>err
	runs "what LibreOffice saved as csv comes back" 0 import n.yaml office-csv/d.csv
	timeout 120 soffice "-env:UserInstallation=file://$work/office" --headless --convert-to xlsx --outdir office-xlsx d.xlsx >office.out 2>&1
	"$KAIJISHO" new iaas-paas m.yaml 2>err
	runs "what LibreOffice saved as xlsx comes back" 0 import m.yaml office-xlsx/d.xlsx
	"$KAIJISHO" get d.yaml >wanted
	"$KAIJISHO" get m.yaml >got
	same "with the same answers" wanted got
else
	skip "LibreOffice reads the spreadsheet" "no LibreOffice"
fi

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || :)
if [ -n "$browser" ]; then
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$work/browser" --print-to-pdf="$work/page.pdf" \
		"file://$work/d.html" >browser.out 2>&1
	test_that "Chromium prints the page" sh -c 'head -c 5 page.pdf | grep -q %PDF-'
	if command -v pdftotext >/dev/null; then
		pdftotext page.pdf page.txt
		says "with the answers as text" page.txt "$(cat name)"
	else
		skip "with the answers as text" "no pdftotext"
	fi
else
	skip "Chromium prints the page" "no Chromium"
fi

# Payloads as answers, labels and names, to other people's programs: no script runs, nothing is asked for, nothing is calculated. That
# it would be seen if it were is seen first, in files that hold the same without being exported.
if [ -n "$python" ] && { [ -n "$browser" ] || command -v soffice >/dev/null; }; then
	mkdir inert
	cat >listen.py <<'END'
import http.server, os

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open("requests", "a") as file:
            file.write(self.path + "\n")
        self.send_response(404)
        self.end_headers()

    do_POST = do_HEAD = do_OPTIONS = do_GET

    def log_message(self, *arguments):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open("port.new", "w") as file:
    file.write(str(server.server_address[1]))
os.rename("port.new", "port")
server.serve_forever()
END
	"$python" listen.py &
	listener=$!
	trap 'kill $listener 2>/dev/null; rm -rf "$work"' EXIT
	while [ ! -e port ] && kill -0 $listener; do sleep 0.05; done
	cat >hostile.py <<'END'
import csv, re, subprocess, sys
from hostile_form import quoted, write_form

program, source, port = sys.argv[1:]
payloads = [re.sub(r"\\u([0-9a-f]{4})", lambda at: chr(int(at[1], 16)), line.rstrip("\n")).replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r")
            .replace("//example.com/", "//127.0.0.1:%s/" % port) for line in open(source, encoding="utf-8")]
write_form("inert/form.yaml", "inert", payloads, "".join(payloads))
with open("inert/d.yaml", "w", encoding="utf-8") as file:
    file.write("kaijisho: 1\nform: inert\nanswers:\n")
    for i, payload in enumerate(payloads):
        file.write("  f%d: {answer: %s, note: %s}\n" % (i, quoted(payload), quoted(payload)))
    file.write("  many:\n")
    for payload in payloads:
        file.write("  - {many-name: %s}\n" % quoted(payload))
# What shows that it would be seen.
with open("inert/control.html", "w", encoding="utf-8") as file:
    file.write("<!DOCTYPE html><title>x</title><body>" + "\n".join(p for p in payloads if "refresh" not in p and "alert" not in p))
with open("inert/control.csv", "w", encoding="utf-8") as file:
    csv.writer(file).writerows([p] for p in payloads)
for to in ("html", "csv", "tsv", "xlsx"):
    subprocess.run([program, "--form", "inert/form.yaml", "export", "inert/d.yaml", "--to", to, "--output", "inert/d." + to], check=True, stderr=subprocess.DEVNULL)
END
	if PYTHONPATH="$srcdir/tests/fault" PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 "$python" hostile.py "$KAIJISHO" "$srcdir/tests/data/payloads.txt" "$(cat port)" >hostile.out 2>&1; then
		ok "payloads go out"
	else
		not_ok "payloads go out" hostile.out
	fi
	# browse NAME: the page as the browser has it after five seconds of its time, in seen; what was asked for, in requests.
	browse() {
		rm -f requests
		: >requests
		timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$work/browser" --virtual-time-budget=5000 --dump-dom \
			"file://$work/inert/$1" >seen 2>browser.out
	}
	if [ -n "$browser" ]; then
		browse control.html
		test_that "in Chromium it would be seen: a script" grep -q 'data-ran=' seen
		test_that "and a request" grep -q /img requests
		browse d.html
		test_that "Chromium shows the page" grep -q '</html>' seen
		test_that "with the payloads as text" grep -q '&lt;script&gt;document' seen
		test_that "no script ran" sh -c '! grep -q "data-ran=" seen'
		test_that "there is none in the page" sh -c '! grep -qi "<script\|<iframe\|<img\|<object\|<link\|<base\|<svg" seen'
		silent "nothing was asked for" requests
	else
		skip "no script runs in Chromium" "no Chromium"
	fi
	# calculate NAME: the sheet as LibreOffice has it, in seen; text is calculated wherever it can be.
	calculate() {
		rm -rf requests office-out
		: >requests
		case $1 in *.xlsx) filter= ;; *.tsv) filter='--infilter=CSV:9,34,76,1,,0,false,true,false,false,false,0,true' ;;
		*) filter='--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true' ;; esac
		timeout 120 soffice "-env:UserInstallation=file://$work/office" --headless ${filter:+"$filter"} --convert-to fods --outdir office-out \
			"inert/$1" >office.out 2>&1
		mv "office-out/${1%.*}.fods" seen 2>/dev/null || : >seen
	}
	if command -v soffice >/dev/null; then
		calculate control.csv
		test_that "in LibreOffice it would be seen: a formula" grep -q 'table:formula=' seen
		for kind in csv tsv xlsx; do
			calculate d.$kind
			test_that "LibreOffice shows the $kind" grep -q '&lt;script&gt;document' seen
			test_that "no formula is in it ($kind)" sh -c '! grep -q "table:formula=" seen'
			test_that "nor a link ($kind)" sh -c '! grep -q "<text:a \|xlink:href=\"[^\"]*127.0.0.1" seen'
			silent "nothing was asked for ($kind)" requests
		done
	else
		skip "no formula is calculated in LibreOffice" "no LibreOffice"
	fi
	kill $listener
	trap 'rm -rf "$work"' EXIT
else
	skip "exports are inert in other people's programs" "no Chromium, no LibreOffice, or no python3"
fi

# axe-core in the page, in both languages. The page forbids scripts: a copy without that line.
if [ -n "$browser" ] && command -v npm >/dev/null && npm install --silent --prefix "$work/npm" axe-core >npm.out 2>&1; then
	cat >axe.py <<'END'
import re, sys
page = open(sys.argv[1], encoding="utf-8").read()
page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
axe = open("npm/node_modules/axe-core/axe.min.js", encoding="utf-8").read().replace("</script", "<\\/script")
tell = """axe.run().then(r => { const p = document.createElement("pre");
p.textContent = "AXE" + ":" + r.passes.length + ":" + JSON.stringify(r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html])) + ":END";
document.body.appendChild(p) })"""
print(page.replace("</body>", f"<script>{axe}</script><script>{tell}</script></body>"))
END
	for language in ja en; do
		for draft in "$srcdir/examples/iaas-paas-complete.yaml" "$srcdir/examples/iaas-paas.yaml"; do
			"$KAIJISHO" --lang $language export "$draft" --to html --output a.html 2>err
			PYTHONUTF8=1 "$python" axe.py a.html >axe.html
			timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$work/browser" --virtual-time-budget=60000 \
				--dump-dom "file://$work/axe.html" 2>browser.out | grep -o 'AXE:[0-9]*:.*:END' >axe.out
			if grep -q '^AXE:[1-9][0-9]*:\[\]:END$' axe.out; then
				ok "axe-core finds nothing in the page ($language, $(basename "$draft"))"
			else
				not_ok "axe-core finds nothing in the page ($language, $(basename "$draft"))" axe.out browser.out
			fi
		done
	done
else
	skip "axe-core finds nothing in the page" "no Chromium, no npm, or axe-core cannot be had"
fi

# A real PostgreSQL: COPY takes the csv and the JSON Lines; the answers come out as they went in.
"$KAIJISHO" set d.yaml company-summary='=1+1, "引用" \と
二行目' 2>err
"$KAIJISHO" get d.yaml company-summary >wanted
"$KAIJISHO" export d.yaml --to csv >d.csv
"$KAIJISHO" export d.yaml --to jsonl >d.jsonl
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
as=
[ "$(id -u)" != 0 ] || as="runuser -u postgres --"
if [ -n "$postgres" ] && { [ -z "$as" ] || id postgres >/dev/null 2>&1; }; then
	mkdir pg
	chmod 711 "$work"
	[ -z "$as" ] || chown postgres pg
	$as "$postgres/initdb" -D "$work/pg/data" -A trust -E UTF8 --locale=C.UTF-8 >pg.out 2>&1
	$as "$postgres/pg_ctl" -D "$work/pg/data" -o "-k $work/pg -c listen_addresses=''" -w -l "$work/pg/log" start >>pg.out 2>&1
	trap '$as "$postgres/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1; rm -rf "$work"' EXIT
	sql() { $as "$postgres/psql" -h "$work/pg" -d postgres -v ON_ERROR_STOP=1 -qAt "$@"; }
	columns=$(head -n 1 d.csv | awk -F, '{ for (i = 1; i <= NF; i++) printf "%sc%d text", (i > 1 ? ", " : ""), i }')
	{
		sql -c "CREATE TABLE rows ($columns)"
		sql -c "CREATE TABLE lines (line text)"
		sql -c "COPY rows FROM STDIN (FORMAT csv, HEADER true)" <d.csv
		# One line is one value: quoting and escaping are JSON's, so COPY must not touch them.
		sql -c "COPY lines FROM STDIN (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')" <d.jsonl
	} >sql.out 2>&1
	silent "PostgreSQL takes both" sql.out
	sql -c "SELECT line::json->>'answer' FROM lines WHERE line::json->>'id' = 'company-summary'" >got 2>&1
	same "the answer out of the JSON Lines" wanted got
	column() { head -n 1 d.csv | tr -d '\r' | tr ',' '\n' | grep -nxF -e "$1" -e "$2" | cut -d : -f 1; }
	sql -c "SELECT ltrim(c$(column 申請内容 Answer), '''') FROM rows WHERE c$(column id ID) = 'company-summary'" >got 2>&1
	same "and out of the csv" wanted got
	$as "$postgres/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1
else
	skip "PostgreSQL takes our tables" "no PostgreSQL"
fi
if command -v jq >/dev/null; then
	jq -r 'select(.id == "company-summary").answer' d.jsonl >got
	same "jq reads the JSON Lines" wanted got
	"$KAIJISHO" export d.yaml --to json | jq -r '.. | objects | select(.id? == "company-summary").answer' >got
	same "and the JSON" wanted got
else
	skip "jq reads the JSON Lines" "no jq"
fi
finish
