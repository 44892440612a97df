"""What a text of a questionnaire must be: Polish always, every other used language too, readable, not too long. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire import POLISH, Texts

LANGUAGES = {"pl": "polski", "uk": "ukraiński", "en": "angielski"}
# Control characters and those that turn the direction of a text: no workbook brings them back as they were.
UNREADABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Wanted:
    """What one text has to be: in which languages, how long, whether it may be left out."""

    languages: tuple[str, ...]
    length: int
    required: bool


@dataclass(frozen=True)
class Limits:
    """The languages that the questionnaire speaks."""

    languages: tuple[str, ...]

    def required(self, length: int) -> Wanted:
        """A text that must be there."""
        return Wanted(self.languages, length, required=True)

    def optional(self, length: int) -> Wanted:
        """A text that may be left out, in all languages."""
        return Wanted(self.languages, length, required=False)


def language_of(code: str) -> str:
    """The language's Polish name."""
    return LANGUAGES.get(code, code)


def text_faults(texts: Texts, wanted: Wanted) -> Iterator[str]:
    """What is wrong with one text in its languages."""
    for code in texts:
        if code not in LANGUAGES:
            yield f"Nieznany język „{code}”. Teksty mogą być w językach: pl, uk, en."
    if wanted.required or texts:
        yield from _missing(texts, wanted)
    for code, text in texts.items():
        if code in LANGUAGES and text:
            yield from _wrong(code, text, wanted.length)


def _missing(texts: Texts, wanted: Wanted) -> Iterator[str]:
    lacking = [code for code in wanted.languages if not texts.get(code)]
    if POLISH in lacking:
        yield "Brakuje tekstu po polsku."
    if others := ", ".join(language_of(code) for code in lacking if code != POLISH):
        yield f"Brakuje tekstu w języku: {others}. Inne teksty tego kwestionariusza go mają."
    for code, text in texts.items():
        if not text and code not in wanted.languages:
            yield f"Tekst jest pusty: {language_of(code)}."


def _wrong(code: str, text: str, length: int) -> Iterator[str]:
    if text != text.strip():
        yield f"Tekst ({language_of(code)}) zaczyna się albo kończy odstępem. Usuń go."
    if len(text) > length:
        yield f"Tekst ({language_of(code)}) ma {len(text)} znaków, a mieści się {length}. Skróć go."
    if UNREADABLE.search(text):
        yield f"Tekst ({language_of(code)}) zawiera znak sterujący, którego nie widać. Wpisz go od nowa."
