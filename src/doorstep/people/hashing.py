"""Argon2id sized for an office computer with one processor (OWASP's second profile)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallMachineArgon2(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: about 30 ms, and ten sign-ins at once stay below 200 MiB."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
