"""Composition root: settings, addresses, Celery. It names the apps only as strings."""

from hdr_portal.celery import app as celery_app

__all__ = ["celery_app"]
