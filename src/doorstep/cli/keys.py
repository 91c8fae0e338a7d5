"""Is the key file the one this data was sealed with?

A key file that is missing is made anew, with a key of the same name: names and phone numbers could then not
be opened, and what is sealed from then on could not be opened with the right file. So the data folder keeps
a mark of every key it has seen, from which no key can be computed.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.conf import settings

NAME: Final = "keys.json"
PURPOSE: Final = b"doorstep.key.mark"
MARK_LENGTH: Final = 16

Marks = dict[str, str]


def marks() -> Marks:
    """The mark of each key in the key file, by its id."""
    return {
        key_id: hmac.new(key, PURPOSE, hashlib.sha256).hexdigest()[:MARK_LENGTH]
        for key_id, key in settings.FIELD_KEYS.items()
    }


def noted() -> Marks:
    """The marks of the keys that this data folder has been used with; empty for a new folder."""
    file = marks_file()
    found: Marks = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return found


def lacking(wanted: Mapping[str, str]) -> list[str]:
    """Ids of the wanted keys that the key file does not hold, or holds with another value."""
    held = marks()
    return [key_id for key_id, mark in wanted.items() if held.get(key_id) != mark]


def note(wanted: Mapping[str, str]) -> None:
    """Keep these marks beside the data, over older ones of the same id."""
    file = marks_file()
    draft = file.with_name(f"{NAME}.{os.getpid()}")
    draft.write_text(json.dumps(noted() | dict(wanted)), encoding="utf-8")
    draft.replace(file)


def note_held() -> None:
    """Keep the marks of the key file's keys, unless one of the older ones is lacking."""
    if not lacking(noted()) and marks() != noted():
        note(marks())


def marks_file() -> Path:
    return Path(settings.DATA_DIR) / NAME


def lost(key_ids: list[str]) -> list[str]:
    """What to say about keys that are lacking: what cannot be read, what still can, what to do."""
    names = ", ".join(key_ids)
    return [
        f"密钥文件 {settings.KEY_FILE} 里没有这些数据所用的密钥：{names}。",
        "反映人的姓名、电话、邮箱打不开，已发出的查询密码对不上；数字、过程、日志照常可看。",
        "请把原来的密钥文件放到上面的位置。",
        f"The key file {settings.KEY_FILE} does not hold the keys this data was sealed with: {names}.",
        "Reporters' names, phones and e-mails cannot be opened, and query passwords handed out do not fit;",
        "figures, matters and the journal can be read. Put the old key file in that place.",
    ]
