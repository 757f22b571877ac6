"""Slowing down those who guess passwords, without locking anybody out.

Attempts are counted in the database (a Redis that is away or hangs changes nothing) under three
keys, each for fifteen minutes:

- the address they come from: many names tried from one place;
- the name, from browsers that this person has not used: one name tried from many places;
- the name in a browser in which this person has signed in before. Such a browser carries a signed
  cookie and has a count of its own, so that a stranger's attempts shut no official out.

Attempts are counted before the password is looked at, so that many at once do not slip through.
The scheme of known browsers follows OWASP's "device cookies".
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TypeAlias

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from accounts.models import SignInAttempt

FAILURES = 10
"""Attempts under one name after which it has to wait."""
FROM_ONE_ADDRESS = 50
"""Attempts from one address, whatever the names: offices share one."""
SECONDS = 15 * 60
"""How long an attempt counts."""
COOKIE = "ronten_known"
KNOWN_DAYS = 365
_SALT = "accounts.throttle"

Keys: TypeAlias = dict[str, int]


def admit(username: str, request: HttpRequest | None) -> bool:
    """Count one more attempt; False when there were too many."""
    return _admit(_keys(username, request))


def admit_change(key: int) -> bool:
    """Count one more attempt to change the password of the person with this key."""
    return _admit({_digest("change", str(key)): FAILURES})


def forget(username: str, request: HttpRequest | None) -> None:
    """The password was right: what was counted under this name begins anew, and this attempt does
    not count for the address."""
    keys = list(_keys(username, request))
    SignInAttempt.objects.filter(key__in=keys[1:]).delete()
    newest = SignInAttempt.objects.filter(key=keys[0]).order_by("-attempted_at", "-pk").first()
    if newest is not None:
        newest.delete()


def forget_change(key: int) -> None:
    """The present password was right."""
    SignInAttempt.objects.filter(key=_digest("change", str(key))).delete()


def clear() -> int:
    """Delete what no longer counts; gives how many rows."""
    past = timezone.now() - timedelta(seconds=SECONDS)
    return SignInAttempt.objects.filter(attempted_at__lt=past).delete()[0]


def remember(username: str, response: HttpResponseBase) -> None:
    """Let this browser be known as one of this person's from now on."""
    response.set_cookie(
        COOKIE,
        signing.dumps(_name(username), salt=_SALT),
        max_age=KNOWN_DAYS * 24 * 60 * 60,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
        path="/login/",
    )


def address_of(request: HttpRequest | None) -> str:
    """Where a request comes from. Behind a proxy (RONTEN_HTTPS) its last entry counts; what a
    browser itself writes into the header comes before that."""
    if request is None:
        return ""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return str(forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:64]


def _admit(keys: Keys) -> bool:
    now = timezone.now()
    SignInAttempt.objects.bulk_create(SignInAttempt(key=key, attempted_at=now) for key in keys)
    since = now - timedelta(seconds=SECONDS)
    recent = SignInAttempt.objects.filter(attempted_at__gte=since)
    return all(recent.filter(key=key)[: most + 1].count() <= most for key, most in keys.items())


def _keys(username: str, request: HttpRequest | None) -> Keys:
    """The key of the address first, then that of the name."""
    name = _name(username)
    kind = "known" if _is_known(name, request) else "name"
    return {
        _digest("address", address_of(request)): FROM_ONE_ADDRESS,
        _digest(kind, name): FAILURES,
    }


def _is_known(name: str, request: HttpRequest | None) -> bool:
    cookie = request.COOKIES.get(COOKIE, "") if request is not None else ""
    try:
        return bool(signing.loads(cookie, salt=_SALT, max_age=KNOWN_DAYS * 24 * 60 * 60) == name)
    except signing.BadSignature:
        return False


def _name(username: str) -> str:
    return username.strip().casefold()


def _digest(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}\n{value}".encode()).hexdigest()
