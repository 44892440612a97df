"""The rules of the API, of its tokens and of the good-practice description."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from monitoring.tokens import create_token
from tests.guards.actors import Actor
from tests.guards.rules import (
    BUTTON,
    EVERYONE,
    FORM,
    HIDDEN,
    NOBODY,
    SAFE,
    WRITTEN,
    Case,
    Outcome,
    Rule,
    World,
)

NOWHERE = 999_999_999
NO_TOKEN = Outcome("asked for a token", 401)
SHOWN = Outcome("written, and shown once", 200, writes=True)
KEY = "a token is the only key, a session opens nothing (tests/api)"


def add_tokens(world: World) -> None:
    """A token that lives."""
    created = create_token(
        name="Power BI",
        school=None,
        expires_on=timezone.localdate() + datetime.timedelta(days=30),
        form_key=uuid.uuid4(),
        by=world.cast.department,
    )
    world.token = created.token


def tokens(world: World) -> list[Case]:
    """A token, and one that is not there."""
    return [Case("token", EVERYONE, {"pk": world.token.pk}), Case("missing", NOBODY, {"pk": NOWHERE})]


def token_data(world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """A token of school A."""
    until = timezone.localdate() + datetime.timedelta(days=30)
    return {"form_key": str(uuid.uuid4()), "name": "Excel", "school": world.schools.a.pk, "expires_on": f"{until}"}


def connections(_: World) -> list[Case]:
    """Files for Excel and Power BI, and what is none."""
    found = [Case(kind, EVERYONE, {"table": "wskazniki", "kind": kind}) for kind in ("odc", "m")]
    return [*found, Case("missing", NOBODY, {"table": "nieznana", "kind": "odc"})]


def sections(_: World) -> list[Case]:
    """A section, and what is none."""
    return [Case("aims", EVERYONE, {"slug": "cele"}), Case("missing", NOBODY, {"slug": "nieznana"})]


def section_data(*_: Any) -> dict[str, Any]:
    """The department's words."""
    return {"version": "0", "text": "Cel własnymi słowami."}


def order_data(*_: Any) -> dict[str, Any]:
    """A Word file."""
    return {"request_key": str(uuid.uuid4()), "format": "docx"}


def elsewhere(_: World) -> list[Case]:
    """An address under the API's that nothing stands at."""
    return [Case("nowhere", EVERYONE, {"rest": "nie-ma"})]


def one_indicator(world: World) -> list[Case]:
    """An indicator; without a token it makes no difference whether it is there."""
    return [Case("indicator", EVERYONE, {"indicator_id": world.indicator.pk})]


def _with_token(**given: Any) -> Rule:
    return Rule(SAFE, public=True, answers=dict.fromkeys(SAFE, NO_TOKEN), reason=KEY, **given)


LISTS = (
    "plan", "actions", "steps", "indicators", "contributions", "schools", "inventory", "inventory_counts", "surveys",
    "survey_figures", "selfie",
)  # fmt: skip
TOKENS = "monitoring.manage_tokens"
DATA_ROUTES = {
    **{f"api:{name}": _with_token() for name in LISTS},
    "api:indicator": _with_token(cases=one_indicator),
    "api:docs": Rule(SAFE, public=True, reason="a description without data"),
    "api:openapi": Rule(SAFE, public=True, reason="a description without data"),
    "api:nowhere": Rule(SAFE, public=True, cases=elsewhere, answers=dict.fromkeys(SAFE, HIDDEN), reason=KEY),
    "monitoring:data": Rule(permission=TOKENS),
    "monitoring:token_add": Rule(FORM, permission=TOKENS, data=token_data, answers={"POST": SHOWN}),
    "monitoring:token_revoke": Rule(BUTTON, permission=TOKENS, cases=tokens, answers={"POST": WRITTEN}),
    "monitoring:connection_file": Rule(permission=TOKENS, cases=connections),
    "monitoring:practice": Rule(permission="monitoring.view_report"),
    "monitoring:practice_section": Rule(
        FORM, permission="monitoring.make_report", cases=sections, data=section_data, answers={"POST": WRITTEN}
    ),
    "monitoring:practice_order": Rule(
        BUTTON, permission="monitoring.make_report", data=order_data, answers={"POST": WRITTEN}
    ),
}
