"""Reports by mail while workers die, Redis stops and the mail server misbehaves: nobody gets a report twice, nobody's failure is hidden."""

import datetime
import re
import uuid
from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from tests.faults.conftest import Drill
from tests.mailhost import After
from tests.stack.waiting import eventually

pytestmark = pytest.mark.faults
WARSAW = ZoneInfo("Europe/Warsaw")
OWNER = "wydzial@demo.example"
ENDS = {"sent", "failed", "missed", "uncertain"}
OFTEN = """
WITH often AS (INSERT INTO django_celery_beat_intervalschedule (every, period) VALUES (2, 'seconds') RETURNING id)
UPDATE django_celery_beat_periodictask SET interval_id = (SELECT id FROM often)
WHERE name IN ('plan-deliveries', 'sweep-deliveries')
"""
STILL_OFTEN = """
SELECT name FROM django_celery_beat_periodictask JOIN django_celery_beat_intervalschedule i ON i.id = interval_id
WHERE name IN ('plan-deliveries', 'sweep-deliveries') AND i.every = 2 AND i.period = 'seconds'
"""
SUBSCRIPTION = """
INSERT INTO monitoring_subscription (name, plan_id, kind, format, frequency, cron, day_of_month, at, starts_on, owner_id,
                                     planned_until, paused_because, is_demo)
SELECT 'Próba', plan.id, 'progress', 'pdf', 'cron', %s, 5, '07:00', '2020-01-01', owner.id, %s, '', false
FROM schedule_plan plan, schools_user owner WHERE owner.email = %s RETURNING id
"""


@dataclass(frozen=True)
class Post:
    """A daily subscription that became due two minutes ago."""

    drill: Drill
    pk: int

    def states(self) -> dict[str, str]:
        """State by recipient."""
        return {str(one): str(state) for one, state in self._rows("recipient, state")}

    def _rows(self, columns: str) -> list[tuple[object, ...]]:
        return self.drill.portal.rows(
            f"SELECT {columns} FROM monitoring_delivery WHERE subscription_id = %s ORDER BY id", self.pk
        )

    def one(self, column: str) -> object:
        """A column of the only delivery; None before it is there."""
        found = self._rows(column)
        assert len(found) < 2, found
        return found[0][0] if found else None

    def until(self, state: str, within: float = 60) -> None:
        """Wait until the only delivery is there."""
        eventually(lambda: self.one("state") == state, within=within, what=f"the delivery is {state}", every=0.02)

    def until_over(self, count: int, within: float = 180) -> dict[str, str]:
        """Wait until nothing more happens to so many deliveries."""

        def is_over() -> bool:
            found = self.states()
            return len(found) == count and set(found.values()) <= ENDS

        eventually(is_over, within=within, what=f"{count} deliveries are over", every=0.2)
        self.until_looked_at_again()
        return self.states()

    def until_looked_at_again(self) -> None:
        """Wait until both of the scheduler's tasks have run twice more."""
        for name in ("plan_deliveries", "sweep_deliveries"):
            seen = self.drill._lines(name, " succeeded in ")
            eventually(
                lambda name=name, seen=seen: self.drill._lines(name, " succeeded in ") >= seen + 2,  # type: ignore[misc]
                within=60, what=f"{name} runs again", every=0.2,
            )  # fmt: skip

    def let_leases_run_out(self) -> None:
        """A killed worker's leases would end in minutes; the order of things is the same."""
        past = "UPDATE {} SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL"
        self.drill.portal.rows(past.format("monitoring_delivery"))
        self.drill.portal.rows(past.format("monitoring_report"))

    def let_wait_pass(self) -> None:
        """The next try is now."""
        self.drill.portal.rows("UPDATE monitoring_delivery SET next_try_at = NULL WHERE next_try_at IS NOT NULL")

    def got(self) -> Counter[str]:
        """How many reports each address got; letters to the owner are not reports."""
        taken = [one for one in self.drill.mailhost.received if one.message["List-Unsubscribe"]]
        return Counter(one.recipient for one in taken)

    def letters(self) -> list[str]:
        """What the owner was told."""
        return [one.content.decode() for one in self.drill.mailhost.to(OWNER)]

    def letter_came(self) -> None:
        """Wait until the owner was told."""
        eventually(self.letters, within=60, what="the owner was told", every=0.2)


def hasten(drill: Drill) -> None:
    """The schedulers plan and sweep every two seconds; they read their table anew within five."""
    drill.portal.rows(OFTEN)
    drill.portal.rows("UPDATE django_celery_beat_periodictasks SET last_update = now()")


def second_of_each(drill: Drill) -> None:
    """A second worker and a second scheduler, past the moment in which a new scheduler writes its own intervals."""
    hasten(drill)
    drill.portal.start("worker2", "beat2")
    eventually(lambda: not drill.portal.rows(STILL_OFTEN), within=60, what="the second scheduler has begun", every=0.2)


def subscribe(drill: Drill, *names: str, since: datetime.timedelta = datetime.timedelta(minutes=10)) -> Post:
    """A daily subscription, due two minutes ago, last looked at `since` ago."""
    now = datetime.datetime.now(WARSAW)
    due = now - datetime.timedelta(minutes=2)
    drill.portal.rows(
        "INSERT INTO monitoring_alloweddomain (domain, note) VALUES ('gmina.example', '') ON CONFLICT DO NOTHING"
    )
    hasten(drill)
    # The recipients first: the schedulers are at it.
    future = now + datetime.timedelta(days=1)
    pk = drill.portal.rows(SUBSCRIPTION, f"{due.minute} {due.hour} * * *", future, OWNER)[0][0]
    for name in names:
        drill.portal.rows(
            "INSERT INTO monitoring_recipient (subscription_id, email, key) VALUES (%s, %s, %s)",
            pk, f"{name}@gmina.example", uuid.uuid4(),
        )  # fmt: skip
    drill.portal.rows("UPDATE monitoring_subscription SET planned_until = %s WHERE id = %s", now - since, pk)
    return Post(drill, pk)


def everybody(*names: str, times: int = 1) -> Counter[str]:
    return Counter({f"{name}@gmina.example": times for name in names})


# --- Schedulers and workers -------------------------------------------------------------------------------------------
def test_two_schedulers_and_two_workers_send_each_of_five_one_report(drill: Drill) -> None:
    second_of_each(drill)
    post = subscribe(drill, *"abcde")
    assert set(post.until_over(5).values()) == {"sent"}
    assert post.got() == everybody(*"abcde")
    assert (len(drill.archive()), post.letters()) == (1, [])


def test_a_worker_killed_while_the_report_is_made_costs_nobody_a_report(drill: Drill) -> None:
    post = subscribe(drill, "a")
    post.until("claimed")
    eventually(lambda: post.one("report_id"), within=30, what="a report is ordered", every=0.02)
    drill.until_rendering(int(str(post.one("report_id"))))
    drill.portal.kill("worker")
    assert (post.one("state"), post.got()) == ("claimed", Counter())
    post.let_leases_run_out()
    drill.portal.start("worker")
    assert post.until_over(1) == {"a@gmina.example": "sent"}
    assert (post.got(), post.one("attempts")) == (everybody("a"), 2)


def test_a_worker_killed_with_the_message_in_its_hand_costs_nobody_a_report(drill: Drill) -> None:
    drill.mailhost.hold(After.CONNECT)
    post = subscribe(drill, "a")
    post.until("rendered")
    drill.mailhost.until_held(After.CONNECT)
    drill.portal.kill("worker")
    sha256 = post.one("sha256")
    post.let_leases_run_out()
    drill.mailhost.release()
    drill.portal.start("worker")
    assert post.until_over(1) == {"a@gmina.example": "sent"}
    assert (post.got(), post.one("sha256")) == (everybody("a"), sha256)


def test_a_worker_killed_after_the_server_took_the_message_leaves_it_to_a_person(drill: Drill) -> None:
    drill.mailhost.hold(After.DATA)
    post = subscribe(drill, "a")
    drill.mailhost.until_held(After.DATA)
    assert (post.one("state"), post.got()) == ("sending", everybody("a"))
    drill.portal.kill("worker")
    post.let_leases_run_out()
    drill.mailhost.release()
    drill.portal.start("worker")
    assert post.until_over(1) == {"a@gmina.example": "uncertain"}
    assert post.got() == everybody("a"), "never again by itself"
    post.letter_came()
    page = drill.clerk.get("/raporty/wysylki/")
    assert "1 wysyłka jest niepewna" in page.text.replace("\xa0", " ")
    address = re.search(r"/raporty/wysylki/\d+/", page.text)
    assert address
    again = drill.clerk.post(f"{address[0]}ponow/")
    assert "Raport idzie ponownie." in again.text
    eventually(
        lambda: post.got() == everybody("a", times=2), within=60, what="the person's decision is done", every=0.2
    )


def test_reports_due_while_redis_is_away_are_sent_once_it_is_back(drill: Drill) -> None:
    drill.redis.kill()
    post = subscribe(drill, "a", "b")
    assert drill.clerk.get("/raporty/wysylki/").status == 200
    assert post.got() == Counter()
    drill.redis.start()
    assert set(post.until_over(2, within=120).values()) == {"sent"}
    assert post.got() == everybody("a", "b")


# --- The mail server --------------------------------------------------------------------------------------------------
def test_one_refused_of_five_is_told_and_the_others_have_their_report(drill: Drill) -> None:
    drill.mailhost.refused["c@gmina.example"] = "550 5.1.1 No such user here"
    post = subscribe(drill, *"abcde")
    states = post.until_over(5)
    assert states == {f"{name}@gmina.example": "failed" if name == "c" else "sent" for name in "abcde"}
    assert post.got() == everybody(*"abde")
    post.letter_came()
    page = drill.clerk.get("/raporty/wysylki/?stan=failed").text
    assert "c@gmina.example" in page
    assert "550 5.1.1 No such user here" in page


def test_a_mail_server_that_refuses_everybody_is_tried_again_later(drill: Drill) -> None:
    drill.mailhost.stop()
    post = subscribe(drill, "a")
    eventually(lambda: post.one("next_try_at"), within=60, what="the next try has its time", every=0.1)
    assert (post.one("state"), str(post.one("answer")).startswith("Serwer poczty nie odpowiada:")) == ("rendered", True)
    drill.mailhost.start()
    post.let_wait_pass()
    assert post.until_over(1) == {"a@gmina.example": "sent"}
    assert post.got() == everybody("a")


@pytest.mark.parametrize(("place", "state", "reports"), [(After.MAIL, "sent", 1), (After.DATA, "uncertain", 1)])
def test_a_mail_server_that_hangs(drill: Drill, place: After, state: str, reports: int) -> None:
    drill.mailhost.hold(place)
    post = subscribe(drill, "a")
    drill.mailhost.until_held(place, within=60)
    eventually(lambda: post.one("answer"), within=30, what="the worker's patience is over", every=0.1)
    drill.mailhost.release()
    post.let_wait_pass()
    assert post.until_over(1) == {"a@gmina.example": state}
    assert post.got() == everybody("a", times=reports)


# --- Downtime ---------------------------------------------------------------------------------------------------------
def test_after_three_days_of_downtime_one_report_comes_late_and_the_rest_is_told(drill: Drill) -> None:
    drill.portal.stop("beat", "worker")
    post = subscribe(drill, "a", since=datetime.timedelta(days=3))
    drill.portal.start("worker", "beat")
    drill.after_a_sweep()  # until then the scheduler writes its table anew
    hasten(drill)

    def outcome() -> list[tuple[object, ...]]:
        return post._rows("state")

    eventually(lambda: ("sent",) in outcome(), within=90, what="the newest is sent", every=0.2)
    post.letter_came()
    post.until_looked_at_again()
    assert sorted(outcome()) == [("missed",), ("missed",), ("sent",)]
    assert (post.got(), len(post.letters())) == (everybody("a"), 1)
    home = drill.clerk.get("/").text.replace("\xa0", " ")
    assert "2 wysyłki przepadły" in home
