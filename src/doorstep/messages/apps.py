from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "doorstep.messages"
    label = "outbox"  # django.contrib.messages holds the label "messages"
    default_auto_field = "django.db.models.BigAutoField"
