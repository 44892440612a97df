"""Questionnaires are remembered by their key, and tests use keys again: each test starts with nothing remembered."""

from collections.abc import Iterator

import pytest

from surveys import questionnaires


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    questionnaires._remembered.cache_clear()
    yield
    questionnaires._remembered.cache_clear()
