"""Administration of the surveys: SELFIE cards are entered here."""

from django.contrib import admin

from schools.adminkit import ProvedAdmin
from schools.models import EvidenceKind
from surveys.models import SelfieCard


@admin.register(SelfieCard)
class SelfieCardAdmin(ProvedAdmin):
    """SELFIE sessions of schools, proved by the report or attested by the director."""

    proof_kind = EvidenceKind.REPORT
    proof_day = "finished_on"
    fields = ("school", "finished_on", "attested", "proof", "evidence", "is_demo")
    list_display = ("school", "finished_on", "attested", "evidence", "is_demo")
    list_filter = ("school", "attested", "is_demo")
    list_select_related = ("school", "evidence")
