"""What a place path says by itself (plain Python)."""

from typing import Final

COMMUNITY_DEPTH: Final = 3


def community_path(path: str) -> str:
    """The community's part of a path; the path itself when it is not inside a community."""
    codes = path.split("/")
    return "/".join(codes[:COMMUNITY_DEPTH]) + "/" if len(codes) > COMMUNITY_DEPTH else path


def paths_above(path: str) -> list[str]:
    """The path and everything around it, widest first."""
    codes = path.split("/")[:-1]
    return ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]
