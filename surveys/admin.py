"""Administration of the surveys: SELFIE cards are looked at here; they are written on their own pages."""

from django.contrib import admin

from schools.adminkit import ReadOnlyAdmin
from surveys.models import SelfieCard


@admin.register(SelfieCard)
class SelfieCardAdmin(ReadOnlyAdmin):
    """SELFIE sessions of schools, with their history."""

    list_display = ("school", "finished_on", "state", "attested", "evidence", "is_demo")
    list_filter = ("state", "school", "attested", "is_demo")
    list_select_related = ("school", "evidence")
