"""The WSGI entry of the reference: the installation's settings, with one bare view."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.config.settings")
settings.ROOT_URLCONF = "doorstep.cli.bench.bare"
application = get_wsgi_application()
