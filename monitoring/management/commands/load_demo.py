"""manage.py load_demo: demonstration accounts and records, in demo mode only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from monitoring.demo import PASSWORD, DemoData
from schedule.queries import current_plan
from schools.scope import whole_municipality


class Command(BaseCommand):
    help = "Wczytuje dane demonstracyjne (zmyślone i tak oznaczone) i wypisuje konta według ról."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dane demonstracyjne wczytuje się tylko w wersji demonstracyjnej (HDR_DEMO=true).")
        plan = current_plan()
        if plan is None:
            raise CommandError("Najpierw wczytaj plan: manage.py load_plan data/tomaszow/plan.yaml.")
        with whole_municipality():  # the demonstration fills every school
            accounts = DemoData(plan).load()
        self.stdout.write(f"Konta demonstracyjne (hasło do każdego: {PASSWORD}):")
        for account in accounts:
            self.stdout.write(f"  {account.email:<32} {account.role}, {account.where}")
