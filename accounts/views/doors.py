"""What the secretariat's doors to people have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts import rules
from accounts.models import User

P = ParamSpec("P")
Door = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_secretariat(view: Door[P]) -> Door[P]:
    """Lets the secretariat in; others get 403, without sign-in the way to it."""

    @wraps(view)
    def door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not rules.is_secretariat(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(door)


def person_behind(request: HttpRequest) -> User:
    """The person who has signed in."""
    user = request.user
    assert isinstance(user, User)  # login_required
    return user
