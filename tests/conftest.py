"""Every run has a data folder of its own and says which database it used."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck
from hypothesis import settings as properties

from doorstep.kernel.errors import Refusal
from doorstep.records import shelf
from tests.standing import Tables, made_once
from tests.web.world import World, make_world

# the browser tests drive Playwright's loop and the ORM in one thread
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# what a test starts as a process of its own uses the same folder, never ./var
os.environ.setdefault("DOORSTEP_DATA", str(settings.DATA_DIR))

# a machine that others use too: neither one example nor making the examples has a time limit
properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("house")

OWN_FOLDER = "doorstep-test-"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that may use the database may use the short-lived one too, for sessions."""
    for item in items:
        marks = list(item.iter_markers("django_db"))
        for mark in marks:
            mark.kwargs.setdefault("databases", "__all__")
        if not marks and {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(scope="session")
def tables(request: pytest.FixtureRequest) -> Tables:
    return Tables(request.config.cache.mkdir("tables"))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, tables: Tables) -> bool:
    """On SQLite the tables of an earlier run are used when the same migrations made them."""
    return connection.vendor == "sqlite" and tables.hand_out()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_keepdb: bool, django_db_setup: None, django_db_blocker, tables: Tables
) -> Iterator[None]:
    if connection.vendor == "sqlite" and not django_db_keepdb:
        with django_db_blocker.unblock():
            # its few plain tables were made without migrations, which a command must not take again
            call_command("migrate", database="ephemeral", fake=True, verbosity=0)
            tables.keep()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            end_other_sessions()


def end_other_sessions() -> None:
    """A page that a browser left half loaded keeps its session, and the database could not be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="module")
def world_of_module(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    with made_once(make_world, django_db_blocker, tmp_path_factory.mktemp("files")) as world:
        yield world


@pytest.fixture
def world(world_of_module: World, db: None) -> World:
    """Two streets with one of everything, as if made for this test."""
    return deepcopy(world_of_module)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What one test keeps in memory is never read by another."""
    shelf.clear()


@pytest.fixture(scope="session")
def file_root(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(autouse=True)
def _own_files(file_root: Path, settings) -> None:
    """Attachments and message files of one test are never those of another; most tests have none."""
    own = file_root / uuid4().hex
    settings.ATTACHMENT_DIR = own / "files"
    settings.MESSAGE_DIR = own / "messages"


@pytest.fixture
def refused() -> Callable[[str], AbstractContextManager[None]]:
    """``with refused("issue.closed"):`` — the act refuses with this code, and the test can look afterwards.

    An act joins the test's own transaction, so without a savepoint around it a refusal would end both.
    """

    @contextmanager
    def expect(code: str) -> Iterator[None]:
        with pytest.raises(Refusal) as refusal, transaction.atomic():
            yield
        assert refusal.value.code == code

    return expect


def pytest_terminal_summary(terminalreporter) -> None:
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    terminalreporter.write_line(f"database: {name}")


def pytest_unconfigure() -> None:
    """Remove the folder that this run made for itself; a folder named by the caller stays."""
    folder: Path = settings.DATA_DIR
    made_here = folder.parent == Path(tempfile.gettempdir()).resolve() and folder.name.startswith(OWN_FOLDER)
    if made_here and "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(folder, ignore_errors=True)
        Path(f"{folder}.key").unlink(missing_ok=True)
