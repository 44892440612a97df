"""When a printed thing is dated: by its campaign, so that the same thing printed twice is the same file."""

import datetime

from surveys.models import Target


def opening_of(target: Target) -> datetime.datetime:
    """The first moment of the campaign's first day."""
    return datetime.datetime.combine(target.part.campaign.opens_on, datetime.time(), tzinfo=datetime.UTC)
