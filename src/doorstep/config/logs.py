"""One JSON object a line; ids and codes only, never what a person typed."""

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """Level, logger, message, and the fields given by ``extra={"fields": {...}}``.

    A traceback names files and lines but no values: the exception's text may hold what somebody typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if record.name.startswith("doorstep") else str(record.msg),
        }
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = list(frames(record.exc_info[2]))
        return json.dumps(line, ensure_ascii=False, default=str)


def frames(trace: object) -> list[str]:
    """``module:line`` of each frame, innermost last."""
    found = []
    while trace is not None:
        frame = trace.tb_frame  # type: ignore[attr-defined]
        found.append(f"{frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")  # type: ignore[attr-defined]
        trace = trace.tb_next  # type: ignore[attr-defined]
    return found[-12:]
