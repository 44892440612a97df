#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; a wrong setting is told in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdr_portal.settings")
    try:
        settings.DEBUG  # noqa: B018 - reads the settings now
    except ImproperlyConfigured as wrong:
        sys.exit(f"Portal nie ruszył. {wrong}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
