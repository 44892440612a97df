"""`manage.py recount_registers`: proof-reads the summaries of the registers against a count from the records."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from hdr_portal.lib.polish import counted
from inventory.changes import mark_stale
from inventory.models import RegisterSummary
from inventory.summaries import fresh_summaries, wrong_summaries
from schools.models import School
from schools.scope import whole_municipality


class Command(BaseCommand):
    """Counts every register anew and compares."""

    help = "Porównuje podsumowania ewidencji z liczeniem od nowa; z --mend liczy i zapisuje wszystkie na nowo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--mend`: keep the new counts."""
        parser.add_argument("--mend", action="store_true", help="policz i zapisz wszystkie na nowo")

    def handle(self, *_: Any, **options: Any) -> None:
        """Fails when a summary that says it is fresh differs from the records."""
        with whole_municipality():  # all registers of the city are proof-read
            wrong = wrong_summaries()
            for line in wrong:
                self.stdout.write(line)
            if options["mend"]:
                mark_stale(RegisterSummary.objects.values_list("school_id", flat=True))
                fresh_summaries(School.objects.values_list("pk", flat=True))
            elif wrong:
                told = counted(len(wrong), "podsumowanie różni,podsumowania różnią,podsumowań różni")
                raise CommandError(f"{told} się od ewidencji. Policz je na nowo: manage.py recount_registers --mend.")
        if options["verbosity"]:
            self.stdout.write("Podsumowania zgadzają się z ewidencjami.")
