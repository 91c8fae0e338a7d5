from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "doorstep.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.places.access import ACTS  # noqa: PLC0415
        from doorstep.places.personal import declare_fields  # noqa: PLC0415

        register_acts(ACTS)
        declare_fields()
