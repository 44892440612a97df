"""What moved between two reports, in sentences."""

import copy
from typing import Any

import pytest

from monitoring.comparison import Change, ChangeKind, compare, summary

LABELS = {"in_progress": "w toku", "reached": "osiągnięty", "missed": "nieosiągnięty w terminie"}


def status(key: str) -> dict[str, str]:
    return {"key": key, "label": LABELS[key]}


def row(**given: Any) -> dict[str, Any]:
    """An indicator of a stored report: 9 of 11 schools."""
    numbers = {"declared": 9, "evidenced": 9, "target": 11, "group": "", "downward": False}
    return {
        "number": "1.1",
        "status": status("in_progress"),
        "comparisons": [numbers],
        "population": 11,
        "missing": ["SP 2", "SP 10"],
        "annex": [1, 2],
        "corrections": [],
        **given,
    }


def changed(**given: Any) -> list[tuple[str, str, str]]:
    """Kind, sentence, tone of everything that changed."""
    found = compare({"indicators": [row()]}, {"indicators": [row(**given)]})
    assert all(one.number == "1.1" for one in found)
    return [(one.kind.value, one.sentence, one.tone) for one in found]


def numbers(**given: Any) -> list[dict[str, Any]]:
    return [{**row()["comparisons"][0], **given}]


def test_nothing_changed_is_nothing_told() -> None:
    same = {"indicators": [row()]}
    assert compare(same, copy.deepcopy(same)) == ()
    assert summary(()) == "Nic się nie zmieniło"


def test_a_first_report_has_nothing_to_be_compared_with() -> None:
    assert compare(None, {"indicators": [row()]}) == ()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"status": status("reached")}, [("status", "Stan: w toku → osiągnięty.", "green")]),
        ({"status": status("missed")}, [("status", "Stan: w toku → nieosiągnięty w terminie.", "red")]),
        (
            {"comparisons": numbers(evidenced=10, declared=10)},
            [("number", "Udokumentowane 9 → 10 (cel 11).", "green")],
        ),
        (
            {"comparisons": numbers(evidenced=8, declared=10)},
            [("number", "Udokumentowane 9 → 8 (cel 11).", "red"), ("number", "Zgłoszone 9 → 10 (cel 11).", "green")],
        ),
        ({"comparisons": numbers(target=12)}, [("target", "Cel 11 → 12.", "grey")]),
        (
            {"missing": ["SP 3"]},
            [
                ("units", "Braki uzupełniono: SP 2, SP 10.", "green"),
                ("units", "Brak pojawił się: SP 3.", "red"),
            ],
        ),
        ({"population": 10}, [("units", "Pytanych jednostek jest 10, było 11.", "grey")]),
        ({"annex": [1, 2, 3, 4]}, [("evidence", "Przybyło: 2\u00a0dowody.", "green")]),
        ({"annex": []}, [("evidence", "Ubyło: 2\u00a0dowody.", "red")]),
        (
            {"corrections": [{"day": "2025-01-01", "amount": 2, "group": "", "school": "SP 1", "reason": "Spis."}]},
            [("correction", "Podpisano korektę +2 (SP 1): Spis.", "grey")],
        ),
    ],
)
def test_each_change_has_its_sentence(given: dict[str, Any], told: list[tuple[str, str, str]]) -> None:
    assert changed(**given) == told


def test_where_less_is_better_falling_is_for_the_better() -> None:
    before = {"indicators": [row(comparisons=numbers(downward=True))]}
    after = {"indicators": [row(comparisons=numbers(downward=True, evidenced=7, declared=7))]}

    assert [one.tone for one in compare(before, after)] == ["green"]


def test_a_withdrawn_correction_is_told_and_one_of_two_equal_ones_is_told_once() -> None:
    one = {"day": "2025-01-01", "amount": -1, "group": "rodzice", "school": "", "reason": "Pomyłka"}
    before, after = {"indicators": [row(corrections=[one, one])]}, {"indicators": [row(corrections=[one])]}

    assert [change.sentence for change in compare(before, after)] == ["Wycofano korektę −1 (rodzice): Pomyłka."]


def test_indicators_that_come_and_go_are_told() -> None:
    before, after = {"indicators": [row(), row(number="2.1")]}, {"indicators": [row(), row(number="3.1")]}

    assert compare(before, after) == (
        Change("3.1", ChangeKind.ADDED, "Wskaźnik doszedł do planu."),
        Change("2.1", ChangeKind.REMOVED, "Wskaźnika nie ma już w planie."),
    )
    assert summary(compare(before, after)) == "Zmiany w 2\u00a0wskaźnikach"


def test_an_old_report_without_corrections_is_compared_all_the_same() -> None:
    old = row()
    del old["corrections"]

    assert compare({"indicators": [old]}, {"indicators": [row()]}) == ()
