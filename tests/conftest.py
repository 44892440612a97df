"""Fixtures for every test: the cast of people, two schools, a client that carries no scope of the test into the view."""

from collections.abc import Iterator
from contextvars import copy_context
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.test.utils import override_settings

from hdr_portal.lib import pdf_source
from schools.scope import _open_scope, whole_municipality
from tests import factories
from tests.report_pdf.elements import by_the_renderer, seen


class ScopelessClient(Client):
    """Runs each request without the scope that the test has open, as a real server would."""

    def request(self, **request: Any) -> Any:
        context = copy_context()
        context.run(_open_scope.set, None)
        return context.run(super().request, **request)


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Drills of one folder share one portal, so they stay in one process."""
    for item in items:
        if item.get_closest_marker("stack") or item.get_closest_marker("faults"):
            item.add_marker(pytest.mark.xdist_group(item.path.parent.name))


@pytest.fixture
def client() -> ScopelessClient:
    return ScopelessClient()


@pytest.fixture
def city(db: None) -> Iterator[None]:
    """The scope of the whole municipality, for arranging and looking."""
    with whole_municipality():
        yield


@pytest.fixture(autouse=True)
def _fast_passwords() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def _private_files(tmp_path: Any) -> Iterator[None]:
    with override_settings(
        MEDIA_ROOT=tmp_path / "private", EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def _documents_are_read_as_the_renderer_would() -> Iterator[None]:
    """Every document that any test makes is read by two parsers, and both see the same."""
    quickly = pdf_source.tree

    def twice(html: str) -> ElementTree.Element:
        assert seen(quickly(html)) == seen(by_the_renderer(html))
        return quickly(html)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_source, "tree", twice)
        yield


@pytest.fixture
def schools(city: None) -> SimpleNamespace:
    """Two units, a and b, each with a primary school."""
    return factories.two_schools()


@pytest.fixture
def cast(schools: SimpleNamespace) -> SimpleNamespace:
    """One person a role, named by the role."""
    return factories.cast_of(schools)
