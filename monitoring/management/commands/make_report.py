"""manage.py make_report --plan 1 --as-of 2026-06-30 --out report.pdf"""

import datetime
import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from monitoring import services
from schedule.models import Plan
from schedule.queries import current_plan
from schools.models import JobState
from schools.scope import whole_municipality


class Command(BaseCommand):
    help = "Robi raport z postępu planu na dzień i zapisuje go w archiwum oraz w podanym pliku."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plan", type=int, help="numer planu; bez niego bieżący plan")
        parser.add_argument("--as-of", required=True, help="stan na dzień, na przykład 2026-06-30")
        parser.add_argument("--out", required=True, type=Path, help="plik PDF do zapisania")

    def handle(self, *args: Any, **options: Any) -> None:
        with whole_municipality():  # the report speaks of the whole municipality
            report = services.request_report(
                services.ReportOrder(_plan(options["plan"]), _day(options["as_of"])),
                request_key=uuid.uuid4(),
                by=None,
                wake=None,
            )
            made = services.produce_report(report.pk)
        if made is None or made.state != JobState.DONE:
            raise CommandError((made and made.error) or services.FAILED)
        try:
            options["out"].write_bytes(made.file.read_bytes())
        except OSError as error:
            raise CommandError(f"Nie można zapisać {options['out']}: {error.strerror}.") from error
        self.stdout.write(f"{options['out']}: {made.pages} stron, SHA-256 {made.sha256}")


def _plan(number: int | None) -> Plan:
    plan = Plan.objects.filter(pk=number).first() if number else current_plan()
    if plan is None:
        raise CommandError("Nie ma takiego planu. Wczytaj plan poleceniem load_plan albo podaj inny numer.")
    return plan


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"„{text}” nie jest datą. Wpisz na przykład 2026-06-30.") from error
