"""The form by which a device leaves the register of things in use."""

from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib import polish
from inventory import rules
from inventory.columns import BY_KEY
from inventory.forms.device_fields import DURABILITY_LASTS, TidyField
from inventory.models import Device, Status


class WriteOffForm(forms.Form):
    """A device leaves the school: how, and why. The reason joins the device's note."""

    status = forms.ChoiceField(
        label="Co się z nim stało",
        choices=[(Status.DISPOSED, "zlikwidowane"), (Status.HANDED_OVER, "przekazane innej jednostce")],
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz, co się stało z urządzeniem."},
    )
    reason = TidyField(
        label="Powód",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Na przykład: uszkodzona matryca, naprawa nieopłacalna, protokół 3/2026. Bez nazwisk.",
        error_messages={"required": "Napisz powód: zostanie w ewidencji."},
    )
    durability_known = forms.BooleanField(label="Wiem, że okres trwałości projektu jeszcze trwa", required=False)

    def __init__(self, *args: Any, device: Device, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.device = device
        if not self.breaks_durability:
            del self.fields["durability_known"]

    @property
    def breaks_durability(self) -> bool:
        """Whether the device would leave before its time, however it leaves."""
        return rules.breaks_durability(Status.DISPOSED, self.device.durability_until, timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """The durability is known of, and the note has room for the reason."""
        cleaned = super().clean() or self.cleaned_data
        until = self.device.durability_until
        if self.breaks_durability and until and not cleaned.get("durability_known"):
            self.add_error("durability_known", DURABILITY_LASTS.format(until=polish.long_date(until)))
        excess = len(self.note) - BY_KEY["note"].max_length
        if cleaned.get("reason") and excess > 0:
            self.add_error(
                "reason", f"Razem z uwagami to o {polish.counted(excess, 'znak,znaki,znaków')} za dużo. Skróć powód."
            )
        return cleaned

    @property
    def note(self) -> str:
        """The device's note with the reason after it."""
        label = Status(self.cleaned_data["status"]).label if self.cleaned_data.get("status") else ""
        line = f"{label.capitalize()} {timezone.localdate():%d.%m.%Y}: {self.cleaned_data.get('reason', '')}"
        return "\n".join(part for part in (self.device.note, line) if part)
