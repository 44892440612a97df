"""Who may get a report: accounts of the portal, and outsiders in domains that an administrator has allowed."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.models import AllowedDomain, Recipient, Subscription
from schools.models import Membership, User


@dataclass(frozen=True)
class Standing:
    """A recipient and why they get nothing; empty when they do get the reports."""

    recipient: Recipient
    refusal: str

    @property
    def gets_reports(self) -> bool:
        """Whether the next report goes there."""
        return not self.refusal


def address_refusal(subscription: Subscription, email: str) -> str:
    """Why the address may not be a recipient, with what to do; empty when it may."""
    return _Known([email], {subscription.school_id}).refusal(email, subscription.school_id)


def standings(recipients: Iterable[Recipient]) -> list[Standing]:
    """Each recipient with the reason why nothing goes there, if there is one. Three queries."""
    rows = list(recipients)
    schools = dict(
        Subscription.objects.filter(pk__in={one.subscription_id for one in rows}).values_list("pk", "school_id")
    )
    known = _Known([one.email for one in rows], schools.values())
    return [Standing(one, _unsubscribed(one) or known.refusal(one.email, schools[one.subscription_id])) for one in rows]


def active_recipients(subscription: Subscription) -> list[Recipient]:
    """Those who get the next report."""
    return [one.recipient for one in standings(subscription.recipients.all()) if one.gets_reports]


def refusal_of(subscription_id: int, email: str) -> str:
    """Why nothing may go to the address now, although it was a recipient when the delivery was planned."""
    found = Recipient.objects.filter(subscription_id=subscription_id, email=email).first()
    if found is None:
        return "Odbiorcę usunięto z subskrypcji."
    return standings([found])[0].refusal


def _unsubscribed(one: Recipient) -> str:
    return "Odbiorca wypisał się." if one.unsubscribed_at else ""


class _Known:
    """The accounts with these addresses, whose units they may see, and the allowed domains."""

    def __init__(self, emails: Iterable[str], schools: Iterable[int | None]) -> None:
        addresses = [one.lower() for one in emails]
        self.accounts = dict(User.objects.filter(email__in=addresses).values_list("email", "is_active"))
        self.domains = frozenset(AllowedDomain.objects.values_list("domain", flat=True))
        self.sees: frozenset[tuple[str, int | None]] = frozenset()
        if any(schools):
            held = Membership.objects.filter(user__email__in=addresses)
            self.sees = frozenset(held.values_list("user__email", "school_id"))

    def refusal(self, email: str, school: int | None) -> str:
        """Why a report of the unit (None: of the municipality) may not go to the address; empty when it may."""
        address = email.lower()
        if address in self.accounts:
            return self._of_account(address, school)
        domain = address.rpartition("@")[2]
        if domain in self.domains:
            return ""
        return (
            f"Nie ma konta z tym adresem, a domeny {domain} nie ma na liście dozwolonych. "
            "Załóż konto na stronie Osoby albo poproś administratora o dopisanie domeny."
        )

    def _of_account(self, address: str, school: int | None) -> str:
        if not self.accounts[address]:
            return "Konto z tym adresem jest wyłączone. Włącz je na stronie Osoby albo usuń odbiorcę."
        if school and not {(address, school), (address, None)} & self.sees:
            return (
                "To konto innej jednostki: w portalu nie zobaczyłoby tego raportu. "
                "Dodaj osobę z tej jednostki albo z Wydziału."
            )
        return ""
