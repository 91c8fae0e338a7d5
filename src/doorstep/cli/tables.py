"""The tables of this version, made or brought up to it."""

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import router


def upgrade_tables() -> None:
    """Take every migration that is still to be taken.

    The file of the short-lived tables takes those of their own apps alone: working through the others, none
    of which writes anything there, would double the wait.
    """
    call_command("migrate", interactive=False, verbosity=0)
    if "ephemeral" in settings.DATABASES:
        for app in apps.get_app_configs():
            if any(router.allow_migrate_model("ephemeral", model) for model in app.get_models()):
                call_command("migrate", app.label, database="ephemeral", interactive=False, verbosity=0)
