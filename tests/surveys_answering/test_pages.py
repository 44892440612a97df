"""The way of a respondent through the pages."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from surveys.codes import shown
from surveys.models import AccessCode, Campaign, CampaignState, Draft, Response
from tests.surveyform import fields_of, filled
from tests.surveys_answering.conftest import Respondent

DONE = "Dziękujemy!"


def answers() -> list[dict[str, object]]:
    return list(Response.objects.values_list("answers", flat=True))


# --- With a code ----------------------------------------------------------------------------------------------------
def test_a_code_leads_through_all_parts_to_one_answer(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(shown(asked.codes[0]).lower())
    assert respondent.path == "/a/poczatek/"
    respondent.open("/a/odpowiedzi/1/")
    assert respondent.title == "Część 1 z 3 – Sprzęt w mojej pracy"
    respondent.press(works="4", enough=".")
    assert respondent.title == "Część 2 z 3 – Sprzęt w mojej pracy"
    respondent.press(needs=["screen", "wifi"], fault="no")
    assert respondent.title == "Część 3 z 3 – Sprzęt w mojej pracy"
    respondent.press(best="Tablica.", change="Wi-Fi\r\nw świetlicy")
    respondent.finish()
    assert respondent.title == DONE
    assert answers() == [
        {
            "works": "4",
            "enough": {"na": True},
            "needs": ["wifi", "screen"],
            "fault": "no",
            "days": {"skipped": True},
            "quick": {"skipped": True},
            "best": "Tablica.",
            "change": "Wi-Fi\nw świetlicy",
        }
    ]
    assert Draft.objects.count() == 0
    assert AccessCode.objects.filter(used=True).count() == 1


def test_the_answer_knows_target_stage_and_language(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.easy_codes[0]).open("/a/odpowiedzi/1/").speak("uk").press(like="3", help="2").finish()
    row = Response.objects.get()
    assert (row.target_id, row.stage, row.language, row.mode) == (asked.easy.pk, "1-3", "uk", "online")


def test_an_answer_of_a_few_seconds_is_noted_as_too_fast(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).answer_all().finish()
    assert (Response.objects.get().too_fast, Response.objects.get().straight) == (True, False)


def test_a_link_with_a_code_asks_for_the_code(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.open(f"/a/{asked.coded.key}/")
    assert "Sprzęt w mojej pracy" in respondent.html
    respondent.send(respondent.path, {"kod": [asked.codes[0]]})
    assert respondent.path == "/a/poczatek/"


def test_a_wrong_code_is_told_and_stays_in_the_field(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter("AAAA-<b>A")
    assert respondent.status == 422
    assert "Nie znamy takiego kodu." in respondent.html
    assert 'value="AAAA-&lt;b&gt;A"' in respondent.html
    respondent.enter("AAAA-AAAA")
    assert respondent.status == 422


def test_a_used_code_opens_nothing(asked: SimpleNamespace, respondent: Respondent, another: Respondent) -> None:
    respondent.enter(asked.codes[0]).answer_all().finish()
    another.enter(asked.codes[0])
    assert (another.status, another.title) == (409, "Odpowiedzi są już wysłane")
    assert another.open("/a/odpowiedzi/1/").path == "/a/"
    assert (Response.objects.count(), Draft.objects.count()) == (1, 0)


# --- Without a code -------------------------------------------------------------------------------------------------
def test_a_link_that_is_enough_begins_at_once(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.open(f"/a/{asked.linked.key}/")
    assert Draft.objects.count() == 0, "looking begins nothing"
    respondent.send(respondent.path)
    assert respondent.path == "/a/odpowiedzi/1/"
    respondent.answer_all().finish()
    assert (respondent.title, Response.objects.get().target_id) == (DONE, asked.linked.pk)


def test_a_second_person_at_the_same_browser_begins_a_new_answer(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    link = f"/a/{asked.linked.key}/"
    respondent.open(link).send(link).press(works="5")
    respondent.open(link)
    assert "Zacznij nową" in respondent.html
    respondent.send(link, {"nowa": ["1"]})
    assert fields_of(respondent.html).get("o.works") is None
    assert Draft.objects.count() == 2


def test_somebody_who_comes_back_through_the_link_goes_on(asked: SimpleNamespace, respondent: Respondent) -> None:
    link = f"/a/{asked.linked.key}/"
    respondent.open(link).send(link).press(works="5")
    respondent.open(link).send(link)
    assert (respondent.path, Draft.objects.count()) == ("/a/poczatek/", 1)
    assert 'href="/a/odpowiedzi/2/"' in respondent.html


# --- Saving ---------------------------------------------------------------------------------------------------------
def test_every_page_is_saved_and_found_again_on_another_device(
    asked: SimpleNamespace, respondent: Respondent, another: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press(works="2", enough="5")
    respondent.press("wstecz", needs=["laptop"])
    assert respondent.path == "/a/odpowiedzi/1/"
    another.enter(asked.codes[0])
    assert "Masz zapisane odpowiedzi." in another.html
    another.open("/a/odpowiedzi/1/")
    assert fields_of(another.html)["o.works"] == ["2"]
    another.open("/a/odpowiedzi/2/")
    assert fields_of(another.html)["o.needs"] == ["laptop"]


def test_going_back_asks_for_nothing(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press("wstecz", enough="3")
    assert respondent.path == "/a/poczatek/"
    assert Draft.objects.get().answers == {"enough": "3"}


def test_a_required_question_is_asked_again_and_the_rest_is_saved(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press(enough="3")
    assert respondent.status == 422
    assert respondent.title == "Błąd: Część 1 z 3 – Sprzęt w mojej pracy"
    assert '<a href="#o.works.1">Sprzęt działa. Odpowiedz na to pytanie.</a>' in respondent.html
    assert 'tabindex="-1" autofocus' in respondent.html
    assert Draft.objects.get().answers == {"enough": "3"}


def test_what_cannot_be_taken_stays_on_the_page(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press(works="4")
    respondent.press(fault="yes").press(needs=["laptop", "wifi", "screen"], days="trzy")
    assert respondent.status == 422
    assert fields_of(respondent.html)["o.days"] == ["trzy"]
    assert fields_of(respondent.html)["o.needs"] == ["laptop", "wifi", "screen"]
    assert "Wpisz liczbę całkowitą, na przykład 12." in respondent.html
    assert respondent.html.count("Zaznacz najwyżej 2.") == 3, "as a hint, in the summary, at the question"
    assert Draft.objects.get().answers == {"works": "4", "fault": "yes"}


def test_too_long_a_text_stays_on_the_page(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).answer_all()
    respondent.open("/a/odpowiedzi/4/").press(change="a" * 2001)
    assert respondent.status == 422
    assert fields_of(respondent.html)["o.change"] == ["a" * 2001]
    respondent.press(change="a" * 2000)
    assert respondent.path == "/a/podsumowanie/"


# --- Questions that depend on answers -------------------------------------------------------------------------------
def test_an_answer_opens_a_question_of_the_same_page_before_going_on(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press(works="4")
    assert "Ile dni" not in respondent.html
    respondent.press(fault="yes")
    assert respondent.answer.redirect_chain == [("/a/odpowiedzi/2/#o.days", 302)]
    assert respondent.title == "Część 2 z 4 – Sprzęt w mojej pracy"
    assert "Ile dni" in respondent.html
    respondent.press(days="3")
    assert respondent.path == "/a/odpowiedzi/3/"


def test_a_changed_answer_drops_what_it_hides(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press(works="4")
    respondent.press(fault="yes").press(days="3").press(quick="5")
    assert Draft.objects.get().answers == {"works": "4", "fault": "yes", "days": 3, "quick": "5"}
    respondent.open("/a/odpowiedzi/2/").press(fault="no")
    assert respondent.path == "/a/odpowiedzi/4/"
    assert Draft.objects.get().answers == {"works": "4", "fault": "no"}


def test_a_hidden_part_leads_on(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/3/")
    assert respondent.path == "/a/odpowiedzi/4/"
    respondent.open("/a/odpowiedzi/99/")
    assert respondent.path == "/a/poczatek/"


# --- Language -------------------------------------------------------------------------------------------------------
def test_the_language_changes_on_a_page_and_keeps_what_was_just_typed(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").speak("uk", works="4", enough="2")
    assert (respondent.path, respondent.title) == ("/a/odpowiedzi/1/", "Частина 1 з 3 – Техніка в моїй роботі")
    assert '<html lang="uk">' in respondent.html
    assert respondent.answer.headers["Content-Language"] == "uk"
    assert fields_of(respondent.html)["o.works"] == ["4"]
    assert fields_of(respondent.html)["o.enough"] == ["2"]


def test_the_language_changes_over_an_answer_that_cannot_be_taken(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press(works="4")
    respondent.press(fault="yes").speak("en", days="soon")
    assert respondent.title == "Error: Part 2 of 4 – Equipment in my work"
    assert fields_of(respondent.html)["o.days"] == ["soon"]
    assert "Type a whole number, such as 12." in respondent.html


def test_the_language_of_the_door_is_that_of_the_questions(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.open("/a/").send("/a/", {"jezyk": ["en"], "kod": [asked.codes[0]]})
    assert (respondent.title, fields_of(respondent.html)["kod"]) == ("Type your code", [asked.codes[0]])
    respondent.send("/a/", fields_of(respondent.html))
    assert respondent.title == "Equipment in my work"
    assert Draft.objects.get().language == "en"


def test_pages_without_questions_change_language_too(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0])
    respondent.send("/a/jezyk/", {"jezyk": ["uk"], "wroc": ["/a/poczatek/"]})
    assert (respondent.path, respondent.title) == ("/a/poczatek/", "Техніка в моїй роботі")
    assert Draft.objects.get().language == "uk"
    respondent.open("/a/przerwane/").send("/a/jezyk/", {"jezyk": ["en"], "wroc": ["https://zla.example/a/"]})
    assert respondent.path == "/a/"


def test_a_browser_that_speaks_ukrainian_is_met_in_ukrainian(asked: SimpleNamespace, respondent: Respondent) -> None:
    page = respondent.client.get("/a/", headers={"accept-language": "uk-UA,uk;q=0.9,en;q=0.8"})
    assert '<html lang="uk">' in page.content.decode()
    page = respondent.client.get("/a/", headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="pl">' in page.content.decode()


# --- Small children -------------------------------------------------------------------------------------------------
def test_small_children_meet_faces_with_words_and_easy_texts(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.easy_codes[0]).open("/a/odpowiedzi/1/")
    assert "Lubię komputer." in respondent.html
    assert "Lubię lekcje z użyciem komputera." not in respondent.html
    assert re.findall(r'href="#face-(\w+)"></use></svg><span>(\w+)</span>', respondent.html)[:3] == [
        ("sad", "nie"),
        ("calm", "trochę"),
        ("glad", "tak"),
    ]
    assert "nie wiem" in respondent.html


# --- The end --------------------------------------------------------------------------------------------------------
def test_the_summary_names_what_is_missing_and_sends_nothing(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press("wstecz", enough="1")
    respondent.open("/a/podsumowanie/")
    assert "Brakuje wymaganych odpowiedzi" in respondent.html
    assert '<a href="/a/odpowiedzi/1/">Sprzęt działa.</a>' in respondent.html
    assert "Wyślij odpowiedzi" not in respondent.html
    respondent.finish()
    assert (respondent.path, Response.objects.count()) == ("/a/podsumowanie/", 0)


def test_sending_twice_makes_one_answer_and_says_so(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).answer_all()
    cookies, form = dict(respondent.client.cookies.items()), fields_of(respondent.html)
    ticket = cookies["ankieta"].value
    respondent.finish()
    respondent.client.cookies["ankieta"] = ticket  # the reply was lost: the browser still has the cookie
    respondent.send("/a/wyslij/", form)
    assert (respondent.title, Response.objects.count()) == ("Odpowiedzi są już wysłane", 1)


def test_sending_after_the_cookie_is_gone_says_that_it_is_sent(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).answer_all()
    form = fields_of(respondent.html)
    respondent.finish().send("/a/wyslij/", form)
    assert (respondent.status, respondent.title) == (409, "Odpowiedzi są już wysłane")


def test_the_end_clears_the_computer(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).answer_all().finish()
    assert respondent.client.cookies["ankieta"].value == ""
    assert respondent.open("/a/odpowiedzi/1/").path == "/a/"


def test_closing_at_this_computer_keeps_the_answers_under_the_code(
    asked: SimpleNamespace, respondent: Respondent, another: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/").press("przerwij", works="4")
    assert respondent.path == "/a/przerwij/"
    respondent.send("/a/przerwij/", fields_of(respondent.html))
    assert (respondent.path, respondent.client.cookies["ankieta"].value) == ("/a/przerwane/", "")
    another.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    assert fields_of(another.html)["o.works"] == ["4"]


def test_closing_without_a_code_asks_before_it_deletes(asked: SimpleNamespace, respondent: Respondent) -> None:
    link = f"/a/{asked.linked.key}/"
    respondent.open(link).send(link).press("przerwij", works="4")
    assert "nie da się do niej wrócić" in respondent.html
    assert Draft.objects.count() == 1
    respondent.send("/a/przerwij/", fields_of(respondent.html))
    assert ("Odpowiedzi zostały usunięte." in respondent.html, Draft.objects.count()) == (True, 0)


# --- Two at one browser ---------------------------------------------------------------------------------------------
def test_the_page_of_one_child_is_not_saved_into_the_answers_of_another(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    first_page = filled(respondent.html, works="1", enough="1")
    respondent.enter(asked.codes[1]).open("/a/odpowiedzi/1/").press(works="5")
    respondent.send("/a/odpowiedzi/1/", {**first_page, "akcja": ["dalej"]})
    assert (respondent.status, respondent.title) == (409, "Ta strona należy do innej ankiety")
    assert sorted(map(str, Draft.objects.values_list("answers", flat=True))) == ["{'works': '5'}", "{}"]


def test_with_its_code_the_page_that_was_refused_is_saved_where_it_belongs(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    first_page = filled(respondent.html, works="1", enough="1")
    respondent.enter(asked.codes[1]).open("/a/odpowiedzi/1/").press(works="5")
    respondent.send("/a/odpowiedzi/1/", {**first_page, "akcja": ["dalej"]})
    respondent.send("/a/", {**fields_of(respondent.html), "kod": [asked.codes[0]]})
    assert respondent.path == "/a/odpowiedzi/1/"
    assert fields_of(respondent.html)["o.works"] == ["1"]
    drafts = {draft.code.pk: draft.answers for draft in Draft.objects.select_related("code")}
    assert sorted(map(str, drafts.values())) == ["{'works': '1', 'enough': '1'}", "{'works': '5'}"]


def test_with_a_third_code_the_refused_page_is_saved_nowhere(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    page = filled(respondent.html, works="1")
    respondent.client.cookies.clear()
    respondent.send("/a/odpowiedzi/1/", {**page, "akcja": ["dalej"]})
    assert "Aby zapisać to, co właśnie zaznaczono" in respondent.html
    respondent.send("/a/", {**fields_of(respondent.html), "kod": [asked.codes[2]]})
    assert respondent.path == "/a/poczatek/"
    assert list(Draft.objects.values_list("answers", flat=True)) == [{}, {}]


def test_a_form_whose_mark_was_changed_is_refused(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    page = filled(respondent.html, works="1")
    page["znak"] = [f"{Draft.objects.get().pk}.1:{'x' * 43}"]
    respondent.send("/a/odpowiedzi/1/", page)
    assert (respondent.status, Draft.objects.get().answers) == (409, {})


def test_a_cookie_that_was_changed_opens_nothing(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0])
    respondent.client.cookies["ankieta"] = Draft.objects.get().digest + f".{asked.coded.pk}:{'x' * 43}"
    assert respondent.open("/a/odpowiedzi/1/").path == "/a/"


# --- When ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "title"),
    [
        ({"state": CampaignState.CLOSED}, "Ankieta jest zakończona"),
        ({"closes_on": timezone.localdate() - timedelta(days=1)}, "Ankieta jest zakończona"),
        ({"opens_on": timezone.localdate() + timedelta(days=1)}, "Ankieta jeszcze się nie zaczęła"),
        ({"state": CampaignState.DRAFT}, "Ankieta jeszcze się nie zaczęła"),
    ],
)
def test_outside_its_days_a_campaign_says_so_everywhere(
    asked: SimpleNamespace, respondent: Respondent, another: Respondent, change: dict[str, object], title: str
) -> None:
    respondent.enter(asked.codes[0]).answer_all()
    form = fields_of(respondent.html)
    Campaign.objects.filter(pk=asked.campaign.pk).update(**change)
    for page in (
        respondent.send("/a/wyslij/", form),
        respondent.open("/a/odpowiedzi/1/"),
        respondent.open("/a/poczatek/"),
    ):
        assert page.title == title
    assert another.enter(asked.codes[1]).title == title
    assert another.open(f"/a/{asked.coded.key}/").title == title
    assert Response.objects.count() == 0


def test_a_coming_campaign_names_its_day(asked: SimpleNamespace, respondent: Respondent) -> None:
    Campaign.objects.filter(pk=asked.campaign.pk).update(opens_on="2031-09-01", closes_on="2031-09-30")
    assert "Odpowiedzi przyjmiemy od dnia: 1 września 2031." in respondent.open(f"/a/{asked.coded.key}/").html


def test_a_link_that_leads_nowhere_is_a_page_of_its_own(db: None, respondent: Respondent) -> None:
    respondent.open("/a/nie-ma-takiej/")
    assert (respondent.status, respondent.title) == (404, "Nie ma takiej ankiety")


def test_the_notice_is_read_in_the_language(asked: SimpleNamespace, respondent: Respondent) -> None:
    assert "Administratorem jest gmina." in respondent.open(f"/a/informacja/{asked.coded.key}/").html
    respondent.send("/a/jezyk/", {"jezyk": ["uk"], "wroc": [f"/a/informacja/{asked.coded.key}/"]})
    assert "Адміністратор – гміна." in respondent.html
