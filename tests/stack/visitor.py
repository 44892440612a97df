"""A person at the portal without a browser: pages, forms and cookies over plain HTTP, with the time each answer took."""

import re
import time
import uuid
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
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

    def option(self, name: str, label: str) -> str:
        """The value of the option of a list whose label begins so."""
        listed = re.search(rf'<select name="{name}".*?</select>', self.text, re.DOTALL)
        found = listed and re.search(rf'<option value="([^"]+)"[^>]*>\s*{re.escape(label)}', listed[0])
        assert found, f"No option {label} of {name} at {self.url}"
        return found[1]


def multipart(fields: dict[str, str], file: Path) -> tuple[bytes, str]:
    """A form with a file as browsers send it; body and content type."""
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
    body = "".join(parts) + head + "Content-Type: application/pdf\r\n\r\n"
    return body.encode() + file.read_bytes() + f"\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


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
        return self.post("/konto/login/", {"login": email, "password": password})

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask(Request(self.url + path))

    def post(self, path: str, fields: dict[str, str] | None = None, file: Path | None = None) -> Answer:
        """Send a form; a file goes in the field `file`."""
        fields = {**(fields or {}), "csrfmiddlewaretoken": self.cookie("csrftoken")}
        if file is None:
            return self._ask(Request(self.url + path, data=urlencode(fields).encode()))
        body, content_type = multipart(fields, file)
        return self._ask(Request(self.url + path, data=body, headers={"Content-Type": content_type}))

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
        fields = {name: page.field(name) for name in ("request_key", "plan")}
        answer = self.post("/raporty/zlec/", {**fields, "document": "progress.pdf", "as_of": day})
        found = re.fullmatch(rf"{re.escape(self.url)}/raporty/(\d+)/", answer.url)
        assert found, f"{answer.status} {answer.url}\n{answer.text}"
        return int(found[1]), answer
