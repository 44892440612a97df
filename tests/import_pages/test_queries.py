"""The pages of an import ask the database as often for sixty rows as for three."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.import_pages.conftest import Wizard, good_row, url
from tests.import_pages.workbooks import sheet

# part of the preview → how many queries a director needs (session, account and roles included)
PARTS = {"pytania": 6, "nowe": 5, "wszystkie": 5, "bledy": 5}


def rows(amount: int) -> list[tuple[Any, ...]]:
    """A good row, a row in an unknown room and a faulty one, each so many times."""
    good = [good_row(f"A/{at}") for at in range(amount)]
    asked = [good_row(f"B/{at}", room=f"Pokój {at}x") for at in range(amount)]
    return [*good, *asked, *[good_row("C/1") for _ in range(amount + 1)]]


def queries(wizard: Wizard, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert wizard.client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("amount", [1, 20])
def test_the_preview_asks_as_often_for_sixty_rows_as_for_three(wizard: Wizard, amount: int) -> None:
    found = wizard.compared(sheet(rows(amount)))

    assert {part: queries(wizard, f"{url('import_preview', found)}?pokaz={part}") for part in PARTS} == PARTS


@pytest.mark.parametrize("amount", [1, 20])
def test_the_result_asks_as_often_for_twenty_devices_as_for_one(wizard: Wizard, amount: int) -> None:
    found = wizard.written(sheet(rows(amount)))

    assert queries(wizard, f"/importy/{found.pk}/") == 7
