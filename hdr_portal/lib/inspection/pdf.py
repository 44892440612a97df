"""PDF: opens without a password, has pages, runs nothing."""

import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from .verdicts import BROKEN, Accepted, Refused

TAIL = 8192
PASSWORD = "PDF jest zabezpieczony hasłem. Zapisz go bez hasła i wyślij ponownie."  # noqa: S105 - a sentence
NO_PAGES = "PDF nie ma ani jednej strony. Sprawdź, czy to właściwy plik, i wyślij ponownie."
CUT = "PDF jest niepełny albo ma obce dane za końcem dokumentu. Zapisz go na nowo i wyślij ponownie."
ACTIVE = "PDF zawiera skrypty albo polecenia uruchamiania programów. Wydrukuj go do nowego PDF i wyślij ten nowy plik."
ATTACHMENTS = "PDF zawiera załączniki. Zapisz go bez załączników, a załączniki wyślij jako osobne pliki."
RUNNING = frozenset({"/JavaScript", "/Launch", "/ImportData"})


def check_pdf(file: BinaryIO) -> Accepted:
    """A readable PDF; raises Refused."""
    import pikepdf  # slow import, only for PDFs

    if b"%%EOF" not in _tail(file):
        raise Refused(CUT)
    try:
        with pikepdf.open(file, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise Refused(NO_PAGES)
            for item in pdf.objects:
                _refuse_active(item)
    except pikepdf.PasswordError as error:
        raise Refused(PASSWORD) from error
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError) as error:
        raise Refused(BROKEN) from error
    return Accepted("pdf", "application/pdf", "pdf")


def _tail(file: BinaryIO) -> bytes:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    tail = file.read()
    file.seek(0)
    return tail


def _refuse_active(item: Any) -> None:
    for part in _direct_dictionaries(item):
        if "/JS" in part or str(part.get("/S", "")) in RUNNING or str(part.get("/Subtype", "")) == "/RichMedia":
            raise Refused(ACTIVE)
        if "/EF" in part or str(part.get("/Type", "")) == "/EmbeddedFile":
            raise Refused(ATTACHMENTS)


def _direct_dictionaries(item: Any) -> Iterator[Any]:
    """The dictionaries written inside one object; what it merely refers to comes as an object of its own."""
    import pikepdf  # already loaded by check_pdf

    waiting = [item]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Array):
            inside = list(part)
        elif isinstance(part, (pikepdf.Dictionary, pikepdf.Stream)):
            yield part
            inside = [value for _, value in part.items()]
        else:
            continue
        # Numbers and names come as plain Python values.
        waiting += [value for value in inside if not getattr(value, "is_indirect", True)]
