"""The sheets of a questionnaire's workbook and their columns."""

import re

SURVEY, CHOICES, SETTINGS, LEGEND = "survey", "choices", "settings", "opis"
LANGUAGES = ("pl", "uk", "en")
BEGIN, END = "begin_group", "end_group"
LEVELS, MULTILINE = "levels", "multiline"


def in_languages(name: str) -> tuple[str, ...]:
    """Label → label::pl, label::uk, label::en."""
    return tuple(f"{name}::{code}" for code in LANGUAGES)


COLUMNS: dict[str, tuple[str, ...]] = {
    SURVEY: (
        "type", "name", *in_languages("label"), *in_languages("hint"), *in_languages("easy"), "appearance", "required",
        "not_applicable", "reverse", "limit", "minimum", "maximum", "relevant", "tag", "category", "construct",
    ),
    CHOICES: ("list_name", "name", "value", *in_languages("label")),
    SETTINGS: (
        "form_id", "version", *in_languages("title"), *in_languages("intro"), "audience", "framework", "easy",
        "minutes", "source_note",
    ),
}  # fmt: skip
REQUIRED = {
    SURVEY: ("type", "name", "label::pl"),
    CHOICES: ("list_name", "name", "label::pl"),
    SETTINGS: ("form_id", "title::pl", "audience"),
}
NUMBERS = frozenset({"limit", "minimum", "maximum", "value", "version", "minutes"})
FLAGS = frozenset({"required", "not_applicable", "reverse"})
# XLSForm names a language in full: „label::Polski (pl)”.
_NAMED_LANGUAGE = re.compile(r"(\w+)\s*::\s*(?:.*\((pl|uk|en)\)|(pl|uk|en))", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{\s*([A-Za-z][\w-]*)\s*\}")
_WORDS = re.compile(r"'[^']*'|[A-Za-z][\w-]*")
_NO_NAMES = frozenset({"and", "or", "selected"})


def column_named(title: str) -> str:
    """The column that a header means: „Label :: Polski (pl)” → „label::pl”."""
    plain = title.strip()
    found = _NAMED_LANGUAGE.fullmatch(plain)
    return f"{found[1].lower()}::{(found[2] or found[3]).lower()}" if found else plain.lower()


def as_relevant(condition: str) -> str:
    """A condition in XLSForm's writing: stage = '1-3' → ${stage} = '1-3'."""

    def referred(found: re.Match[str]) -> str:
        word = found[0]
        return word if word.startswith("'") or word in _NO_NAMES else f"${{{word}}}"

    return _WORDS.sub(referred, condition)


def from_relevant(relevant: str) -> str:
    """A condition in our writing, whichever way it was written."""
    return _REFERENCE.sub(r"\1", relevant)
