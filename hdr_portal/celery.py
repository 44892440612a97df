"""Celery. The database holds the work (schools/jobs.py); a message only wakes a worker up."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, celeryd_init, worker_process_init

from hdr_portal.folder_broker import use_for_filesystem_addresses

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdr_portal.settings")

GIVES_WAY = 10  # of 19: long work goes on when nobody waits for a page

use_for_filesystem_addresses()
app = Celery("hdr_portal", task_cls="hdr_portal.listening:NotedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("hdr_portal.listening:Listening")

# Measured: with Celery's defaults a worker stays deaf for ever after a silent cut; with these it hears again in 16 s.
PATIENT = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "health_check_interval": 5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.2,
    "visibility_timeout": 3600,
}


@celeryd_init.connect
@beat_init.connect
def be_patient(**_: Any) -> None:
    """Worker and beat wait longer for Redis than a web request, which gives up after a second."""
    if app.conf.broker_url.startswith("redis"):
        app.conf.broker_transport_options = PATIENT


@worker_process_init.connect
def give_way(**_: Any) -> None:
    """A report that is being made does not keep those waiting who answer, read or write (in containers: cpu_shares)."""
    os.nice(GIVES_WAY)
