"""`manage.py load_dictionaries [FILE…]`: dictionaries of the register into the portal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hdr_portal.lib.polish import counted
from hdr_portal.lib.yamlentry import FileFaults
from hdr_portal.lib.yamlfile import read_bytes
from inventory.dictionary_loading import Row, load_dictionaries, read_dictionaries
from schools.scope import whole_municipality


class Command(BaseCommand):
    help = "Wczytuje słowniki ewidencji z plików YAML. Dodaje tylko wpisy, których brakuje, i niczego nie nadpisuje."

    def add_arguments(self, parser: ArgumentParser) -> None:
        data = settings.BASE_DIR / "data"
        default = [data / "dictionaries.yaml", data / "tomaszow" / "zszo.yaml"]
        parser.add_argument(
            "files", nargs="*", type=Path, default=default, help="domyślnie data/dictionaries.yaml i ZSZO"
        )

    def handle(self, *, files: list[Path], **_: Any) -> None:
        rows = [row for file in files for row in self.read(file)]
        with whole_municipality():  # dictionaries are common to all schools
            added = load_dictionaries(rows)
        self.stdout.write(f"W plikach: {counted(len(rows), 'wpis,wpisy,wpisów')}, dodano {len(added)}.")

    @staticmethod
    def read(file: Path) -> list[Row]:
        """The rows of a file; its faults end the command."""
        try:
            return read_dictionaries(read_bytes(file))
        except FileFaults as damaged:
            raise CommandError(f"Plik {file.name} ma błędy. W bazie nic się nie zmieniło.\n{damaged}") from damaged
