"""Check a public draw file without the product: python3 verify_draw.py FILE.json (Python's own library alone)."""

import hashlib
import hmac
import json
import math
import sys
from datetime import datetime

found = json.load(open(sys.argv[1], encoding="utf-8"))


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def insist(holds, otherwise):
    if not holds:
        sys.exit("does not hold: " + otherwise)


frame, selected = found["frame"], found["selected"]
insist(frame and frame == sorted(set(frame)), "the list is empty, unsorted, or names somebody twice")
insist(sha("".join(line + "\n" for line in frame)) == found["frame_sha256"], "the list was changed")
people = dict(line.partition("|")[::2] for line in frame)
insist(len(people) == len(frame), "somebody stands in the list twice")
insist(found["census"] == (len(frame) <= 30), "up to thirty people everybody is asked, above a sample")
asked = [code for codes in selected.values() for code in codes]
insist(found["sample_size"] == len(asked), "the sample size is not the number of people selected")
if found["census"]:
    insist(sorted(asked) == sorted(people) and not found["substitutes"], "not everybody was asked")
    insist(found["seed"] == "", "nothing was drawn, and yet there is a seed")
    print("ok: everybody was asked")
    sys.exit()
locked = datetime.fromisoformat(found["frame_published_at"])
for side in "ab":
    insist(sha(found["secret_" + side]) == found["commitment_" + side], f"side {side} changed its number")
    insist(datetime.fromisoformat(found[f"committed_{side}_at"]) <= locked, f"side {side} sealed too late")
seed = sha("|".join([found["frame_sha256"], found["secret_a"], found["secret_b"]]))
insist(seed == found["seed"], "the seed does not follow")
lots = sorted(people, key=lambda code: hmac.digest(bytes.fromhex(seed), code.encode(), "sha256"))
groups = {name: [code for code in lots if people[code] == name] for name in sorted(set(people.values()))}

# How many: the size rule, in proportion by largest remainders, and at least five from each group.
n0 = 1.959963984540054**2 * 0.25 / found["half_width"] ** 2
total = min(len(frame), math.ceil(n0 / (1 + (n0 - 1) / len(frame))))
exact = {name: total * len(codes) / len(frame) for name, codes in groups.items()}
many = {name: int(share) for name, share in exact.items()}
for name in sorted(groups, key=lambda name: (many[name] - exact[name], name))[: total - sum(many.values())]:
    many[name] += 1
least = {name: min(5, len(codes)) for name, codes in groups.items()}
many = {name: max(many[name], least[name]) for name in groups}
while sum(many.values()) > max(total, sum(least.values())):
    many[max(many, key=lambda name: (many[name] - least[name], name))] -= 1
drawn = {name: codes[: many[name]] for name, codes in groups.items()}
insist(selected == drawn, "other people, another order or another number of them")
waiting = {name: codes[many[name] :] for name, codes in groups.items()}
for gone, came in found["substitutes"]:
    insist(gone in asked and waiting[people[gone]][:1] == [came], f"{came} was out of turn")
    asked[asked.index(gone)] = waiting[people[gone]].pop(0)
print("ok: the same people are drawn again")
