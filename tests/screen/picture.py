#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""picture.py — a screen as a picture.

picture.py DUMP NAME TITLE    the screen NAME of what `edit --script --screens` wrote, by `styles NAME`
picture.py --text FILE TITLE  lines as a terminal without colours shows them

The SVG goes to stdout. Every run of characters is given the columns it has in the terminal, whatever the reader's font.
"""
import sys
import unicodedata
from xml.sax.saxutils import escape

CELL, LINE, EDGE, BASE = 9, 22, 12, 17  # columns, rows, the margin, where letters stand in a row
# By the letters of src/tui/term_script.c: the class of the letters, and what is behind them.
STYLES = {".": ("", None), "b": ("b", None), "d": ("d", None), "u": ("u", None), "E": ("e", None), "W": ("w", None),
          "G": ("g", None), "r": ("n", "#d4d4d4"), "B": ("n b", "#d4d4d4"), "D": ("n d2", "#d4d4d4")}
SHEET = """text{font:15px "DejaVu Sans Mono","Noto Sans Mono CJK JP","Noto Sans CJK JP",Menlo,Consolas,"MS Gothic",monospace;\
fill:#d4d4d4;white-space:pre}.k{font-size:18px}.b,.e,.w{font-weight:bold}.d{fill:#8b8b8b}.u{text-decoration:underline}.e{fill:#ff7b72}.w{fill:#e3b341}\
.g{fill:#7ee787}.n{fill:#1b1d1f}.d2{fill:#4a4a4a}"""


def width(character):
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cells(text):
    """(column, cluster, columns) of a row."""
    found, column = [], 0
    for character in text:
        if width(character) == 0 and found:
            at, cluster, columns = found[-1]
            found[-1] = (at, cluster + character, columns)
        else:
            found.append((column, character, width(character)))
            column += width(character)
    return found


def runs(text, letters):
    """(column, text, columns, style) of a row: as far as style and width of character stay; blanks end a run, too."""
    found = []
    for column, cluster, columns in cells(text):
        style = letters[column] if column < len(letters) else "."
        blank = cluster in " \u3000"
        if found and found[-1][3:] == (style, columns, blank):
            at, before, wide = found[-1][:3]
            found[-1] = (at, before + cluster, wide + columns, style, columns, blank)
        else:
            found.append((column, cluster, columns, style, columns, blank))
    return [run[:4] for run in found if not run[5]]


def backgrounds(letters):
    """(column, columns, colour) of what stands in reverse video."""
    found = []
    for column, letter in enumerate(letters):
        colour = STYLES[letter][1]
        if colour and found and found[-1][2] == colour and found[-1][0] + found[-1][1] == column:
            found[-1] = (found[-1][0], found[-1][1] + 1, colour)
        elif colour:
            found.append((column, 1, colour))
    return found


def whole(text, letters, columns):
    """The letters with those of double-width characters in both of their columns."""
    letters = list(letters.ljust(columns, "."))
    for column, _, wide in cells(text):
        if wide == 2 and column + 1 < columns:
            letters[column + 1] = letters[column]
    return "".join(letters)


def picture(rows, columns, cursor, title):
    high, wide = len(rows) * LINE + 2 * EDGE, columns * CELL + 2 * EDGE
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img">',
             f"<title>{escape(title)}</title>", f"<style>{SHEET}</style>",
             f'<rect width="{wide}" height="{high}" rx="6" fill="#1b1d1f"/>']
    for number, (text, letters) in enumerate(rows):
        letters = whole(text, letters, columns)
        top = EDGE + number * LINE
        for column, count, colour in backgrounds(letters):
            lines.append(f'<rect x="{EDGE + column * CELL}" y="{top}" width="{count * CELL}" height="{LINE}" fill="{colour}"/>')
        for column, run, count, style in runs(text, letters):
            # A square character of 18 pixels is two columns wide by itself.
            name = " ".join(filter(None, [STYLES[style][0], "k" if count == 2 * len(cells(run)) else ""]))
            lines.append(f'<text x="{EDGE + column * CELL}" y="{top + BASE}" textLength="{count * CELL}"'
                         + ' lengthAdjust="spacingAndGlyphs"' + (f' class="{name}"' if name else "") + f">{escape(run)}</text>")
    if cursor:
        row, column = cursor
        lines.append(f'<rect x="{EDGE + (column - 1) * CELL}" y="{EDGE + (row - 1) * LINE + 1}" width="2" height="{LINE - 2}"'
                     ' fill="#58a6ff"/>')
    return "\n".join(lines + ["</svg>", ""])


def from_dump(path, name):
    lines = open(path, encoding="utf-8").read().split("\n")
    for number, line in enumerate(lines):
        if line.startswith("!!"):
            sys.exit(f"{path}: {line}")
        if line.startswith(f"== {name} "):
            size, _, cursor = line.split()[2:5]
            columns, count = map(int, size.split("x"))
            part = lines[number + 1:number + 1 + 2 * count]
            return list(zip(part[0::2], part[1::2])), columns, tuple(map(int, cursor.split(",")))
    sys.exit(f"{path}: no screen {name}")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    source, name, title = sys.argv[1:]
    if source == "--text":
        rows = [(line.rstrip("\n"), "") for line in open(name, encoding="utf-8")]
        columns, cursor = 80, None
    else:
        rows, columns, cursor = from_dump(source, name)
    sys.stdout.buffer.write(picture(rows, columns, cursor, title).encode())


main()
