"""Running campaigns for a portal of its own process: python -m tests.surveyseed CODES  → JSON with codes and keys of links."""

import json
import sys
import uuid
from dataclasses import replace
from typing import Any

from tests.surveyasked import CHILDREN, TEACHERS


def main() -> None:
    """See the module."""
    import django  # the settings are this process's own

    django.setup()
    json.dump(made(int(sys.argv[1])), sys.stdout)


def made(size: int) -> dict[str, object]:
    """One campaign with codes for teachers and for small children, one whose link is enough."""
    from schools.models import School
    from schools.scope import whole_municipality
    from surveys.models import Anonymity
    from tests.surveys_answering.conftest import ready, running, target_of, with_codes

    mark = uuid.uuid4().hex[:8]
    with whole_municipality():
        school = School.objects.order_by("pk")[0]
        teachers, children = (ready(_marked(asked, mark)) for asked in (TEACHERS, CHILDREN))
        campaign = running(f"Kody {mark}", notice={"pl": "Administratorem danych jest gmina."})
        link = running(f"Link {mark}", anonymity=Anonymity.LINK)
        coded, easy = target_of(campaign, teachers, school), target_of(campaign, children, school)
        return {
            "codes": with_codes(coded, "pokój", size),
            "easy_codes": with_codes(easy, "2a", size, stage="1-3"),
            "coded": coded.key,
            "linked": target_of(link, teachers, school).key,
        }


def _marked(asked: Any, mark: str) -> Any:
    return replace(asked, code=f"{asked.code}-{mark}")


if __name__ == "__main__":
    main()
