"""What is said of a file that cannot be read: what is wrong with it, what to do."""

from ..inspection.verdicts import BROKEN, Refused  # noqa: TID252 - the child knows this package as lib.workbook

__all__ = ["BROKEN", "Refused"]

NBSP = "\u00a0"
SAVE_AS = "Otwórz go w Excelu albo LibreOffice, zapisz jako XLSX i wgraj ponownie."
WHAT_TO_SEND = "Wgraj arkusz XLSX, XLS, ODS albo CSV."

EMPTY = "Plik jest pusty (0 bajtów). Sprawdź go na swoim komputerze i wgraj ponownie."
NO_CELLS = "W pliku nie ma ani jednej wypełnionej komórki. Sprawdź, czy to właściwy plik, i wgraj ponownie."
PASSWORD = "Plik jest zabezpieczony hasłem. Zdejmij hasło, zapisz go i wgraj ponownie."  # noqa: S105 - a sentence
MACROS = "Plik zawiera makra. Zapisz go bez makr, jako zwykły XLSX, i wgraj ponownie."
XLSB = f"To jest skoroszyt binarny (XLSB). {SAVE_AS}"
OLD_EXCEL = f"To jest arkusz Excela starszego niż 97. {SAVE_AS}"
WEB_PAGE = f"To jest strona HTML, choć plik nazwano arkuszem. {SAVE_AS}"
XML = f"To jest plik XML, a nie skoroszyt. {SAVE_AS}"
PDF = f"To jest PDF, a nie arkusz. {WHAT_TO_SEND}"
PICTURE = f"To jest obraz, a nie arkusz. {WHAT_TO_SEND}"
ARCHIVE = f"To jest archiwum ZIP, a nie arkusz. Rozpakuj je. {WHAT_TO_SEND}"
OTHER_ARCHIVE = f"To jest archiwum, a nie arkusz. Rozpakuj je. {WHAT_TO_SEND}"
PROGRAM = f"To jest program, a nie arkusz. {WHAT_TO_SEND}"
DOCUMENT = f"To jest dokument albo prezentacja, a nie arkusz. {WHAT_TO_SEND}"
UNKNOWN = f"Portal nie rozpoznaje tego pliku jako arkusza. {WHAT_TO_SEND}"
TEXT_NAMED_WORKBOOK = (
    "Plik ma nazwę arkusza ({ending}), a w środku jest zwykły tekst. Zmień końcówkę nazwy na „.csv” i wgraj ponownie."
)
NO_SHEET = f"W pliku nie ma żadnego arkusza z komórkami. {SAVE_AS}"
BOMB = f"Plik rozpakowuje się do zbyt wielu danych. Usuń z niego zbędne arkusze i obrazy. {SAVE_AS}"
DTD = f"W pliku są polecenia XML (DTD), których arkusze nie mają. {SAVE_AS}"
BAD_NAMES = f"W pliku są części o niedozwolonych nazwach. {SAVE_AS}"
TWICE = f"W pliku ta sama część występuje dwa razy. {SAVE_AS}"
OVERLAP = f"Części pliku nachodzą na siebie. {SAVE_AS}"
STYLES = "Plik ma zbyt wiele stylów komórek. Skopiuj same dane do nowego skoroszytu (Wklej wartości) i wgraj go."
STRINGS = "Plik ma zbyt wiele różnych tekstów. Podziel go na części i wgraj każdą osobno."
TOO_MUCH_TEXT = "Plik ma zbyt wiele tekstu. Podziel go na części i wgraj każdą osobno."
TOO_SLOW = "Plik okazał się zbyt złożony, by go odczytać. Skopiuj same dane do nowego skoroszytu i wgraj go."
DISAGREE = "Dwa niezależne odczyty pliku dały różną liczbę komórek ({one} i {other}), więc nic nie wczytano. " + SAVE_AS
UNCOUNTED = f"Nie udało się policzyć komórek pliku drugim, niezależnym sposobem, więc nic nie wczytano. {SAVE_AS}"

CHARTS = "Pominięto arkusze bez komórek (wykresy): {names}. Sprawdź, czy danych z nich nie trzeba wpisać do tabeli."

# The sheet's name stands in front: "Arkusz „Sprzęt”: …"
ROWS = "ma dane dalej niż w wierszu {most}. Podziel go na części i wgraj każdą osobno."
ROW_MARKS = "ma ponad {most} sformatowanych wierszy. Zaznacz puste wiersze pod tabelą, usuń je i zapisz plik."
COLUMNS = "ma dane dalej niż w kolumnie {most}. Usuń je albo przenieś bliżej i zapisz plik."
CELLS = (
    "ma ze wszystkimi poprzednimi ponad {most} komórek, licząc puste z formatowaniem. "
    "Usuń zbędne kolumny i puste wiersze albo podziel plik na części."
)
OLD_CELLS = "ma ponad {most} komórek, za dużo jak na stary format XLS. Zapisz plik jako XLSX i wgraj ponownie."
SCATTERED = "ma komórki rozrzucone na zbyt dużym obszarze. Usuń dane stojące daleko od tabeli i zapisz plik."
MERGES = "ma zbyt wiele scalonych komórek. Rozdziel scalone komórki i zapisz plik."
CONDITIONS = "ma zbyt wiele reguł formatowania warunkowego. Wyczyść je i zapisz plik."
TWO_VALUES = (
    "ma dwie wartości w komórce {place}. Otwórz plik w Excelu albo LibreOffice, zapisz na nowo i wgraj ponownie."
)
SHEETS = "Plik ma ponad {most} arkuszy. Zostaw tylko te z danymi i zapisz go."

NUL = "To nie jest plik CSV: zawiera znaki, których tekst nie ma. Zapisz arkusz jako CSV UTF-8 i wgraj ponownie."
UTF16 = "Plik CSV jest zapisany w UTF-16 bez znacznika na początku. Zapisz arkusz jako CSV UTF-8 i wgraj ponownie."
LETTERS = "Nie można odczytać liter w pliku CSV. Zapisz arkusz jako CSV UTF-8 i wgraj ponownie."
QUOTE = (
    "Wiersz {row}: cudzysłów otwarty w tym wierszu nie jest domknięty albo po nim stoi dalszy tekst. "
    "Popraw go albo zapisz arkusz jako XLSX i wgraj ponownie."
)
LONG_FIELD = (
    "Wiersz {row}: jedno z pól ma ponad {most} znaków. Sprawdź, czy cudzysłów jest domknięty, i wgraj plik ponownie."
)


def thousands(amount: int) -> str:
    """20 100, with a hard space."""
    return f"{amount:,}".replace(",", NBSP)


def too_large(limit: int) -> str:
    """The file is over the limit in bytes."""
    return (
        f"Plik ma ponad {limit // 1_000_000}{NBSP}MB. Usuń z niego obrazy i zbędne arkusze albo podziel go na części."
    )


def of_sheet(name: str, sentence: str, **words: int | str) -> str:
    """The sentence about one sheet, its numbers written the Polish way."""
    written = {key: thousands(word) if isinstance(word, int) else word for key, word in words.items()}
    shown = name if len(name) <= 60 else name[:60] + "…"
    return f"Arkusz „{shown}” {sentence.format(**written)}"
