"""Logs of the portals that run, added to the report of a failed test."""

from collections.abc import Generator
from typing import Any

import pytest

from tests.stack.portal import running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    report = yield
    if report.failed:
        report.sections.extend((f"portal at {portal.url}", portal.logs()) for portal in running)
    return report
