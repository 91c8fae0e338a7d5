"""``python -m doorstep.cli.bench.stand MODULE:NAME --port N``: another application, served as ``serve`` does."""

import os
from argparse import ArgumentParser

import django

from doorstep.cli.serving import serve


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("application")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, default=4)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.config.settings")
    django.setup()  # before the worker is forked, as in ``serve``
    serve("127.0.0.1", chosen.port, chosen.threads, application=chosen.application)


if __name__ == "__main__":
    main()
