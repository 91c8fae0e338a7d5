from pathlib import Path

import pytest

from doorstep.rulebook import holidays

SEEDED = """日期,类型,名称
2026-01-01,休,元旦
2026-01-02,休,元旦
2026-01-04,班,元旦
2026-05-01,休,劳动节
2026-10-01,休,国庆节
2026-10-02,休,国庆节
"""


@pytest.fixture(autouse=True)
def _seeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A short seeded list for 2026."""
    file = tmp_path / "holidays.csv"
    file.write_text(SEEDED, encoding="utf-8")
    monkeypatch.setattr(holidays, "SEEDED_FILE", file)
    holidays.seeded.cache_clear()
    yield
    holidays.seeded.cache_clear()
