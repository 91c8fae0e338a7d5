"""Sessions and rate limits live in a second, short-lived SQLite file, so that a page view never waits
for the main file's write lock."""

from typing import Any

from django.conf import settings

SHORT_LIVED = {("sessions", "session"), ("records", "ratehit")}


class ShortLivedRouter:
    def _is_short_lived(self, app_label: str, model_name: str | None) -> bool:
        return (app_label, model_name) in SHORT_LIVED or (app_label == "sessions" and model_name is None)

    def _alias(self, model: Any) -> str | None:
        if "ephemeral" not in settings.DATABASES:
            return None
        return "ephemeral" if self._is_short_lived(model._meta.app_label, model._meta.model_name) else None

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return self._alias(model)

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return self._alias(model)

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        if "ephemeral" not in settings.DATABASES:
            return None
        short_lived = self._is_short_lived(app_label, model_name)
        return short_lived if db == "ephemeral" else not short_lived
