"""The targets of the scan, on invented notices as every kind of file."""

import json
from pathlib import Path

import pytest

from doorstep.cli.leak_corpus import NoCorpus, judged_corpus
from tests.publishing.leaks.corpus import SEED, clean, leaking, written

OTHER_SEED = 77


@pytest.fixture(scope="module", params=[SEED, OTHER_SEED])
def figures(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    written(folder, seed=request.param)
    return judged_corpus(folder)


def test_every_leak_is_found(figures) -> None:
    assert set(figures["recall"].values()) == {1.0}
    assert figures["missed"] == []


def test_at_most_one_clean_notice_in_twenty_is_stopped(figures) -> None:
    assert figures["false_alarm_share"] <= 0.05


def test_the_corpus_is_large_enough_to_tell(figures) -> None:
    assert figures["leaking"] >= 200
    assert figures["clean"] >= 200


def test_the_corpus_is_the_same_each_time() -> None:
    first = [(each.name, each.kind) for each in [*leaking(), *clean()]]

    assert first == [(each.name, each.kind) for each in [*leaking(), *clean()]]


def test_a_missed_leak_and_a_false_alarm_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一切都好。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("手机13800138000", encoding="utf-8")
    (tmp_path / "expected.json").write_text(json.dumps({"a.txt": ["mobile"], "b.txt": []}))

    assert judged_corpus(tmp_path) == {
        "leaking": 1,
        "clean": 1,
        "recall": {"mobile": 0.0},
        "false_alarm_share": 1.0,
        "missed": ["a.txt"],
        "false_alarms": ["b.txt"],
    }


def test_a_folder_without_labels_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(NoCorpus):
        judged_corpus(tmp_path)
