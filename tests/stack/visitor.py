"""A person at the portal without a browser: pages, forms and cookies over plain HTTP, with the time each answer took."""

import re
import time
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from tests.stack.prepared import PASSWORD

PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """A page as it came, after redirects."""

    status: int
    url: str
    text: str
    seconds: float

    def field(self, name: str) -> str:
        """The value of a hidden field, or the chosen one of a list."""
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', self.text) or re.search(
            rf'<select name="{name}".*?<option value="([^"]+)"', self.text, re.DOTALL
        )
        assert found, f"No field {name} at {self.url}"
        return found[1]


class Visitor:
    """One person's cookies."""

    def __init__(self, url: str, email: str = "") -> None:
        self.url = url
        self._cookies = CookieJar()
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self._cookies))
        if email:
            answer = self.sign_in(email)
            assert answer.url == f"{url}/", answer.text

    def sign_in(self, email: str, password: str = PASSWORD) -> Answer:
        """Fill the sign-in page in."""
        self.get("/konto/login/")
        return self.post("/konto/login/", login=email, password=password)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask(Request(self.url + path))

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        fields["csrfmiddlewaretoken"] = self.cookie("csrftoken")
        return self._ask(Request(self.url + path, data=urlencode(fields).encode()))

    def cookie(self, name: str) -> str:
        """The value of a cookie."""
        return next(cookie.value or "" for cookie in self._cookies if cookie.name == name)

    def _ask(self, request: Request) -> Answer:
        start = time.monotonic()
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                status, url, body = response.status, response.url, response.read()
        except HTTPError as error:
            with error:
                status, url, body = error.code, error.url, error.read()
        return Answer(status, url or request.full_url, body.decode(errors="replace"), time.monotonic() - start)

    def order_report(self, day: str = "30.06.2026") -> tuple[int, Answer]:
        """Order a report; its number and the page that came after."""
        page = self.get("/raporty/")
        answer = self.post("/raporty/zlec/", request_key=page.field("request_key"), plan=page.field("plan"), as_of=day)
        found = re.fullmatch(rf"{re.escape(self.url)}/raporty/(\d+)/", answer.url)
        assert found, f"{answer.status} {answer.url}\n{answer.text}"
        return int(found[1]), answer
