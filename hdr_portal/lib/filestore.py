"""Files kept for good: written under a name nobody chose, whole or not at all, gone again when the transaction fails."""

import contextlib
import hashlib
import os
import uuid
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Written:
    """A file on disk: its place under the root, its size in bytes, the SHA-256 of its bytes in hex."""

    path: str
    size: int
    sha256: str


def write_new(source: BinaryIO, *, root: Path, folder: str, extension: str) -> Written:
    """Write <root>/<folder>/<2 hex>/<uuid>.<extension>, readable by the portal's account alone.

    Raises OSError (a full disk, for one) and then leaves nothing behind.
    """
    name = uuid.uuid4().hex
    path = f"{folder}/{name[:2]}/{name}.{extension}"
    place = root / path
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = place.with_suffix(".part")
    try:
        size, sha256 = _write(source, unfinished)
        unfinished.rename(place)
        _sync_folder(place.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        place.unlink(missing_ok=True)
        raise
    return Written(path, size, sha256)


def _write(source: BinaryIO, place: Path) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in _chunks(source):
            digest.update(chunk)
            size += target.write(chunk)
        target.flush()
        os.fsync(descriptor)
    return size, digest.hexdigest()


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def kept_with_transaction(place: Path) -> Iterator[None]:
    """An atomic block in which the rows that name the file are written.

    The file goes when the block fails, and also when a transaction around it is rolled back later.
    """
    try:
        with transaction.atomic():
            _removed_on_rollback(place)
            yield
    except BaseException:
        _remove(place)
        raise


def _removed_on_rollback(place: Path) -> None:
    """Django tells nobody of a rollback; it drops the functions that wait for the commit.

    So the file goes when the waiting function is dropped without having been called.
    """

    def keep() -> None:
        undo.detach()

    undo = weakref.finalize(keep, _remove, place)
    transaction.on_commit(keep)
    # First in the queue: another waiting function may fail after the commit, and then the rest is dropped as well.
    connection.run_on_commit.insert(0, connection.run_on_commit.pop())


def _remove(place: Path) -> None:
    with contextlib.suppress(OSError):
        place.unlink(missing_ok=True)
