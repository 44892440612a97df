"""The presentation: findings as titles, native charts with the report's numbers, words for those who do not see them."""

import datetime
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from pptx import Presentation
from pptx.oxml.ns import qn

from monitoring.report_parts import is_reached
from monitoring.slides.deck import render_slides
from monitoring.slides.gather import gather_slides
from schools.knowledge import as_known_at
from surveys.models import CardState, SelfieCard, SelfieCount, SelfieMean
from tests import registerrows
from tests.monitoring.conftest import record, tomaszow
from tests.officefiles.samples import slides_inputs

DAY = datetime.date(2026, 6, 30)
__all__ = ["record", "tomaszow"]


def quiet(*_: Any) -> None:
    """No progress is told."""


def opened(inputs: dict[str, Any]) -> Any:
    return Presentation(io.BytesIO(render_slides(inputs, quiet).content))


@pytest.fixture(scope="module")
def deck() -> Any:
    return opened(slides_inputs())


def charts(deck: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                found.setdefault(shape.name, []).append(shape)
    return found


def test_equal_inputs_give_equal_bytes() -> None:
    first, second = (render_slides(slides_inputs(), quiet) for _ in range(2))
    other = render_slides(slides_inputs(selfie=None), quiet)

    assert first.sha256 == second.sha256 != other.sha256


def test_ten_to_fourteen_slides_each_with_a_finding_notes_and_a_number(deck: Any) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]

    assert 10 <= len(titles) <= 14
    assert len(set(titles)) == len(titles)
    assert all(titles)
    assert all(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert all(slide.element.findall(f".//{qn('a:fld')}[@type='slidenum']") for slide in deck.slides)
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)


def test_without_inventory_and_selfie_there_are_two_slides_less(deck: Any) -> None:
    short = opened(slides_inputs(inventory=None, selfie=None))

    assert len(short.slides) == len(deck.slides) - 2
    assert {"Wiek sprzętu", "Profil SELFIE"}.isdisjoint(charts(short))


def test_charts_are_native_and_hold_the_reports_numbers(deck: Any) -> None:
    report = slides_inputs()["report"]
    found = charts(deck)
    statuses = found["Stany wskaźników"][0].chart.plots[0]
    targets = [shape.chart.plots[0] for shape in found["Zgłoszone, udokumentowane i cel"]]
    comparisons = [one for row in report["indicators"] for one in row["comparisons"]]

    assert list(statuses.series[0].values) == [one["count"] for one in report["status_counts"]]
    shares = [value for plot in targets for value in plot.series[0].values]
    assert shares == [min(100.0, round(100 * one["evidenced"] / one["target"], 1)) for one in comparisons]
    assert [share >= 100 for share in shares] == [is_reached(one) for one in comparisons]
    ages = found["Wiek sprzętu"][0].chart.plots[0]
    assert list(ages.series[0].values) == [30, 60]
    assert sum(len(shape.chart.plots[0].categories) for shape in found["Oś czasu kroków"]) == 30


def test_every_chart_is_told_in_words(deck: Any) -> None:
    for shapes in charts(deck).values():
        for shape in shapes:
            assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 30


def test_every_text_is_polish(deck: Any) -> None:
    for slide in deck.slides:
        for run in [*slide.element.iter(qn("a:r")), *slide.notes_slide.element.iter(qn("a:r"))]:
            assert run.find(qn("a:rPr")).get("lang") == "pl-PL"
    assert deck.core_properties.language == "pl-PL"
    assert deck.core_properties.title.endswith("stan na 30 czerwca 2026")


def test_no_box_reaches_past_the_slide(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left < shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top < shape.top + shape.height <= deck.slide_height


# --- What is gathered -----------------------------------------------------------------------------------------------
def test_devices_count_by_age_on_the_day_as_known(tomaszow: SimpleNamespace) -> None:
    school, today = tomaszow.primary[0], timezone.localdate()
    registerrows.device(school, "1", purchased_on=today - datetime.timedelta(days=200))
    registerrows.device(school, "2", purchased_on=today - datetime.timedelta(days=4000))
    registerrows.device(school, "3", purchased_on=None)
    moment = timezone.now()
    gone = registerrows.device(school, "4", purchased_on=today - datetime.timedelta(days=200))
    gone.status = "disposed"
    gone.save()
    registerrows.device(school, "5", purchased_on=today - datetime.timedelta(days=1000))

    now = gather_slides(tomaszow.plan, today, made_on=today)["inventory"]
    with as_known_at(moment):
        before = gather_slides(tomaszow.plan, today, made_on=today)["inventory"]

    assert [one["devices"] for one in before["ages"]] == [1, 0, 0, 0, 1]
    assert [one["devices"] for one in now["ages"]] == [1, 1, 0, 0, 1]
    assert (now["devices"], now["undated"], now["schools"]) == (4, 1, 1)


def test_of_a_day_before_the_register_no_devices_are_told(tomaszow: SimpleNamespace) -> None:
    registerrows.device(tomaszow.primary[0], "1", purchased_on=datetime.date(2024, 1, 5))

    assert gather_slides(tomaszow.plan, DAY, made_on=DAY)["inventory"] is None


def test_selfie_is_told_of_five_schools_that_consent(tomaszow: SimpleNamespace) -> None:
    def card(place: int, **given: Any) -> None:
        made = SelfieCard.objects.create(
            school=tomaszow.primary[place], finished_on=datetime.date(2024, 12, 10), state=CardState.CONFIRMED,
            **{"consent": True, "attested": True, **given},
        )  # fmt: skip
        SelfieCount.objects.create(card=made, group="teachers", invited=20, answered=10)
        SelfieCount.objects.create(card=made, group="pupils", invited=20, answered=4)
        for group in ("teachers", "pupils"):
            SelfieMean.objects.create(card=made, area="A", group=group, mean=f"{2 + place / 10:.1f}")

    for place in range(4):
        card(place)
    card(4, consent=False)
    few = gather_slides(tomaszow.plan, DAY, made_on=DAY)["selfie"]
    card(5)
    enough = gather_slides(tomaszow.plan, DAY, made_on=DAY)["selfie"]

    assert few is None
    assert enough["areas"][0]["medians"] == [2.2, None]  # of pupils fewer than five answered
    assert gather_slides(tomaszow.plan, datetime.date(2024, 12, 9), made_on=DAY)["selfie"] is None


def test_the_timeline_has_every_dated_step_of_the_plan(tomaszow: SimpleNamespace, record: Callable[..., Any]) -> None:
    timeline = gather_slides(tomaszow.plan, DAY, made_on=DAY)["timeline"]

    first = timeline["steps"][0]
    assert (first["label"], first["start"], first["length"], first["open"]) == ("1.1", 2, 4, False)
    assert len(timeline["steps"]) + len(timeline["undated"]) == 30
    assert timeline["undated"] == ["5.2"]
    assert [one["label"] for one in timeline["steps"] if one["open"]] == ["1.2"]
