"""Pages of people: the list, an account, giving and taking roles."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools import rules, services
from schools.filters import PeopleFilter
from schools.forms.people import RoleForm
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.mails import send_password_link
from schools.models import Membership, User
from schools.queries import account_history, people_seen_by, roles_seen_by
from schools.services import NotAllowed

PER_PAGE = 50
MAIL_SENT = "Odnośnik do ustawienia hasła poszedł na adres {}."
MAIL_NOT_SENT = "Nie udało się wysłać poczty na adres {}. Spróbuj ponownie na stronie konta."


@permission_required("schools.view_people", raise_exception=True)
@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    """People with their roles: all for the office, the school's own for its director."""
    manages = request.user.has_perm("schools.manage_people")
    seen = people_seen_by(request.user)
    found = PeopleFilter(request.GET, queryset=seen) if manages else None
    page = Paginator(found.qs if found else seen, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": found, "page": page, "manages": manages, "chips": _chips(request, found) if found else []}
    return render(request, "schools/people.html", context)


def _chips(request: SignedInRequest, found: PeopleFilter) -> list[dict[str, str]]:
    """The filters in force, each with the address of the list without it."""
    chosen: dict[str, Any] = found.form.cleaned_data if found.form.is_valid() else {}
    chips = []
    for name, value in chosen.items():
        if value:
            rest = request.GET.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            field = found.form.fields[name]
            shown = (
                dict(field.choices).get(value, value) if isinstance(value, str) and hasattr(field, "choices") else value
            )
            chips.append({"label": str(field.label), "value": str(shown), "url": f"?{rest.urlencode()}"})
    return chips


@permission_required("schools.manage_people", raise_exception=True)
@require_safe
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: its roles, what may be done with it, its history."""
    found = _person(pk)
    roles = roles_seen_by(request.user).filter(user=found).order_by("role", "school__short_name")
    context = {
        "person": found,
        "roles": [(role, not services.why_not_take(role, by=request.user)) for role in roles],
        "may_switch": _may_switch(found, request.user),
        "history": account_history(found),
    }
    return render(request, "schools/person.html", context)


def _may_switch(person: User, by: User) -> bool:
    if person.is_active:
        return not services.why_not_deactivate(person, by=by)
    return rules.may_touch_account(by.roles_held, person.roles_held)


def _person(pk: int) -> User:
    return get_object_or_404(User, pk=pk)


@permission_required("schools.manage_people", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def role_new(request: SignedInRequest) -> HttpResponse:
    """Give a role; an unknown address gets an account and a mail with a link to set the password."""
    kept = take_kept_form(request)
    asked = {"email": request.GET.get("adres", ""), "school": request.GET.get("jednostka", "")}
    form = RoleForm(request.POST if request.method == "POST" else kept, by=request.user, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            given = services.give_role(**form.cleaned_data, by=request.user)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return _role_given(request, given)
    return render(request, "schools/role_form.html", {"form": form, "kept": kept})


def _role_given(request: SignedInRequest, given: services.GivenRole) -> HttpResponse:
    user = given.membership.user
    messages.success(request, f"{user.email}: nadano rolę: {given.membership.get_role_display()}.")
    if given.is_new_account:
        _send_link(request, user)
    return redirect("schools:person", user.pk)


def _send_link(request: SignedInRequest, user: User) -> None:
    if send_password_link(user, request=request):
        messages.success(request, MAIL_SENT.format(user.email))
    else:
        messages.error(request, MAIL_NOT_SENT.format(user.email))


@permission_required("schools.manage_people", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a role away, after a question."""
    role: Membership = get_object_or_404(Membership.objects.select_related("user", "school"), pk=pk)
    if request.method != "POST":
        return render(request, "schools/role_end.html", {"role": role})
    owner = role.user
    try:
        services.take_role(role, by=request.user)
    except NotAllowed as refusal:
        return render(request, "schools/role_end.html", {"role": role, "refusal": str(refusal)}, status=409)
    messages.success(request, f"{owner.email}: odebrano rolę: {role.get_role_display()}.")
    return redirect("schools:people") if owner == request.user else redirect("schools:person", owner.pk)


@permission_required("schools.manage_people", raise_exception=True)
@require_POST
def account_off(request: SignedInRequest, pk: int) -> HttpResponse:
    """Switch an account off."""
    return _switched(request, pk, services.deactivate, "Konto {} jest wyłączone.")


@permission_required("schools.manage_people", raise_exception=True)
@require_POST
def account_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """Switch an account on again."""
    return _switched(request, pk, services.activate, "Konto {} jest włączone.")


def _switched(request: SignedInRequest, pk: int, switch: Any, sentence: str) -> HttpResponse:
    found = _person(pk)
    try:
        switch(found, by=request.user)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence.format(found.email))
    return redirect("schools:person", pk)


@permission_required("schools.manage_people", raise_exception=True)
@require_POST
def password_link(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the owner of an account a link to set a password."""
    found = _person(pk)
    if found.is_active:
        _send_link(request, found)
    else:
        messages.error(request, f"Konto {found.email} jest wyłączone. Najpierw je włącz.")
    return redirect("schools:person", pk)
