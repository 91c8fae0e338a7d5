"""What is stored about delivering projects."""

from doorstep.delivery.models.observations import (
    Observation,
    ObservationDraw,
    ObservationStep,
    ObservationTodo,
)

__all__ = ["Observation", "ObservationDraw", "ObservationStep", "ObservationTodo"]
