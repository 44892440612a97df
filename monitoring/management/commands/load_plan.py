"""`manage.py load_plan FILE`: the plan of a municipality, with its indicators, into the portal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hdr_portal.lib.polish import plural
from hdr_portal.lib.yamlentry import FileFaults
from hdr_portal.lib.yamlfile import read_bytes
from monitoring.bindings import Bindings, read_bindings
from monitoring.plan_loading import LoadedPlan, PlanCounts, count_rows, load_plan
from schedule.plan_loading import RowsInUse
from schedule.planfile import PlanFile, read_plan

UNTOUCHED = "W bazie nic się nie zmieniło."


class Command(BaseCommand):
    help = "Wczytuje plan (HDR) z pliku YAML. Wczytanie tego samego pliku drugi raz niczego nie zmienia."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="plik planu, np. data/tomaszow/plan.yaml")
        parser.add_argument(
            "--bindings", type=Path, help="plik wiązań; domyślnie bindings.yaml obok planu, gdy istnieje"
        )
        parser.add_argument(
            "--reset-bindings",
            action="store_true",
            help="przywróć wiązania i uwagi z pliku, nadpisując zmiany z portalu",
        )

    def handle(self, *, file: Path, bindings: Path | None, reset_bindings: bool, **_: Any) -> None:
        plan_file = _read_plan_file(file)
        beside = file.with_name("bindings.yaml")
        chosen = bindings or (beside if beside.exists() else None)
        bound = _read_bindings_file(chosen, plan_file) if chosen else None
        try:
            loaded = load_plan(plan_file, bound, reset_bindings=reset_bindings)
        except RowsInUse as error:
            raise CommandError(f"{error}\n{UNTOUCHED}") from error
        self.report(loaded)

    def report(self, loaded: LoadedPlan) -> None:
        """What was done and what the portal now has."""
        self.stdout.write(f"{loaded.plan}: {counts_sentence(count_rows(loaded.plan))}")
        if loaded.created:
            self.stdout.write("Plan wczytany po raz pierwszy.")
        for line in () if loaded.created else loaded.changes or ("bez zmian",):
            self.stdout.write(line)
        if loaded.differing:
            names = ", ".join(loaded.differing)
            self.stdout.write(f"W portalu inaczej niż w pliku wiązań: {names}. Opcja --reset-bindings przywróci plik.")
        unbound = loaded.plan.indicators.filter(measure="").values_list("number", flat=True)
        if unbound:
            self.stdout.write(
                f"Bez miary, więc bez wyniku: {', '.join(unbound)}. Wybierz miarę w panelu administratora."
            )


def _read_plan_file(path: Path) -> PlanFile:
    try:
        return read_plan(read_bytes(path))
    except FileFaults as damaged:
        raise CommandError(_refusal(path, damaged)) from damaged


def _read_bindings_file(path: Path, plan: PlanFile) -> Bindings:
    try:
        return read_bindings(read_bytes(path), plan)
    except FileFaults as damaged:
        raise CommandError(_refusal(path, damaged)) from damaged


def _refusal(path: Path, damaged: FileFaults) -> str:
    amount = len(damaged.faults)
    return f"Plik {path.name} ma {amount} {plural(amount, 'błąd,błędy,błędów')}. {UNTOUCHED}\n{damaged}"


def counts_sentence(counts: PlanCounts) -> str:
    """10 działań, 28 kroków numerowanych (+2), 22 wskaźniki, 24 wartości docelowe."""
    steps = f"{counts.numbered_steps} {plural(counts.numbered_steps, 'krok numerowany,kroki numerowane,kroków numerowanych')}"
    more = f" (+{counts.unnumbered_steps})" if counts.unnumbered_steps else ""
    values = plural(counts.targets, "wartość docelowa,wartości docelowe,wartości docelowych")
    return (
        f"{counts.actions} {plural(counts.actions, 'działanie,działania,działań')}, {steps}{more}, "
        f"{counts.indicators} {plural(counts.indicators, 'wskaźnik,wskaźniki,wskaźników')}, {counts.targets} {values}."
    )
