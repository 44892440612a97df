"""WSGI entry point (gunicorn hdr_portal.wsgi)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdr_portal.settings")

application = get_wsgi_application()
