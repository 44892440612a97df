"""The look in a real browser: no violation that axe can find, no sideways scrolling, and the few things scripts do."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Dialog, Page, Route, expect, sync_playwright

from hdr_portal.gallery import sample_context

pytestmark = pytest.mark.browser
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
WIDE, PHONE, NARROW = 1280, 390, 320
ENTRIES = ["Pulpit", "Plan", "Wskaźniki", "Zdarzenia", "Raporty", "Placówki"]

OpenPage = Callable[..., Page]
Theme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests here. Its driver's event loop runs in this thread, where Django clears the database."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def posts() -> list[str]:
    return []


@pytest.fixture
def open_page(live_server: Any, browser: Browser, posts: list[str]) -> Iterator[OpenPage]:
    """Opens an address of a live portal; /podglad/ is the gallery, and what is sent to it is only counted."""
    contexts = []

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            posts.append(route.request.url)
            route.fulfill(status=204)
        else:
            route.fulfill(body=gallery_html(), content_type="text/html; charset=utf-8")

    def open_address(path: str, width: int = WIDE, theme: Theme = "light", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=theme, **options)
        contexts.append(context)
        page = context.new_page()
        page.route("**/podglad/", answer)
        page.goto(live_server.url + path)
        return page

    yield open_address
    for context in contexts:
        context.close()


def gallery_html() -> str:
    navigation = [
        {"label": label, "icon": "house", "url": f"/{number}/", "current": number == 0}
        for number, label in enumerate(ENTRIES)
    ]
    user = SimpleNamespace(is_authenticated=True, email="dyrektor@demo.example")
    frame = {"demo": True, "municipality": "Tomaszów Mazowiecki", "school_label": "ZSP nr 2"}
    return render_to_string(
        "components/gallery.html", sample_context() | {"navigation": navigation, "user": user, "portal": frame}
    )


@pytest.mark.parametrize("path", ["/podglad/", "/konto/login/"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: OpenPage, path: str, width: int, theme: Theme) -> None:
    found = Axe().run(open_page(path, width, theme)).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


@pytest.mark.parametrize("path", ["/podglad/", "/konto/login/"])
def test_page_fits_a_narrow_phone(open_page: OpenPage, path: str) -> None:
    page = open_page(path, NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW


def test_sign_in_page_breaks_no_rule_of_the_policy(live_server: Any, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/konto/login/", wait_until="networkidle")
    page.close()
    assert said == []


def test_first_stop_of_the_keyboard_skips_to_the_content(open_page: OpenPage) -> None:
    page = open_page("/konto/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Przejdź do treści"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_page_with_errors_begins_at_their_summary(open_page: OpenPage) -> None:
    page = open_page("/podglad/")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.get_by_role("link", name="Data: Wpisz poprawną datę.").click()
    assert page.evaluate("document.activeElement.name") == "day"


def test_form_sent_twice_is_sent_once(open_page: OpenPage, posts: list[str]) -> None:
    page = open_page("/podglad/")
    button = page.get_by_role("button", name="Zapisz wersję roboczą")
    button.evaluate("button => { button.click(); button.click(); button.form.requestSubmit(); }")
    busy = page.get_by_role("button", name="Zapisywanie…")
    busy.wait_for()
    assert busy.get_attribute("aria-disabled") == "true"
    assert len(posts) == 1


@pytest.mark.parametrize(("typed", "asked"), [("x", ["beforeunload"]), ("", [])])
def test_leaving_asks_only_when_something_was_typed(open_page: OpenPage, typed: str, asked: list[str]) -> None:
    page = open_page("/podglad/")
    page.locator("form.form").first.evaluate("form => form.dataset.warnUnsaved = ''")
    page.locator("#sample_name").press_sequentially(typed)
    page.locator("#sample_name").click()
    kinds: list[str] = []

    def leave(dialog: Dialog) -> None:
        kinds.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto("about:blank")
    assert kinds == asked


def test_account_menu_closes_on_escape_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page("/podglad/")
    menu = page.locator("details.menu")
    menu.locator("summary").click()
    expect(page.get_by_role("button", name="Wyloguj się")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Wyloguj się")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_phone_shows_four_entries_and_the_rest_opens_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/podglad/", PHONE, java_script_enabled=False)
    bar = page.locator("nav.bottombar")
    assert [link.inner_text() for link in bar.get_by_role("link").all() if link.is_visible()] == ENTRIES[:4]
    bar.get_by_text("Więcej").click()
    assert bar.get_by_role("link", name="Placówki").is_visible()
    assert not page.locator("nav.sidebar").is_visible()
