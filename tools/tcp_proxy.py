"""A TCP proxy that breaks the network on purpose, for fault tests.

    with TcpProxy(target_port=redis.port) as proxy:
        run(BROKER_URL=f"redis://127.0.0.1:{proxy.port}/0")
        proxy.mode = Mode.SILENT_DEAD

As a process of its own: `python -m tools.tcp_proxy --to 6379 [--listen 0]` prints its port; then each line on its
standard input names a mode, and it answers with the same name when the mode is in force.
"""

import argparse
import asyncio
import contextlib
import socket
import struct
import sys
import threading
from enum import StrEnum
from types import TracebackType
from typing import Self

CHUNK = 65536
START_SECONDS = 10.0
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Mode(StrEnum):
    """How the network behaves. A connection that once went dead stays dead, as it would behind a real firewall."""

    PASS = "pass"  # noqa: S105  data flows
    REFUSE = "refuse"  # no one listens; open connections are reset
    RESET = "reset"  # connections are accepted and reset at once; open ones too
    BLACK_HOLE = "black-hole"  # a new connection is never completed; open ones swallow what they are sent
    SILENT_DEAD = "silent-dead"  # open connections swallow what they are sent; new ones work


class Link:
    """One connection through the proxy: two sockets and whether data still flows."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client = client
        self.server = server
        self.is_dead = False

    async def run(self) -> None:
        """Carry data both ways until both sides are done."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.gather(
                self._carry(loop, self.client, self.server), self._carry(loop, self.server, self.client)
            )
        finally:
            self.client.close()
            self.server.close()

    async def _carry(self, loop: asyncio.AbstractEventLoop, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := await loop.sock_recv(source, CHUNK):
                if not self.is_dead:
                    await loop.sock_sendall(sink, data)
        if not self.is_dead:  # a dead link does not even say that it ended
            with contextlib.suppress(OSError):
                sink.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        """End with RST to both sides."""
        for end in (self.client, self.server):
            reset(end)


def reset(connection: socket.socket) -> None:
    """Close with RST instead of FIN."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        connection.shutdown(socket.SHUT_RD)
    connection.close()


def bound_socket(port: int) -> socket.socket:
    """A socket that holds the port; until listen() is called, connections to it are refused."""
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", port))
    holder.setblocking(False)
    return holder


class Switchboard:
    """The proxy inside its event loop. Not thread-safe: TcpProxy is."""

    def __init__(self, port: int, target: tuple[str, int]) -> None:
        self.target = target
        self.mode = Mode.PASS
        self._holder = bound_socket(port)
        self._links: dict[asyncio.Task[None], Link] = {}
        self._acceptor: asyncio.Task[None] | None = None
        self._fillers: list[socket.socket] = []

    @property
    def port(self) -> int:
        port: int = self._holder.getsockname()[1]
        return port

    async def switch(self, mode: Mode) -> None:
        """Bring the mode into force for open and for new connections."""
        self.mode = mode
        await self._stop_listening()
        if mode in {Mode.REFUSE, Mode.RESET}:
            await self._reset_links()
        if mode in {Mode.BLACK_HOLE, Mode.SILENT_DEAD}:
            for link in self._links.values():
                link.is_dead = True
        if mode == Mode.BLACK_HOLE:
            self._fill_backlog()
        elif mode != Mode.REFUSE:
            self._holder.listen(128)
            self._acceptor = asyncio.create_task(self._accept())

    async def close(self) -> None:
        """End every connection and stop listening."""
        await self._stop_listening()
        await self._reset_links()
        self._holder.close()

    async def _stop_listening(self) -> None:
        if self._acceptor:
            self._acceptor.cancel()
            await asyncio.gather(self._acceptor, return_exceptions=True)
            self._acceptor = None
        for filler in self._fillers:
            filler.close()
        self._fillers.clear()
        port = self.port
        self._holder.close()
        self._holder = bound_socket(port)

    async def _reset_links(self) -> None:
        tasks = list(self._links)
        for task in tasks:
            task.cancel()
        for link in self._links.values():
            link.reset()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _fill_backlog(self) -> None:
        """A full queue makes the kernel drop SYN packets: a new connection hangs, as behind a dropping firewall."""
        self._holder.listen(0)
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", self.port))
            self._fillers.append(filler)

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            client, _ = await loop.sock_accept(self._holder)
            if self.mode == Mode.RESET:
                reset(client)
            else:
                await self._connect(loop, client)

    async def _connect(self, loop: asyncio.AbstractEventLoop, client: socket.socket) -> None:
        server = socket.socket()
        server.setblocking(False)
        try:
            await loop.sock_connect(server, self.target)
        except OSError:
            server.close()
            reset(client)
            return
        link = Link(client, server)
        task = asyncio.create_task(link.run())
        self._links[task] = link
        task.add_done_callback(lambda done: self._links.pop(done, None))


class TcpProxy:
    """The proxy in a thread of its own, for use in a test."""

    def __init__(self, *, target_port: int, target_host: str = "127.0.0.1", port: int = 0) -> None:
        self._loop = asyncio.new_event_loop()
        self._board = Switchboard(port, (target_host, target_port))
        self._thread = threading.Thread(target=self._loop.run_forever, name="tcp-proxy", daemon=True)
        self.port = self._board.port

    @property
    def mode(self) -> Mode:
        """The mode in force; setting it returns when the new one is."""
        return self._board.mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        asyncio.run_coroutine_threadsafe(self._board.switch(mode), self._loop).result(START_SECONDS)

    def __enter__(self) -> Self:
        self._thread.start()
        self.mode = Mode.PASS
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._board.close(), self._loop).result(START_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_SECONDS)
        self._loop.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="A TCP proxy that breaks the network on purpose.")
    parser.add_argument("--to", type=int, required=True, help="loopback port to pass connections to")
    parser.add_argument("--listen", type=int, default=0, help="loopback port to listen on; 0 takes a free one")
    arguments = parser.parse_args()
    with TcpProxy(target_port=arguments.to, port=arguments.listen) as proxy:
        print(proxy.port, flush=True)
        for line in sys.stdin:
            proxy.mode = Mode(line.strip())
            print(proxy.mode, flush=True)


if __name__ == "__main__":
    main()
