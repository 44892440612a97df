"""Respondents in numbers: browsers without JavaScript over plain HTTP, as quick or as slow as asked for.

    done = asyncio.run(answer_all(port, codes, at_once=330, pace=Pace(start=5, page=(2, 5))))

Each respondent enters with a code, answers page after page, sends. When the server is away or answers with an error, the same
step is tried again, as a person would press the button again.
"""

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote_plus, urlsplit

MARKED = re.compile(rb'name="(csrfmiddlewaretoken|znak|strona|pokazane|wypelnione)" value="([^"]*)"')
RADIO = re.compile(rb'<input type="radio" id="[^"]*" name="(o\.[\w-]+)" value="([\w-]+)"')
WRITTEN = re.compile(rb'<input class="short_text" type="text" id="[^"]*" name="(o\.[\w-]+)"')
PATIENCE = 60.0
Fields = list[tuple[str, str]]


class Refused(Exception):
    """The server answered what a respondent cannot go on from."""


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    location: str
    body: bytes

    def fields(self) -> Fields:
        """The hidden fields."""
        return [(name.decode(), value.decode()) for name, value in MARKED.findall(self.body)]


@dataclass(frozen=True)
class Pace:
    """Seconds: over how many respondents come in, how long each stays on a page (from, to)."""

    start: float = 0.0
    page: tuple[float, float] = (0.0, 0.0)


@dataclass
class Tally:
    """What happened: seconds that answers took, what was answered under which code once its sending was confirmed, errors."""

    seconds: list[float] = field(default_factory=list)
    confirmed: dict[str, dict[str, str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    took: float = 0.0

    def share(self, part: float) -> float:
        """Seconds within which this part of all requests was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


class Browser:
    """One connection, kept while the server keeps it, and one jar of cookies."""

    def __init__(self, port: int, tally: Tally) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self._tally = tally
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Page:
        """Open a page."""
        return await self._ask("GET", path, b"")

    async def post(self, path: str, fields: Fields) -> Page:
        """Send a form."""
        return await self._ask("POST", path, "&".join(f"{k}={quote_plus(v)}" for k, v in fields).encode())

    async def _ask(self, method: str, path: str, body: bytes) -> Page:
        start = time.perf_counter()
        kept = self._writer is not None
        try:
            page = await asyncio.wait_for(self._exchange(method, path, body), PATIENCE)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            self.close()
            if not kept:
                raise
            return await self._ask(method, path, body)  # the server had hung up meanwhile: browsers ask anew at once
        self._tally.seconds.append(time.perf_counter() - start)
        return page

    async def _exchange(self, method: str, path: str, body: bytes) -> Page:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n"
        if method == "POST":
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        self._writer.write(head.encode() + b"\r\n" + body)
        await self._writer.drain()
        return await self._read()

    async def _read(self) -> Page:
        assert self._reader is not None  # noqa: S101 - opened above
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status, length, location, last = int(head[0].split()[1]), 0, "", False
        for line in head[1:]:
            name, _, value = line.partition(":")
            name, value = name.lower(), value.strip()
            if name == "content-length":
                length = int(value)
            elif name == "location":
                location = value
            elif name == "connection":
                last = value.lower() == "close"
            elif name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')
        body = await self._reader.readexactly(length)
        if last:
            self.close()
        return Page(status, location, body)

    def close(self) -> None:
        """Hang up; the next request opens a new connection."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


@dataclass
class Respondent:
    """Somebody with a code. What is written into short texts is `code`, so that every answer can be told from the others."""

    browser: Browser
    code: str
    pace: Pace
    tally: Tally
    chance: random.Random
    given: dict[str, str] = field(default_factory=dict)

    async def answer(self) -> None:
        """From the door to the end; raises Refused where a respondent could not go on."""
        await asyncio.sleep(self.chance.random() * self.pace.start)
        door = await self._step(lambda: self.browser.get("/a/"), 200)
        await self._sent("/a/", [*door.fields(), ("kod", self.code)])
        await self._step(lambda: self.browser.get("/a/poczatek/"), 200)
        path = "/a/odpowiedzi/1/"
        while path != "/a/podsumowanie/":
            page = await self._step(lambda path=path: self.browser.get(path), 200)  # type: ignore[misc]
            await asyncio.sleep(self.chance.uniform(*self.pace.page))
            path = await self._sent(path, [*page.fields(), *self._answers(page), ("akcja", "dalej")])
        page = await self._step(lambda: self.browser.get(path), 200)
        await self._finish(page)

    async def _sent(self, path: str, fields: Fields) -> str:
        answer = await self._step(lambda: self.browser.post(path, fields), 302)
        return urlsplit(answer.location).path

    async def _finish(self, page: Page) -> None:
        """Send; after a lost reply the second press is told that the answer is there."""
        answer = await self._step(lambda: self.browser.post("/a/wyslij/", page.fields()), 302, 409)
        if answer.status == 302:
            await self._step(lambda: self.browser.get(answer.location), 200)
        elif "Odpowiedzi są już wysłane".encode() not in answer.body:
            raise Refused(f"{self.code}: {answer.status} at the end")
        self.tally.confirmed[self.code] = self.given
        self.browser.close()

    def _answers(self, page: Page) -> Fields:
        options: dict[str, list[str]] = {}  # „not applicable” is left out: it is stored under another name
        for name, value in RADIO.findall(page.body):
            options.setdefault(name.decode(), []).append(value.decode())
        chosen = [(name, self.chance.choice(values)) for name, values in options.items()]
        chosen += [(name.decode(), self.code) for name in WRITTEN.findall(page.body)]
        self.given |= {name.removeprefix("o."): value for name, value in chosen}
        return chosen

    async def _step(self, ask: Callable[[], Awaitable[Page]], *expected: int) -> Page:
        """Ask until the server answers; an error page or a lost connection is tried again for a while."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                page = await ask()
                if page.status in expected:
                    return page
                met = f"{page.status} {page.location}"
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                met = type(error).__name__
            self.tally.errors.append(met)
            if time.monotonic() > deadline or met.startswith(("403", "404", "422")):
                raise Refused(f"{self.code}: {met}, expected {expected}")
            await asyncio.sleep(0.2)


async def answer_all(port: int, codes: Iterable[str], *, at_once: int, pace: Pace, seed: int = 1) -> Tally:
    """Let a respondent answer under each code, `at_once` at a time."""
    tally, waiting = Tally(), list(codes)[::-1]
    chance = random.Random(seed)  # noqa: S311 - the same run twice
    start = time.perf_counter()

    async def one_after_another() -> None:
        while waiting:
            respondent = Respondent(Browser(port, tally), waiting.pop(), pace, tally, random.Random(chance.random()))  # noqa: S311
            await respondent.answer()

    await asyncio.gather(*(one_after_another() for _ in range(min(at_once, len(waiting)))))
    tally.took = time.perf_counter() - start
    return tally
