"""The world of the walk: built once a module, every request undone."""

import logging
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.middleware import csrf
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from hdr_portal import urls
from hdr_portal.lib.pdf import PdfFile
from schools.scope import whole_municipality
from tests.guards.walk import Walker
from tests.guards.world import build_world

IN_MEMORY = "django.core.mail.backends.locmem.EmailBackend"
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def private_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guards") / "private"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, private_folder: Path) -> Iterator[SimpleNamespace]:
    """Rows of A, of B and of the municipality; gone with the module."""
    settings = override_settings(MEDIA_ROOT=private_folder, EMAIL_BACKEND=IN_MEMORY, PASSWORD_HASHERS=QUICK)
    with django_db_blocker.unblock(), transaction.atomic():
        with settings, whole_municipality():
            built = build_world()
        yield built
        transaction.set_rollback(True)


@pytest.fixture
def bare_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals without their page, which would be half the time of a walk; test_pages.py looks at the real ones."""
    for status in (403, 404):
        answer = HttpResponse(f"{status}", status=status)
        monkeypatch.setattr(urls, f"handler{status}", lambda *_, answer=answer, **__: answer, raising=False)
    forgery = HttpResponse("403", status=403)
    monkeypatch.setattr(csrf, "_get_failure_view", lambda: lambda *_, **__: forgery)


@pytest.fixture(autouse=True)
def blank_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards, posters and questionnaires are asked for by everybody and set by nobody: tests/surveys_campaigns reads them."""
    for module in ("cards", "posters", "paper_forms"):
        monkeypatch.setattr(f"surveys.printing.{module}.render_pdf", lambda *_, **__: PdfFile(b"%PDF-", 1, "0" * 64))


@pytest.fixture(scope="module")
def one_walker(world: SimpleNamespace) -> Walker:
    """Its clients load the middleware once."""
    return Walker(world)


@pytest.fixture
def walker(one_walker: Walker, db: None, private_folder: Path) -> Iterator[Walker]:
    """Sends requests; the answers 403 and 404 are what we ask for, so nobody needs to log them."""
    logging.disable(logging.CRITICAL)
    # The people of the walk gave their passwords when the world was built; a slow machine is no reason to ask again.
    with override_settings(MEDIA_ROOT=private_folder, ACCOUNT_REAUTHENTICATION_TIMEOUT=24 * 3600):
        yield one_walker
    logging.disable(logging.NOTSET)
