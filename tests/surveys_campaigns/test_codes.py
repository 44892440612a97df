"""Codes: made a class, printed again as long as they live, cancelled while unused; only their keyed hash is stored."""

import io
import uuid
from types import SimpleNamespace

import openpyxl
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from hdr_portal.lib.pdf import PdfFile
from schools.models import JobState
from surveys.codes import code_digest, derive_codes, shown
from surveys.models import AccessCode, CampaignEvent, CodeBatch, CodeSheets, Target
from surveys.printing.cards import cards_pdf, sheets_of
from surveys.printing.code_book import code_book
from surveys.printing.posters import poster_pdf
from surveys.services.batches import ClassCodes, cancel_batch, make_batches, order_sheets
from surveys.services.campaigns import NotAllowed, close_campaign
from surveys.services.code_sheets import produce_sheets
from tests import surveyrows
from tests.report_pdf.reading import named, pages_of, text_of
from tests.surveys_campaigns.conftest import class_codes


def lines_form(*lines: tuple[str, str, str]) -> dict[str, str]:
    form = {"form_key": str(uuid.uuid4()), "klasa-TOTAL_FORMS": str(len(lines)), "klasa-INITIAL_FORMS": "0"}
    for number, (label, size, stage) in enumerate(lines):
        form |= {f"klasa-{number}-label": label, f"klasa-{number}-size": size, f"klasa-{number}-stage": stage}
    return form


def test_a_coordinator_makes_codes_for_classes(client: Client, target: Target, world: SimpleNamespace) -> None:
    client.force_login(world.cast.coordinator_a)
    form = lines_form(("4b", "24", ""), ("", "", ""), ("Grupa łączona", "6", "7-8"), ("8a", "19", ""))
    client.post(reverse("surveys:target_codes", args=[target.pk]), form)
    made = CodeBatch.objects.order_by("label").values_list("label", "size", "stage")
    assert list(made) == [("4b", 24, "4-6"), ("8a", 19, "7-8"), ("Grupa łączona", 6, "7-8")]
    assert AccessCode.objects.count() == 49
    event = CampaignEvent.objects.get()
    assert (event.text, event.school) == ("uczniowie klas 4–8, 4b: 24, Grupa łączona: 6, 8a: 19", world.schools.a)


def test_a_double_click_makes_the_codes_once(client: Client, target: Target, world: SimpleNamespace) -> None:
    client.force_login(world.cast.coordinator_a)
    form = lines_form(("4b", "24", ""))
    for _ in range(2):
        client.post(reverse("surveys:target_codes", args=[target.pk]), form)
    assert CodeBatch.objects.count() == 1
    assert AccessCode.objects.count() == 24


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("", "24", ""), "Podaj nazwę klasy lub grupy."),
        (("4b", "", ""), "Podaj, ile kodów przygotować."),
        (("4b", "zero", ""), "Wpisz liczbę, na przykład 24."),
        (("4b", "0", ""), "Wpisz liczbę większą od zera."),
        (("Grupa A", "24", ""), "Wybierz etap albo zacznij nazwę od numeru klasy, na przykład 4b."),
        (("2c", "24", ""), "Wybierz etap albo zacznij nazwę od numeru klasy, na przykład 4b."),
    ],
)
def test_a_wrong_line_is_refused_and_what_was_typed_stays(
    client: Client, target: Target, world: SimpleNamespace, line: tuple[str, str, str], reason: str
) -> None:
    client.force_login(world.cast.coordinator_a)
    page = client.post(reverse("surveys:target_codes", args=[target.pk]), lines_form(("5a", "20", ""), line))
    assert f"Wiersz 2, {'klasa' if not line[0] else ''}" in page.content.decode()
    assert [error for errors in page.context["lines"][1].errors.values() for error in errors] == [reason]
    assert page.context["lines"][0]["label"].value() == "5a"
    assert not CodeBatch.objects.exists()


def test_a_class_in_two_lines_is_refused(client: Client, target: Target, world: SimpleNamespace) -> None:
    client.force_login(world.cast.coordinator_a)
    url = reverse("surveys:target_codes", args=[target.pk])
    page = client.post(url, lines_form(("5a", "20", ""), ("5A", "20", "")))
    assert "Klasa „5a” stoi w dwóch wierszach. Zostaw jeden." in page.content.decode()


def test_more_lines_keep_what_was_typed_and_make_nothing(
    client: Client, target: Target, world: SimpleNamespace
) -> None:
    client.force_login(world.cast.coordinator_a)
    form = lines_form(("5a", "20", "")) | {"more": "1"}
    page = client.post(reverse("surveys:target_codes", args=[target.pk]), form)
    assert len(page.context["lines"].forms) == 11
    assert page.context["lines"][0]["label"].value() == "5a"
    assert "error-summary" not in page.content.decode()
    assert not CodeBatch.objects.exists()


def test_only_hashes_are_stored_and_not_in_the_order_of_the_sheets(target: Target, world: SimpleNamespace) -> None:
    (batch,) = class_codes(target, world, 30)
    assert isinstance(batch, CodeBatch)
    digests = [code_digest(code) for code in derive_codes(batch.seed, 30)]
    stored = list(AccessCode.objects.order_by("pk").values_list("digest", flat=True))
    assert sorted(stored) == sorted(digests)
    assert stored != digests
    assert not set(derive_codes(batch.seed, 30)) & set(stored)


def test_no_codes_are_made_for_a_link_or_after_the_end(target: Target, world: SimpleNamespace) -> None:
    by_link = surveyrows.target(world.schools.a, of=surveyrows.campaign("Link", anonymity="link"))
    over = surveyrows.target(world.schools.a, of=surveyrows.campaign("Dawna", closes_on="2026-09-30"))
    for one in (by_link, over):
        with pytest.raises(NotAllowed, match="tylko w ogłoszonej kampanii"):
            make_batches(one, [ClassCodes("a", "", 5)], form_key=uuid.uuid4(), by=world.cast.coordinator_a)
    lines = [ClassCodes(f"4-{number}", "4-6", 150) for number in range(34)]
    with pytest.raises(NotAllowed, match="najwyżej 5000"):
        make_batches(target, lines, form_key=uuid.uuid4(), by=world.cast.coordinator_a)


# --- Cancelling -----------------------------------------------------------------------------------------------------
def test_an_unused_batch_is_cancelled(client: Client, target: Target, world: SimpleNamespace) -> None:
    batch, kept = class_codes(target, world, 24, 20)
    assert isinstance(batch, CodeBatch)
    client.force_login(world.cast.coordinator_a)
    url = reverse("surveys:batch_cancel", args=[batch.pk])
    assert client.get(url).status_code == 200
    client.post(url)
    assert list(CodeBatch.objects.all()) == [kept]
    assert AccessCode.objects.count() == 20
    assert CampaignEvent.objects.get(kind="codes_cancelled").text == "4a, kodów: 24"


def test_a_used_batch_is_not_cancelled(target: Target, world: SimpleNamespace) -> None:
    (batch,) = class_codes(target, world, 24)
    assert isinstance(batch, CodeBatch)
    AccessCode.objects.filter(digest=code_digest(derive_codes(batch.seed, 1)[0])).update(used=True)
    with pytest.raises(NotAllowed, match="ktoś już korzysta"):
        cancel_batch(batch, by=world.cast.coordinator_a)
    assert AccessCode.objects.count() == 24


def test_of_a_small_batch_cancelling_does_not_tell_whether_it_was_used(target: Target, world: SimpleNamespace) -> None:
    for used in (False, True):
        (batch,) = class_codes(target, world, 1)
        assert isinstance(batch, CodeBatch)
        AccessCode.objects.update(used=used)
        cancel_batch(batch, by=world.cast.coordinator_a)
        assert not CodeBatch.objects.exists()


def test_codes_of_a_closed_campaign_are_left_to_the_portal(target: Target, world: SimpleNamespace) -> None:
    (batch,) = class_codes(target, world, 24)
    assert isinstance(batch, CodeBatch)
    close_campaign(target.part.campaign, by=world.cast.department)
    with pytest.raises(NotAllowed, match="zamknięta"):
        cancel_batch(batch, by=world.cast.coordinator_a)


# --- Sheets ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def batches(target: Target, world: SimpleNamespace) -> list[CodeBatch]:
    """Twelve codes of 4a, eight of 4b."""
    return [one for one in class_codes(target, world, 12, 8) if isinstance(one, CodeBatch)]


@pytest.fixture
def cards(target: Target, batches: list[CodeBatch]) -> PdfFile:
    """Both classes on sheets."""
    return cards_pdf(target, batches)


def test_each_class_has_sheets_of_its_own_with_all_its_codes(
    target: Target, batches: list[CodeBatch], cards: PdfFile
) -> None:
    pages = pages_of(cards.content)
    assert [page.count("Scan the QR code") for page in pages] == [8, 4, 8]
    for batch, text in ((batches[0], pages[0] + pages[1]), (batches[1], pages[2])):
        codes = [shown(code) for code in derive_codes(batch.seed, batch.size)]
        assert [code for code in codes if code not in text] == []
    assert ["Dla osoby, która rozdaje kartki" in page for page in pages] == [True, False, True]
    assert "Відскануй QR-код" in pages[0]


def test_the_sheets_are_told_to_readers(cards: PdfFile) -> None:
    with pikepdf.open(io.BytesIO(cards.content)) as pdf:
        assert str(pdf.Root.Lang) == "pl"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
        assert len(named(pdf, "H1")) == 1
        words = [str(one.get(pikepdf.Name.Alt, "")) for one in named(pdf, "Figure")]
    assert len(words) == 20
    assert all(one.startswith("Kod QR karty ") for one in words)


def test_printed_again_the_sheets_are_the_same(target: Target, batches: list[CodeBatch], cards: PdfFile) -> None:
    assert cards_pdf(target, batches).sha256 == cards.sha256


def test_the_qr_of_a_card_keeps_the_code_from_logs(target: Target, batches: list[CodeBatch]) -> None:
    from surveys.addresses import card_url

    address = card_url(target, "abcd-efgh")
    assert address.endswith(f"/a/{target.key}/#ABCDEFGH")
    assert len({card.qr for sheet in sheets_of(target, batches[0]) for card in sheet.cards}) == 12


def test_the_poster_speaks_three_languages(target: Target) -> None:
    text = text_of(poster_pdf(target).content)
    assert f"/a/{target.key}/" in text.replace(" ", "")
    assert all(words in text for words in ("Wypełnij ankietę", "Заповни опитування", "Fill in the survey"))


def test_the_workbook_holds_a_message_for_each_code(target: Target, batches: list[CodeBatch]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(code_book(target, batches)))
    rows = list(book["Kody"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["4a"] * 12 + ["4b"] * 8
    first = shown(derive_codes(batches[0].seed, 12)[0])
    assert rows[0][2] == first
    assert all(first in str(text) and target.key in str(text) for text in rows[0][4:])


def test_few_codes_come_at_once_and_many_by_the_worker(
    client: Client, target: Target, batches: list[CodeBatch], world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(world.cast.coordinator_a)
    direct = reverse("surveys:target_cards", args=[target.pk])
    ordered = reverse("surveys:code_sheets_order", args=[target.pk])
    assert client.get(direct)["Content-Type"] == "application/pdf"
    monkeypatch.setattr("surveys.views.codes.AT_ONCE", 19)
    assert client.get(direct).status_code == 404
    page = client.get(reverse("surveys:target_codes", args=[target.pk])).content.decode()
    assert ordered in page
    assert direct not in page


def test_the_worker_makes_the_sheets_of_all_classes(
    client: Client, target: Target, batches: list[CodeBatch], world: SimpleNamespace
) -> None:
    client.force_login(world.cast.coordinator_a)
    form = {"form_key": str(uuid.uuid4())}
    first, second = (client.post(reverse("surveys:code_sheets_order", args=[target.pk]), form) for _ in range(2))
    order = CodeSheets.objects.get()
    assert first["Location"] == second["Location"] == order.get_absolute_url()
    assert "Przygotowujemy kartki: 20 kodów" in client.get(order.get_absolute_url()).content.decode().replace(
        "\xa0", " "
    )
    file_url = reverse("surveys:code_sheets_file", args=[order.pk])
    assert client.get(file_url).status_code == 404
    produce_sheets(order.pk)
    order.refresh_from_db()
    assert (order.state, order.codes) == (JobState.DONE, 20)
    answer = client.get(file_url)
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    assert "Pobierz PDF" in client.get(order.get_absolute_url()).content.decode()


def test_an_order_without_codes_fails_with_a_sentence(
    target: Target, batches: list[CodeBatch], world: SimpleNamespace
) -> None:
    order = order_sheets(target, request_key=uuid.uuid4(), by=world.cast.coordinator_a, wake=lambda _pk: None)
    for batch in batches:
        cancel_batch(batch, by=world.cast.coordinator_a)
    produce_sheets(order.pk)
    order.refresh_from_db()
    assert order.state == JobState.FAILED
    assert "unieważniono kody" in order.error


def test_ready_texts_name_the_link_the_day_and_the_code(client: Client, target: Target, world: SimpleNamespace) -> None:
    client.force_login(world.cast.director_a)
    page = client.get(reverse("surveys:target", args=[target.pk]))
    texts = {one.language: one.text for one in page.context["diary"]}
    last = target.part.campaign.closes_on
    assert f"do {last.day} " in texts["pl"]
    assert "Potrzebny jest kod z kartki" in texts["pl"]
    assert all(page.context["address"] in text for text in texts.values())
    assert "<svg" in page.context["qr"]
