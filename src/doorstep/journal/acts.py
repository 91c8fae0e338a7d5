"""The words of the journal: each app registers the acts it owns; the journal itself knows no stage."""

from collections.abc import Mapping

_wordings: dict[str, str] = {}


def register_acts(acts: Mapping[str, str]) -> None:
    """Add an app's acts, code to wording; one code with two wordings is a defect and stops the start."""
    for code, wording in acts.items():
        if str(_wordings.setdefault(code, wording)) != str(wording):
            raise ValueError(f"act {code} is registered twice")


def is_registered(code: str) -> bool:
    return code in _wordings


def wording_of(code: str) -> str:
    """The wording of an act; an act of a removed programme keeps its code."""
    return _wordings.get(code, code)


def all_acts() -> dict[str, str]:
    """Every registered act with its wording, by code."""
    return dict(sorted(_wordings.items()))
