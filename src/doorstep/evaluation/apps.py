from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "doorstep.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.evaluation.contacts import REACHED_BY  # noqa: PLC0415 - apps are loaded only now
        from doorstep.evaluation.held import register_held  # noqa: PLC0415
        from doorstep.evaluation.personal import declare_fields  # noqa: PLC0415
        from doorstep.evaluation.rules.states import ACTS  # noqa: PLC0415
        from doorstep.evaluation.services.hand_over import (  # noqa: PLC0415
            OPEN_RECTIFICATIONS,
            WAITING_CALLS,
        )
        from doorstep.journal.acts import register_acts  # noqa: PLC0415
        from doorstep.people.handovers import register_open_work  # noqa: PLC0415

        register_acts(ACTS)
        REACHED_BY.register()
        declare_fields()
        register_held()
        register_open_work(WAITING_CALLS)
        register_open_work(OPEN_RECTIFICATIONS)
