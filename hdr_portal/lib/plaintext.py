"""Text as people mean it: invisible characters, look-alike letters and Polish letters make no difference to a search."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MARKS = re.compile("[\u0300-\u036f]+")
_NO_MARKS = str.maketrans("łŁøØđĐ", "lLoOdD")
# Cyrillic and Greek letters that look like Latin ones: they come from keyboards and copied documents.
_LOOK_ALIKES = str.maketrans(
    "АВСЕНІЈКМОРЅТХУасеіјорѕхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABCEHIJKMOPSTXYaceijopsxyABEZHIKMNOPTYXo",
)


def tidy(text: str) -> str:
    """The text without invisible characters, its white space (hard spaces too) made single, its ends trimmed."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def latin(text: str) -> str:
    """The text with Cyrillic and Greek letters that look like Latin ones made Latin; Polish letters stay."""
    return text if text.isascii() else text.translate(_LOOK_ALIKES)


def folded(text: str) -> str:
    """The text for comparing and searching: tidy, small letters, without Polish or other marks: „Żółw” → „zolw”."""
    plain = tidy(text)
    if not plain.isascii():  # Polish letters first: the rest is slower and seldom needed
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain.replace("ł", "l").replace("Ł", "L")))
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LOOK_ALIKES).translate(_NO_MARKS))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.lower()


def number_key(number: str) -> str:
    """An inventory or serial number for comparing: folded and without spaces, so that „SP 1/ 07” equals „sp1/07”."""
    return folded(number).replace(" ", "")
