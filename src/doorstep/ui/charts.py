"""Geometry of the two small charts; drawing is left to the templates."""

from collections.abc import Iterable, Mapping
from typing import Any

INK_STEPS = ("0", "0.12", "0.22", "0.34", "0.48")


def bars_of(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each row with the width of its bar in per cent of the longest; no data gives no bar."""
    listed = list(rows)
    longest = max((row["value"] or 0 for row in listed), default=0)
    return [
        {
            "label": row["label"],
            "value": row["value"],
            "url": row.get("url", ""),
            "tone": row.get("tone", ""),
            "width": f"{100 * (row['value'] or 0) / longest:.2f}" if longest else "0",
        }
        for row in listed
    ]


def matrix_of(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each cell with the strength of its ground, in five steps; the number is always written."""
    listed = [(row["label"], [_cell(value) for value in row["values"]]) for row in rows]
    most = max((value or 0 for _label, cells in listed for value, _url in cells), default=0)
    return [
        {"label": label, "cells": [{"value": v, "url": url, "ink": _ink(v, most)} for v, url in cells]}
        for label, cells in listed
    ]


def _cell(value: Any) -> tuple[int | None, str]:
    if isinstance(value, Mapping):
        return value["value"], value.get("url", "")
    return value, ""


def _ink(value: int | None, most: int) -> str:
    if not value or not most:
        return INK_STEPS[0]
    return INK_STEPS[-(-value * (len(INK_STEPS) - 1) // most)]
