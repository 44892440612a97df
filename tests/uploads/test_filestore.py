"""A file is there whole or not at all, and goes when the transaction around it does."""

import errno
import hashlib
import io
import os
import stat
from pathlib import Path

import pytest
from django.db import transaction

from hdr_portal.lib.filestore import kept_with_transaction, write_new


def files_under(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_file_is_written_under_a_name_nobody_chose(tmp_path: Path) -> None:
    written = write_new(io.BytesIO(b"dane"), root=tmp_path, folder="evidence", extension="pdf")
    place = tmp_path / written.path
    folder, pair, name = written.path.split("/")
    assert (folder, pair, len(name)) == ("evidence", name[:2], 36)
    assert (written.size, written.sha256) == (4, hashlib.sha256(b"dane").hexdigest())
    assert place.read_bytes() == b"dane"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_the_same_bytes_get_another_name(tmp_path: Path) -> None:
    first, second = (write_new(io.BytesIO(b"a"), root=tmp_path, folder="e", extension="pdf") for _ in range(2))
    assert first.path != second.path


def test_a_disk_that_fills_up_midway_leaves_nothing(tmp_path: Path) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().read(10)

    with pytest.raises(OSError, match="No space left"):
        write_new(Failing(bytes(100)), root=tmp_path, folder="e", extension="pdf")
    assert files_under(tmp_path) == []


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"dane")
    return path


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_a_committed_file_stays(self, place: Path) -> None:
        with transaction.atomic(), kept_with_transaction(place):
            pass
        assert place.exists()

    def test_an_error_in_the_block_removes_it(self, place: Path) -> None:
        with pytest.raises(ZeroDivisionError), kept_with_transaction(place):
            raise ZeroDivisionError
        assert not place.exists()

    def test_a_later_rollback_of_the_outer_transaction_removes_it(self, place: Path) -> None:
        with transaction.atomic():
            with kept_with_transaction(place):
                pass
            assert place.exists()
            transaction.set_rollback(True)
        assert not place.exists()

    def test_a_later_rollback_of_a_savepoint_removes_it(self, place: Path) -> None:
        with transaction.atomic():
            with transaction.atomic():
                with kept_with_transaction(place):
                    pass
                transaction.set_rollback(True)
            assert not place.exists()

    def test_another_function_that_fails_after_the_commit_does_not_remove_it(self, place: Path) -> None:
        with pytest.raises(ZeroDivisionError):
            self.commit_with_a_failing_function(place)
        assert place.exists()

    def commit_with_a_failing_function(self, place: Path) -> None:
        with transaction.atomic():
            transaction.on_commit(lambda: 1 // 0)
            with kept_with_transaction(place):
                pass
