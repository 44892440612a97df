"""Request types, so that `request.user` is known to be a User where sign-in is required."""

from django.http import HttpRequest

from schools.models import User


class SignedInRequest(HttpRequest):
    """A request that passed the sign-in."""

    user: User
