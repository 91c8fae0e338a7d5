"""The tables of this version, made or brought up to it."""

from django.conf import settings
from django.core.management import call_command

from doorstep.config.routers import SHORT_LIVED


def upgrade_tables() -> None:
    """Take every migration that is still to be taken.

    The file of the short-lived tables takes those of their own apps alone: working through the others, none
    of which writes anything there, would double the wait.
    """
    call_command("migrate", interactive=False, verbosity=0)
    if "ephemeral" in settings.DATABASES:
        for app in sorted({app for app, _ in SHORT_LIVED}):
            call_command("migrate", app, database="ephemeral", interactive=False, verbosity=0)
