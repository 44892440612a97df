"""Pages of results: each role sees its places; what is hidden says so; what was seen is noted."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from schools.models import School
from schools.roles import Role
from surveys.models import Audience, Campaign, CampaignState, OpenText, OpenTextState, ResultAccess, Tally
from surveys.queries.results import results_of
from tests import factories
from tests.surveys_results import world

pytestmark = pytest.mark.usefixtures("city")


def told(response: Any) -> str:
    """The words of a page's main part, white space as one space."""
    page = response.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", strip_tags(page).replace("\u00a0", " "))


@pytest.fixture
def place() -> SimpleNamespace:
    """Five schools; teachers of the first are few. The first school's people and the office's."""
    schools = [factories.SchoolFactory(short_name=f"ZSP nr {number}") for number in range(1, 6)]
    campaign = world.campaign()
    targets = world.add_part(campaign, world.simple(), schools)
    for target, people, point in zip(targets, (4, 30, 9, 20, 25), "53445", strict=True):
        world.answer(target, people, q1=point, q2=point, q3=point)
    return SimpleNamespace(
        schools=schools, campaign=campaign, targets=targets,
        office=factories.person("wydzial", Role.DEPARTMENT), viewer=factories.person("wglad", Role.VIEWER),
        few=factories.person("dyrektor.1", Role.DIRECTOR, schools[0]),
        many=factories.person("koordynator.2", Role.COORDINATOR, schools[1]),
        administrator=factories.person("admin", Role.ADMINISTRATOR),
    )  # fmt: skip


def city_url(place: SimpleNamespace, tab: str = "") -> str:
    return reverse("surveys:campaign_results", args=[place.campaign.pk]) + (f"?grupa={tab}" if tab else "")


def school_url(place: SimpleNamespace, school: School, tab: str = "") -> str:
    return reverse("surveys:school_results", args=[place.campaign.pk, school.pk]) + (f"?grupa={tab}" if tab else "")


# --- Before counting ------------------------------------------------------------------------------------------------
def test_a_running_campaign_shows_counts_alone(client: Client, place: SimpleNamespace) -> None:
    client.force_login(place.office)
    page = told(client.get(city_url(place)))
    assert "Do zamknięcia widać tylko, ile osób odpowiedziało" in page
    assert "ZSP nr 2 60 30" in page
    assert "średnia" not in page.lower()


def test_a_failed_counting_is_told_and_can_be_repeated(client: Client, place: SimpleNamespace) -> None:
    Campaign.objects.filter(pk=place.campaign.pk).update(state=CampaignState.CLOSED)
    Tally.objects.create(campaign=place.campaign, state="failed", error="Baza nie odpowiada.")
    client.force_login(place.office)
    assert "Baza nie odpowiada." in told(client.get(city_url(place)))
    client.post(reverse("surveys:recount", args=[place.campaign.pk]))
    assert Tally.objects.get().state == "queued"


# --- Who sees what --------------------------------------------------------------------------------------------------
def test_the_office_sees_all_schools_and_small_ones_say_too_few(client: Client, place: SimpleNamespace) -> None:
    world.counted(place.campaign)
    client.force_login(place.office)
    page = told(client.get(city_url(place)))
    assert "29%" in page  # 88 of 300
    assert "ZSP nr 1 za mało odpowiedzi za mało odpowiedzi" in page
    assert "ZSP nr 3 za mało odpowiedzi za mało odpowiedzi" in page
    assert "ZSP nr 2 50% 3,00" in page
    assert " 4 " not in page.split("Części w liczbach")[0].split("ZSP nr 1")[1].split("ZSP nr 2")[0]


def test_a_school_is_led_to_itself_and_sees_no_other(client: Client, place: SimpleNamespace) -> None:
    world.counted(place.campaign)
    client.force_login(place.many)
    led = client.get(city_url(place))
    assert led["Location"] == school_url(place, place.schools[1])
    assert client.get(school_url(place, place.schools[2])).status_code == 404
    for tab in ("", "porownanie", "zmiany"):
        page = told(client.get(school_url(place, place.schools[1], tab)))
        assert "ZSP nr 2" in page
        assert [number for number in (1, 3, 4, 5) if f"ZSP nr {number}" in page] == []


def test_a_school_has_the_city_beside_it(client: Client, place: SimpleNamespace) -> None:
    world.counted(place.campaign)
    client.force_login(place.many)
    page = told(client.get(school_url(place, place.schools[1])))
    assert "Odpowiedziało 50% 30 z 60 zaproszonych" in page
    assert "W gminie 29%" in page
    assert "średnia 3,00; gmina 3,99" in page  # (4 × 5 + 30 × 3 + 9 × 4 + 20 × 4 + 25 × 5) / 88
    assert "mediana" not in page.split("Jak to czytać")[0].replace(
        "Mediana szkół (kwartyle)", ""
    )  # three schools alone


def test_four_schools_make_a_median_and_quartiles(client: Client, place: SimpleNamespace) -> None:
    world.answer(place.targets[0], 6, q1="5", q2="5", q3="5")
    world.counted(place.campaign)
    client.force_login(place.many)
    assert "mediana szkół 4,00 (4,00–5,00)" in told(client.get(school_url(place, place.schools[1])))


def test_of_two_schools_neither_gets_the_city(client: Client) -> None:
    """The city less the own school would be the other one."""
    one, other = world.schools(2)
    campaign = world.campaign()
    for target, point in zip(world.add_part(campaign, world.simple(), [one, other]), "25", strict=True):
        world.answer(target, 12, q1=point, q2=point, q3=point)
    world.counted(campaign)
    client.force_login(factories.person("dyrektor", Role.DIRECTOR, one))
    page = told(client.get(reverse("surveys:school_results", args=[campaign.pk, one.pk])))
    assert "średnia 2,00" in page
    assert "gmina 3" not in page
    assert "W gminie" not in page
    assert "3,50" not in page


def test_a_small_school_sees_the_word_and_the_city(client: Client, place: SimpleNamespace) -> None:
    world.counted(place.campaign)
    client.force_login(place.few)
    page = told(client.get(school_url(place, place.schools[0])))
    assert "Odpowiedziało za mało odpowiedzi zaproszono: 60" in page
    assert "Za mało odpowiedzi; gmina" in page


def test_administrators_see_nothing(client: Client, place: SimpleNamespace) -> None:
    world.counted(place.campaign)
    client.force_login(place.administrator)
    assert client.get(reverse("surveys:results")).status_code == 403
    assert client.get(city_url(place)).status_code == 403


def test_the_query_itself_refuses_a_foreign_place(place: SimpleNamespace) -> None:
    from surveys.queries.results import NotYours  # beside its test

    tally = world.counted(place.campaign)
    for school in (None, place.schools[2]):
        with pytest.raises(NotYours):
            results_of(tally, place.campaign.parts.all(), by=place.many, school=school)


def test_a_viewer_reads_and_may_neither_recount_nor_review(client: Client, place: SimpleNamespace) -> None:
    world.counted(place.campaign)
    client.force_login(place.viewer)
    page = told(client.get(city_url(place)))
    assert "ZSP nr 2 50% 3,00" in page
    assert "Policz ponownie" not in page
    assert client.post(reverse("surveys:recount", args=[place.campaign.pk])).status_code == 403
    assert client.get(reverse("surveys:open_texts", args=[place.campaign.pk])).status_code == 403


def test_leaders_are_shown_to_a_school_as_the_city_alone(client: Client, place: SimpleNamespace) -> None:
    for target in world.add_part(
        place.campaign, world.simple("lider", audience=Audience.LEADERS), place.schools, population=2
    ):
        world.answer(target, 2, q1="5", q2="5", q3="5")
    world.counted(place.campaign)
    client.force_login(place.many)
    page = told(client.get(school_url(place, place.schools[1], "leaders")))
    assert "Tylko razem dla gminy" in page
    assert "gmina 5,00" in page


# --- What was seen is noted -----------------------------------------------------------------------------------------
def test_a_view_is_noted_once_a_day_and_a_file_each_time(client: Client, place: SimpleNamespace) -> None:
    tally = world.counted(place.campaign)
    client.force_login(place.many)
    for tab in ("", "zmiany", ""):
        client.get(school_url(place, place.schools[1], tab))
    seen = ResultAccess.objects.get()
    assert (seen.user, seen.school, seen.what) == (place.many, place.schools[1], "wyniki szkoły")
    form = {"form_key": "0b4f0b7e-93e5-4a3c-9d0f-2a3f2c8f2f11", "kind": "xlsx", "school": place.schools[1].pk}
    for _ in range(2):
        client.post(reverse("surveys:result_file_add", args=[place.campaign.pk]), form)
    assert tally.files.count() == 1
    assert ResultAccess.objects.filter(what="plik XLSX").count() == 1


# --- Side by side ---------------------------------------------------------------------------------------------------
def test_groups_are_put_side_by_side_and_a_divergence_is_said_in_words(client: Client, place: SimpleNamespace) -> None:
    faces = world.instrument(
        "dzieci", world.section("s1", world.item("q1", "faces"), construct="equipment"), audience=Audience.PUPILS_1_3
    )
    for target in world.add_part(place.campaign, faces, place.schools):
        world.answer(target, 10, stage="1-3", q1="3")
        world.answer(target, 10, stage="1-3", q1="1")
    world.counted(place.campaign)
    client.force_login(place.office)
    page = told(client.get(city_url(place, "porownanie")))
    assert "Część s1: nauczyciele oceniają wyżej niż uczniowie klas 1–3 (o 0,99 pkt)" in page
    assert "3,00* (100)" in page  # half a laugh, half a cry: the middle of 1–5


def test_a_campaign_of_the_same_wave_lends_its_group(client: Client, place: SimpleNamespace) -> None:
    world.counted(place.campaign)
    other = world.campaign("Rodzice tej samej fali", opens_on=world.DAY)
    for target in world.add_part(other, world.simple("rodzice", audience=Audience.PARENTS), place.schools):
        world.answer(target, 12, q1="1", q2="1", q3="1")
    world.counted(other)
    client.force_login(place.office)
    assert "nauczyciele oceniają wyżej niż rodzice (o 2,99 pkt)" in told(client.get(city_url(place, "porownanie")))


# --- Written answers ------------------------------------------------------------------------------------------------
@pytest.fixture
def written(place: SimpleNamespace) -> SimpleNamespace:
    """A campaign with written answers, counted."""
    campaign = world.campaign("Otwarta")
    asked = world.instrument("otwarta", world.section("s1", world.item("q1"), world.item("q2", "long_text")))
    for target, people in zip(world.add_part(campaign, asked, place.schools), (3, 11, 12, 8, 15), strict=True):
        world.answer(target, people, q1="5", q2="Pani Próbna pomaga")
    place.tally, place.campaign = world.counted(campaign), campaign
    return place


def test_nobody_sees_a_text_before_the_office_has_read_it(client: Client, written: SimpleNamespace) -> None:
    client.force_login(written.many)
    page = told(client.get(school_url(written, written.schools[1])))
    assert "Pani Próbna" not in page
    assert "Odpowiedzi czyta najpierw Wydział Edukacji" in page


def test_the_office_takes_a_name_out_and_lets_the_text_pass(client: Client, written: SimpleNamespace) -> None:
    text: OpenText = OpenText.objects.filter(school=written.schools[1])[0]
    client.force_login(written.office)
    client.post(reverse("surveys:open_text", args=[text.pk]), {"shown": "[ktoś] pomaga", "decyzja": "pokaz"})
    text.refresh_from_db()
    assert (text.state, text.shown, text.reviewed_by) == (OpenTextState.RELEASED, "[ktoś] pomaga", written.office)
    client.force_login(written.many)
    assert "[ktoś] pomaga" in told(client.get(school_url(written, written.schools[1])))


def test_a_withheld_text_stays_away_and_an_empty_one_is_refused(client: Client, written: SimpleNamespace) -> None:
    first, second = OpenText.objects.filter(school=written.schools[1])[:2]
    client.force_login(written.office)
    client.post(reverse("surveys:open_text", args=[first.pk]), {"shown": "x", "decyzja": "wstrzymaj"})
    refused = client.post(reverse("surveys:open_text", args=[second.pk]), {"shown": " ", "decyzja": "pokaz"})
    assert OpenText.objects.get(pk=first.pk).state == OpenTextState.WITHHELD
    assert "Nie można pokazać pustego tekstu" in told(refused)


def test_texts_of_a_small_school_stand_in_the_city_without_it(client: Client, written: SimpleNamespace) -> None:
    OpenText.objects.update(state=OpenTextState.RELEASED, shown="pokazane")
    client.force_login(written.few)
    assert "pokazane" not in told(client.get(school_url(written, written.schools[0])))
    client.force_login(written.office)
    assert told(client.get(city_url(written))).count("pokazane") == 49


# --- How many questions to the database -----------------------------------------------------------------------------
def test_a_page_asks_as_often_for_ten_schools_as_for_five(client: Client, place: SimpleNamespace) -> None:
    def statements(campaign: Campaign, url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    world.counted(place.campaign)
    client.force_login(place.office)
    five = statements(place.campaign, city_url(place))
    large = world.campaign("Większa", opens_on=world.DAY)
    for target in world.add_part(large, world.simple("wieksza"), [*place.schools, *world.schools(5)]):
        world.answer(target, 9, q1="5", q2="5", q3="5")
    world.counted(large)
    assert statements(large, reverse("surveys:campaign_results", args=[large.pk])) == five == 13
