"""The tree is that of RFC 6962: known roots, and growing it leaf by leaf equals building it whole."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from doorstep.journal.rules import Tree, leaf_hash, node_hash

# test vectors of the certificate-transparency reference implementation
WORDS = "|00|10|2021|3031|40414243|5051525354555657|606162636465666768696a6b6c6d6e6f"
LEAVES = [bytes.fromhex(word) for word in WORDS.split("|")]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_root_of_the_reference_leaves_is_the_reference_root():
    tree = Tree()

    roots = [tree.add_all([leaf_hash(leaf)]).root().hex() for leaf in LEAVES]

    assert roots == ROOTS


def test_root_of_an_empty_tree_is_the_hash_of_nothing():
    assert Tree().root() == sha256(b"").digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_tree_grown_leaf_by_leaf_equals_the_definition(words):
    leaves = [leaf_hash(word) for word in words]

    tree = Tree().add_all(leaves)

    assert tree.root() == by_definition(leaves)
    assert len(tree.frontier) == bin(len(leaves)).count("1")


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.integers(0, 39))
def test_tree_taken_up_again_from_its_frontier_equals_one_grown_in_one_go(words, cut):
    leaves = [leaf_hash(word) for word in words]
    before = Tree().add_all(leaves[:cut])

    after = Tree(before.size, list(before.frontier)).add_all(leaves[cut:])

    assert after == Tree().add_all(leaves)


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))
