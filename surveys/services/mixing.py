"""Mixing: the rows of answers and of used codes are written anew in random order, all of a campaign in one transaction.

An answer and its code are written by one transaction. Until they are mixed, the database itself could join them: by the
number of the transaction that wrote a row (xmin) and by the place of the row (ctid; rowid in SQLite). Afterwards all rows of a
campaign bear the number of one transaction and lie in an order that nobody knows. Answering goes on meanwhile: it only adds
answers and touches codes that are not used yet, and neither is held here.
"""

import logging
import random

from django.db import connection, transaction

from schools.scope import whole_municipality
from surveys.models import AccessCode, Campaign, CampaignState, Response, Target

logger = logging.getLogger(__name__)

_random = random.SystemRandom()
BATCH = 1_000


def mix_campaign(campaign: Campaign) -> int:
    """Mix the answers and used codes of a campaign; how many answers. Needs the scope of the whole municipality."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            return _mixed_by_statements(campaign)
        return _mixed_by_rows(campaign)


def mix_running() -> int:
    """Mix every announced campaign that took an answer since it was last mixed; how many campaigns."""
    mixed = 0
    with whole_municipality():  # answers of all schools, and none of them is shown to anybody
        for campaign in Campaign.objects.filter(state=CampaignState.ANNOUNCED).order_by("pk"):
            if _has_news(campaign):
                mix_campaign(campaign)
                mixed += 1
    return mixed


# --- PostgreSQL -----------------------------------------------------------------------------------------------------
MOVE = """
    WITH gone AS (DELETE FROM surveys_response WHERE target_id IN ({targets}) RETURNING {columns})
    INSERT INTO surveys_response ({columns}) SELECT {columns} FROM gone ORDER BY random()
"""
TURN = """
    DO $$ DECLARE found record; BEGIN
        FOR found IN
            SELECT c.id FROM surveys_accesscode c JOIN surveys_codebatch b ON b.id = c.batch_id
            WHERE c.used AND b.target_id IN ({targets}) ORDER BY random()
        LOOP
            UPDATE surveys_accesscode SET used = true WHERE id = found.id;
        END LOOP;
    END $$
"""


MARKS = "SELECT count(DISTINCT xmin::text) FROM surveys_response WHERE target_id IN ({targets})"


def _mixed_by_statements(campaign: Campaign) -> int:
    columns = ", ".join(f'"{field.column}"' for field in Response._meta.concrete_fields)
    with connection.cursor() as cursor:
        cursor.execute(MOVE.format(targets=_targets(campaign), columns=columns))
        moved: int = cursor.rowcount
        cursor.execute(TURN.format(targets=_targets(campaign)))
    return moved


def _targets(campaign: Campaign) -> str:
    """Keys of the targets, whole numbers of ours, for the statements above."""
    keys = Target.objects.filter(part__campaign=campaign).values_list("pk", flat=True)
    return ", ".join(str(int(pk)) for pk in keys) or "NULL"


def _has_news(campaign: Campaign) -> bool:
    """Whether answers were written by more than one transaction: what is mixed bears the number of a single one."""
    if connection.vendor != "postgresql":
        return Response.objects.filter(target__part__campaign=campaign).exists()
    with connection.cursor() as cursor:
        cursor.execute(MARKS.format(targets=_targets(campaign)))
        return bool(cursor.fetchone()[0] > 1)


# --- SQLite ---------------------------------------------------------------------------------------------------------
def _mixed_by_rows(campaign: Campaign) -> int:
    rows = list(Response.objects.filter(target__part__campaign=campaign))
    _random.shuffle(rows)
    Response.objects.filter(target__part__campaign=campaign).delete()
    Response.objects.bulk_create(rows, batch_size=BATCH)
    codes = list(
        AccessCode.objects.filter(batch__target__part__campaign=campaign, used=True).values_list("pk", flat=True)
    )
    _random.shuffle(codes)
    for pk in codes:  # SQLite keeps no mark of the transaction; the order of pages is that of the key
        AccessCode.objects.filter(pk=pk).update(used=True)
    return len(rows)
