"""Messages in a folder: whole or not there."""

from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

from hdr_portal.folder_broker import FolderChannel


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Any]:
    """Through the address that the settings name."""
    places = ("data_folder_in", "data_folder_out", "control_folder")
    folders = {name: tmp_path / name.removesuffix("_in").removesuffix("_out") for name in places}
    for folder in folders.values():
        folder.mkdir(exist_ok=True)
    options = {name: str(folder) for name, folder in folders.items()}
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.default_channel


def test_a_filesystem_address_leads_to_our_channel(channel: Any) -> None:
    assert isinstance(channel, FolderChannel)


def test_messages_come_out_as_they_went_in_each_once(channel: Any) -> None:
    for number in range(3):
        channel._put("celery", {"number": number, "text": "Zażółć gęślą jaźń"})
    found = [channel._get("celery") for _ in range(3)]
    assert sorted(message["number"] for message in found) == [0, 1, 2]
    assert {message["text"] for message in found} == {"Zażółć gęślą jaźń"}
    with pytest.raises(Empty):
        channel._get("celery")


def test_a_message_that_is_still_being_written_is_not_read(channel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise OSError("The disk is full")

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(ChannelError):
        channel._put("celery", {"number": 1})
    with pytest.raises(Empty):
        channel._get("celery")


def test_the_table_of_queues_is_never_read_half_written(channel: Any) -> None:
    channel._queue_bind("celery", "celery", "", "celery")
    channel._queue_bind("celery", "other", "", "other")
    assert sorted(row.queue for row in channel.get_table("celery")) == ["celery", "other"]
