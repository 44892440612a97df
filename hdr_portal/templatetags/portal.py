"""The components of the portal's pages. A parameter that a component does not declare is a TemplateSyntaxError.

Loaded as builtins, so templates need no {% load %}. Every component is shown live in templates/components/gallery.html.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hdr_portal.lib import polish

register = template.Library()

Tone = Literal["green", "amber", "red", "blue", "grey"]
TONE_ICONS: dict[str, str] = {
    "green": "check-circle-fill",
    "amber": "exclamation-triangle-fill",
    "red": "x-circle-fill",
    "blue": "info-circle-fill",
    "grey": "dash-circle",
}
FILE_ICONS = {
    **dict.fromkeys(["JPG", "JPEG", "PNG"], "image"),
    **dict.fromkeys(["XLSX", "XLS", "ODS", "CSV"], "spreadsheet"),
    **dict.fromkeys(["DOCX", "DOC", "ODT"], "word"),
    "PDF": "pdf",
    "ZIP": "zip",
}
MESSAGE_TONES = {"success": "green", "warning": "amber", "error": "red", "info": "blue", "debug": "grey"}


def _component(component: str, **values: Any) -> SafeString:
    return render_to_string(f"components/{component}.html", values)


def _known_tone(tone: str) -> str:
    if tone and tone not in TONE_ICONS:
        raise template.TemplateSyntaxError(f"Unknown tone: {tone!r}. Known: {', '.join(TONE_ICONS)}.")
    return tone


# --- Marks ----------------------------------------------------------------------------------------------------------
@register.simple_tag
def asset(path: str) -> str:
    """Like {% static %}, but a file missing from the manifest must not break the page that reports a breakage."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return f"/static/{path}"


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """One drawing of static/img/icons.svg. Without a label it is decoration and is not read out."""
    classes = f"icon icon-{size}" if size else "icon"
    source = f"{asset('img/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, source
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', classes, source)


@register.simple_tag
def status(tone: str, label: str, icon: str = "") -> SafeString:
    """A state in colour, icon and word; colour never stands alone."""
    return _component("status", tone=_known_tone(tone), label=label, icon=icon or TONE_ICONS[tone])


@register.simple_tag
def progress(value: float, max: float = 100, label: str = "", text: str = "", tone: str = "") -> SafeString:  # noqa: A002 - the attribute's name
    """How far something is: a bar, its name for those who cannot see it, and words beside it."""
    return _component("progress", value=value, max=max, label=label, text=text, tone=_known_tone(tone))


# --- Boxes ----------------------------------------------------------------------------------------------------------
@register.simple_block_tag(end_name="endpanel")
def panel(
    content: str,
    *,
    title: str = "",
    level: int = 2,
    id: str = "",  # noqa: A002 - the attribute's name
    tone: str = "",
    flush: bool = False,
) -> SafeString:
    """A framed part of a page. `flush` lets a table reach the frame."""
    return _component("panel", content=content, title=title, level=level, id=id, tone=_known_tone(tone), flush=flush)


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, tone: str = "blue", title: str = "", icon: str = "") -> SafeString:
    """Something to know before going on."""
    return _component("notice", content=content, tone=_known_tone(tone), title=title, icon=icon or TONE_ICONS[tone])


@register.simple_block_tag(end_name="endempty_state")
def empty_state(content: str, title: str, icon: str = "inbox") -> SafeString:
    """Why there is nothing here (title) and what to do about it (content)."""
    return _component("empty_state", content=content, title=title, icon=icon)


@register.simple_block_tag(end_name="endpage_heading")
def page_heading(content: str, title: str, lead: str = "", eyebrow: str = "", as_of: date | None = None) -> SafeString:
    """The page's only h1; the content stands to its right: a status, a filter of the day."""
    side = SafeString(content.strip())
    return _component("page_heading", content=side, title=title, lead=lead, eyebrow=eyebrow, as_of=as_of)


@register.simple_block_tag(end_name="endpage_actions")
def page_actions(content: str) -> SafeString:
    """Buttons under what they act on; the first, and only the first, is primary."""
    return format_html('<div class="page-actions">{}</div>', content)


@register.simple_block_tag(end_name="endstats")
def stats(content: str) -> SafeString:
    """A row of {% stat %} tiles."""
    return format_html('<ul class="stats">{}</ul>', content)


@register.simple_tag
def stat(label: str, value: str | int, *, note: str = "", tone: str = "", icon: str = "", url: str = "") -> SafeString:
    """One number, what it counts and what it means; a tone comes with its icon."""
    drawing = icon or TONE_ICONS.get(_known_tone(tone), "")
    return _component("stat", label=label, value=value, note=note, tone=tone, icon=drawing, url=url)


# --- Lists ----------------------------------------------------------------------------------------------------------
@register.simple_block_tag(end_name="endsummary_list")
def summary_list(content: str) -> SafeString:
    """What is known about one thing, as a list of {% summary_row %}."""
    return format_html('<dl class="summary">{}</dl>', content)


@register.simple_block_tag(end_name="endsummary_row")
def summary_row(content: str, term: str) -> SafeString:
    """One fact; nothing inside is written as a dash."""
    return _component("summary_row", content=SafeString(content.strip()), term=term)


@register.simple_block_tag(end_name="endtable_wrap")
def table_wrap(content: str, *, label: str, scroll: bool = False) -> SafeString:
    """Holds a table. `scroll` is for wide matrices: it scrolls inside and can be reached from the keyboard."""
    return _component("table_wrap", content=content, label=label, scroll=scroll)


@register.simple_tag
def timeline(entries: Iterable[Any]) -> SafeString:
    """History: entries have title, when (date or datetime) and, if wanted, who, note, tone, icon."""
    return _component("timeline", entries=entries)


@register.simple_tag
def steps(items: Iterable[Any]) -> SafeString:
    """A way with stops: items have label, state ("done", "current" or "todo") and, if wanted, note."""
    return _component("steps", items=items)


@register.simple_tag
def filter_chips(chips: Iterable[Any], clear_url: str = "") -> SafeString:
    """The filters in force: chips have label, value and url (the same page without this filter)."""
    return _component("filter_chips", chips=chips, clear_url=clear_url)


@register.simple_block_tag(end_name="endfile_list")
def file_list(content: str) -> SafeString:
    """A list of {% file_row %}."""
    return format_html('<ul class="file-list">{}</ul>', content)


@register.simple_block_tag(end_name="endfile_row")
def file_row(
    content: str, name: str, url: str, size: int | None = None, kind: str = "", added: date | None = None
) -> SafeString:
    """One file; the content holds its actions."""
    return _component("file_row", content=content, name=name, url=url, size=size, kind=kind, added=added)


@register.simple_tag(takes_context=True)
def page_query(context: Context, param: str, number: int) -> str:
    """The address's query with another page number; pages render without a request in tests and previews."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[param] = str(number)
    return str(query.urlencode())


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], param: str = "page", anchor: str = "") -> dict[str, Any]:
    """Links to the other pages of a list, or to the `anchor` on them; nothing when there is only one."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"request": context.get("request"), "page": page, "numbers": list(numbers), "param": param, "anchor": anchor}


# --- Forms ----------------------------------------------------------------------------------------------------------
@register.simple_tag
def error_summary(*forms: BaseForm | None, title: str = "Popraw formularz") -> SafeString:
    """What is wrong, on top of the form, each line a link to its field."""
    bound = [form for form in forms if form and form.errors]
    lines = [line for form in bound for line in _error_lines(form)]
    return _component("error_summary", lines=lines, title=title) if lines else SafeString("")


def _error_lines(form: BaseForm) -> list[dict[str, str]]:
    general = [{"text": str(error), "target": ""} for error in form.non_field_errors()]
    general += [{"text": str(error), "target": ""} for field in form.hidden_fields() for error in field.errors]
    fields = [
        {"text": f"{field.label}: {error}", "target": _focus_id(field)}
        for field in form.visible_fields()
        for error in field.errors
    ]
    return general + fields


def _focus_id(field: BoundField) -> str:
    """A list of choices has no control of its own: the link leads to the first of them."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


@register.filter
def file_icon(kind: str) -> str:
    """The icon of a file, by the kind shown beside its name."""
    ending = FILE_ICONS.get(kind.upper())
    return f"file-earmark-{ending}" if ending else "file-earmark-text"


# --- Words and numbers ----------------------------------------------------------------------------------------------
@register.filter
def message_tone(level: str) -> str:
    """Tone of one of Django's messages, from its level tag."""
    return MESSAGE_TONES.get(level, "blue")


@register.filter
def tone_icon(tone: str) -> str:
    """The icon that goes with a tone."""
    return TONE_ICONS.get(tone, "circle")


@register.filter
def plural(amount: polish.Number, forms: str) -> str:
    """{{ n }} {{ n|plural:"urządzenie,urządzenia,urządzeń" }}."""
    return polish.plural(amount, forms)


@register.filter
def counted(amount: polish.Number, forms: str) -> str:
    """{{ n|counted:"urządzenie,urządzenia,urządzeń" }} writes number and noun."""
    return polish.counted(amount, forms)


@register.filter
def hyphenated(text: str) -> str:
    """{{ label|hyphenated }} lets long words of a narrow column break where Polish words break."""
    return polish.hyphenated(text)


@register.filter
def number(amount: polish.Number | None, places: int | None = None) -> str:
    """{{ n|number }} or {{ n|number:1 }}."""
    return "" if amount is None else polish.number(amount, places)


@register.filter
def signed(amount: polish.Number) -> str:
    """{{ correction.amount|signed }}: +2 or −1."""
    return f"+{polish.number(amount)}" if amount > 0 else polish.number(amount)


@register.filter
def money(amount: polish.Number | None) -> str:
    """{{ amount|money }}."""
    return "" if amount is None else polish.money(amount)


@register.filter
def percent(amount: polish.Number | None, places: int = 0) -> str:
    """{{ share|percent }} of a share already in hundredths."""
    return "" if amount is None else polish.percent(amount, places)


@register.filter
def file_size(size: int | None) -> str:
    """{{ file.size|file_size }}."""
    return "" if size is None else polish.file_size(size)


@register.filter
def long_date(day: date | None) -> str:
    """{{ day|long_date }}: 6 czerwca 2025."""
    return polish.long_date(day) if day else ""


@register.filter
def month_year(day: date | None) -> str:
    """{{ day|month_year }}: czerwiec 2025."""
    return polish.month_year(day) if day else ""


@register.filter
def moment(when: date | None) -> str:
    """{{ when|moment }}: 6 czerwca 2025, 14:05; a day without an hour stays a day."""
    if not when:
        return ""
    return polish.moment(when) if isinstance(when, datetime) else polish.long_date(when)


@register.filter
def with_precision(day: date | None, precision: str) -> str:
    """{{ step.end|with_precision:step.end_precision }}."""
    return polish.with_precision(day, precision) if day else ""
