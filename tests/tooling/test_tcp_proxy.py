"""The proxy that breaks the network for the fault tests."""

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tools.tcp_proxy import Mode, TcpProxy

TIMEOUT = 0.5


def echo(connection: socket.socket) -> None:
    with connection, contextlib.suppress(ConnectionResetError):
        while data := connection.recv(100):
            connection.sendall(data)


@pytest.fixture
def echo_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=echo, args=(connection,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def proxy(echo_port: int) -> Iterator[TcpProxy]:
    with TcpProxy(target_port=echo_port) as proxy:
        yield proxy


def connect(proxy: TcpProxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=TIMEOUT)


def answer(connection: socket.socket, question: bytes = b"ping") -> bytes:
    connection.sendall(question)
    return connection.recv(100)


def test_data_flows_both_ways_and_an_end_is_passed_on(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        assert answer(connection) == b"ping"
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""


def test_refuse_resets_open_connections_and_refuses_new_ones(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        assert answer(connection) == b"ping"
        proxy.mode = Mode.REFUSE
        with pytest.raises(ConnectionResetError):
            answer(connection)
    with pytest.raises(ConnectionRefusedError):
        connect(proxy)


def test_reset_accepts_and_resets(proxy: TcpProxy) -> None:
    proxy.mode = Mode.RESET
    with pytest.raises(ConnectionResetError), connect(proxy) as connection:
        answer(connection)


def test_black_hole_lets_a_connection_attempt_hang_and_swallows_on_open_ones(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        assert answer(connection) == b"ping"
        proxy.mode = Mode.BLACK_HOLE
        with pytest.raises(TimeoutError):
            connect(proxy)
        with pytest.raises(TimeoutError):
            answer(connection)


def test_silent_dead_swallows_on_open_connections_while_new_ones_work(proxy: TcpProxy) -> None:
    with connect(proxy) as old:
        assert answer(old) == b"ping"
        proxy.mode = Mode.SILENT_DEAD
        with connect(proxy) as new:
            assert answer(new) == b"ping"
        with pytest.raises(TimeoutError):
            answer(old)


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode != Mode.PASS])
def test_new_connections_work_again_after_every_mode(proxy: TcpProxy, mode: Mode) -> None:
    proxy.mode = mode
    proxy.mode = Mode.PASS
    with connect(proxy) as connection:
        assert answer(connection) == b"ping"


def test_a_connection_that_went_dead_stays_dead(proxy: TcpProxy) -> None:
    with connect(proxy) as connection:
        assert answer(connection) == b"ping"
        proxy.mode = Mode.SILENT_DEAD
        proxy.mode = Mode.PASS
        with pytest.raises(TimeoutError):
            answer(connection)


def test_it_resets_when_nobody_listens_behind_it() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with (
            TcpProxy(target_port=unused.getsockname()[1]) as proxy,
            pytest.raises(ConnectionResetError),
            connect(proxy) as connection,
        ):
            answer(connection)


def test_it_runs_as_a_process_and_takes_modes_from_its_input(echo_port: int) -> None:
    command = [sys.executable, "-m", "tools.tcp_proxy", "--to", str(echo_port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        port = int(process.stdout.readline())
        with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as connection:
            assert answer(connection) == b"ping"
        process.stdin.write("refuse\n")
        process.stdin.flush()
        assert process.stdout.readline() == "refuse\n"
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        process.stdin.close()
        assert process.wait(5) == 0
