"""Keys begin anew in every test, so nothing is remembered under them; a person of the department at the editor."""

from collections.abc import Iterator

import pytest
from django.test import Client

from schools.roles import Role
from surveys import questionnaires
from tests import factories
from tests.conftest import ScopelessClient


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    questionnaires._remembered.cache_clear()
    yield
    questionnaires._remembered.cache_clear()


@pytest.fixture
def department(city: None) -> Client:
    """A signed-in person of the department."""
    client = ScopelessClient()
    client.force_login(factories.person("redaktor", Role.DEPARTMENT))
    return client
