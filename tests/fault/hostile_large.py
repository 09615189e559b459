# hostile_large.py — drafts that are read, but must not cost the square of their size: lines.yaml and other.yaml answer in as many
# lines, each its own; line.yaml is one line of JSON; acks.yaml acknowledges what no check finds.
import json


def lines(name, step, count=50000):
    text = "\n".join("line %d" % (i * step % (4 * count)) for i in range(count))
    with open(name, "w") as file:
        json.dump({"kaijisho": 1, "form": "small", "answers": {"company-summary": text}}, file)


lines("lines.yaml", 3)
lines("other.yaml", 7)
with open("base.yaml", "w") as file:
    file.write("kaijisho: 1\nform: small\nanswers: {}\n")
letters = "abcdefghijklmnopqrstuvwxyz"
acks = {a + b + c + d: "reason" for a in letters[:4] for b in letters for c in letters for d in letters}
with open("acks.yaml", "w") as file:
    json.dump({"kaijisho": 1, "form": "small", "answers": {"company-summary": {"answer": "text", "ack": acks}}}, file)
centers = [{"data-center-name": "DC %d" % i} for i in range(3000)]
with open("line.yaml", "w") as file:
    json.dump({"kaijisho": 1, "form": "small", "answers": {"data-center": centers}}, file)
