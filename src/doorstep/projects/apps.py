from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "doorstep.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.people.handovers import register_open_work  # noqa: PLC0415
        from doorstep.projects.held import register_held  # noqa: PLC0415
        from doorstep.projects.personal import declare_fields  # noqa: PLC0415
        from doorstep.projects.rules import ACTS, OPINION_ACTS, TASK_ACTS  # noqa: PLC0415
        from doorstep.projects.services.hand_over import LED_PROJECTS  # noqa: PLC0415

        register_acts(ACTS)
        register_acts(OPINION_ACTS | TASK_ACTS)
        register_open_work(LED_PROJECTS)
        declare_fields()
        register_held()
