"""Administration of indicators: the plan's words stay, how they are counted may be changed. Reports are looked at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from monitoring.deliveries import admin_pages  # noqa: F401 - registers what it holds
from monitoring.models import Commentary, Indicator, Letterhead, Report, ReportCheck, Target
from schools.adminkit import NeverDeletedAdmin, ReadOnlyAdmin, ReadOnlyPlainAdmin
from schools.measures import measure_choices, one_reading

PLAN_WORDS = ("plan", "action", "position", "number", "text", "target_text", "unit", "documentation_text")


def _measures() -> list[tuple[str, str]]:
    return [("", "jeszcze nie liczony"), *measure_choices()]


class TargetInline(admin.TabularInline[Target, Indicator]):
    """Values that the plan sets."""

    model = Target
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(NeverDeletedAdmin):
    """Indicators: bound here to the measure that counts them."""

    list_display = ("number", "text", "target_text", "measure_name", "count_rule", "population")
    list_filter = ("plan", "count_rule", "population")
    search_fields = ("number", "text")
    fields = (*PLAN_WORDS, "measure", "count_rule", "population", "steps", "explanation")
    readonly_fields = PLAN_WORDS
    filter_horizontal = ("steps",)
    inlines = (TargetInline,)

    @admin.display(description="miara", ordering="measure")
    def measure_name(self, indicator: Indicator) -> str:
        """What counts it, in words."""
        return dict(measure_choices()).get(indicator.measure, indicator.measure)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The measures that there are now: those of the apps and those behind rows of theirs."""
        if db_field.name == "measure":
            return forms.ChoiceField(label="Miara", required=False, choices=_measures)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, *_: Any) -> bool:
        """Nobody: indicators are loaded with the plan."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, rendered while measures whose keys come from the database are read once, not once a row."""
        with one_reading():
            response = super().changelist_view(request, extra_context)
            return response.render() if isinstance(response, TemplateResponse) else response

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Steps with the actions whose numbers they show: one query."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "steps":
            field.queryset = field.queryset.select_related("action")
        return field


@admin.register(Target)
class TargetAdmin(NeverDeletedAdmin):
    """Values that the plan sets, as a list."""

    list_display = ("indicator", "kind", "value", "group")
    list_filter = ("kind",)
    list_select_related = ("indicator",)


@admin.register(Report)
class ReportAdmin(ReadOnlyPlainAdmin):
    """Reports made: their inputs and the sums of their files."""

    list_display = ("__str__", "edition", "state", "requested_by", "created_at", "finished_at", "pages", "size")
    list_filter = ("kind", "format", "state")
    list_select_related = ("school", "requested_by")
    exclude = ("claim", "path")


@admin.register(ReportCheck)
class ReportCheckAdmin(ReadOnlyPlainAdmin):
    """Checks of reports: what was the same and what was not."""

    list_display = ("report", "requested_by", "created_at", "state", "file_state", "same_bytes", "same_records")
    list_filter = ("state", "file_state", "same_bytes", "same_records")
    list_select_related = ("report__school", "requested_by")
    exclude = ("claim",)


@admin.register(Commentary)
class CommentaryAdmin(ReadOnlyPlainAdmin):
    """Commentaries of the department, written on its own page."""

    list_display = ("action", "day", "written_by", "written_at")
    list_select_related = ("action__plan", "written_by")


@admin.register(Letterhead)
class LetterheadAdmin(ReadOnlyAdmin):
    """The letterhead with who changed it; it is written on its own page."""

    list_display = ("plan", "name", "office", "version")
    list_select_related = ("plan",)
