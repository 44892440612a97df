import io
import uuid
from types import SimpleNamespace

import pikepdf
import pytest
from django.test import Client

from inventory.models import Device, Export, FundingSource, Status
from inventory.outtake import making
from inventory.services.exports import ExportRefused, Order, produce_export, request_export
from inventory.views import labels as views
from tests import registerrows
from tests.report_pdf.reading import text_of

URL = "/ewidencja/etykiety/"
MILLIMETRE = 72 / 25.4


@pytest.fixture
def director(client: Client, cast: SimpleNamespace) -> Client:
    client.force_login(cast.director_a)
    return client


def test_labels_are_printed_with_number_name_school_money_and_code(director: Client, stored: Device) -> None:
    stored.funding = FundingSource.objects.create(name="KPO, pracownie")
    stored.save()
    answer = director.get(URL, {"ids": stored.pk})
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(text_of(answer.content).split())
    code = stored.label_code
    for words in ("SP1/KOM/017", "Laptop Dell", "ZSP nr 101", "KPO, pracownie", f"{code[:3]} {code[3:6]} {code[6:]}"):
        assert words in text


def test_twenty_four_labels_fill_an_a4_sheet(director: Client, stored: Device) -> None:
    others = [registerrows.device(stored.school).pk for _ in range(24)]
    for keys, place, pages in ((others, "1", 1), ([*others, stored.pk], "1", 2), (others, "2", 2)):
        answer = director.get(URL, {"ids": ",".join(map(str, keys)), "od": place})
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert len(pdf.pages) == pages
            size = [round(float(side) / MILLIMETRE) for side in pdf.pages[0].mediabox[2:]]
            assert size == [210, 297]


def test_a_room_prints_what_stands_in_it(director: Client, stored: Device) -> None:
    room = registerrows.room(stored.school, "12")
    for number, status in (("N/1", Status.IN_USE), ("N/2", Status.DISPOSED)):
        registerrows.device(stored.school, number, room=room, status=status)
    text = text_of(director.get(URL, {"pomieszczenie": room.pk}).content)
    assert [number for number in ("N/1", "N/2", "SP1/KOM/017") if number in text] == ["N/1"]


def test_more_than_five_sheets_are_left_to_the_worker(
    director: Client, stored: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_AT_ONCE", 1)
    room = registerrows.room(stored.school, "12")
    keys = [registerrows.device(stored.school, room=room).pk for _ in range(2)]
    for asked, filters in (
        ({"ids": ",".join(map(str, keys))}, ""),
        ({"pomieszczenie": room.pk}, f"pomieszczenie={room.pk}"),
    ):
        answer = director.get(URL, asked, follow=True)
        page = answer.content.decode()
        assert "Ponad 1 etykiet przygotowujemy w tle." in page
        assert '<input type="radio" name="file_format" value="label" ' in page
        assert answer.context["lists"]["query"].value() == filters
        assert answer.context["lists"]["file_format"].value() == "label"


def test_the_list_prints_what_is_ticked_and_asks_for_a_tick(director: Client, stored: Device) -> None:
    other = registerrows.device(stored.school, "N/1")
    answer = director.post(URL, {"urzadzenie": [stored.pk], "zapytanie": "szukaj=x"})
    assert [number for number in ("SP1/KOM/017", "N/1") if number in text_of(answer.content)] == ["SP1/KOM/017"]
    nothing = director.post(URL, {"zapytanie": "szukaj=x"})
    assert (nothing.status_code, nothing["Location"]) == (302, "/ewidencja/?szukaj=x")
    assert director.post(URL, {"urzadzenie": [other.pk, 999_999]}).status_code == 404


def test_the_worker_prints_the_labels_of_a_list(stored: Device, cast: SimpleNamespace) -> None:
    registerrows.device(stored.school, "N/1")
    order = Order("label", "szukaj=SP1", (), uuid.uuid4())
    made = produce_export(request_export(order, by=cast.director_a, wake=lambda _pk: None).pk)
    assert made is not None
    found = Export.objects.get(pk=made.pk)
    assert (found.state, found.path[-4:]) == ("done", ".pdf")
    text = text_of(found.file.read_bytes())
    assert [number for number in ("SP1/KOM/017", "N/1") if number in text] == ["SP1/KOM/017"]


def test_labels_of_no_device_and_of_too_many_are_refused_in_words(
    stored: Device, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    registerrows.device(stored.school)
    monkeypatch.setattr(making, "MOST_IN_A_FILE", 1)
    too_many = (
        "Lista ma 2 urządzenia, a jeden plik mieści najwyżej 1 etykietę. "
        "Zawęź ją filtrami, na przykład kategorią albo pomieszczeniem, i pobierz etykiety po kolei."
    )
    for query, words in (
        ("szukaj=nieznane", "Żadne urządzenie nie pasuje do filtrów: nie ma czego wydrukować."),
        ("", too_many),
    ):
        with pytest.raises(ExportRefused) as refused:
            request_export(Order("label", query, (), uuid.uuid4()), by=cast.director_a, wake=lambda _pk: None)
        assert str(refused.value).replace("\u00a0", " ") == words


@pytest.mark.parametrize("ids", ["", "0", "abc", "9" * 30, "-1"])
def test_strange_keys_are_not_found(director: Client, stored: Device, ids: str) -> None:
    assert director.get(URL, {"ids": ids}).status_code == 404


def test_one_foreign_device_among_the_own_is_not_found(
    director: Client, stored: Device, schools: SimpleNamespace
) -> None:
    foreign = registerrows.device(schools.b, room=registerrows.room(schools.b, "12"))
    assert director.get(URL, {"ids": f"{stored.pk},{foreign.pk}"}).status_code == 404
    assert director.get(URL, {"pomieszczenie": str(foreign.room_id)}).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("keeper_a", 200), ("viewer", 200), ("department", 200), ("director_b", 404), ("coordinator_a", 403), ("administrator", 403)]
)  # fmt: skip
def test_who_prints(client: Client, cast: SimpleNamespace, stored: Device, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(URL, {"ids": stored.pk}).status_code == status
