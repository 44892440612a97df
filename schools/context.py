"""What every page's frame needs: who is signed in, where the navigation leads, what must be said on top."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    return {"portal": {"demo": settings.DEMO}}
