"""Reading in this process, which is quick, and in the child, which is how the portal does it."""

import io

import pytest
from django.core.files.base import ContentFile

from hdr_portal.lib.inspection.verdicts import Refused
from hdr_portal.lib.workbook.child import answer
from hdr_portal.lib.workbook.contents import LIMITS, Limits, Value, WorkbookContents
from hdr_portal.lib.workbook.door import read_workbook
from hdr_portal.lib.workbook.transport import read_lines


def read_here(data: bytes, ending: str = "", limits: Limits = LIMITS) -> WorkbookContents:
    """What the child would answer."""
    return read_lines(answer(io.BytesIO(data), ending, limits))


def refusal_here(data: bytes, ending: str = "", limits: Limits = LIMITS) -> str:
    with pytest.raises(Refused) as caught:
        read_here(data, ending, limits)
    return caught.value.sentence


def refusal(data: bytes, name: str = "arkusz.xlsx") -> str:
    """What the portal says, the child having read the file."""
    with pytest.raises(Refused) as caught:
        read_workbook(ContentFile(data, name))
    return caught.value.sentence


def rows(data: bytes, ending: str = "") -> list[list[Value]]:
    """The rows of the first sheet."""
    return read_here(data, ending).sheets[0].rows
