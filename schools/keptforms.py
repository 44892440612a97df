"""Forms sent after the session ended: kept for their owner until the next sign-in.

Every form of ours carries a signed owner (`{% kept_form %}` in the template), so on a shared computer the next person never
sees what the first one typed.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict

from schools.models import User

OWNER_FIELD = "form_owner"
SESSION_KEY = "kept_forms"
SALT = "schools.keptforms"
MAX_AGE = 7 * 24 * 3600
MAX_CHARS = 60_000
MAX_FORMS = 3


def owner_token(user: User) -> str:
    """The signed owner put into a form."""
    return signing.dumps(user.pk, salt=SALT)


def keep_form(request: HttpRequest) -> None:
    """Keep the typed fields of a form that carries its owner, under the form's address."""
    owner = _owner(request.POST.get(OWNER_FIELD, ""))
    typed = request.POST.copy()
    for field in ("csrfmiddlewaretoken", OWNER_FIELD):
        typed.pop(field, None)
    encoded = typed.urlencode()
    if owner is None or len(encoded) > MAX_CHARS:
        return
    kept = dict(request.session.get(SESSION_KEY, {}))
    kept[request.path] = [owner, encoded]
    request.session[SESSION_KEY] = dict(list(kept.items())[-MAX_FORMS:])


def take_kept_form(request: HttpRequest) -> QueryDict | None:
    """What the signed-in person typed at this address before the session ended; given once."""
    kept = request.session.get(SESSION_KEY, {})
    owner, encoded = kept.get(request.path, (None, ""))
    if owner is None:
        return None
    request.session[SESSION_KEY] = {path: form for path, form in kept.items() if path != request.path}
    return QueryDict(encoded) if owner == request.user.pk else None


def _owner(token: str) -> int | None:
    try:
        return int(signing.loads(token, salt=SALT, max_age=MAX_AGE))
    except (signing.BadSignature, ValueError, TypeError):
        return None
