"""manage.py check_health: whether a worker has run a task lately; exit code 0 or 1."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schools.models import WorkerHeartbeat

FRESH = datetime.timedelta(minutes=2)


class Command(BaseCommand):
    help = "Sprawdza znak życia, który co pół minuty zapisuje zadanie: działają wtedy i harmonogram, i proces roboczy."

    def handle(self, *args: Any, **options: Any) -> None:
        last = WorkerHeartbeat.objects.order_by("-beat_at").first()
        if last is None:
            raise CommandError("Żaden proces roboczy nie dał jeszcze znaku życia. Sprawdź usługi worker i beat.")
        silent = timezone.now() - last.beat_at
        if silent > FRESH:
            raise CommandError(
                f"Proces roboczy milczy od {int(silent.total_seconds())} s. Sprawdź usługi worker, beat i redis."
            )
        self.stdout.write("Proces roboczy działa.")
