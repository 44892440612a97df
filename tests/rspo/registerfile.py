"""Makes CSV files as the RSPO register exports them, with invented schools. No name of a real person stands in them."""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from typing import Any

HEADER = (
    "Numer RSPO", "REGON", "NIP", "Typ", "Nazwa", "Kod terytorialny województwo", "Kod terytorialny powiat",
    "Kod terytorialny gmina", "Województwo", "Powiat", "Gmina", "Miejscowość", "Rodzaj miejscowości", "Ulica",
    "Numer budynku", "Numer lokalu", "Kod pocztowy", "Poczta", "Telefon", "Faks", "E-mail", "Strona www",
    "Publiczność status", "Kategoria uczniów", "Imię i nazwisko dyrektora", "Data założenia",
    "Data rozpoczęcia działalności", "Data likwidacji", "Typ organu prowadzącego", "Nazwa organu prowadzącego",
    "REGON organu prowadzącego", "Miejsce w strukturze", "RSPO podmiotu nadrzędnego", "Typ podmiotu nadrzędnego",
    "Nazwa podmiotu nadrzędnego", "Liczba uczniów",
)  # fmt: skip
DIRECTOR = "Zmyślona-Osoba Żółć-Znacznik"
OPERATOR = "Gmina Miasto Zielone Wzgórza"
OTHER_OPERATOR = "Stowarzyszenie „Dzięcioł”"
RUN_BY_OTHERS = {"Nazwa organu prowadzącego": OTHER_OPERATOR, "Typ organu prowadzącego": "Stowarzyszenie"}
COMPLEX = "Zespół szkół i placówek oświatowych"
PRIMARY = "Szkoła podstawowa"
PRESCHOOL = "Przedszkole"

RegisterRow = dict[str, str]


def institution(rspo: int, kind: str, name: str, **given: Any) -> RegisterRow:
    """One row; `given` by header name, or the shortcuts `parent` (a row) and `pupils`."""
    parent, pupils = given.pop("parent", None), given.pop("pupils", "")
    row = dict.fromkeys(HEADER, "") | {
        "Numer RSPO": str(rspo),
        "REGON": f"{rspo:09d}00000",
        "Typ": kind,
        "Nazwa": name,
        "Województwo": "ŁÓDZKIE",
        "Gmina": "Zielone Wzgórza",
        "Miejscowość": "Zielone Wzgórza",
        "Ulica": "ul. Źdźbła Śniegu",
        "Numer budynku": '="12A"',
        "Kod pocztowy": '="01-234"',
        "Telefon": '="440000000"',
        "E-mail": f"sekretariat{rspo}@szkola.example",
        "Strona www": f"https://szkola{rspo}.example",
        "Publiczność status": "publiczna",
        "Imię i nazwisko dyrektora": DIRECTOR,
        "Data założenia": "2019-09-01",
        "Typ organu prowadzącego": "Gmina",
        "Nazwa organu prowadzącego": OPERATOR,
        "Miejsce w strukturze": "samodzielna",
        "Liczba uczniów": str(pupils),
    }
    if parent:
        row |= {
            "RSPO podmiotu nadrzędnego": parent["Numer RSPO"],
            "Typ podmiotu nadrzędnego": parent["Typ"],
            "Nazwa podmiotu nadrzędnego": parent["Nazwa"],
        }
    return row | {name: str(value) for name, value in given.items()}


def town() -> list[RegisterRow]:
    """A zespół with a school and a preschool, a zespół of two preschools, a school by itself, and what is not ours."""
    zsp = institution(
        100, COMPLEX, "ZESPÓŁ SZKOLNO-PRZEDSZKOLNY NR 4 W ZIELONYCH WZGÓRZACH", **{"Publiczność status": ""}
    )
    zp = institution(200, COMPLEX, 'Zespół Przedszkolny "Pod Świerkiem"')
    return [
        zsp,
        institution(101, PRIMARY, "Szkoła Podstawowa nr 1 im. Czterech Wiatrów", parent=zsp, pupils=321),
        institution(102, PRESCHOOL, "Przedszkole nr 7", parent=zsp, pupils=75),
        zp,
        institution(201, PRESCHOOL, "Przedszkole nr 2", parent=zp, pupils=50),
        institution(202, PRESCHOOL, "Przedszkole nr 3", parent=zp),
        institution(300, PRIMARY, "Szkoła Podstawowa nr 8", pupils=410),
        institution(400, "Punkt przedszkolny", "Punkt Przedszkolny „Żuczek”"),
        institution(500, PRIMARY, "Prywatna Szkoła Podstawowa", **{"Publiczność status": "niepubliczna"}),
        institution(600, PRIMARY, "Szkoła Podstawowa Stowarzyszenia", **RUN_BY_OTHERS),
    ]


def as_csv(
    rows: Iterable[RegisterRow], *, header: Sequence[str] = HEADER, encoding: str = "utf-8-sig", delimiter: str = ";"
) -> bytes:
    """The bytes of the export: quoted as the register quotes, with CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return out.getvalue().encode(encoding)


def shuffled(seed: int) -> list[str]:
    """The header in another order, each name in another case."""
    chance = random.Random(seed)
    names = [chance.choice((name, name.upper(), name.lower())) for name in HEADER]
    chance.shuffle(names)
    return names
