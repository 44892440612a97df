"""Which page comes next: by what is shown after the answers so far."""

from django.urls import reverse

from surveys.answers import missing, pages, shown_items
from surveys.queries.sittings import Sitting


def page_after(sitting: Sitting, number: int) -> str:
    """Address of the next part that has something to ask, or of the summary."""
    later = [one for one in _order(sitting) if one > number]
    return _page(later[0]) if later else reverse("surveys:review")


def page_before(sitting: Sitting, number: int) -> str:
    """Address of the part before, or of the first page."""
    earlier = [one for one in _order(sitting) if one < number]
    return _page(earlier[-1]) if earlier else reverse("surveys:begin")


def page_to_go_on(sitting: Sitting) -> str:
    """Address of the first part of which nothing, or not all that is required, was answered; else of the summary."""
    asked = sitting.entrance.questionnaire
    shown, lacking = shown_items(asked, sitting.answers), missing(asked, sitting.answers)
    for number in pages(asked, shown):
        items = [item.code for item in asked.sections[number - 1].items if item.code in shown]
        if number in lacking or (items and not any(code in sitting.answers for code in items)):
            return _page(number)
    return reverse("surveys:review")


def _order(sitting: Sitting) -> list[int]:
    asked = sitting.entrance.questionnaire
    return pages(asked, shown_items(asked, sitting.answers))


def _page(number: int) -> str:
    return reverse("surveys:answers", args=[number])
