"""Choices under the words that schools use for them; masculine, feminine and neuter are one word."""

from collections.abc import Iterable

from hdr_portal.lib.plaintext import folded
from hdr_portal.lib.workbook.contents import CellError, Value
from inventory.values.cells import EMPTY, Parsed, is_nothing, sentence_for_error, written

# What registers write, by column and code. Adjectives are found in every gender.
SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "status": {
        "in_use": ("używany", "użytkowany", "w użytkowaniu", "czynny", "aktywny", "na stanie", "jest", "sprawny", "działa", "w eksploatacji"),
        "stored": ("magazyn", "zmagazynowany", "nieużywany", "zapas", "zapasowy", "rezerwa"),
        "repair": ("naprawa", "serwis", "w serwisie", "naprawiany"),
        "lent": ("użyczony", "wypożyczony", "wypożyczenie"),
        "to_dispose": ("złom", "na złom", "do kasacji", "do utylizacji", "do złomowania", "do wycofania", "likwidacja"),
        "disposed": ("zlikwidowany", "skasowany", "zutylizowany", "zezłomowany", "wycofany"),
        "handed_over": ("przekazany", "oddany", "sprzedany"),
        "missing": ("zaginiony", "zgubiony", "skradziony", "nie odnaleziono", "nie ma"),
    },
    "condition": {
        "new": ("nowy", "fabrycznie nowy"),
        "good": ("dobry", "bardzo dobry", "bdb", "db", "sprawny", "działa", "działający", "ok"),
        "worn": ("zużyty", "przestarzały", "stary", "wyeksploatowany", "dostateczny", "średni", "dst"),
        "broken": ("uszkodzony", "zepsuty", "niesprawny", "nie działa", "awaria", "zły", "złom", "do naprawy"),
    },
    "audience": {
        "pupil": ("uczeń", "dla uczniów", "uczniowski"),
        "teacher": ("nauczyciel", "dla nauczycieli", "nauczycielski", "pedagog", "kadra"),
        "administration": ("biuro", "sekretariat", "dyrekcja", "dyrektor", "księgowość", "pracownicy administracji", "administracyjny"),
    },
    "accounting_class": {
        "011": ("środek trwały", "środki trwałe", "śt"),
        "013": ("pozostałe", "pozostały środek trwały", "pozostałe środki trwałe", "pśt", "wyposażenie"),
        "020": ("wnip", "wartości niematerialne i prawne", "wartości niematerialne"),
        "qty": ("ilościowa", "ilościowe", "pozabilansowa", "pozabilansowo", "niskocenne"),
    },
    "owner": {
        "school": ("placówka", "jednostka", "własność szkoły", "własny"),
        "municipality": ("miasto", "urząd miasta", "urząd gminy", "organ prowadzący", "własność gminy"),
        "other": ("inny", "inne", "użyczenie", "ministerstwo"),
    },
    "disk_kind": {
        "ssd": ("nvme", "m.2", "ssd nvme", "ssd m.2", "ssd sata"),
        "hdd": ("talerzowy", "magnetyczny", "hdd sata"),
        "emmc": ("e-mmc",),
    },
    "windows11": {
        "installed": ("windows 11", "win 11", "win11", "jest"),
        "ready": ("tak", "zgodny", "kompatybilny", "spełnia", "możliwy"),
        "upgrade": ("po rozbudowie", "do rozbudowy", "po modernizacji"),
        "check": ("nie wiadomo", "do ustalenia", "?"),
        "no": ("nie", "niezgodny", "niekompatybilny", "nie spełnia"),
    },
}  # fmt: skip


def words_for(key: str, choices: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Every word by which a choice of the column is known, folded, with its code; labels stand above synonyms."""
    pairs = tuple(choices)
    words = {_stem(folded(word)): code for code, some in SYNONYMS.get(key, {}).items() for word in some}
    for code, label in pairs:
        words[_stem(folded(label))] = code
        words[folded(code)] = code
    return words


def read_choice(cell: Value, words: dict[str, str], labels: dict[str, str]) -> Parsed:
    """The code of a choice; `words` come from words_for, `labels` name the codes on screen."""
    if isinstance(cell, CellError):
        return Parsed(error=sentence_for_error(cell))
    text = written(cell)
    plain = folded(text)
    code = words.get(plain) or words.get(_stem(plain)) or _account(plain, labels)
    if code:
        return Parsed(code)
    if is_nothing(text):
        return Parsed(EMPTY, warning=f"„{text}” odczytano jako brak wpisu.")
    return Parsed(error=f"Nie ma takiej wartości: „{text[:60]}”. Wpisz jedną z: {', '.join(labels.values())}.")


def _stem(plain: str) -> str:
    """„uszkodzony”, „uszkodzona”, „uszkodzone” → „uszkodzon”."""
    return plain[:-1] if len(plain) > 4 and plain[-1] in "yaeoi" else plain


def _account(plain: str, labels: dict[str, str]) -> str:
    """013 in „13” and „013-2”."""
    number = plain.split("-", maxsplit=1)[0].split(" ", maxsplit=1)[0].strip(".").zfill(3)
    return number if number.isdecimal() and number in labels else ""
