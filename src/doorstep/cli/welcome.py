"""What ``serve`` says before it waits for visitors: addresses, accounts of the demo, and a QR code."""

import io

import segno
from django.conf import settings

from doorstep.people.queries import demo_accounts
from doorstep.places.queries import streets


def welcome(address: str, port: int) -> list[str]:
    """Lines for the console."""
    base = f"http://{address}:{port}"
    lines = [
        "",
        f"  家门口  Doorstep      {base}/        English: {base}/en/",
        f"  工作台  Desk          {base}/desk/",
        f"  数据    Data          {settings.DATA_DIR}",
        f"  密钥    Key file      {settings.KEY_FILE}  (另外保管,不在备份中 · keep it apart from backups)",
    ]
    if any(street.fictional for street in streets()):
        lines += ["", "  演示账号 Demo accounts (口令 password: doorstep-demo-2019)"]
        lines += [f"    {username:<12} {role}" for username, role in demo_accounts()]
    return [*lines, "", qr(f"{base}/"), "  Ctrl+C 结束  to stop", ""]


def qr(url: str) -> str:
    """A QR code in characters."""
    out = io.StringIO()
    segno.make(url, error="m").terminal(out=out, compact=True)
    return out.getvalue()
