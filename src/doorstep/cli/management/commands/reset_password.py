"""``reset-password NAME``: when the street's only administrator cannot sign in any more."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.cli.refusals import refusal_error
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Refusal
from doorstep.people.queries import account_by_name
from doorstep.people.services import reset_password


class Command(BaseCommand):
    help = about("reset-password")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            account = account_by_name(options["username"])
            by = Actor.system("console", account.street_id)
            shown = reset_password(account_id=account.pk, by=by, at=timezone.now())
        except ObjectDoesNotExist:
            raise CommandError(f"没有这个账号 No such account: {options['username']}") from None
        except Refusal as refusal:
            raise refusal_error(refusal) from refusal
        self.stdout.write(f"一次性口令 One-time password: {shown}")
