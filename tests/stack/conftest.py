"""Two portals, as `make run` starts it and as production does, and a browser."""

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from monitoring.demo import demo_pdf
from tests.mailhost import MailHost
from tests.stack import reporting
from tests.stack.browser import HEIGHT, WIDE, chromium
from tests.stack.portal import Portal, embedded_portal, production_portal
from tools.services import ThrowawayPostgres, ThrowawayRedis

pytest_runtest_makereport = reporting.pytest_runtest_makereport
OpenContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The PostgreSQL of the run, or one of our own when the run stands on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgresql"):
        yield url
    else:
        with ThrowawayPostgres() as postgres:
            yield postgres.url


@pytest.fixture(scope="session")
def embedded() -> Iterator[Portal]:
    with embedded_portal() as portal:
        yield portal


@pytest.fixture(scope="session")
def mailhost() -> Iterator[MailHost]:
    """The mail server of the portal in production's manner."""
    with MailHost() as host:
        yield host


@pytest.fixture(scope="session")
def production(server: str, mailhost: MailHost) -> Iterator[Portal]:
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(mailhost.port), "EMAIL_USE_TLS": "0"}
    with ThrowawayRedis() as redis, production_portal(server=server, broker=redis.url, **mail) as portal:
        yield portal


@pytest.fixture(params=["production", "embedded"])
def portal(request: pytest.FixtureRequest) -> Portal:
    found: Portal = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[OpenContext]:
    """A person's own browser window at a portal; CSP is passed by so that axe can be loaded."""
    contexts = []

    def open_context(portal: Portal, width: int = WIDE, **options: object) -> BrowserContext:
        context = browser.new_context(
            base_url=portal.url,
            viewport={"width": width, "height": HEIGHT},
            locale="pl-PL",
            bypass_csp=True,
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """The report of an audit, on the director's disk; no other test has one of this name and content."""
    file = tmp_path / f"raport-{uuid.uuid4().hex[:8]}.pdf"
    file.write_bytes(demo_pdf(file.stem))
    return file
