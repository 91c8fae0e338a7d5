"""The application as it is, on a slow line: what was written is answered a moment later."""

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.config.settings")
SLOW_SECONDS = 0.03
plain = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    answer = plain(environ, start_response)
    if environ["REQUEST_METHOD"] == "POST":
        time.sleep(SLOW_SECONDS)
    return answer
