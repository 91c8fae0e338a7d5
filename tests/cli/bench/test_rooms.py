"""A run never touches the installation's own folder or database."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from doorstep.cli.bench.rooms import address_of, room, running


@pytest.mark.django_db(transaction=True)
def test_room_is_new_and_gone_afterwards(tmp_path: Path) -> None:
    with room(tmp_path) as environment:
        data, key = Path(environment["DOORSTEP_DATA"]), Path(environment["DOORSTEP_KEY_FILE"])
        assert data.parent.parent == key.parent.parent == tmp_path
        assert data != Path(os.environ["DOORSTEP_DATA"])
        assert environment.get("DOORSTEP_DATABASE_URL", "") != os.environ.get("DOORSTEP_DATABASE_URL", "none")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_room_takes_no_secret_along(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DOORSTEP_SECRET_KEY", "of the installation")

    with room(tmp_path) as environment:
        assert "DOORSTEP_SECRET_KEY" not in environment
        assert environment["DOORSTEP_HOSTS"] == "127.0.0.1,localhost"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"HOST": "127.0.0.1", "PORT": "5432"}, "postgresql://clerk:a%2Fb@127.0.0.1:5432/bench"),
        ({"HOST": "db", "PORT": ""}, "postgresql://clerk:a%2Fb@db/bench"),
        ({"HOST": "/run/pg", "PORT": ""}, "postgresql://clerk:a%2Fb@/bench?host=%2Frun%2Fpg"),
        ({"HOST": "db", "PORT": "", "PASSWORD": ""}, "postgresql://clerk@db/bench"),
    ],
)
def test_address_names_the_same_server(changes: dict[str, str], expected: str) -> None:
    assert address_of("bench", {"USER": "clerk", "PASSWORD": "a/b", **changes}) == expected


def test_running_part_ends_with_the_block() -> None:
    words = [sys.executable, "-c", "import time; time.sleep(600)"]
    began = time.monotonic()

    with pytest.raises(RuntimeError), running(words, dict(os.environ)) as part:
        raise RuntimeError

    assert part.returncode is not None
    assert time.monotonic() - began < 30


def test_running_part_may_end_by_itself() -> None:
    with running([sys.executable, "-c", "print(input())"], dict(os.environ)) as part:
        said, _ = part.communicate("ready\n")

    assert (said, part.returncode) == ("ready\n", 0)
    assert isinstance(part, subprocess.Popen)
