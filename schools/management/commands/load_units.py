"""`manage.py load_units FILE`: the municipality's units and establishments into the portal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hdr_portal.lib.polish import plural
from hdr_portal.lib.yamlentry import FileFaults
from hdr_portal.lib.yamlfile import read_bytes
from schools.models import Establishment, EstablishmentKind, School
from schools.scope import whole_municipality
from schools.unit_loading import LoadedUnits, load_units, read_units


class Command(BaseCommand):
    help = "Wczytuje jednostki oświatowe z pliku YAML. Dodaje tylko te, których brakuje, i niczego nie nadpisuje."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = settings.BASE_DIR / "data" / "tomaszow" / "units.yaml"
        parser.add_argument("file", nargs="?", type=Path, default=default, help="domyślnie data/tomaszow/units.yaml")

    def handle(self, *, file: Path, **_: Any) -> None:
        try:
            rows = read_units(read_bytes(file))
        except FileFaults as damaged:
            raise CommandError(f"Plik {file.name} ma błędy. W bazie nic się nie zmieniło.\n{damaged}") from damaged
        with whole_municipality():  # a municipality's list of units is nobody's in particular
            self.report(load_units(rows))

    def report(self, loaded: LoadedUnits) -> None:
        """What was added and what the portal now has."""
        self.stdout.write(counts_sentence())
        for line in [f"dodano: {name}" for name in loaded.added] or ["bez zmian"]:
            self.stdout.write(line)
        if loaded.beside:
            self.stdout.write(f"W portalu są też jednostki spoza pliku: {', '.join(loaded.beside)}.")


def counts_sentence() -> str:
    """12 jednostek, w nich 11 szkół podstawowych i 11 przedszkoli."""
    units = School.objects.count()
    primary = Establishment.objects.filter(kind=EstablishmentKind.PRIMARY).count()
    preschools = Establishment.objects.filter(kind=EstablishmentKind.PRESCHOOL).count()
    return (
        f"{units} {plural(units, 'jednostka,jednostki,jednostek')}, "
        f"w nich {primary} {plural(primary, 'szkoła podstawowa,szkoły podstawowe,szkół podstawowych')} "
        f"i {preschools} {plural(preschools, 'przedszkole,przedszkola,przedszkoli')}."
    )
