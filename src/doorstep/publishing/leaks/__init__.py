"""Personal data in what is about to be published (DOMAIN §10 N3, N4). Plain Python: no database, no writing."""

from doorstep.publishing.leaks.candidates import candidates_in, candidates_in_file
from doorstep.publishing.leaks.files import scan_file
from doorstep.publishing.leaks.findings import KINDS, REASONS, Finding
from doorstep.publishing.leaks.scan import scan_text, scan_values

__all__ = [
    "KINDS",
    "REASONS",
    "Finding",
    "candidates_in",
    "candidates_in_file",
    "scan_file",
    "scan_text",
    "scan_values",
]
