from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "doorstep.visits"
    label = "visits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.people.handovers import register_open_work  # noqa: PLC0415
        from doorstep.visits.counters import register_counters  # noqa: PLC0415
        from doorstep.visits.held import register_held  # noqa: PLC0415
        from doorstep.visits.personal import declare_fields  # noqa: PLC0415
        from doorstep.visits.rules import ACTS  # noqa: PLC0415
        from doorstep.visits.services.planned import PLANNED_VISITS  # noqa: PLC0415

        register_acts(ACTS)
        register_counters()
        register_open_work(PLANNED_VISITS)
        declare_fields()
        register_held()
