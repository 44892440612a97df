"""What is gathered beside the board: of its day, as known at its moment; what cannot be told is said."""

import datetime
import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from inventory.models import Device, SheetState
from inventory.sheetbooks.freezing import register_contents
from monitoring.gathering.commentaries import all_commentaries, newest_commentaries
from monitoring.gathering.inventory import inventory_of
from monitoring.gathering.letterhead import PictureUnfit, letterhead_of
from monitoring.gathering.surveys import surveys_of
from monitoring.gathering.trends import month_ends, trends_of
from monitoring.models import Commentary, Letterhead
from monitoring.queries import board
from monitoring.reports import assemble
from schools.knowledge import as_known_at
from schools.models import JobState, User
from schools.roles import Role
from surveys.models import CampaignState, CardState, SelfieCard
from tests import registerrows, surveyrows
from tests.factories import person
from tests.monitoring.conftest import record, tomaszow
from tests.report_pdf import facts

__all__ = ["record", "tomaszow"]
DAY = datetime.date(2026, 6, 30)


# --- Commentaries -------------------------------------------------------------------------------------------------------
def comment(plan: Any, day: datetime.date, text: str) -> Commentary:
    by = User.objects.filter(email="wydzial@test.example").first() or person("wydzial", Role.DEPARTMENT)
    return Commentary.objects.create(
        action=plan.actions.get(number=1), day=day, text=text, written_by=by, form_key=uuid.uuid4()
    )


def test_the_newest_commentary_of_the_day_stands_as_known_at_the_moment(tomaszow: SimpleNamespace) -> None:
    comment(tomaszow.plan, datetime.date(2026, 3, 1), "Pierwszy.")
    between = timezone.now()
    comment(tomaszow.plan, datetime.date(2026, 5, 1), "Drugi.")
    comment(tomaszow.plan, datetime.date(2026, 7, 1), "Po dniu raportu.")
    key = tomaszow.plan.actions.get(number=1).pk

    assert newest_commentaries(tomaszow.plan, DAY)[key].text == "Drugi."
    assert [one.text for one in all_commentaries(tomaszow.plan, DAY)[key]] == ["Pierwszy.", "Drugi."]
    with as_known_at(between):
        assert newest_commentaries(tomaszow.plan, DAY)[key].text == "Pierwszy."


# --- Letterhead ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def with_pictures(tomaszow: SimpleNamespace, settings: Any, tmp_path: Path) -> Letterhead:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "herb.png").write_bytes(facts.png(7))
    (tmp_path / "pasek.png").write_bytes(facts.png(9))
    return Letterhead.objects.create(
        plan=tomaszow.plan, name="Miasto", arms="herb.png", strip="pasek.png", strip_on=["closing"]
    )


def test_the_strip_stands_only_on_documents_for_which_it_is_on(with_pictures: Letterhead) -> None:
    progress, closing = (letterhead_of(with_pictures.plan, kind) for kind in ("progress", "closing"))
    assert progress.strip is None
    assert closing.strip is not None
    assert closing.arms is not None
    assert closing.arms.name == f"{hashlib.sha256(facts.png(7)).hexdigest()}.png"
    assert closing.arms.text == "Herb: Miasto"


@pytest.mark.parametrize("content", [b"<svg/>", b"\x89PNG\r\n\x1a\n" + bytes(2_000_001)])
def test_a_file_that_is_no_picture_of_ours_is_refused(with_pictures: Letterhead, settings: Any, content: bytes) -> None:
    (Path(settings.MEDIA_ROOT) / "herb.png").write_bytes(content)
    with pytest.raises(PictureUnfit):
        letterhead_of(with_pictures.plan, "progress")


# --- Trends and timeline --------------------------------------------------------------------------------------------------
def test_trends_end_on_the_day_with_the_boards_numbers(tomaszow: SimpleNamespace, record: Callable[..., Any]) -> None:
    for place, school in enumerate(tomaszow.primary[:3]):
        record("1.1", "audit", keeper=school, proved_by="report", day=datetime.date(2024, 9 + place, 5))
    rows = board(tomaszow.plan, datetime.date(2024, 11, 20))
    told = trends_of(rows, tomaszow.plan.start, datetime.date(2024, 11, 20))

    audits = next(one for one in told.rows if one.number == "1.1")
    assert told.months == ("2024-06", "2024-07", "2024-08", "2024-09", "2024-10", "2024-11")
    assert audits.values == (0, 0, 0, 1, 2, 3)


def test_months_end_on_the_day_itself() -> None:
    day = datetime.date
    assert month_ends(day(2024, 6, 15), day(2024, 8, 3)) == (day(2024, 6, 30), day(2024, 7, 31), day(2024, 8, 3))
    assert month_ends(day(2024, 6, 15), day(2024, 6, 1)) == (day(2024, 6, 1),)


def test_the_timeline_keeps_the_plans_own_precision(tomaszow: SimpleNamespace, record: Callable[..., Any]) -> None:
    record("1.1", "audit", keeper=tomaszow.primary[0], proved_by="report", day=datetime.date(2024, 9, 5))
    record("1.1", "audit", keeper=tomaszow.primary[1], day=datetime.date(2024, 10, 5))
    data = assemble(tomaszow.plan, DAY, made_on=DAY, site_url="").timeline
    assert data is not None
    rows = {one.label: one for one in data.rows}

    assert len(data.rows) == 30
    assert (rows["1.1"].recorded, rows["1.1"].proved) == (("2024-09", "2024-10"), ("2024-09",))
    assert (rows["5.2"].words, rows["5.2"].as_needed) == ("w razie potrzeby", True)
    assert (rows["1.2"].words, rows["1.2"].end) == ("od: czerwiec 2024, bez daty końca", None)
    assert (rows["10.1"].words, rows["10.1"].start) == ("do: czerwiec 2026", None)
    assert (rows["8.3"].words, rows["8.3"].precise) == ("2026", False)
    assert rows["3.1"].decision == "2025-06"


# --- Inventory ----------------------------------------------------------------------------------------------------------
def device_of(school: Any, **given: Any) -> Device:
    computer = registerrows.category(is_computer=True)
    ten = registerrows.system("Windows 10 Pro", "Windows 10", supported_until=datetime.date(2025, 10, 14))
    return registerrows.device(
        school, category=computer, operating_system=ten, purchased_on=datetime.date(2024, 3, 1), **given
    )


def recorded_on(device: Device, day: datetime.date) -> None:
    """Moves the newest version of a device to a day."""
    version = device.history.order_by("-history_id").first()
    version.history_date = timezone.make_aware(datetime.datetime.combine(day, datetime.time(10)))
    version.save()


def test_the_register_of_a_past_day_is_that_of_its_kept_versions(tomaszow: SimpleNamespace) -> None:
    school = tomaszow.primary[0]
    kept, gone = device_of(school), device_of(school)
    for one in (kept, gone):
        recorded_on(one, datetime.date(2026, 5, 4))
    gone.status = "disposed"
    gone.save()
    recorded_on(gone, datetime.date(2026, 8, 1))
    recorded_on(device_of(school), datetime.date(2026, 9, 1))
    names = {school.pk: school.short_name}

    found = inventory_of(DAY, names)
    later = inventory_of(datetime.date(2026, 9, 30), names)

    assert (found.devices, found.computers, found.windows10, found.unsupported) == (2, 2, 2, 2)
    assert [(one.name, one.count) for one in found.ages if one.count] == [("2–3 lata", 2)]
    assert (found.by_register, found.by_sheet, found.said) == (1, 0, ())
    assert (later.devices, later.windows10) == (2, 2)


def test_where_no_register_was_kept_the_report_says_so_and_prints_no_number_of_today(tomaszow: SimpleNamespace) -> None:
    school = tomaszow.primary[0]
    recorded_on(device_of(school), datetime.date(2026, 9, 1))

    found = inventory_of(DAY, {school.pk: school.short_name})

    assert (found.devices, found.by_register) == (0, 0)
    assert found.said == (
        "Ewidencja w portalu zaczyna się 1 września 2026, więc stanu urządzeń na 30 czerwca 2026 nie da się z niej podać.",
        f"Bez danych na ten dzień (1): {school.short_name}.",
    )


def test_an_accepted_sheet_tells_what_the_register_did_not_hold_yet(tomaszow: SimpleNamespace) -> None:
    school = tomaszow.primary[0]
    recorded_on(device_of(school, gross_value=2500), datetime.date(2026, 9, 1))
    contents = register_contents(school)
    sheet = registerrows.accepted_sheet(school, datetime.date(2026, 5, 4), frozen=contents)
    names = {school.pk: school.short_name}
    knew = timezone.now()

    found = inventory_of(DAY, names)
    assert (found.by_register, found.by_sheet, found.devices, found.windows10) == (0, 1, 1, 1)
    assert found.value == "2\u00a0500\u00a0zł"
    assert found.said == (
        "Danych 1\u00a0jednostki nie było jeszcze w ewidencji portalu; podano je z przyjętych arkuszy.",
    )

    sheet.state, sheet.accepted_on, sheet.version = SheetState.RETURNED, None, 2
    sheet.save()
    assert inventory_of(DAY, names).by_sheet == 0
    with as_known_at(knew):  # accepted then; but its rows are another version's by now
        told = inventory_of(DAY, names)
    assert told.by_sheet == 0
    assert told.said[-1] == "Przyjęte arkusze 1\u00a0jednostki nie zawierają wierszy, które portal umie policzyć."


# --- Surveys ------------------------------------------------------------------------------------------------------------
def counted_campaign(schools: list[Any], **tallied: Any) -> Any:
    closed = surveyrows.campaign(state=CampaignState.CLOSED, closes_on=datetime.date(2026, 5, 30),
                                 opens_on=datetime.date(2026, 5, 1))  # fmt: skip
    tally = surveyrows.tally(closed, state=JobState.DONE, finished_at=tallied.get("at") or timezone.now())
    targets = [surveyrows.target(school, of=closed) for school in schools]
    for one in targets:
        surveyrows.figure(one, tally=tally, invited=40)
    city = SimpleNamespace(part=targets[0].part, school=None)
    surveyrows.figure(city, tally=tally, n=30 * len(schools), invited=40 * len(schools))  # type: ignore[arg-type]
    return tally


def test_released_figures_of_a_closed_campaign_are_told_from_the_moment_they_were_counted(
    tomaszow: SimpleNamespace,
) -> None:
    before = timezone.now()
    counted_campaign(tomaszow.primary[:4])

    told = surveys_of(DAY).groups
    assert [(one.group, one.rate, one.people) for one in told] == [
        ("nauczyciele", "75%", "120 z 160\u00a0zaproszonych")
    ]
    assert surveys_of(datetime.date(2026, 5, 29)).groups == ()
    with as_known_at(before):
        assert surveys_of(DAY).groups == ()


def test_a_figure_of_two_schools_is_told_of_nobody(tomaszow: SimpleNamespace) -> None:
    counted_campaign(tomaszow.primary[:2])
    (told,) = surveys_of(DAY).groups
    assert (told.rate, told.people) == ("za mało odpowiedzi", "")
    assert [(one.mean, one.people) for one in told.scores] == [("za mało odpowiedzi", "")]


def test_sessions_of_selfie_are_counted_by_school_year_as_known(tomaszow: SimpleNamespace) -> None:
    for place, school in enumerate(tomaszow.primary[:3]):
        day = datetime.date(2024, 12, 10 + place)
        SelfieCard.objects.create(school=school, finished_on=day, attested=True, state=CardState.CONFIRMED)
    again = tomaszow.primary[0]
    SelfieCard.objects.create(
        school=again, finished_on=datetime.date(2025, 4, 1), attested=True, state=CardState.CONFIRMED
    )
    told = surveys_of(DAY)
    assert [(one.year, one.sessions, one.schools) for one in told.selfie] == [("2024/2025", 4, 3)]
    assert told.schools == 11
