"""Who may get a report: accounts of the portal, and outsiders in domains that an administrator has allowed."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.models import AllowedDomain, Recipient, Subscription
from schools.models import User


@dataclass(frozen=True)
class Standing:
    """A recipient and why they get nothing; empty when they do get the reports."""

    recipient: Recipient
    refusal: str

    @property
    def gets_reports(self) -> bool:
        """Whether the next report goes there."""
        return not self.refusal


def address_refusal(email: str) -> str:
    """Why the address may not be a recipient, with what to do; empty when it may."""
    accounts, domains = _known([email])
    return _refusal(email, accounts, domains)


def standings(recipients: Iterable[Recipient]) -> list[Standing]:
    """Each recipient with the reason why nothing goes there, if there is one. Two queries."""
    rows = list(recipients)
    accounts, domains = _known(one.email for one in rows)
    return [Standing(one, _unsubscribed(one) or _refusal(one.email, accounts, domains)) for one in rows]


def active_recipients(subscription: Subscription) -> list[Recipient]:
    """Those who get the next report."""
    return [one.recipient for one in standings(subscription.recipients.all()) if one.gets_reports]


def refusal_of(subscription_id: int, email: str) -> str:
    """Why nothing may go to the address now, although it was a recipient when the delivery was planned."""
    found = Recipient.objects.filter(subscription_id=subscription_id, email=email).first()
    if found is None:
        return "Odbiorcę usunięto z subskrypcji."
    return standings([found])[0].refusal


def _known(emails: Iterable[str]) -> tuple[dict[str, bool], frozenset[str]]:
    accounts = dict(User.objects.filter(email__in=[one.lower() for one in emails]).values_list("email", "is_active"))
    return accounts, frozenset(AllowedDomain.objects.values_list("domain", flat=True))


def _unsubscribed(recipient: Recipient) -> str:
    return "Odbiorca wypisał się." if recipient.unsubscribed_at else ""


def _refusal(email: str, accounts: dict[str, bool], domains: frozenset[str]) -> str:
    address = email.lower()
    if address in accounts:
        return (
            ""
            if accounts[address]
            else "Konto z tym adresem jest wyłączone. Włącz je na stronie Osoby albo usuń odbiorcę."
        )
    domain = address.rpartition("@")[2]
    if domain in domains:
        return ""
    return (
        f"Nie ma konta z tym adresem, a domeny {domain} nie ma na liście dozwolonych. "
        "Załóż konto na stronie Osoby albo poproś administratora o dopisanie domeny."
    )
