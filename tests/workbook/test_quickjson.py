"""JSON by the quick library: it says the same as the standard one, and what it cannot say the standard one says."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdr_portal.lib.workbook.quickjson import packed, unpacked

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(VALUES)
def test_any_value_comes_back_the_same(value: Any) -> None:
    assert unpacked(packed(value)) == value


@given(VALUES)
def test_what_is_packed_the_standard_library_reads(value: Any) -> None:
    assert json.loads(packed(value).decode("utf-8", "surrogatepass")) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["ąż", 1, None, True], '["ąż",1,null,true]'),
        ([2**80, -(2**80)], "[1208925819614629174706176,-1208925819614629174706176]"),
        (["\ud800"], '["\ud800"]'),
    ],
)
def test_text_is_compact_and_nothing_is_rounded(value: Any, text: str) -> None:
    assert packed(value) == text.encode("utf-8", "surrogatepass")
    assert unpacked(packed(value)) == value


def test_another_type_is_said_by_the_caller() -> None:
    assert packed([date(2024, 2, 29)], lambda value: {"d": value.isoformat()}) == b'[{"d":"2024-02-29"}]'


@pytest.mark.parametrize("source", [b"[NaN]", b"[Infinity]", b"[-Infinity]", b"[1", b"", b"\xff"])
def test_what_is_no_json_is_refused(source: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacked(source)
