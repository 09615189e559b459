# SPDX-License-Identifier: MIT
"""scale.py — what keys cost in bytes: scale.py KAIJISHO DRAFT. Types into the first field, moves and pages; prints the bytes
that each kind of key sent to the terminal and wrote to the journal. It waits for what a key must bring, not for time."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "../bench"))
import meter

TYPED = "当社は情報を公表する"
PATIENCE = 60


def until(session, done):
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end or session.read(100) is None:
            sys.exit("the editor does not answer: " + bytes(session.output[-2000:]).decode(errors="replace"))
        session.reply()


def press(session, data, wanted=None):
    """The bytes a key brings: at least `wanted`, then until the editor waits for the next key."""
    before = len(session.output)
    session.write(data)
    until(session, lambda: (wanted or b"\x1b[") in session.output[before:])
    session.settle(time.monotonic_ns(), 20, 20)
    return len(session.output) - before


def main():
    program, draft = sys.argv[1:]
    folder, name = os.path.split(os.path.realpath(draft))
    journal = os.path.join(folder, f".{name}.journal")
    session = meter.Meter([program, draft])
    try:
        until(session, lambda: name.encode() in session.output)
        session.settle(time.monotonic_ns(), 50, 50)
        # The first key begins the journal, with the draft as it is in the file.
        press(session, "あ".encode(), "あ".encode())
        before = os.path.getsize(journal)
        typed = sum(press(session, character.encode(), character.encode()) for character in TYPED)
        written = os.path.getsize(journal) - before
        moved = sum(press(session, b"\t") for _ in range(8))
        paged = sum(press(session, b"\x1b[6~") for _ in range(3))
        print(f"typed={typed} journal={written} moved={moved} paged={paged}")
    finally:
        session.end()


if __name__ == "__main__":
    main()
