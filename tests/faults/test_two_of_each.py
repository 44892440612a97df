"""Two schedulers, two workers: as much work as with one."""

import subprocess
import sys

import pytest

from tests.faults.conftest import Drill
from tools.run import ROOT
from tools.tcp_proxy import Mode

pytestmark = pytest.mark.faults
SEND = "import django; django.setup(); from monitoring.tasks import make_report; [make_report.delay({pk}) for _ in range(8)]"


def order_without_a_message(drill: Drill) -> int:
    drill.proxy.mode = Mode.REFUSE
    pk, _ = drill.clerk.order_report()
    drill.proxy.mode = Mode.PASS
    return pk


def test_two_beats_send_a_forgotten_report_once(drill: Drill) -> None:
    drill.portal.start("worker2", "beat2")
    before = drill.received()
    pk = order_without_a_message(drill)
    drill.portal.rows("UPDATE monitoring_report SET created_at = now() - interval '1 minute' WHERE id = %s", pk)
    made = drill.until_finished(pk)
    drill.after_a_sweep()
    assert (made.state, made.attempts) == ("done", 1)
    assert (drill.received() - before, len(drill.archive())) == (1, 1)
    assert drill.report(pk) == made


def test_eight_messages_and_two_workers_make_one_report(drill: Drill) -> None:
    drill.portal.stop("beat")
    drill.portal.start("worker2")
    before = drill.received()
    pk = order_without_a_message(drill)
    environment = {**drill.portal.environment, "DJANGO_SETTINGS_MODULE": "hdr_portal.settings"}
    subprocess.run([sys.executable, "-c", SEND.format(pk=pk)], cwd=ROOT, env=environment, check=True)
    made = drill.until_finished(pk)
    assert (made.state, made.attempts, len(drill.archive())) == ("done", 1, 1)
    assert drill.received() - before == 8
