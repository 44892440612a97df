"""The real file, damaged: each damage is told by line and key, and the database stays as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hdr_portal.lib.yamlfile import LIMIT
from monitoring.models import TargetKind
from schedule.models import Group, Plan
from schedule.planfile import GROUPS, KINDS, Fault, PlanFileError, read_plan

Load = Callable[..., str]
Everything = Callable[[], dict[str, list[Any]]]
Write = Callable[[str], Path]
LINES = 131
NOISE = ["{", "]", ": ", "\n", "&a ", "- ", "!!x ", "null"]

DAMAGES = {
    "a month that is none": (
        ('start: "2024-08"', 'start: "2024-13"'),
        ["wiersz 48, actions[0].steps[0].start: „2024-13” nie jest miesiącem. Wpisz rok i miesiąc, np. 2024-06."],
    ),
    "a date in words": (
        ('start: "2024-08"', 'start: "sierpień 2024"'),
        [
            "wiersz 48, actions[0].steps[0].start: „sierpień 2024” nie jest datą. Wpisz rok, miesiąc albo dzień, np. 2026, 2024-06 lub 2024-06-15."
        ],
    ),
    "an end before the start": (
        ('start: "2024-08", end: "2024-11"', 'start: "2024-08", end: "2024-07"'),
        ["wiersz 48, actions[0].steps[0].end: Koniec (2024-07-31) jest przed początkiem (2024-08-01). Popraw daty."],
    ),
    "a wrong precision": (
        ("end_precision: year", "end_precision: month"),
        [
            "wiersz 92, actions[7].steps[0].end_precision: „month” nie zgadza się z zapisem daty. Popraw datę albo usuń ten klucz."
        ],
    ),
    "an unknown key": (
        ("open_end: true, res:", "open_ned: true, res:"),
        [
            "wiersz 49, actions[0].steps[1].end: Krok ma początek, a nie ma końca. Wpisz koniec albo open_end: true.",
            "wiersz 49, actions[0].steps[1].open_ned: Nieznany klucz „open_ned”. Czy chodziło o „open_end”? Dozwolone klucze: n, text, term, res, resp, start, end, start_precision, end_precision, open_end, as_needed, cyclic, decision_due, dates_inherited_from, unnumbered, items.",
        ],
    ),
    "a missing key": (
        (', doc: "Portal ZSZO"', ""),
        ["wiersz 111, indicators[1].doc: Brakuje klucza „doc”. Dopisz go."],
    ),
    "a missing key of a cell that may be empty": (
        (', resp: null}\n      - {n: "1.4"', '}\n      - {n: "1.4"'),
        ["wiersz 50, actions[0].steps[2].resp: Brakuje klucza „resp”. Dopisz go; pusta komórka planu to null."],
    ),
    "a key given twice": (
        ("unit: audyt, ", "unit: audyt, unit: audyt, "),
        ["wiersz 110, indicators[0].unit: Klucz „unit” się powtarza (pierwszy raz w wierszu 110). Usuń jeden z nich."],
    ),
    "a step given twice": (
        ('{n: "1.2", text', '{n: "1.1", text'),
        ["wiersz 49, actions[0].steps[1].n: Krok „1.1” już jest w planie. Numery kroków się nie powtarzają."],
    ),
    "a step of another action": (
        ('{n: "1.2", text', '{n: "2.9", text'),
        ["wiersz 49, actions[0].steps[1].n: Krok „2.9” nie należy do działania 1. Numer zacznij od „1.”."],
    ),
    "an action given twice": (
        ("  - n: 2\n", "  - n: 1\n"),
        [
            "wiersz 55, actions[1].n: Numer „1” jest już w wierszu 45. Numery się nie powtarzają.",
            "wiersz 58, actions[1].steps[0].n: Krok „2.1” nie należy do działania 1. Numer zacznij od „1.”.",
            "wiersz 59, actions[1].steps[1].n: Krok „2.2” nie należy do działania 1. Numer zacznij od „1.”.",
            "wiersz 60, actions[1].steps[2].n: Krok „2.3” nie należy do działania 1. Numer zacznij od „1.”.",
            "wiersz 61, actions[1].steps[3].n: Krok „2.4” nie należy do działania 1. Numer zacznij od „1.”.",
            "wiersz 116, indicators[6].a: Plan nie ma działania 2. Popraw numer działania.",
            "wiersz 117, indicators[7].a: Plan nie ma działania 2. Popraw numer działania.",
            "wiersz 118, indicators[8].a: Plan nie ma działania 2. Popraw numer działania.",
        ],
    ),
    "an indicator given twice": (
        ('{n: "1.2", a: 1', '{n: "1.1", a: 1'),
        ["wiersz 111, indicators[1].n: Numer „1.1” jest już w wierszu 110. Numery się nie powtarzają."],
    ),
    "an unknown kind": (
        ("kind: per_group", "kind: per_grup"),
        [
            "wiersz 121, indicators[11].kind: „per_grup” nie jest tu znane. Wpisz jedno z: exact, min, min_per_unit, per_group."
        ],
    ),
    "an unknown group": (
        ("rodzice: 11}", "rodzica: 11}"),
        [
            "wiersz 121, indicators[11].value.rodzica: Nieznany klucz „rodzica”. Czy chodziło o „rodzice”? Dozwolone klucze: uczniowie, nauczyciele, rodzice, dyrektorzy, inni."
        ],
    ),
    "a target in words": (
        ("kind: exact, value: 8,", "kind: exact, value: osiem,"),
        ["wiersz 112, indicators[2].value: Tu powinna stać liczba całkowita od 1 do 1000000, bez cudzysłowu."],
    ),
    "groups where one number belongs": (
        ("kind: per_group", "kind: min"),
        [
            "wiersz 121, indicators[11].value: Tu powinna stać liczba całkowita od 1 do 1000000, bez cudzysłowu.",
            "wiersz 121, indicators[11].values: Zapisano 3, a wartości docelowych jest 1. Popraw jedno z nich.",
        ],
    ),
    "a wrong number of values": (
        ("unit: osoba, values: 3", "unit: osoba, values: 4"),
        ["wiersz 121, indicators[11].values: Zapisano 4, a wartości docelowych jest 3. Popraw jedno z nich."],
    ),
    "an empty text": (
        ('measure: "Liczba podjętych uchwał"', 'measure: "  "'),
        ["wiersz 116, indicators[6].measure: Tu powinien stać tekst."],
    ),
    "a text too long for its column": (
        ('term: "2026 r."', f'term: "{"x" * 151}"'),
        ["wiersz 94, actions[7].steps[2].term: Tekst ma 151 znaków, a mieści się 150. Skróć go."],
    ),
    "a control character": (
        ('term: "2026 r."', r'term: "2026\0r."'),
        ["wiersz 94, actions[7].steps[2].term: Tekst zawiera znak sterujący, którego nie widać. Usuń go."],
    ),
    "half of a character in the free part": (
        ('presentation_form: "w formie', r'presentation_form: "\ud800 formie'),
        ["wiersz 8, plan.presentation_form: Tekst zawiera znak sterujący, którego nie widać. Usuń go."],
    ),
    "dates inherited from a step that is not there": (
        ('dates_inherited_from: "2.3"', 'dates_inherited_from: "2.5"'),
        ["wiersz 61, actions[1].steps[3].dates_inherited_from: Przed tym krokiem nie ma kroku „2.5”. Popraw numer."],
    ),
    "inherited dates that differ": (
        ('dates_inherited_from: "2.3"', 'dates_inherited_from: "2.2"'),
        [
            "wiersz 61, actions[1].steps[3].dates_inherited_from: Daty różnią się od dat wskazanego kroku. Popraw je albo usuń ten klucz."
        ],
    ),
    "an open end with an end": (
        ("end: null, open_end: true", 'end: "2026", open_end: true'),
        [
            "wiersz 49, actions[0].steps[1].open_end: Krok bez daty końca nie może mieć końca. Wpisz end: null albo usuń open_end."
        ],
    ),
    "a plan that ends before it starts": (
        ('start: "2024-06", end: "2026-06"}', 'start: "2024-06", end: "2023"}'),
        ["wiersz 7, plan.period.end: Koniec planu jest przed jego początkiem. Popraw daty."],
    ),
    "a year that cannot be": (
        ('start: "2024-08"', 'start: "0204-08"'),
        ["wiersz 48, actions[0].steps[0].start: Rok 204 leży poza latami 2000–2100. Popraw rok."],
    ),
    "an unknown section": (
        ("\nindicators:", "\nindikators:"),
        [
            "wiersz 1, indicators: Brakuje klucza „indicators”. Dopisz go.",
            "wiersz 110, indikators: Nieznany klucz „indikators”. Czy chodziło o „indicators”? Dozwolone klucze: plan, actions, indicators.",
        ],
    ),
    "an anchor": (
        ('cell: {term: "maj', 'cell: &wspolna {term: "maj'),
        ["wiersz 68: Kotwice (&) i odwołania (*) nie są dozwolone. Wpisz wartość wprost."],
    ),
    "an alias": (
        ('resp: null}\n      - {n: "1.6"', 'resp: *x}\n      - {n: "1.6"'),
        ["wiersz 52: Kotwice (&) i odwołania (*) nie są dozwolone. Wpisz wartość wprost."],
    ),
    "a tag": (
        ("statistics:", "statistics: !!python/object:os.system"),
        ["wiersz 11, plan.statistics: Znaczniki (!) i klucz „<<” nie są dozwolone. Wpisz zwykłą wartość."],
    ),
    "a quotation mark left open": (
        ('title: "HARMONOGRAM DZIAŁAŃ ROZWOJOWYCH"', 'title: "HARMONOGRAM DZIAŁAŃ ROZWOJOWYCH'),
        [
            "wiersz 3: To nie jest poprawny zapis YAML. Zapis zaczyna się w wierszu 2. Sprawdź cudzysłowy, nawiasy, dwukropki i wcięcia."
        ],
    ),
    "a second document": (
        ("\nactions:", "\n---\nactions:"),
        [
            "wiersz 44: To nie jest poprawny zapis YAML. Zapis zaczyna się w wierszu 1. Sprawdź cudzysłowy, nawiasy, dwukropki i wcięcia."
        ],
    ),
    "brackets without end": (
        ("\nactions:", "\nactions: " + "[" * 5000),
        ["wiersz 44: Zagnieżdżenie jest głębsze niż 20 poziomów. Uprość zapis."],
    ),
}


@pytest.mark.parametrize(("damage", "faults"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_names_each_fault_and_changes_nothing(
    *,
    damage: tuple[str, str],
    faults: list[str],
    plan_text: str,
    load: Load,
    loaded: Plan,
    everything: Everything,
    write: Write,
) -> None:
    sound, broken = damage
    assert sound in plan_text
    before = everything()
    with pytest.raises(CommandError) as refused:
        load(write(plan_text.replace(sound, broken, 1)))
    heading, *told = str(refused.value).splitlines()
    assert told == faults
    assert heading.startswith(
        f"Plik plan.yaml ma {len(faults)} błęd" if len(faults) > 1 else "Plik plan.yaml ma 1 błąd."
    )
    assert heading.endswith("W bazie nic się nie zmieniło.")
    assert everything() == before


def test_a_damaged_file_leaves_an_empty_database_empty(
    plan_text: str, load: Load, everything: Everything, write: Write
) -> None:
    with pytest.raises(CommandError):
        load(write(plan_text.replace('start: "2024-08"', 'start: "2024-13"', 1)))
    assert not any(everything().values())


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "wiersz 1: Plik jest pusty."),
        (b"# tylko komentarz\n", "wiersz 1: Plik jest pusty."),
        (
            b'plan:\n  title: "\xb3\xf3dka"\n',
            "wiersz 2: Plik nie jest zapisany w UTF-8. Zapisz go w edytorze z kodowaniem UTF-8.",
        ),
        (b'plan:\n  title: "a\x07b"\n', "wiersz 2: W wierszu jest znak sterujący, którego nie widać. Usuń go."),
        (b"#" * (LIMIT + 1), "Plik jest większy niż 1 MB. To nie jest plik danych portalu."),
        (b"plan", "wiersz 1: Tu powinny stać klucze z wartościami."),
        (b"[plan]", "wiersz 1: Tu powinny stać klucze z wartościami."),
    ],
)
def test_what_is_no_plan_at_all_is_told_in_a_sentence(data: bytes, fault: str) -> None:
    with pytest.raises(PlanFileError) as refused:
        read_plan(data)
    assert str(refused.value.faults[0]) == fault


def test_a_merge_key_is_refused(plan_text: str) -> None:
    with pytest.raises(PlanFileError, match=r"wiersz 12, plan.*nie są dozwolone"):
        read_plan(plan_text.replace("statistics:", "<<:", 1).encode())


def test_a_hostile_key_cannot_steer_the_terminal(plan_text: str) -> None:
    with pytest.raises(PlanFileError) as refused:
        read_plan(plan_text.replace("  - n: 2\n", '  - n: 2\n    "\\e[2J": 1\n').encode())
    assert "\x1b" not in str(refused.value)


def test_all_faults_of_a_file_are_told_at_once(plan_text: str) -> None:
    damaged = plan_text.replace('start: "2024-08"', 'start: "2024-13"', 1).replace("kind: per_group", "kind: x", 1)
    with pytest.raises(PlanFileError) as refused:
        read_plan(damaged.encode())
    assert [(fault.line, fault.key) for fault in refused.value.faults] == [
        (48, "actions[0].steps[0].start"),
        (121, "indicators[11].kind"),
    ]


def test_the_file_knows_the_kinds_and_groups_of_the_models() -> None:
    assert list(KINDS) == TargetKind.values
    assert list(GROUPS) == Group.values


def edited(text: str, line: int, *, twice: bool) -> str:
    lines = text.splitlines(keepends=True)
    assert len(lines) == LINES
    return "".join([*lines[:line], *([lines[line]] * 2 if twice else []), *lines[line + 1 :]])


def told_faults(data: bytes) -> tuple[Fault, ...]:
    """The faults of the file; none when it is a plan. Anything else than PlanFileError fails the test."""
    try:
        read_plan(data)
    except PlanFileError as damaged:
        return damaged.faults
    return ()


@settings(max_examples=80, deadline=None)
@given(line=st.integers(0, LINES - 1), twice=st.booleans())
@example(line=0, twice=False)
@example(line=LINES - 1, twice=False)
def test_a_line_lost_or_doubled_raises_nothing_but_told_faults(*, line: int, twice: bool, plan_text: str) -> None:
    for fault in told_faults(edited(plan_text, line, twice=twice).encode()):
        assert 1 <= fault.line <= LINES + 1
        assert fault.sentence.endswith((".", "?"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.integers(0, LINES - 1), twice=st.booleans())
def test_a_line_lost_or_doubled_never_half_loads(
    *, line: int, twice: bool, plan_text: str, load: Load, everything: Everything, write: Write
) -> None:
    path = write(edited(plan_text, line, twice=twice))
    if told_faults(path.read_bytes()):
        with pytest.raises(CommandError):
            load(path)
    else:
        with transaction.atomic():
            load(path)
            transaction.set_rollback(True)
    assert not any(everything().values())


@settings(max_examples=80, deadline=None)
@given(at=st.integers(0, 23_000), noise=st.text(max_size=12) | st.sampled_from(NOISE))
def test_noise_anywhere_in_the_file_raises_nothing_but_told_faults(*, at: int, noise: str, plan_text: str) -> None:
    text = plan_text[:at] + noise + plan_text[at:]
    assert all(fault.sentence for fault in told_faults(text.encode("utf-8", "surrogatepass")))
