"""What an inspection may end with."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["pdf", "picture", "document", "film"]

WHAT_TO_SEND = "Wyślij PDF, zdjęcie (JPEG, PNG, WebP), dokument (DOCX, XLSX, PPTX, ODT, ODS, ODP) albo film MP4."
BROKEN = "Plik jest uszkodzony albo niepełny. Otwórz go na swoim komputerze, zapisz na nowo i wyślij ponownie."


@dataclass(frozen=True)
class Accepted:
    """What the bytes are, whatever the file is called; the extension has no dot."""

    kind: Kind
    content_type: str
    extension: str


class Refused(Exception):
    """The file is not taken; the Polish sentence says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
