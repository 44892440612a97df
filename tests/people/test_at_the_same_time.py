"""Two people press their buttons in the same moment. SQLite lets one writer in at a time, so this asks PostgreSQL."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from schools import services
from schools.models import Membership, RspoImport, School, User
from schools.roles import Role
from schools.rspo_import import apply_kept, keep_file, preview_kept, read_kept
from schools.scope import whole_municipality
from schools.services import NotAllowed
from tests.factories import person
from tests.rspo.registerfile import as_csv, town

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs writers that run side by side"),
]


def at_once(*verbs: Callable[[], Any]) -> list[Any]:
    """What each verb gave back, or the exception it raised; all start together, each on a connection of its own."""
    barrier, answers = threading.Barrier(len(verbs)), [None] * len(verbs)

    def run(at: int, verb: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            with whole_municipality():
                answers[at] = verb()
        except NotAllowed as refusal:
            answers[at] = refusal  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_clicks_import_a_file_once() -> None:
    with whole_municipality():
        clerk = person("wydzial", Role.DEPARTMENT)
        kept = keep_file(as_csv(town()), name="rspo.csv", day=datetime.date(2026, 9, 30), by=clerk)
        seen = preview_kept(kept, read_kept(kept)).fingerprint()
        copies = [RspoImport.objects.get(pk=kept.pk) for _ in range(2)]
        first, second = at_once(*(lambda copy=copy: apply_kept(copy, seen=seen, by=clerk) for copy in copies))
        assert first == second
        assert School.history.count() == 3


def test_two_administrators_cannot_remove_each_other() -> None:
    with whole_municipality():
        one, two = person("jeden", Role.ADMINISTRATOR), person("dwa", Role.ADMINISTRATOR)
        roles = {user.pk: Membership.objects.get(user=user) for user in (one, two)}
        answers = at_once(
            lambda: services.take_role(roles[two.pk], by=User.objects.get(pk=one.pk)),
            lambda: services.take_role(roles[one.pk], by=User.objects.get(pk=two.pk)),
        )
        assert [str(answer) for answer in answers].count("None") == 1
        assert Membership.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_a_role_given_twice_in_one_moment_is_given_once() -> None:
    with whole_municipality():
        office = person("wydzial", Role.DEPARTMENT)
        person("nowy")
        at_once(
            *(
                lambda: services.give_role("nowy@test.example", role=Role.VIEWER, school=None, by=office)
                for _ in range(3)
            )
        )
        assert Membership.objects.filter(role=Role.VIEWER).count() == 1
