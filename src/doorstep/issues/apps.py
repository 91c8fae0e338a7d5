from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "doorstep.issues"
    label = "issues"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.issues.contacts import register_contacts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.issues.counters import register_counters  # noqa: PLC0415
        from doorstep.issues.held import register_held  # noqa: PLC0415
        from doorstep.issues.personal import declare_fields  # noqa: PLC0415
        from doorstep.issues.rules import ACTS  # noqa: PLC0415
        from doorstep.issues.services.attaching import OWNER_KIND, can_read_files  # noqa: PLC0415
        from doorstep.issues.services.hand_over import OPEN_ISSUES  # noqa: PLC0415
        from doorstep.journal.acts import register_acts  # noqa: PLC0415
        from doorstep.people.handovers import register_open_work  # noqa: PLC0415
        from doorstep.records.attachments import register_owner  # noqa: PLC0415

        register_acts(ACTS)
        register_owner(OWNER_KIND, can_read_files)
        register_open_work(OPEN_ISSUES)
        register_counters()
        register_contacts()
        declare_fields()
        register_held()
