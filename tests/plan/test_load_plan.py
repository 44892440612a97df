import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError

from monitoring.models import Indicator, Target
from schedule.models import Action, Activity, ActivityKind, Plan, Step
from schools.models import User
from schools.scope import whole_municipality

SHARED = Path(__file__).resolve().parents[3] / "shared" / "hdr" / "plan.yaml"
COUNTS = "10 działań, 28 kroków numerowanych (+2), 22 wskaźniki, 24 wartości docelowe."
Load = Callable[..., str]
Everything = Callable[[], dict[str, list[Any]]]
Write = Callable[[str], Path]


@pytest.fixture
def file(plan_text: str) -> dict[str, Any]:
    """The real file as an ordinary YAML reader sees it."""
    content: dict[str, Any] = yaml.safe_load(plan_text)
    return content


def step(number: str) -> Step:
    return Step.objects.get(number=number)


@pytest.mark.skipif(not SHARED.exists(), reason="the office's own copy of the plan is not on this machine")
def test_the_projects_plan_is_the_offices_plan_to_the_byte(plan_path: Path) -> None:
    assert plan_path.read_bytes() == SHARED.read_bytes()


def test_the_real_plan_gives_10_actions_28_and_2_steps_22_indicators_24_targets(load: Load, plan_path: Path) -> None:
    printed = load(plan_path)
    assert printed.splitlines() == [
        f"Gmina-Miasto Tomaszów Mazowiecki, od czerwca 2024 r. do czerwca 2026 r.: {COUNTS}",
        "Plan wczytany po raz pierwszy.",
    ]
    assert Action.objects.count() == 10
    assert Step.objects.filter(unnumbered=False).count() == 28
    assert list(Step.objects.filter(unnumbered=True).values_list("number", flat=True)) == ["9.?", "10.?"]
    assert Indicator.objects.count() == 22
    assert Target.objects.count() == 24


def test_the_headings_are_the_files(loaded: Plan, file: dict[str, Any]) -> None:
    heading = file["plan"]
    assert loaded.title == heading["title"]
    assert loaded.municipality == heading["jst"]
    assert (loaded.area, loaded.goal, loaded.task) == (heading["area"], heading["goal"], heading["task"])
    assert loaded.period_text == heading["period"]["text"]
    assert (loaded.start, loaded.end) == (datetime.date(2024, 6, 1), datetime.date(2026, 6, 30))


def test_whatever_else_the_plan_says_is_kept(loaded: Plan, file: dict[str, Any]) -> None:
    kept = {"title", "jst", "area", "goal", "task", "period"}
    assert loaded.content == {key: value for key, value in file["plan"].items() if key not in kept}
    assert loaded.content["statistics"]["primary"] == {"pupils": 4825, "classes": 205}


def test_every_text_of_an_action_is_the_files(loaded: Plan, file: dict[str, Any]) -> None:
    stored = [
        (row.number, row.text, row.term_text, row.resources_text, row.responsible_text) for row in loaded.actions.all()
    ]
    cells = [action.get("cell", {"term": "", "res": "", "resp": ""}) for action in file["actions"]]
    assert stored == [
        (action["n"], action["text"], cell["term"], cell["res"], cell["resp"])
        for action, cell in zip(file["actions"], cells, strict=True)
    ]


def test_every_text_of_a_step_is_the_files_and_an_empty_cell_stays_empty(loaded: Plan, file: dict[str, Any]) -> None:
    rows = Step.objects.filter(action__plan=loaded).order_by("action__number", "position")
    stored = [(row.number, row.text, row.term_text, row.resources_text, row.responsible_text) for row in rows]
    assert stored == [
        (one["n"], one["text"], one.get("term"), one.get("res"), one.get("resp"))
        for action in file["actions"]
        for one in action["steps"]
    ]


def test_every_text_of_an_indicator_is_the_files(loaded: Plan, file: dict[str, Any]) -> None:
    stored = [
        (row.number, row.action.number, row.text, row.target_text, row.unit, row.documentation_text)
        for row in loaded.indicators.select_related("action")
    ]
    assert stored == [
        (one["n"], one["a"], one["measure"], one["target"], one["unit"], one["doc"]) for one in file["indicators"]
    ]


def test_targets_are_the_files_and_three_groups_are_three_targets(loaded: Plan, file: dict[str, Any]) -> None:
    stored = {
        row.number: (row.targets.all()[0].kind, {target.group: target.value for target in row.targets.all()})
        for row in loaded.indicators.prefetch_related("targets")
    }
    assert stored == {
        one["n"]: (one["kind"], one["value"] if one["kind"] == "per_group" else {"": one["value"]})
        for one in file["indicators"]
    }
    assert stored["5.1"] == ("per_group", {"uczniowie": 11, "nauczyciele": 11, "rodzice": 11})


def test_a_term_of_months_runs_from_the_first_day_to_the_last(loaded: Plan) -> None:
    audit = step("1.1")
    assert (audit.start, audit.end) == (datetime.date(2024, 8, 1), datetime.date(2024, 11, 30))
    assert (audit.start_precision, audit.end_precision) == ("month", "month")


def test_a_term_written_as_a_year_is_due_on_31_december(loaded: Plan) -> None:
    forecast = step("8.3")
    assert forecast.term_text == "2026 r."
    assert (forecast.start, forecast.end) == (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    assert (forecast.start_precision, forecast.end_precision) == ("year", "year")


def test_an_as_needed_step_has_no_dates(loaded: Plan) -> None:
    debates = step("5.2")
    assert debates.as_needed
    assert (debates.start, debates.end) == (None, None)


def test_a_step_until_now_has_an_open_end(loaded: Plan) -> None:
    zszo = step("1.2")
    assert zszo.open_end
    assert (zszo.start, zszo.end) == (datetime.date(2024, 6, 1), None)


def test_a_cyclic_step_is_marked_and_a_planned_decision_has_its_own_day(loaded: Plan) -> None:
    assert step("5.1").cyclic
    assert step("3.1").decision_due == datetime.date(2025, 6, 30)
    assert step("3.1").end == datetime.date(2025, 2, 28)


def test_a_shared_cell_stays_with_the_action_while_each_step_has_its_dates(loaded: Plan) -> None:
    assert loaded.actions.get(number=4).term_text == "maj 2025 r. / czerwiec 2025 r. - czerwiec 2026 r."
    ends = {number: step(number).end for number in ("4.1", "4.2", "4.4")}
    june = datetime.date(2026, 6, 30)
    assert ends == {"4.1": datetime.date(2025, 5, 31), "4.2": june, "4.4": june}
    assert step("4.2").term_text is None


def test_a_term_without_a_start_keeps_none(loaded: Plan) -> None:
    assert (step("10.1").start, step("10.1").end) == (None, datetime.date(2026, 6, 30))


def test_inherited_dates_name_the_step_they_come_from(loaded: Plan) -> None:
    heir, source = step("2.4"), step("2.3")
    assert heir.dates_inherited_from == "2.3"
    assert (
        (heir.start, heir.end) == (source.start, source.end) == (datetime.date(2025, 1, 1), datetime.date(2026, 6, 30))
    )
    assert heir.term_text is None


def test_loading_again_changes_nothing_not_even_the_history(
    load: Load, loaded: Plan, plan_path: Path, everything: Everything
) -> None:
    before = everything()
    printed = load(plan_path)
    assert printed.splitlines()[1:] == ["bez zmian"]
    assert everything() == before
    assert [len(before[f"history of {name}"]) for name in ("Plan", "Action", "Step", "Indicator", "Target")] == [
        1, 10, 30, 22, 24,
    ]  # fmt: skip


def test_a_changed_file_says_what_it_changed(
    load: Load, loaded: Plan, plan_text: str, write: Write, everything: Everything
) -> None:
    changed = (
        plan_text.replace('term: "sierpień - listopad 2024 r."', 'term: "sierpień - grudzień 2024 r."')
        .replace('start: "2024-08", end: "2024-11"', 'start: "2024-08", end: "2024-12"')
        .replace('target: "8", kind: exact, value: 8', 'target: "9", kind: exact, value: 9')
    )
    assert load(write(changed)).splitlines()[1:] == [
        "zmieniono: Gmina-Miasto Tomaszów Mazowiecki, od czerwca 2024 r. do czerwca 2026 r. (SHA-256 pliku)",
        "zmieniono: Krok 1.1 (termin jak w planie, koniec)",
        "zmieniono: Wskaźnik 1.3 (wartość docelowa jak w planie, wartości docelowe)",
    ]
    assert step("1.1").end == datetime.date(2024, 12, 31)
    assert Target.objects.get(indicator__number="1.3").value == 9
    assert len(everything()["history of Step"]) == 31


def test_a_target_may_become_one_for_each_group(load: Load, loaded: Plan, plan_text: str, write: Write) -> None:
    load(
        write(
            plan_text.replace(
                "kind: min, value: 50, unit: osoba, values: 1",
                "kind: per_group, value: {uczniowie: 5, rodzice: 7}, unit: osoba, values: 2",
            )
        )
    )
    targets = Target.objects.filter(indicator__number="7.2").values_list("kind", "group", "value")
    assert set(targets) == {("per_group", "uczniowie", 5), ("per_group", "rodzice", 7)}


def without_lines(text: str, *starts: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.strip().startswith(starts))


def test_rows_that_vanished_from_the_file_are_deleted(load: Load, loaded: Plan, plan_text: str, write: Write) -> None:
    printed = load(write(without_lines(plan_text, '- {n: "1.7"', '- {n: "1.3", a')))
    assert "usunięto: Krok 1.7" in printed
    assert "usunięto: Wskaźnik 1.3" in printed
    assert not Step.objects.filter(number="1.7").exists()
    assert (Step.objects.count(), Indicator.objects.count(), Target.objects.count()) == (29, 21, 23)


def test_a_whole_action_may_vanish_with_its_indicators(load: Load, loaded: Plan, plan_text: str, write: Write) -> None:
    lines = plan_text.splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if line.startswith("  - n: 3"))
    text = "".join([*lines[:start], *lines[start + 4 :]])
    printed = load(write(without_lines(text, '- {n: "3.1", a')))
    assert [line for line in printed.splitlines() if line.startswith("usunięto")] == [
        "usunięto: Wskaźnik 3.1", "usunięto: Krok 3.1", "usunięto: Działanie 3",
    ]  # fmt: skip
    assert not Action.objects.filter(number=3).exists()


def test_a_step_with_records_cannot_vanish(
    load: Load, loaded: Plan, plan_text: str, write: Write, everything: Everything
) -> None:
    clerk = User.objects.create_user("urzad@example.org")
    with whole_municipality():
        Activity.objects.create(
            step=step("1.7"), kind=ActivityKind.TEAM_MEETING, title="Spotkanie", day="2025-02-03", created_by=clerk
        )
    before = everything()
    with pytest.raises(CommandError) as refused:
        load(write(without_lines(plan_text, '- {n: "1.7"', '- {n: "1.3", a')))
    assert str(refused.value) == (
        "Krok 1.7 zniknął z pliku, a w portalu ma 1 zdarzenie. "
        "Przenieś je do innego kroku albo przywróć krok w pliku.\nW bazie nic się nie zmieniło."
    )
    assert everything() == before


SMALL_PLAN = """
plan:
  title: "HDR"
  jst: "Gmina Przykładowa"
  area: "Obszar"
  goal: "Cel"
  task: "Zadanie"
  period: {text: "2025 r.", start: "2025-01-15", end: 2025}
actions:
  - n: 1
    text: "  Działanie ze spacjami  "
    steps:
      - {n: "1.1", text: "Krok", term: null, start: 2025-03-05, end: 2025-03-20, res: null, resp: "Wójt"}
      - {n: "1.2", text: "Drugi", term: null, dates_inherited_from: "1.1", res: null, resp: null}
  - n: 2
    text: "Ze wspólną komórką"
    cell: {term: "do końca 2025 r.", res: null, resp: "Wójt", start: null, end: "2025"}
    steps:
      - {n: "2.1", text: "Krok bez własnych dat"}
indicators:
  - {n: "1.1-2", a: 1, measure: "Liczba", target: "2", kind: min, value: 2, unit: rzecz, values: 1, doc: "Lista"}
"""


def test_another_municipalitys_plan_stands_beside(
    load: Load, loaded: Plan, write: Write, everything: Everything
) -> None:
    before = everything()
    printed = load(write(SMALL_PLAN))
    assert "2 działania, 3 kroki numerowane, 1 wskaźnik, 1 wartość docelowa." in printed
    assert "Bez miary, więc bez wyniku: 1.1-2." in printed
    for table, rows in everything().items():
        assert rows[: len(before[table])] == before[table]


def test_another_municipalitys_plan_keeps_its_spaces_and_its_dates(load: Load, write: Write) -> None:
    load(write(SMALL_PLAN))
    plan = Plan.objects.get()
    assert (plan.start, plan.end, plan.content) == (datetime.date(2025, 1, 15), datetime.date(2025, 12, 31), {})
    assert plan.actions.get(number=1).text == "  Działanie ze spacjami  "
    exact, heir, shared = step("1.1"), step("1.2"), step("2.1")
    assert (exact.start, exact.end) == (heir.start, heir.end) == (datetime.date(2025, 3, 5), datetime.date(2025, 3, 20))
    assert (heir.start_precision, heir.end_precision) == ("day", "day")
    assert (shared.start, shared.end, shared.end_precision) == (None, datetime.date(2025, 12, 31), "year")


def test_a_missing_file_is_told_in_a_sentence(load: Load, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nie da się odczytać pliku"):
        load(tmp_path / "nie-ma.yaml")
