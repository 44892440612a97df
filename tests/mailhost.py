"""A mail server on a loopback port that refuses, hangs and drops connections when it is told to.

with MailHost() as host:
    host.refused["a@gmina.example"] = "550 5.1.1 No such user"
    host.hold(After.DATA)             # the message is taken, the answer is held back
    host.until_held(After.DATA)
    host.release()
    host.stop()                       # connections are refused; start() listens on the same port again
"""

import asyncio
import email
import email.policy
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import Enum
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.stack.waiting import eventually
from tools.services import free_port


class After(Enum):
    """Where the server may stop answering."""

    CONNECT = "connect"
    MAIL = "mail"
    DATA = "data"


@dataclass(frozen=True)
class Received:
    """A message that the server has taken."""

    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        parsed = email.message_from_bytes(self.content, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def message_id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])


@dataclass
class MailHost:
    """The server and what it is told to do."""

    refused: dict[str, str] = field(default_factory=dict)  # address → answer to RCPT
    data_answer: str = "250 2.0.0 Ok: queued"
    dropped: After | None = None
    received: list[Received] = field(default_factory=list)
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self._held: After | None = None
        self._reached: set[After] = set()
        self._controller: _Controller | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen."""
        self._controller = _Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Refuse connections."""
        if self._controller is not None:
            self._controller.hang_up()
            self._controller.stop()
            self._controller = None

    def mend(self) -> None:
        """As new, with an empty letter box."""
        self.refused.clear()
        self.received.clear()
        self.data_answer, self.dropped = "250 2.0.0 Ok: queued", None
        self.release()
        if self._controller is None:
            self.start()

    def to(self, address: str) -> list[Received]:
        """What came for an address."""
        return [one for one in self.received if one.recipient == address]

    # --- Holding ------------------------------------------------------------------------------------------------------
    def hold(self, place: After) -> None:
        """Stop answering there from now on."""
        self._reached.clear()
        self._held = place

    def release(self) -> None:
        """Answer again."""
        self._held = None

    def until_held(self, place: After, within: float = 30) -> None:
        """Wait until somebody waits for an answer there."""
        eventually(lambda: place in self._reached, within=within, what=f"the mail server is asked: {place.value}")

    async def pass_gate(self, place: After, server: Any) -> None:
        """Called by the server: wait, or cut the line."""
        while self._held is place:
            self._reached.add(place)
            await asyncio.sleep(0.02)
        if self.dropped is place:
            server.transport.abort()
            await asyncio.sleep(60)  # cancelled with the connection


class _Controller(Controller):
    def __init__(self, host: MailHost, **given: Any) -> None:
        self.host = host
        self.lines: list[_Server] = []
        super().__init__(_Handler(host), **given)

    def factory(self) -> SMTP:
        self.lines.append(_Server(self.host, self.handler, **self.SMTP_kwargs))
        return self.lines[-1]

    def hang_up(self) -> None:
        """Cut every line that is open."""
        for line in self.lines:
            transport: Any = line.transport
            if transport is not None:
                self.loop.call_soon_threadsafe(transport.abort)


class _Server(SMTP):
    def __init__(self, host: MailHost, *args: Any, **given: Any) -> None:
        self.host = host
        super().__init__(*args, **given)

    async def _handle_client(self) -> None:
        await self.host.pass_gate(After.CONNECT, self)
        await super()._handle_client()


class _Handler:
    def __init__(self, host: MailHost) -> None:
        self.host = host

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 - aiosmtpd's name
        await self.host.pass_gate(After.MAIL, server)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802 - aiosmtpd's name
        if address in self.host.refused:
            return self.host.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.host.data_answer.startswith("2"):
            self.host.received.extend(Received(one, envelope.content) for one in envelope.rcpt_tos)
        await self.host.pass_gate(After.DATA, server)
        return self.host.data_answer
