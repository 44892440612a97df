"""The folder as a broker, for an installation without Redis: kombu's filesystem transport with its two races closed.

kombu creates a file and then writes it, so a worker that looks in between reads an empty message and ends with
"Unrecoverable error: JSONDecodeError" (celery/kombu#1551; seen once in a few hundred messages on a busy machine).
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class FolderChannel(filesystem.Channel):
    """Messages appear in the folder whole; the table of queues is read and written by one process at a time."""

    def _put(self, queue: str, payload: Any, **_: Any) -> None:
        folder, name = Path(self.data_folder_out), f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        unfinished = folder / f".{name}"  # a reader takes names by what follows the first dot, so it passes this one by
        try:
            unfinished.write_text(dumps(payload))
            unfinished.rename(folder / name)
        except OSError as error:
            raise ChannelError(f"Cannot add a message to {folder}") from error

    def _queue_bind(self, *arguments: Any) -> None:
        with self._guarded(fcntl.LOCK_EX):
            super()._queue_bind(*arguments)

    def _delete(self, *arguments: Any, **options: Any) -> None:
        with self._guarded(fcntl.LOCK_EX):
            super()._delete(*arguments, **options)

    def get_table(self, exchange: str) -> list[Any]:
        """The queues of an exchange."""
        with self._guarded(fcntl.LOCK_SH):
            table: list[Any] = super().get_table(exchange)
            return table

    @contextmanager
    def _guarded(self, kind: int) -> Iterator[None]:
        self.control_folder.mkdir(exist_ok=True)
        guard = os.open(self.control_folder / "guard", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(guard, kind)
            yield
        finally:
            os.close(guard)


class FolderTransport(filesystem.Transport):
    """`filesystem://` with channels of ours."""

    Channel = FolderChannel


def use_for_filesystem_addresses() -> None:
    """Have kombu take this transport wherever an address begins with filesystem://."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:{FolderTransport.__name__}"
