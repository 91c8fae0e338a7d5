"""The life of one voice: from what was said to the call-back, in realistic time, through the services."""

from doorstep.cli.demo.replay.matters.people import Matter
from doorstep.cli.demo.replay.matters.voices import Matters

__all__ = ["Matter", "Matters"]
