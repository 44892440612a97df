"""`manage.py load_instruments [FILE…]`: ready questionnaires into the portal."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hdr_portal.lib.polish import counted
from hdr_portal.lib.yamlentry import FileFaults
from hdr_portal.lib.yamlfile import read_bytes
from surveys.instrument_loading import Loaded, load_instruments, read_instrument
from surveys.questionnaire import Questionnaire

WORDS = {
    "new": "wczytano",
    "changed": "zmieniono (nikt jeszcze z niego nie korzystał)",
    "version": "powstała nowa wersja",
}


class Command(BaseCommand):
    help = (
        "Wczytuje gotowe kwestionariusze z plików YAML. Ponowne wczytanie niczego nie zmienia; zmieniony plik "
        "kwestionariusza, który był już używany, tworzy jego nową wersję."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="domyślnie wszystkie z data/instruments")

    def handle(self, *, files: list[Path], **_: Any) -> None:
        found = files or sorted((settings.BASE_DIR / "data" / "instruments").glob("*.yaml"))
        contents = [self.read(file) for file in found]
        for code, times in Counter(content.code for content in contents).items():
            if times > 1:
                raise CommandError(f"Kod „{code}” mają dwa pliki.")
        loaded = load_instruments(contents)
        for one in loaded:
            if one.outcome in WORDS:
                self.stdout.write(f"{one.code} (wersja {one.version}): {WORDS[one.outcome]}.")
        self.stdout.write(self.summary(loaded))

    @staticmethod
    def read(file: Path) -> Questionnaire:
        """The questionnaire of a file; its faults end the command."""
        try:
            return read_instrument(read_bytes(file))
        except FileFaults as damaged:
            raise CommandError(f"Plik {file.name} ma błędy. W bazie nic się nie zmieniło.\n{damaged}") from damaged

    @staticmethod
    def summary(loaded: list[Loaded]) -> str:
        """How many files there were and how many of them changed anything."""
        changed = sum(one.outcome != "same" for one in loaded)
        return f"Sprawdzono {counted(len(loaded), 'plik,pliki,plików')}, zmian: {changed}."
