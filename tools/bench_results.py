"""Results of a campaign with 150,000 answers of 25 items: counting, the pages, a report while others answer.

    python -m tools.bench_results [--answers N] [--runs N] [--load N]

(c) a page of results: median of the server's time under 300 ms; counting beside it, with the memory it took;
(d) answers a second of the same load as in bench_surveys, alone and while a worker makes one report after another: answering
    is slowed by no more than a fifth. Load, server, database and worker share this machine.
"""

import argparse
import asyncio
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.bench_surveys import CONNECTIONS, WSGI, gunicorn, new_codes, prepared
from tools.services import ThrowawayPostgres
from tools.surveyload import Pace, answer_all
from tools.test import ROOT

ANSWERS, RUNS, LOAD = 150_000, 15, 900
SCHOOLS, SECTIONS, ITEMS = 11, 5, 5
PAGE_MS, SLOWER = 300, 1 / 5
MEASURE, REPORTS = "--measure", "--reports"
FILL = """
    INSERT INTO surveys_response (id, target_id, stage, language, mode, answers, too_fast, straight)
    SELECT gen_random_uuid(), (%s::bigint[])[1 + n %% {schools}], CASE WHEN n %% 5 < 3 THEN '4-6' ELSE '7-8' END, 'pl',
           'online', given.answers, n %% 40 = 0, n %% 60 = 0
    FROM generate_series(1, %s) AS n, LATERAL (
        SELECT jsonb_object_agg('q' || i, (1 + floor(random() * 5 + n * 0))::int::text) AS answers
        FROM generate_series(1, {items}) AS i WHERE random() + n * 0 > 0.03
    ) AS given
"""


def main() -> int:
    """Start the database, fill it, measure."""
    options = argparse.ArgumentParser(description="Pomiar wyników ankiet.")
    options.add_argument("--answers", type=int, default=ANSWERS)
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument("--load", type=int, default=LOAD, help="odpowiedzi w jednym obciążeniu")
    for name in (MEASURE, REPORTS):
        options.add_argument(name, action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        return measure(given.answers, given.runs)
    if given.reports:
        return make_reports()
    with ThrowawayPostgres() as postgres, tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        environment = prepared(postgres.url, Path(folder))
        command = [sys.executable, "-m", "tools.bench_results", MEASURE]
        command += ["--answers", str(given.answers), "--runs", str(given.runs)]
        quick = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0
        if not quick:
            return 1
        with gunicorn(WSGI, environment | {"WEB_WORKERS": "2"}) as port:
            steady = load_with_reports(port, environment, given.load)
    return 0 if steady else 1


# --- (c) ------------------------------------------------------------------------------------------------------------
def measure(answers: int, runs: int) -> int:
    """Count the campaign, ask for its pages; fails when one takes too long."""
    import django  # the settings are this process's own

    django.setup()
    from schools.scope import whole_municipality
    from surveys.services.tallies import produce_tally, request_tally

    with whole_municipality():
        start = time.perf_counter()
        campaign, schools = campaign_with(answers)
        filled, before = time.perf_counter() - start, memory()
        tally = request_tally(campaign, by=None)
        start = time.perf_counter()
        produce_tally(tally.pk)
        took = time.perf_counter() - start
        tally.refresh_from_db()
        figures = tally.figures.count()
    print(
        f"{answers} odpowiedzi po {SECTIONS * ITEMS} pytań wpisane w {filled:.0f} s; wymieszane i policzone w "
        f"{took:.0f} s, pamięć +{memory() - before:.0f} MB, liczb: {figures}",
        flush=True,
    )
    return 0 if tally.state == "done" and pages(campaign, schools, runs) else 1


def memory() -> float:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def campaign_with(answers: int) -> tuple[Any, list[Any]]:
    """A closed campaign of pupils in eleven schools, answered in the database itself."""
    import datetime

    from django.db import connection

    from schools.models import School
    from surveys.models import Campaign, Part, Target

    day = datetime.date(2026, 9, 14)
    campaign = Campaign.objects.create(
        name="Pomiar wyników", wave="pomiar", state="closed", opens_on=day, closes_on=day, keep_until=day
    )
    part = Part.objects.create(campaign=campaign, audience="pupils_4_8", instrument=instrument())
    schools = [School.objects.create(kind="zsp", name=f"ZSP {n}", short_name=f"ZSP {n}") for n in range(SCHOOLS)]
    targets = [
        Target.objects.create(part=part, school=one, population=answers // 8, key=uuid.uuid4().hex[:12])
        for one in schools
    ]
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(schools=SCHOOLS, items=SECTIONS * ITEMS), [[one.pk for one in targets], answers])
        cursor.execute("ANALYZE surveys_response")
    return campaign, schools


def instrument() -> Any:
    """25 statements to agree with, in five parts."""
    from surveys.models import Instrument
    from surveys.questionnaire import AGREEMENT, Item, Questionnaire, Section
    from surveys.questionnaires import store_questionnaire

    made = Instrument(code="pomiar-wynikow", version=1)
    sections = []
    for number in range(SECTIONS):
        codes = [f"q{number * ITEMS + place + 1}" for place in range(ITEMS)]
        items = [Item(code, "agreement", {"pl": f"Stwierdzenie {code} o szkole."}, AGREEMENT) for code in codes]
        sections.append(Section(f"s{number}", {"pl": f"Temat {number}"}, tuple(items), construct=f"temat-{number}"))
    store_questionnaire(made, Questionnaire(made.code, 1, {"pl": "Pomiar"}, "pupils_4_8", tuple(sections)))
    made.state = "ready"
    made.save()
    return made


def pages(campaign: Any, schools: list[Any], runs: int) -> bool:
    """Medians of the pages for the office and for a school, one after another in turns."""
    from tools.bench_register import client

    city, school = f"/ankiety/wyniki/{campaign.pk}/", f"/ankiety/wyniki/{campaign.pk}/szkola/{schools[1].pk}/"
    office, director = client("department", None), client("director", schools[1])
    asked = {
        "gmina": (office, city), "gmina, porównanie grup": (office, f"{city}?grupa=porownanie"),
        "szkoła": (director, school), "szkoła, zmiany": (director, f"{school}?grupa=zmiany"),
    }  # fmt: skip
    seconds: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(runs + 1):
        for name, (who, url) in asked.items():
            start = time.perf_counter()
            answer = who.get(url)
            seconds[name].append(time.perf_counter() - start)
            if answer.status_code != 200:
                raise RuntimeError(f"{url}: {answer.status_code}")
    medians = {name: statistics.median(found[1:]) * 1000 for name, found in seconds.items()}
    for name, median in medians.items():
        print(f"(c) {name:26} {median:6.0f} ms (granica {PAGE_MS} ms)", flush=True)
    return max(medians.values()) < PAGE_MS


# --- (d) ------------------------------------------------------------------------------------------------------------
def load_with_reports(port: int, environment: Mapping[str, str], size: int) -> bool:
    """The same load alone, with reports being made, alone again; the machine's drift meets both."""
    answered(port, environment, size // 3)  # workers are warm
    before = answered(port, environment, size)
    with reports(environment) as made:
        beside = answered(port, environment, size)
        done = len(list(made.iterdir()))
    after = answered(port, environment, size)
    alone = (before + after) / 2
    print(
        f"(d) {alone:.1f} odpowiedzi/s bez raportu ({before:.1f} i {after:.1f}), {beside:.1f} w trakcie robienia raportów "
        f"PDF (zaczęto {done}): wolniej o {1 - beside / alone:.0%} (granica {SLOWER:.0%})"
    )
    return beside >= alone * (1 - SLOWER)


def answered(port: int, environment: Mapping[str, str], size: int) -> float:
    """Answers a second of so many respondents, without a pause."""
    tally = asyncio.run(answer_all(port, new_codes(environment, size), at_once=CONNECTIONS, pace=Pace()))
    if len(tally.confirmed) != size or tally.errors:
        raise RuntimeError(f"{len(tally.confirmed)} of {size} answered; {tally.errors[:3]}")
    return size / tally.took


@contextmanager
def reports(environment: Mapping[str, str]) -> Iterator[Path]:
    """A worker that makes reports until the block is over; yields the folder where it notes each."""
    with tempfile.TemporaryDirectory(prefix="hdr-bench-") as folder:
        command = [sys.executable, "-m", "tools.bench_results", REPORTS]
        worker = subprocess.Popen(command, cwd=ROOT, env={**environment, "BENCH_NOTES": folder})
        try:
            while not list(Path(folder).iterdir()):  # libraries loaded, the first report begun
                if worker.poll() is not None:
                    raise RuntimeError("The worker of reports has ended.")
                time.sleep(0.1)
            yield Path(folder)
        finally:
            worker.kill()
            worker.wait()


def make_reports() -> int:
    """As a worker would: with its priority, one report of the city after another, until killed."""
    import os

    import django  # the settings are this process's own

    django.setup()
    from hdr_portal.celery import give_way
    from schools.models import User
    from schools.scope import whole_municipality
    from surveys.models import Tally
    from surveys.services.result_files import produce_file, request_file

    give_way()
    with whole_municipality():
        tally, person = Tally.objects.get(), User.objects.get(email="pomiar.department@test.example")
    for number in range(1_000):
        Path(os.environ["BENCH_NOTES"], str(number)).touch()
        file = request_file(tally, kind="pdf", school=None, by=person, form_key=uuid.uuid4())
        produce_file(file.pk)
    return 0


if __name__ == "__main__":
    sys.exit(main())
