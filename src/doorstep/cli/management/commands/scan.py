"""``scan``: what is personal in files that are about to be published. Reads only the files it is given."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand

from doorstep.cli.leak_corpus import NoCorpus, judged_corpus
from doorstep.cli.overview import about
from doorstep.publishing.leaks import KINDS, REASONS, Finding, scan_file

FOUND: Final = 1
NO_FILE: Final = 2


class Command(BaseCommand):
    help = about("scan")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument("--corpus", default="", metavar="FOLDER", help="judge the scan by labelled files")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--names", default="", metavar="FILE", help="full names, one a line")
        parser.add_argument(
            "--allow-phone", action="append", default=[], metavar="NUMBER", help="landline of an office"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        names = names_of(options["names"]) if options["names"] else frozenset()
        if options["corpus"]:
            self.corpus(Path(options["corpus"]), names)
            return
        missing, rows = [], []
        for path in paths_of(options["files"]):
            try:
                content = path.read_bytes()
            except OSError:
                missing.append(str(path))
                continue
            found = scan_file(
                path.name, content, names=names, allowed_phones=frozenset(options["allow_phone"])
            )
            rows += [(str(path), each) for each in found]
        self.stdout.write(as_json(rows, missing) if options["json"] else as_text(rows))
        for each in missing:
            self.stderr.write(f"读不到文件  Cannot read: {each}")
        sys.exit(NO_FILE if missing or not options["files"] else FOUND if rows else 0)

    def corpus(self, folder: Path, names: frozenset[str]) -> None:
        try:
            figures = judged_corpus(folder, names=names)
        except NoCorpus:
            self.stderr.write(f"读不到样本目录  Cannot read the corpus: {folder}")
            sys.exit(NO_FILE)
        self.stdout.write(json.dumps(figures, ensure_ascii=False))


def paths_of(given: list[str]) -> list[Path]:
    """Files as they are; a folder stands for every file in it."""
    paths: list[Path] = []
    for each in map(Path, given):
        paths += sorted(path for path in each.rglob("*") if path.is_file()) if each.is_dir() else [each]
    return paths


def names_of(path: str) -> frozenset[str]:
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        sys.stderr.write(f"读不到姓名文件  Cannot read the names: {path}\n")
        sys.exit(NO_FILE)
    return frozenset(each.strip() for each in lines if each.strip())


def as_json(rows: list[tuple[str, Finding]], missing: list[str]) -> str:
    findings = [{"file": file, **asdict(each)} for file, each in rows]
    return json.dumps(
        {"findings": findings, "count": len(findings), "cannot_read": missing}, ensure_ascii=False
    )


def as_text(rows: list[tuple[str, Finding]]) -> str:
    """One finding a line."""
    lines = [
        f"{file}  {KINDS[each.kind]}  {each.place}  {each.excerpt}  {REASONS[each.reason]}".rstrip()
        for file, each in rows
    ]
    ending = f"共 {len(rows)} 处不能公开。" if rows else "没有发现个人信息。"
    return "\n".join([*lines, ending])
