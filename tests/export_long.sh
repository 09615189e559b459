#!/bin/sh
# export_long.sh — other people's programs read our exports: LibreOffice the spreadsheet, Chromium the page. Part of `make check-long`.
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
finish
