"""A campaign to be answered under load: eleven schools, six pages of 25 questions, as many codes as wanted.

python -m tools.surveyload_data CODES    # into the database of the environment; the codes are printed, a line each
"""

import datetime
import sys
import uuid
from typing import Any

PAGES, ITEMS = 6, 25
CLASS = 30
LABS = 11


def main() -> int:
    """See the module."""
    import django  # the settings are this process's own

    django.setup()
    print("\n".join(make_codes(int(sys.argv[1]))))
    return 0


def make_codes(size: int) -> list[str]:
    """An open campaign in eleven schools, and so many codes, dealt over the schools in classes of thirty."""
    from django.utils import timezone

    from schools.models import School
    from schools.scope import whole_municipality
    from surveys.models import AccessCode, Campaign, CodeBatch, Part, Target

    today, week = timezone.localdate(), datetime.timedelta(days=7)
    with whole_municipality():
        campaign = Campaign.objects.create(
            name=f"Pomiar {uuid.uuid4().hex[:8]}", wave="pomiar", state="announced", opens_on=today - week,
            closes_on=today + week, keep_until=today + 52 * week, notice={"pl": "Pomiar."},
        )  # fmt: skip
        part = Part.objects.create(campaign=campaign, audience="teachers", instrument=_instrument())
        targets = [
            Target.objects.create(part=part, school=school, population=400, key=uuid.uuid4().hex[:12])
            for school in _schools(School)
        ]
        codes: list[str] = []
        while len(codes) < size:
            target = targets[len(codes) // CLASS % len(targets)]
            codes += _class(CodeBatch, AccessCode, target, min(CLASS, size - len(codes)))
    return codes


def _schools(school: Any) -> list[Any]:
    manager = school.objects
    for number in range(manager.count(), LABS):
        manager.create(kind="sp", name=f"Szkoła {number}", short_name=f"SP {number}")
    return list(manager.order_by("pk")[:LABS])


def _class(batch: Any, access_code: Any, target: Any, size: int) -> list[str]:
    from surveys.codes import code_digest, derive_codes

    seed = uuid.uuid4().hex
    made = batch.objects.create(target=target, label="4b", size=size, seed=seed, request_key=uuid.uuid4())
    codes = derive_codes(seed, size)
    access_code.objects.bulk_create(access_code(batch=made, digest=code_digest(code)) for code in codes)
    return codes


def _instrument() -> Any:
    from surveys.models import Instrument
    from surveys.questionnaires import store_questionnaire

    made = Instrument(code=f"pomiar-{uuid.uuid4().hex[:8]}", version=1)
    store_questionnaire(made, _questionnaire(made.code))
    made.state = "ready"
    made.save()
    return made


def _questionnaire(code: str) -> Any:
    """24 statements to agree with over six pages, and a short text on the last."""
    from surveys.questionnaire import AGREEMENT, Item, Questionnaire, Section

    def statement(number: int) -> Item:
        text = f"Sprzęt w sali numer {number} działa wtedy, kiedy go potrzebuję na lekcji."
        return Item(f"q{number}", "agreement", dict.fromkeys(("pl", "uk", "en"), text), AGREEMENT, required=True)

    each = (ITEMS - 1) // PAGES
    sections = [
        Section(f"s{page}", {"pl": f"Temat {page}"}, tuple(statement(page * each + n) for n in range(each)))
        for page in range(PAGES)
    ]
    mark = Item("mark", "short_text", dict.fromkeys(("pl", "uk", "en"), "Twoimi słowami"))
    sections[-1] = Section(sections[-1].code, sections[-1].title, (*sections[-1].items, mark))
    return Questionnaire(code, 1, {"pl": "Pomiar"}, "teachers", tuple(sections))


if __name__ == "__main__":
    sys.exit(main())
