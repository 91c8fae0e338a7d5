"""Measuring speed and faults: every benchmark alternates with its reference inside one run.

Nothing here touches the data folder of the installation: each run makes a folder of its own (``rooms``),
starts real servers in it (``servers``) and removes it at the end.
"""
