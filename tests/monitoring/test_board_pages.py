"""What the pages of the board show: filters kept in the address, a past knowledge, the matrix, the history, the watch."""

import datetime
import html
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inventory.models import FundingSource
from inventory.services.sheets import take_back_sheet
from monitoring.durability import watch
from monitoring.journal import journal
from monitoring.lines import Wish, lines_of, narrowed, owner_key
from monitoring.matrix import Mark, matrix_of
from monitoring.models import Indicator
from monitoring.queries import board, board_row
from monitoring.ruletext import rule_sentences
from schedule.services import void_activity
from schools.models import School, User
from schools.register import register_on
from schools.roles import Role
from schools.scope import school_scope
from tests import registerrows
from tests.factories import EvidenceFactory, person

DAY = datetime.date(2026, 6, 30)
Find = Callable[[str], Indicator]
Write = Callable[..., Any]


@pytest.fixture
def clerk(tomaszow: SimpleNamespace) -> User:
    return person("wydzial", Role.DEPARTMENT)


def text(client: Client, address: str) -> str:
    """The words of a page."""
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


# --- The board --------------------------------------------------------------------------------------------------------
def test_a_line_has_trend_forecast_and_the_people_who_answer_for_it(
    tomaszow: SimpleNamespace, record: Write, indicator: Find
) -> None:
    for on in ("2025-02-03", "2025-02-10"):
        record("3.1", "grant_application", proved_by="application", day=datetime.date.fromisoformat(on))
    day = datetime.date(2025, 2, 20)

    line = next(
        one for one in lines_of(tomaszow.plan, board(tomaszow.plan, day), day) if one.row.indicator.number == "3.1"
    )

    assert line.trend.words == "0 → 2 w 3\u00a0miesiące"
    assert line.forecast.words == "w tym tempie: marzec 2025"
    assert line.forecast.late
    assert line.owner == "Z-ca Prezydenta Miasta, Dyrektor WE, dyrektorzy szkół podstawowych prowadzonych przez JST"


def test_an_empty_cell_of_who_answers_is_read_like_the_one_above(tomaszow: SimpleNamespace) -> None:
    found = {one.row.indicator.number: one.owner for one in lines_of(tomaszow.plan, board(tomaszow.plan, DAY), DAY)}

    assert found["1.5"] == found["1.1"] == "Z-ca Prezydenta Miasta, Dyrektor WE"


def test_filters_narrow_the_lines(tomaszow: SimpleNamespace, record: Write) -> None:
    record("2.1", "resolution", proved_by="resolution", day=datetime.date(2024, 12, 19))
    found = lines_of(tomaszow.plan, board(tomaszow.plan, DAY), DAY)

    def numbers(wish: Wish) -> list[str]:
        return [one.row.indicator.number for one in narrowed(found, wish)]

    assert len(numbers(Wish())) == 22
    assert numbers(Wish(status="reached")) == ["2.1"]
    assert numbers(Wish(action=2)) == ["2.1", "2.2", "2.3/2.4"]
    assert numbers(Wish(action=2, gaps=True)) == ["2.2", "2.3/2.4"]
    assert numbers(Wish(owner=owner_key("Dyrektor Wydziału Edukacji"))) == ["2.2"]


def test_the_filters_stand_in_the_address_and_are_taken_off_one_by_one(client: Client, clerk: User) -> None:
    client.force_login(clerk)

    page = client.get("/wskazniki/?dzien=30.06.2026&dzialanie=2&braki=on").content.decode()

    assert re.findall(r'id="wskaznik-\d+"', page).__len__() == 3
    assert 'href="?dzien=30.06.2026&amp;braki=on"' in page
    assert "Działanie 2" in page


def test_a_filter_that_cannot_be_read_says_so_and_hides_nothing(client: Client, clerk: User) -> None:
    client.force_login(clerk)

    page = client.get("/wskazniki/?stan=nieznany&dzien=31.02.2026").content.decode()

    assert len(re.findall(r'id="wskaznik-\d+"', page)) == 22
    assert "Nie rozumiem tej daty" in page


def test_the_board_by_an_earlier_knowledge_leaves_out_what_was_written_later(
    client: Client, record: Write, clerk: User
) -> None:
    record("2.1", "resolution", proved_by="resolution", day=datetime.date(2024, 12, 19))
    client.force_login(clerk)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)

    now, then = text(client, "/wskazniki/"), text(client, f"/wskazniki/?wiedza={yesterday:%d.%m.%Y}")

    assert "Osiągnięto 1 z 22" in now
    assert "Osiągnięto 0 z 22" in then
    assert "Stan według dawniejszej wiedzy" in then


@pytest.mark.parametrize("moment", ["jutro", "31.12.2099", "30.06.2026 25:00"])
def test_a_moment_that_cannot_be_is_refused_in_words(client: Client, clerk: User, moment: str) -> None:
    client.force_login(clerk)

    page = text(client, f"/wskazniki/?wiedza={moment}")

    assert (
        "Nie rozumiem tej chwili" in page or "Ta chwila jeszcze nie nadeszła" in page or "Nie rozumiem tej daty" in page
    )
    assert "Stan według dawniejszej wiedzy" not in page


# --- The matrix -------------------------------------------------------------------------------------------------------
def test_the_matrix_tells_done_declared_missing_not_due_and_not_asked(
    tomaszow: SimpleNamespace, record: Write, clerk: User
) -> None:
    done, declared, missing = tomaszow.primary[:3]
    record("1.1", "audit", keeper=done, proved_by="report")
    record("1.1", "audit", keeper=declared)
    preschools = next(one for one in tomaszow.schools if one not in tomaszow.primary)
    day = datetime.date(2025, 1, 15)

    found = matrix_of(board(tomaszow.plan, day), register_on(day).schools, clerk, {})

    lines = {
        line.school: dict(zip([c.row.indicator.number for c in found.columns], line.cells, strict=True))
        for line in found.lines
    }
    assert [lines[one.pk]["1.1"].mark for one in (done, declared, missing, preschools)] == [
        Mark.DONE,
        Mark.DECLARED,
        Mark.MISSING,
        Mark.NOT_ASKED,
    ]
    assert lines[done.pk]["8.3"].mark == Mark.NOT_DUE
    audits = next(one for one in found.columns if one.row.indicator.number == "1.1")
    assert audits.gaps == 10
    assert [(lines[one.pk]["1.1"].adds, bool(lines[one.pk]["1.1"].url)) for one in (done, missing, preschools)] == [
        (False, True),
        (True, True),
        (False, False),
    ]


def test_a_gap_leads_to_the_form_with_the_unit_and_the_step(
    client: Client, tomaszow: SimpleNamespace, clerk: User
) -> None:
    school = tomaszow.primary[2]
    found = matrix_of(board(tomaszow.plan, DAY), register_on(DAY).schools, clerk, {})
    cell = next(line for line in found.lines if line.school == school.pk).cells[0]
    client.force_login(clerk)

    page = client.get(cell.url).content.decode()

    assert re.search(rf'value="{school.pk}"[^>]*checked', page)
    assert cell.url.startswith("/zdarzenia/nowe/audit/?")


def test_who_may_not_record_is_led_to_the_records(tomaszow: SimpleNamespace) -> None:
    viewer = person("wglad", Role.VIEWER)

    found = matrix_of(board(tomaszow.plan, DAY), register_on(DAY).schools, viewer, {"dzien": "30.06.2026"})

    assert not any(cell.adds and cell.row.indicator.number == "1.1" for line in found.lines for cell in line.cells)
    first = found.lines[0]
    assert first.cells[0].url.endswith(f"?dzien=30.06.2026&jednostka={first.school}#zapisy")


def test_a_director_sees_the_own_unit_alone(client: Client, tomaszow: SimpleNamespace) -> None:
    own, other = tomaszow.primary[:2]
    client.force_login(person("dyrektor", Role.DIRECTOR, own))

    page = text(client, reverse("monitoring:matrix"))

    assert own.short_name in page
    assert other.short_name not in page
    assert "Przypomnij" not in page


def test_a_directors_board_says_what_is_overdue(client: Client, tomaszow: SimpleNamespace) -> None:
    client.force_login(person("dyrektor", Role.DIRECTOR, tomaszow.primary[0]))
    before, after = (text(client, f"{reverse('monitoring:board')}?dzien={day}") for day in ("30.11.2024", "1.12.2024"))
    assert "30.11.2024 po terminie" not in before
    assert "30.11.2024 po terminie" in after


def test_a_director_adds_what_the_unit_lacks_from_the_indicators_page(
    client: Client, tomaszow: SimpleNamespace, indicator: Find
) -> None:
    own = tomaszow.primary[0]
    client.force_login(person("dyrektor", Role.DIRECTOR, own))
    page = html.unescape(client.get(indicator("1.1").get_absolute_url()).content.decode())
    assert re.search(rf'href="/zdarzenia/nowe/audit/\?jednostka={own.pk}&krok=\d+">Dodaj, czego brakuje</a>', page)
    page = client.get(indicator("8.3").get_absolute_url()).content.decode()
    assert f'href="/prognozy/jednostki/{own.pk}/{timezone.localdate().year}/">Dodaj, czego brakuje</a>' in page


def test_a_file_of_the_municipality_is_neither_named_nor_linked_to_a_director(
    client: Client, tomaszow: SimpleNamespace, record: Write, indicator: Find
) -> None:
    school = tomaszow.primary[0]
    record("4.2", "training", topic="digital_tools", took_part=[school], proved_by="certificate")
    client.force_login(person("dyrektor", Role.DIRECTOR, school))
    page = client.get(indicator("10.3").get_absolute_url()).content.decode()
    assert "przechowuje Wydział Edukacji" in page
    assert "/dowody/" not in page
    client.force_login(person("wydzial", Role.DEPARTMENT))
    assert "/dowody/" in client.get(indicator("10.3").get_absolute_url()).content.decode()


def test_the_records_of_one_unit_are_shown_alone(
    client: Client, tomaszow: SimpleNamespace, record: Write, indicator: Find, clerk: User
) -> None:
    first, second = tomaszow.primary[:2]
    record("1.1", "audit", keeper=first, title="Audyt pierwszy", proved_by="report")
    record("1.1", "audit", keeper=second, title="Audyt drugi", proved_by="report")
    client.force_login(clerk)

    page = client.get(f"{indicator('1.1').get_absolute_url()}?jednostka={first.pk}").content.decode()
    records = page.partition('id="zapisy"')[2].partition('id="jednostki"')[0]

    assert "Audyt pierwszy" in records
    assert "Audyt drugi" not in records


# --- The indicator page -------------------------------------------------------------------------------------------------
def test_the_history_tells_what_began_and_ceased_to_count_by_role(record: Write, indicator: Find, clerk: User) -> None:
    meeting = record("1.3", "team_meeting", title="Spotkanie grupy", proved_by="attendance")
    void_activity(meeting, remark="Zapisane podwójnie", by=clerk)

    told = [(one.title, one.who, one.note, one.source) for one in journal(indicator("1.3"), DAY, clerk)]

    assert told[0] == ("Zapis przestał się liczyć", "Wydział Edukacji", "Zapisane podwójnie", "Spotkanie grupy")
    assert [title for title, *_ in told[1:]] == ["Dołączono dowód", "Zapis zaczął się liczyć", "Dodano zapis"]
    assert board_row(indicator("1.3"), DAY).contributions == ()


def test_a_sheet_taken_back_stays_in_the_history(tomaszow: SimpleNamespace, indicator: Find, clerk: User) -> None:
    school = tomaszow.primary[0]
    sheet = registerrows.accepted_sheet(school, datetime.date(2024, 11, 20), evidence=EvidenceFactory(school=school))
    take_back_sheet(sheet, remark="Brakuje tabletów.", version=sheet.version, by=clerk)

    told = [(one.title, one.note) for one in journal(indicator("1.5"), DAY, clerk)]

    assert told[0] == ("Zapis przestał się liczyć", "Brakuje tabletów.")


def test_a_school_reads_no_history_of_another(tomaszow: SimpleNamespace, record: Write, indicator: Find) -> None:
    own, other = tomaszow.primary[:2]
    record("1.1", "audit", keeper=own, title="Audyt własny")
    record("1.1", "audit", keeper=other, title="Audyt cudzy")
    director = person("dyrektor", Role.DIRECTOR, own)

    with school_scope([own.pk]):
        sources = {one.source for one in journal(indicator("1.1"), DAY, director)}

    assert sources == {f"Audyt własny ({own.short_name})"}


def test_the_history_names_the_unit_of_a_record_that_speaks_for_one(
    tomaszow: SimpleNamespace, record: Write, indicator: Find, clerk: User
) -> None:
    own, other = tomaszow.primary[:2]
    record("1.1", "audit", keeper=own, title="Audyt")
    record("1.1", "audit", keeper=other, title=f"Audyt w {other.short_name}")
    record("1.3", "team_meeting", title="Spotkanie grupy")

    sources = {one.source for number in ("1.1", "1.3") for one in journal(indicator(number), DAY, clerk)}

    assert sources == {f"Audyt ({own.short_name})", f"Audyt w {other.short_name}", "Spotkanie grupy"}


def test_a_record_that_serves_several_indicators_says_so_beside_it(
    client: Client, tomaszow: SimpleNamespace, record: Write, indicator: Find, clerk: User
) -> None:
    record("4.2", "training", topic="digital_tools", took_part=tomaszow.primary, proved_by="certificate",
           day=datetime.date(2025, 10, 8))  # fmt: skip
    client.force_login(clerk)

    assert "liczone też w: 2.3/2.4, 10.3" in text(client, indicator("4.1-4").get_absolute_url())


def test_the_rule_is_told_in_plain_words(tomaszow: SimpleNamespace, indicator: Find) -> None:
    row = board_row(indicator("10.1"), DAY)

    told = rule_sentences(row.question, row.measure, "schools", ["min_per_unit"])

    assert told == [
        "Zapisy: aktualizacje systemów i sprzętu. Liczą się zatwierdzone i nieunieważnione; o stanie decydują te z dowodem: protokół, notatka lub raport z aktualizacji.",
        "Liczymy zapisy w każdej jednostce osobno, a wynikiem jest najmniejsza z tych liczb.",
        "Pytamy wszystkie jednostki z rejestru na dany dzień (tego dnia: 12).",
        "Cel: co najmniej w każdej jednostce 1.",
        "Termin: od 1 czerwca 2024 do 30 czerwca 2026.",
    ]


# --- What changed -------------------------------------------------------------------------------------------------------
def test_two_days_are_compared(client: Client, record: Write, clerk: User) -> None:
    record("2.1", "resolution", proved_by="resolution", day=datetime.date(2024, 12, 19))
    client.force_login(clerk)

    page = text(client, "/wskazniki/zmiany/?od=1.12.2024&do=31.12.2024")

    assert "Udokumentowane 0 → 1 (cel 1)." in page
    assert "Przybyło: 1\u00a0dowód." in page or "Przybyło: 1 dowód." in page


def test_the_last_of_two_days_alone_is_compared_with_three_months_before(client: Client, clerk: User) -> None:
    client.force_login(clerk)

    page = text(client, "/wskazniki/zmiany/?do=30.06.2025")

    assert "Stan na 30 marca 2025 i stan na 30 czerwca 2025" in page
    assert "Nie rozumiem tej daty" in text(client, "/wskazniki/zmiany/?do=kiedyś")


def test_the_board_of_a_day_leads_to_what_changed_until_that_day(client: Client, clerk: User) -> None:
    client.force_login(clerk)

    assert 'href="/wskazniki/zmiany/?do=30.06.2025"' in client.get("/wskazniki/?dzien=30.06.2025").content.decode()


def test_days_the_wrong_way_round_are_refused(client: Client, clerk: User) -> None:
    client.force_login(clerk)

    assert "Ten dzień jest wcześniejszy niż pierwszy." in text(client, "/wskazniki/zmiany/?od=2.12.2024&do=1.12.2024")


# --- After the plan -----------------------------------------------------------------------------------------------------
def _device(school: School, number: str, **given: Any) -> Any:
    return registerrows.device(school, number, **given)


def test_a_device_gone_before_its_end_is_at_risk_and_one_after_it_is_not(tomaszow: SimpleNamespace) -> None:
    school, day = tomaszow.primary[0], datetime.date(2026, 11, 22)
    lasting, over = datetime.date(2028, 6, 30), datetime.date(2026, 11, 21)
    source = FundingSource.objects.create(name="Laboratoria", agreement_number="17/2024", durability_until=lasting)
    _device(school, "1", status="disposed", durability_until=lasting)
    _device(school, "2", status="disposed", durability_until=over)
    _device(school, "3", status="missing", funding=source)
    _device(school, "4", status="in_use", funding=source)
    _device(school, "5", status="disposed")

    found = watch(tomaszow.plan, day, whole=True)

    assert [one.inventory_number for one in found.devices] == ["1", "3"]
    assert [(one.name, one.until, one.kept, one.at_risk) for one in found.projects] == [
        ("", over, 0, 1),
        ("", lasting, 0, 1),
        ("Laboratoria", lasting, 1, 1),
    ]


def test_a_result_reached_at_the_plans_end_and_not_today_is_lost(tomaszow: SimpleNamespace) -> None:
    for school in tomaszow.primary:
        registerrows.device(school, "1", confirmed_on=datetime.date(2025, 12, 1))
    after = datetime.date(2026, 12, 2)

    held, lost = (watch(tomaszow.plan, day, whole=True) for day in (datetime.date(2026, 7, 1), after))

    assert (held.held, held.lost) == (1, ())
    assert (lost.held, [row.indicator.number for row in lost.lost]) == (0, ["8.2"])
    assert watch(tomaszow.plan, tomaszow.plan.end, whole=True).held == 0, "before the end nothing lasts yet"


def test_a_proof_whose_keeping_ends_soon_is_told(tomaszow: SimpleNamespace, record: Write) -> None:
    debate = record("5.1", "debate", heads={"uczniowie": 20}, proved_by="media", day=datetime.date(2025, 11, 19))
    file = debate.evidence.get()
    file.retain_until = datetime.date(2027, 1, 31)
    file.save()

    def ending(day: str) -> list[tuple[str, tuple[str, ...]]]:
        found = watch(tomaszow.plan, datetime.date.fromisoformat(day), whole=True)
        return [(one.file.name, one.indicators) for one in found.files]

    assert ending("2026-07-30") == []
    assert ending("2026-11-22") == [(file.name, ("5.1", "5.2"))]


def test_what_is_at_risk_comes_first_and_what_is_over_is_folded(
    client: Client, tomaszow: SimpleNamespace, clerk: User
) -> None:
    today, school = timezone.localdate(), tomaszow.primary[0]
    for number, (days, status) in enumerate(((-10, "in_use"), (100, "in_use"), (200, "handed_over")), 1):
        lasts = today + datetime.timedelta(days=days)
        registerrows.device(school, f"T/{number}", durability_until=lasts, status=status)
    client.force_login(clerk)
    page = text(client, reverse("monitoring:durability"))
    assert (
        page.index("T/3") < page.index("są zagrożone") < page.index("utrzymane") < page.index("Okresy, które minęły: 1")
    )
    assert page.index("Okresy, które minęły: 1") < page.index("okres minął")


def test_a_director_watches_the_own_devices(client: Client, tomaszow: SimpleNamespace) -> None:
    own, other = tomaszow.primary[:2]
    for school in (own, other):
        _device(school, f"EW/{school.pk}", status="disposed", durability_until=datetime.date(2099, 1, 1))
    client.force_login(person("dyrektor", Role.DIRECTOR, own))

    page = text(client, reverse("monitoring:durability"))

    assert f"EW/{own.pk}" in page
    assert f"EW/{other.pk}" not in page
    assert "Rezultaty planu" not in page
