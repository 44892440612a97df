"""Forms of people: giving a role, finding accounts."""

from typing import Any

from django import forms
from django.http import QueryDict

from schools import rules
from schools.models import School, User
from schools.roles import MUNICIPAL, Role


class RoleForm(forms.Form):
    """A role for a person known by the e-mail address."""

    email = forms.EmailField(
        label="Adres e-mail",
        max_length=254,
        help_text="Gdy nie ma jeszcze konta z tym adresem, założymy je i wyślemy odnośnik do ustawienia hasła.",
        error_messages={
            "required": "Podaj adres e-mail.",
            "invalid": "To nie jest adres e-mail. Przykład: sekretariat@szkola.pl.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="Rola",
        error_messages={"required": "Wybierz rolę.", "invalid_choice": "Tej roli nie możesz nadać."},
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="Jednostka",
        required=False,
        empty_label="cała gmina",
        help_text="Tylko dla ról szkolnych: dyrektor, opiekun zasobów IT, koordynator ankiet.",
    )

    def __init__(self, data: QueryDict | None = None, *, by: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offered = [(role.value, role.label) for role in Role if rules.may_touch_role(by.roles_held, role)]
        self.fields["role"].choices = [("", "Wybierz rolę"), *offered]  # type: ignore[attr-defined]
        self.fields["school"].queryset = School.objects.filter(closed_on=None)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A school role needs a unit, a municipal one has none."""
        cleaned = super().clean() or self.cleaned_data
        role, school = cleaned.get("role"), cleaned.get("school")
        if role and role not in MUNICIPAL and not school and "school" not in self.errors:
            self.add_error("school", "Wybierz jednostkę: to rola szkolna.")
        if role in MUNICIPAL and school:
            self.add_error("school", "Ta rola dotyczy całej gminy: zostaw „cała gmina”.")
        return cleaned
