"""Administration of the plan. Its words come from the file; what was done is only looked at here."""

from typing import Any

from django.contrib import admin

from schedule.models import Action, Activity, ActivityEvidence, HeadCount, Note, Participation, Plan, Step
from schools.adminkit import LookOnly, NeverDeletedAdmin, ReadOnlyAdmin


class LoadedAdmin(NeverDeletedAdmin):
    """Rows that `load_plan` adds: corrected here at most."""

    def has_add_permission(self, *_: Any) -> bool:
        """Nobody: a plan is loaded from its file."""
        return False


@admin.register(Plan)
class PlanAdmin(LoadedAdmin):
    """Plans."""

    list_display = ("municipality", "period_text", "start", "end", "loaded_at")
    readonly_fields = ("content", "source_sha256", "loaded_at")


@admin.register(Action)
class ActionAdmin(LoadedAdmin):
    """Actions of a plan."""

    list_display = ("number", "text", "plan")
    list_filter = ("plan",)
    list_select_related = ("plan",)
    readonly_fields = ("plan", "number")
    search_fields = ("text",)


@admin.register(Step)
class StepAdmin(LoadedAdmin):
    """Steps of an action, with their terms as written and as dates."""

    list_display = ("label", "text", "term_text", "start", "end")
    list_filter = ("action__plan",)
    readonly_fields = ("action", "position", "number", "unnumbered")
    search_fields = ("number", "text")

    @admin.display(description="numer", ordering="position")
    def label(self, step: Step) -> str:
        """As people say it."""
        return step.label


@admin.register(Note)
class NoteAdmin(admin.ModelAdmin[Note]):
    """Oddities of the plan, told beside its rows."""

    list_display = ("row", "text", "plan")
    list_filter = ("plan",)
    list_select_related = ("plan",)


class ParticipationInline(LookOnly, admin.TabularInline[Participation, Activity]):
    """Schools that took part."""

    model = Participation
    extra = 0


class HeadCountInline(LookOnly, admin.TabularInline[HeadCount, Activity]):
    """Heads that were counted."""

    model = HeadCount
    extra = 0


class ProofInline(LookOnly, admin.TabularInline[ActivityEvidence, Activity]):
    """Files that prove it."""

    model = ActivityEvidence
    extra = 0


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    """What was done: recorded and approved on the portal's pages, looked at here."""

    list_display = ("title", "kind", "day", "keeper", "state", "is_demo")
    list_filter = ("state", "kind", "keeper", "is_demo")
    list_select_related = ("keeper",)
    search_fields = ("title", "reference")
    date_hierarchy = "day"
    inlines = (ParticipationInline, HeadCountInline, ProofInline)
