"""``init``: a new tenant without a demo, by options or by answering questions."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.cli.refusals import refusal_error
from doorstep.cli.tables import upgrade_tables
from doorstep.cli.tenant import Begun, Tenant, begin_tenant
from doorstep.kernel.errors import Refusal

QUESTIONS = {
    "district_code": "区县代码(六位) District code, six digits",
    "district_name": "区县名称 District name",
    "code": "街道代码(三位) Street code, three digits",
    "name": "街道名称 Street name",
    "phone": "对外电话 Phone shown to residents",
    "admin": "首位管理员账号 First administrator's account",
    "admin_name": "首位管理员姓名 First administrator's name",
}


class Command(BaseCommand):
    help = about("init")

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=question)
        parser.add_argument("--addresses", type=Path, help="地址表 CSV/xlsx,可不填 Address list, optional")

    def handle(self, *args: Any, **options: Any) -> None:
        answers = {name: options[name] or self.ask(name) for name in QUESTIONS}
        addresses: Path | None = options["addresses"]
        if addresses is not None and not addresses.is_file():
            raise CommandError(f"找不到文件 No such file: {addresses}")
        upgrade_tables()
        try:
            begun = begin_tenant(Tenant(**answers, addresses=addresses), at=timezone.now())
        except Refusal as refusal:
            raise refusal_error(refusal) from refusal
        self.tell(begun)

    def ask(self, name: str) -> str:
        """The answer; a script that left something out is told which option is missing."""
        if not sys.stdin.isatty():
            raise CommandError(f"缺少 Missing: --{name.replace('_', '-')}  {QUESTIONS[name]}")
        return input(f"{QUESTIONS[name]}: ").strip()

    def tell(self, begun: Begun) -> None:
        self.stdout.write(f"街道已建立 Tenant: {begun.path}")
        if begun.addresses is not None:
            counts = begun.addresses.preview.counts
            self.stdout.write(
                "地址 Places: " + ", ".join(f"{kind} {count:,}" for kind, count in counts.items())
            )
        self.stdout.write(f"账号 Account: {begun.account.account.username}")
        self.stdout.write(f"一次性口令 One-time password: {begun.account.password}")
        self.stdout.write(
            "首次登录须修改,此后不再显示。 Change it at the first sign-in; it is not shown again."
        )
