"""`manage.py import_rspo`: the preview of an RSPO file in words, and the import itself with --apply."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hdr_portal.lib.csvtext import Unreadable
from schools import rspo
from schools.rspo import Register, fold
from schools.rspo_choice import operators
from schools.rspo_import import apply_preview
from schools.rspo_plan import Preview
from schools.rspo_preview import make_preview
from schools.rspo_words import preview_lines
from schools.scope import whole_municipality


class Command(BaseCommand):
    help = "Pokazuje, co zmieni plik CSV z rejestru RSPO; z --apply zapisuje zmiany."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="PLIK", type=Path)
        parser.add_argument("--apply", action="store_true", help="zapisz zmiany (bez tego tylko podgląd)")
        parser.add_argument("--operator", metavar="NAZWA", default="", help="organ prowadzący, jak w pliku")
        parser.add_argument("--day", metavar="RRRR-MM-DD", type=datetime.date.fromisoformat, help="stan na dzień")

    def handle(self, **options: Any) -> None:
        register = _register(options["file"])
        operator = _operator(register, options["operator"])
        with whole_municipality():  # the register holds the units of the whole municipality
            day = options["day"] or timezone.localdate()
            preview = make_preview(register, operator=operator, day=day)
            self._tell(preview)
            if options["apply"]:
                apply_preview(preview, reason=f"import z RSPO, plik {options['file'].name}"[:100], by=None)
                self.stdout.write("\nZapisano.")

    def _tell(self, preview: Preview) -> None:
        for line in preview_lines(preview):
            self.stdout.write(line)


def _register(file: Path) -> Register:
    try:
        return rspo.parse(rspo.read(file.read_bytes()))
    except OSError as error:
        raise CommandError(f"Nie można otworzyć pliku {file}: {error.strerror}.") from error
    except Unreadable as error:
        raise CommandError(str(error)) from error


def _operator(register: Register, wanted: str) -> str:
    found = operators(register)
    if not found:
        raise CommandError("W pliku nie ma żadnej publicznej szkoły podstawowej ani przedszkola.")
    if not wanted:
        return found[0].key
    if fold(wanted) not in {one.key for one in found}:
        names = "\n".join(f"  {one.name}" for one in found[:20])
        raise CommandError(f"W pliku nie ma organu prowadzącego „{wanted}”. Są w nim:\n{names}")
    return fold(wanted)
