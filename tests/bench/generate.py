#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""generate.py — inputs of any size for the measurements and for tests/cli/scale.sh; the same arguments give the same bytes.

generate.py form FIELDS                    a form `scale` with that many fields
generate.py answers FIELDS [BYTES]         its draft, all answered; the first paragraph of that many bytes
generate.py centers COUNT EXAMPLE          the example draft with that many instances of its repeated section
generate.py longer BYTES EXAMPLE ID…       the example draft with those one-line answers made longer until it is that long
generate.py folder COUNT EXAMPLE FOLDER    that many drafts
"""
import os
import re
import sys

SENTENCE = "当社は情報セキュリティ基本方針を定め、毎年一回以上見直しを行う。個人データの取扱いは手順書に従い、委託先も監査する。"
FIELDS_A_SECTION = 20
# (type, more of the field, an answer)
KINDS = [
    ("paragraph", "limit: 400", SENTENCE),
    ("text", "", "見本クラウド基盤サービス"),
    ("presence", "detail: [有り]", "{answer: 有り, detail: 情報セキュリティ方針}"),
    ("number", "", '"12"'),
    ("date", "", '"2026-04-01"'),
]


def form(count):
    lines = ["kaijisho-form: 1", "id: scale", 'edition: "1"', "language: ja", "title: 大きな様式", "audience: 大きさの試験", "sections:"]
    for i in range(count):
        if i % FIELDS_A_SECTION == 0:
            section = i // FIELDS_A_SECTION + 1
            lines += [f"- id: section-{section}", f"  title: 第{section}の章", "  items:"]
        kind, more, _ = KINDS[i % len(KINDS)]
        lines += [f'  - number: "{i + 1}"', "    category: 区分", f"    name: 項目{i + 1}", "    fields:",
                  f"    - id: field-{i + 1}", f"      prompt: 項目{i + 1}について述べること", "      requirement: required",
                  f"      type: {kind}", "      guidance: 事実を短く書きます。"]
        example = {"paragraph": "例示の文", "presence": '"有り: 方針"', "number": '"3"', "date": '"2026-01-01"'}.get(kind, "例示")
        lines += [f"      example: {example}"] + ([f"      {more}"] if more else [])
    return "\n".join(lines) + "\n"


def paragraph(size):
    """Lines of Japanese text, `size` bytes and a little more."""
    lines, total = [], 0
    while total < size:
        lines.append(f"{len(lines) + 1}. {SENTENCE}")
        total += len(lines[-1].encode()) + 1
    return lines


def answers(count, size=0):
    lines = ["kaijisho: 1", "form: scale", 'edition: "1"', "answers:"]
    for i in range(count):
        if i == 0 and size:
            lines += ["  field-1: |-"] + ["    " + line for line in paragraph(size)]
        else:
            lines.append(f"  field-{i + 1}: {KINDS[i % len(KINDS)][2]}")
    return "\n".join(lines) + "\n"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def centers(count, example):
    lines = read(example).split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("  - data-center-name:")]
    end = next(i for i in range(starts[-1], len(lines)) if lines[i].startswith("  ") and lines[i][2] not in " -")
    first = lines[starts[0] + 1:starts[1] if len(starts) > 1 else end]
    before = ['  data-center-count: "%d"' % count if line.startswith("  data-center-count:") else line for line in lines[:starts[0]]]
    middle = []
    for i in range(count):
        middle += [f"  - data-center-name: 第{i + 1}データセンター"] + first
    return "\n".join(before + middle + lines[end:])


def longer(size, example, fields):
    lines = read(example).split("\n")
    grown = [i for i, line in enumerate(lines) if re.match("  (%s): [^|>]" % "|".join(fields), line)]
    missing = size - len("\n".join(lines).encode())
    while missing > 0 and grown:
        for i in grown:
            lines[i] += SENTENCE
            missing -= len(SENTENCE.encode())
            if missing <= 0:
                break
    return "\n".join(lines)


def folder(count, body, path):
    body = body.split("\n")
    name = next(i for i, line in enumerate(body) if line.startswith("  company-name:"))
    os.makedirs(path, exist_ok=True)
    for i in range(count):
        body[name] = f"  company-name: 例示クラウド{i + 1}株式会社"
        with open(os.path.join(path, f"{i + 1:06}.yaml"), "w", encoding="utf-8") as file:
            file.write("\n".join(body))


def main(arguments):
    match arguments:
        case ["form", count]:
            sys.stdout.write(form(int(count)))
        case ["answers", count]:
            sys.stdout.write(answers(int(count)))
        case ["answers", count, size]:
            sys.stdout.write(answers(int(count), int(size)))
        case ["centers", count, example]:
            sys.stdout.write(centers(int(count), example))
        case ["longer", size, example, *fields]:
            sys.stdout.write(longer(int(size), example, fields))
        case ["folder", count, example, path]:
            folder(int(count), read(example), path)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
