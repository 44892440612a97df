import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from hdr_portal.lib.formfields import CountField, MoneyField, PolishDateField


@pytest.mark.parametrize(
    "text",
    [
        "15.10.2024",
        "15-10-2024",
        "15/10/2024",
        "2024-10-15",
        "15.10.24",
        "15 października 2024",
        " 15 października 2024 r. ",
    ],
)
def test_a_day_is_read_in_the_spellings_people_use(text: str) -> None:
    assert PolishDateField().clean(text) == datetime.date(2024, 10, 15)


@pytest.mark.parametrize("text", ["31.02.2024", "10/2024", "październik 2024", "15 brumaire 2024", "jutro"])
def test_what_is_no_day_gets_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError, match=r"Nie rozumiem tej daty\. Wpisz na przykład 3\.05\.2024\."):
        PolishDateField().clean(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1 234,56 zł", "1234.56"), ("1234.5", "1234.50"), ("0", "0.00"), ("849\u00a0235,09", "849235.09")],
)
def test_an_amount_is_read_in_the_spellings_people_use(text: str, amount: str) -> None:
    assert MoneyField().clean(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["-5", "dużo", "1e400", "NaN", "Infinity", "99999999999"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        MoneyField().clean(text)


def test_an_empty_amount_is_none() -> None:
    assert MoneyField(required=False).clean("") is None


@pytest.mark.parametrize("text", ["-1", "1,5", "100001", "tłum"])
def test_what_is_no_head_count_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        CountField().clean(text)
