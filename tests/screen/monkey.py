# monkey.py SEED COUNT — a script of random keys for the scripted terminal, then undo until nothing is left, and a save.
import random, sys

random.seed(int(sys.argv[1]))
keys = ("Tab Shift-Tab Up Down Left Right Home End PageUp PageDown Enter Backspace Delete Esc Ctrl-N Ctrl-P Ctrl-G Ctrl-F Ctrl-R "
        "Ctrl-K Ctrl-T Ctrl-D Ctrl-L Ctrl-Z Ctrl-Y Ctrl-X Ctrl-C Ctrl-V Ctrl-A Ctrl-E F1 F3 F4 F5 F6 F7 F8 F9 Shift-Left Shift-Right "
        "Shift-Up Shift-Down Ctrl-Left Ctrl-Right Ctrl-Space Alt-f Alt-n Alt-v Alt-Left Alt-Right Ctrl-W").split()
texts = ("日本語 1 2 3 有り 無し 、。「」 a d x r c s e < > : か\u3099 葛\U000E0100 \U0001F468\u200D\U0001F469 \uFF8A\uFF9F "
         "2026-11-22 同上 99.9% ㈱ \u202E").split()
for _ in range(int(sys.argv[2])):
    dice = random.random()
    if dice < 0.55:
        print("keys", random.choice(keys))
    elif dice < 0.93:
        print("type", random.choice(texts))
    elif dice < 0.97:
        print("paste", random.choice(("一行\\n二行\\r\\n三行", "\\e[31m赤\\t", "貼り付け" * 40)))
    else:
        print("resize %dx%d" % random.choice(((80, 24), (120, 40), (40, 10), (20, 5), (200, 60), (61, 13))))
print("resize 80x24")
for _ in range(40): # more than there can be screens on top of each other
    print("keys Esc")
# Esc on the main screen opens the list of commands, where F4 means nothing: after these two the main screen is there in any case.
print("keys F4 Esc")
print("screen before")
for _ in range(int(sys.argv[2]) + 50):
    print("keys Ctrl-Z")
print("screen after")
print("keys Ctrl-S")
