import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from schools.models import WorkerHeartbeat
from schools.tasks import beat_heart

pytestmark = pytest.mark.django_db


def test_without_a_sign_of_life_the_worker_is_not_healthy() -> None:
    with pytest.raises(CommandError, match="nie dał jeszcze znaku życia"):
        call_command("check_health")


def test_a_task_that_ran_is_a_sign_of_life(capsys: pytest.CaptureFixture[str]) -> None:
    beat_heart()
    beat_heart()

    call_command("check_health")

    assert capsys.readouterr().out == "Proces roboczy działa.\n"
    assert WorkerHeartbeat.objects.count() == 1


def test_a_worker_silent_for_over_two_minutes_is_not_healthy() -> None:
    WorkerHeartbeat.objects.create(beat_at=timezone.now() - datetime.timedelta(seconds=150))

    with pytest.raises(CommandError, match="milczy od 150 s"):
        call_command("check_health")
