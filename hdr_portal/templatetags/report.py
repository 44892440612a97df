"""What report templates write: days kept as ISO text, ranges of numbers, links that are only ever web links."""

import datetime
from collections.abc import Container, Mapping, Sequence

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hdr_portal.lib import polish
from hdr_portal.lib.pdf import HANDED, PICTURES, SHIPPED
from hdr_portal.lib.runs import runs
from hdr_portal.templatetags.portal import asset

register = template.Library()


@register.simple_tag(takes_context=True)
def report_asset(context: Context, path: str) -> str:
    """A file under static/: as the browser asks for it, or as the PDF renderer does (`for_pdf` in the context)."""
    return SHIPPED + path if context.get("for_pdf") else asset(path)


@register.simple_tag(takes_context=True)
def report_picture(context: Context, image: Mapping[str, str]) -> str:
    """A picture kept in the inputs: for the PDF by its name, for a browser as a data address."""
    if context.get("for_pdf"):
        return HANDED + image["name"]
    kind = PICTURES["." + image["name"].rpartition(".")[2]]
    return f"data:{kind};base64,{image['content']}"


@register.filter
def written_month(month: str | None) -> str:
    """{{ "2024-06"|written_month }}: czerwiec 2024; nothing for no month."""
    return iso_month(f"{month}-01") if month else ""


@register.filter
def iso_date(day: str | None) -> str:
    """{{ "2025-06-06"|iso_date }}: 6 czerwca 2025, day and month tied together; nothing for no day."""
    return polish.long_date(datetime.date.fromisoformat(day)).replace(" ", polish.NBSP, 1) if day else ""


@register.filter
def iso_month(day: str | None) -> str:
    """{{ "2025-06-30"|iso_month }}: czerwiec 2025."""
    return polish.month_year(datetime.date.fromisoformat(day)) if day else ""


@register.filter
def amount(value: float | None) -> str:
    """A number, or a dash where none is known."""
    return "–" if value is None else polish.number(value)


@register.filter
def signed_amount(value: int) -> str:
    """+1, −2."""
    return ("+" if value > 0 else "") + polish.number(value)


@register.simple_tag
def state(tone: str, label: str, key: str = "") -> SafeString:
    """A state in sign and word; the sign is a background, because a picture in a PDF would need words of its own."""
    names = f"status tone-{tone}" + (f" status-{key}" if key else "")
    return format_html('<span class="{}">{}</span>', names, label)


@register.simple_tag(takes_context=True)
def proofs(context: Context, numbers: Sequence[int]) -> SafeString:
    """Numbers of the annex, runs together: 1–3, 7. A link only where the row is printed (`printed` in the context)."""
    printed: Container[int] = context["printed"]
    return format_html_join(", ", "{}", ((_proof(first, words, printed),) for first, words in runs(numbers)))


def _proof(number: int, words: str, printed: Container[int]) -> SafeString:
    return format_html('<a href="#dowod-{}">{}</a>', number, words) if number in printed else format_html("{}", words)


@register.filter
def web_link(url: str) -> str:
    """The address when it is one of the web, else nothing: a stored text must not become another kind of link."""
    return url if url.startswith(("https://", "http://")) else ""
