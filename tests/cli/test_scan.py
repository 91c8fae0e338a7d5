"""``scan``: what it prints and how it ends."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.publishing.leaks.formats import docx


def ended(capsys, *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        call_command("scan", *words)
    out, err = capsys.readouterr()
    return int(end.value.code or 0), out, err


@pytest.fixture
def leaking(tmp_path: Path) -> Path:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(["公示", "手机13812345678"], ()))
    return path


def test_a_clean_file_ends_with_nought(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.txt").write_text("立项公示", encoding="utf-8")

    assert ended(capsys, str(tmp_path / "a.txt")) == (0, "没有发现个人信息。\n", "")


def test_every_finding_is_a_line_in_words(leaking: Path, capsys) -> None:
    code, out, _ = ended(capsys, str(leaking))

    assert code == 1
    assert out == f"{leaking}  手机号  paragraph 2  138******78\n共 1 处不能公开。\n"


def test_a_machine_reads_one_object(leaking: Path, capsys) -> None:
    code, out, _ = ended(capsys, str(leaking), "--json")

    assert code == 1
    assert json.loads(out) == {
        "findings": [
            {
                "file": str(leaking),
                "kind": "mobile",
                "place": "paragraph 2",
                "excerpt": "138******78",
                "reason": "",
            }
        ],
        "count": 1,
        "cannot_read": [],
    }


def test_a_file_that_is_not_there_ends_with_two_and_the_rest_is_still_looked_at(
    leaking: Path, capsys
) -> None:
    code, out, err = ended(capsys, str(leaking), str(leaking.parent / "no.txt"), "--json")

    assert (code, json.loads(out)["count"]) == (2, 1)
    assert "no.txt" in err


def test_a_folder_stands_for_its_files(leaking: Path, capsys) -> None:
    assert json.loads(ended(capsys, str(leaking.parent), "--json")[1])["count"] == 1


def test_names_and_office_telephones_are_taken_from_the_line(tmp_path: Path, capsys) -> None:
    (tmp_path / "names").write_text("王秀英\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("感谢王秀英，0371-65123456", encoding="utf-8")
    words = (str(tmp_path / "a.txt"), "--json", "--names", str(tmp_path / "names"))

    code, out, _ = ended(capsys, *words, "--allow-phone", "0371-65123456")

    assert (code, [each["kind"] for each in json.loads(out)["findings"]]) == (1, ["known_name"])


def test_the_scan_is_judged_by_labelled_files(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.txt").write_text("手机13812345678", encoding="utf-8")
    (tmp_path / "expected.json").write_text('{"a.txt": ["mobile"]}')

    call_command("scan", corpus=str(tmp_path))

    assert json.loads(capsys.readouterr().out)["recall"] == {"mobile": 1.0}
    assert ended(capsys, "--corpus", str(tmp_path / "no"))[0] == 2
    assert ended(capsys)[0] == 2
