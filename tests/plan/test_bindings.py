from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from monitoring.bindings import BindingsError, proposed_binding, read_bindings, steps_of_number
from monitoring.models import Indicator
from schedule.models import Note, Plan
from schedule.planfile import PlanFile, read_plan

pytestmark = pytest.mark.django_db  # measures of surveys stand in rows

Load = Callable[..., str]

# number: measure, count rule, population, steps that set the term
HOW_EACH_IS_COUNTED = {
    "1.1": ("audits", "schools", "primary_schools", ["1.1"]),
    "1.2": ("zszo-use", "schools", "primary_schools", ["1.2"]),
    "1.3": ("team-meetings", "records", "plan", ["1.3"]),
    "1.4": ("directors-meetings", "records", "plan", ["1.4"]),
    "1.5": ("diagnosis-sheets", "schools", "primary_schools", ["1.5"]),
    "1.6/1.7": ("selfie-cards", "schools", "primary_schools", ["1.6"]),
    "2.1": ("resolutions", "records", "plan", ["2.1"]),
    "2.2": ("ordinances", "records", "plan", ["2.2"]),
    "2.3/2.4": ("trainings", "records", "plan", ["2.3", "2.4"]),
    "3.1": ("grant-applications", "records", "plan", ["3.1"]),
    "4.1-4": ("trainings-digital-tools", "records", "plan", ["4.2"]),
    "5.1": ("debate-attendance", "best_by_group", "plan", ["5.1"]),
    "5.2": ("debates-and-conferences", "records", "plan", ["5.2"]),
    "6.1/6.2": ("workshops", "records", "plan", ["6.1", "6.2"]),
    "7.2": ("closing-conference-attendance", "largest", "plan", ["7.1"]),
    "8.1": ("current-sheets", "schools", "primary_schools", ["8.1"]),
    "8.2": ("live-registers", "schools", "primary_schools", ["8.2"]),
    "8.3": ("forecasts", "schools", "primary_schools", ["8.3"]),
    "9.1": ("presentations", "records", "plan", ["9.1"]),
    "10.1": ("system-updates", "min_per_school", "schools", ["10.1"]),
    "10.2": ("sheet-updates", "min_per_school", "schools", ["10.2"]),
    "10.3": ("trainings-by-school", "min_per_school", "primary_schools", ["10.?"]),
}
ROWS_WITH_ODDITIES = {
    "działanie 1", "działanie 4", "działanie 8", "działanie 10",
    "krok 1.2", "krok 1.3", "krok 1.4", "krok 1.6", "krok 1.7", "krok 2.4", "krok 3.1", "krok 5.1", "krok 5.2", "krok 8.1",
    "krok 8.2", "krok 8.3",
    "wskaźnik 1.3", "wskaźnik 1.4", "wskaźnik 1.6/1.7", "wskaźnik 2.3/2.4", "wskaźnik 4.1-4", "wskaźnik 5.1",
    "wskaźnik 6.1/6.2", "wskaźnik 7.2", "wskaźnik 8.1", "wskaźnik 8.2", "wskaźnik 8.3", "wskaźnik 10.1", "wskaźnik 10.2",
    "wskaźnik 10.3",
}  # fmt: skip


@pytest.fixture(scope="session")
def plan(plan_text: str) -> PlanFile:
    return read_plan(plan_text.encode())


def bound(indicator: Indicator) -> tuple[str, str, str, list[str]]:
    steps = sorted(step.number for step in indicator.steps.all())
    return indicator.measure, indicator.count_rule, indicator.population, steps


def test_each_indicator_is_counted_as_the_design_says(loaded: Plan) -> None:
    assert {row.number: bound(row) for row in loaded.indicators.all()} == HOW_EACH_IS_COUNTED


def test_each_indicator_says_how_it_is_counted(loaded: Plan) -> None:
    assert not loaded.indicators.filter(explanation="").exists()


def test_the_oddities_of_the_plan_are_told_beside_their_rows(loaded: Plan) -> None:
    assert set(Note.objects.values_list("row", flat=True)) == ROWS_WITH_ODDITIES


def test_what_an_administrator_changed_is_kept_and_told(load: Load, loaded: Plan, plan_path: Path) -> None:
    row = loaded.indicators.get(number="5.2")
    row.measure = "debates-and-all-conferences"
    row.save()
    row.steps.clear()
    Note.objects.filter(row="krok 1.2").delete()
    printed = load(plan_path)
    assert printed.splitlines()[1:] == [
        "bez zmian",
        "W portalu inaczej niż w pliku wiązań: Wskaźnik 5.2, uwagi do planu. Opcja --reset-bindings przywróci plik.",
    ]
    assert bound(loaded.indicators.get(number="5.2")) == ("debates-and-all-conferences", "records", "plan", [])
    assert not Note.objects.filter(row="krok 1.2").exists()


def test_reset_brings_the_files_bindings_and_notes_back(load: Load, loaded: Plan, plan_path: Path) -> None:
    row = loaded.indicators.get(number="5.2")
    row.measure = "debates-and-all-conferences"
    row.save()
    row.steps.clear()
    Note.objects.filter(row="krok 1.2").delete()
    assert load(plan_path, "--reset-bindings").splitlines()[1:] == [
        "zmieniono: Wskaźnik 5.2 (miara, kroki wyznaczające termin)",
        "zmieniono: uwagi do planu",
    ]
    assert bound(loaded.indicators.get(number="5.2")) == HOW_EACH_IS_COUNTED["5.2"]
    assert load(plan_path, "--reset-bindings").splitlines()[1:] == ["bez zmian"]


def test_without_bindings_steps_are_proposed_and_measures_left_to_people(
    load: Load, write: Callable[[str], Path], plan_text: str
) -> None:
    printed = load(write(plan_text))
    rows = {row.number: bound(row) for row in Indicator.objects.all()}
    assert rows["4.1-4"] == ("", "records", "plan", ["4.1", "4.2", "4.3", "4.4"])
    assert rows["5.1"] == ("", "best_by_group", "plan", ["5.1"])
    assert rows["10.1"] == ("", "min_per_school", "schools", ["10.1"])
    assert not Note.objects.exists()
    assert "Bez miary, więc bez wyniku: 1.1, 1.2," in printed


def test_bindings_may_come_later(load: Load, write: Callable[[str], Path], plan_text: str, plan_path: Path) -> None:
    path = write(plan_text)
    load(path)
    load(path, "--bindings", str(plan_path.with_name("bindings.yaml")), "--reset-bindings")
    assert {row.number: bound(row) for row in Indicator.objects.all()} == HOW_EACH_IS_COUNTED


@pytest.mark.parametrize(
    ("number", "steps"),
    [
        ("1.1", ("1.1",)),
        ("1.6/1.7", ("1.6", "1.7")),
        ("4.1-4", ("4.1", "4.2", "4.3", "4.4")),
        ("4.1-4.3", ("4.1", "4.2", "4.3")),
        ("7.2", ()),
        ("4.1-99999999999", ("4.1", "4.2", "4.3", "4.4")),
        ("10.?", ("10.?",)),
    ],
)
def test_an_indicators_number_names_steps(number: str, steps: tuple[str, ...], plan: PlanFile) -> None:
    assert steps_of_number(number, plan.step_numbers) == steps


def test_what_the_file_leaves_out_is_proposed(plan: PlanFile) -> None:
    bindings = read_bindings(b'indicators:\n  "2.3/2.4": {measure: trainings}\n', plan)
    binding = bindings.indicators["2.3/2.4"]
    assert (binding.measure, binding.count_rule, binding.steps) == ("trainings", "records", ("2.3", "2.4"))
    row = next(one for one in plan.indicators if one.number == "2.3/2.4")
    assert proposed_binding(row, plan).measure == ""


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        ('indicators:\n  "1.1": {measure: audit}', 2, "indicators[„1.1”].measure", "Portal nie ma miary „audit”. Wpisz jedną z: audits,"),
        ('indicators:\n  "1.9": {measure: audits}', 2, "indicators[„1.9”]", "Plan nie ma wskaźnika „1.9”."),
        ('indicators:\n  "1.1": {count_rule: sum}', 2, "indicators[„1.1”].count_rule", "„sum” nie jest tu znane."),
        ('indicators:\n  "1.1": {population: all}', 2, "indicators[„1.1”].population", "„all” nie jest tu znane."),
        ('indicators:\n  "1.1":\n    steps: ["1.1", "7.2"]', 3, "indicators[„1.1”].steps[1]", "Plan nie ma kroku „7.2”."),
        ('indicators:\n  "1.1": {mesure: audits}', 2, "indicators[„1.1”].mesure", "Czy chodziło o „measure”?"),
        ('indicators: {}\nnotes:\n  - {row: "krok 7.2", text: "x"}', 3, "notes[0].row", "Plan nie ma wiersza „krok 7.2”."),
        ('indicators: {}\nnotes:\n  - {row: "krok 1.1"}', 3, "notes[0].text", "Brakuje klucza „text”."),
        ("notes: []", 1, "indicators", "Brakuje klucza „indicators”."),
        ("indicators: [", 1, "", "To nie jest poprawny zapis YAML."),
    ],
)  # fmt: skip
def test_damaged_bindings_are_told_by_line_and_key(text: str, line: int, key: str, words: str, plan: PlanFile) -> None:
    with pytest.raises(BindingsError) as refused:
        read_bindings(text.encode(), plan)
    fault = refused.value.faults[0]
    assert (fault.line, fault.key) == (line, key)
    assert words in fault.sentence


def test_damaged_bindings_change_nothing(
    load: Load, loaded: Plan, plan_path: Path, tmp_path: Path, everything: Callable[[], dict[str, list[Any]]]
) -> None:
    before = everything()
    damaged = tmp_path / "wiazania.yaml"
    damaged.write_text('indicators:\n  "1.1": {measure: brak}\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"Plik wiazania\.yaml ma 1 błąd\. W bazie nic się nie zmieniło\."):
        load(plan_path, "--bindings", str(damaged))
    assert everything() == before
