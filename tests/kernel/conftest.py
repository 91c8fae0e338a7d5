"""The kernel's properties are tried on a machine that others use too: no time limit for one example."""

from hypothesis import settings

settings.register_profile("kernel", deadline=None)
settings.load_profile("kernel")
