"""Check a public draw file without the product: python3 verify_draw.py FILE.json (Python's own library alone)."""

import hashlib
import hmac
import json
import sys

found = json.load(open(sys.argv[1], encoding="utf-8"))


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


frame = found["frame"]
assert frame == sorted(set(frame)), "the list is not sorted, or somebody stands in it twice"
assert sha("".join(line + "\n" for line in frame)) == found["frame_sha256"], "the list was changed"
people = dict(line.partition("|")[::2] for line in frame)
if found["census"]:
    asked = sorted(code for codes in found["selected"].values() for code in codes)
    assert asked == sorted(people), "not everybody was asked"
    print("ok: everybody was asked")
    sys.exit()
for side in "ab":
    assert sha(found["secret_" + side]) == found["commitment_" + side], f"side {side} changed its number"
    assert found[f"committed_{side}_at"] <= found["frame_published_at"], f"side {side} sealed too late"
seed = sha("|".join([found["frame_sha256"], found["secret_a"], found["secret_b"]]))
assert seed == found["seed"], "the seed does not follow"
lots = sorted(people, key=lambda code: hmac.digest(bytes.fromhex(seed), code.encode(), "sha256"))
for group, codes in found["selected"].items():
    order = [code for code in lots if people[code] == group]
    assert codes == order[: len(codes)], f"group {group}: other people or another order"
print("ok: the same people are drawn again")
