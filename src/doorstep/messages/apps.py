from django.apps import AppConfig

from doorstep.journal.acts import register_acts
from doorstep.messages.rules import ACTS


class MessagesConfig(AppConfig):
    name = "doorstep.messages"
    label = "outbox"  # django.contrib.messages holds the label "messages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register_acts(ACTS)
