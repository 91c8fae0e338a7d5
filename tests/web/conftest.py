from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def _a_static_folder() -> None:
    """The pages' files are found by their finders; the folder that serving collects into is only expected."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
