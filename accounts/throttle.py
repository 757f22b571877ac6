"""Slowing down those who guess passwords: counts failed sign-ins by name and address."""

from __future__ import annotations

import hashlib
import logging

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
FAILURES = 10
"""Attempts after which a name is locked for an address."""
SECONDS = 15 * 60
"""How long failures are remembered, and how long the lock lasts."""


def admit(username: str, request: HttpRequest | None) -> bool:
    """Count one more attempt; False when there were too many. Counted before the password is
    looked at, so that many attempts at once do not slip through together."""
    key = _key(username, request)
    try:
        cache.add(key, 0, SECONDS)
        attempts = cache.incr(key)
        if attempts == FAILURES:
            cache.touch(key, SECONDS)
    except ValueError:
        return True  # the count ran out at this very moment
    except RedisError as error:
        # Nobody should be locked out because the counter is away.
        logger.warning("sign-ins are not counted: %s", error)
        return True
    return attempts <= FAILURES


def forget(username: str, request: HttpRequest | None) -> None:
    """The sign-in was good: start counting anew."""
    try:
        cache.delete(_key(username, request))
    except RedisError as error:
        logger.warning("sign-ins are not counted: %s", error)


def _key(username: str, request: HttpRequest | None) -> str:
    who = f"{username.strip().casefold()}\n{_address(request)}"
    return f"sign-in:{hashlib.sha256(who.encode()).hexdigest()}"


def _address(request: HttpRequest | None) -> str:
    """Where the attempt comes from. Behind a proxy (RONTEN_HTTPS) its last entry counts; what a
    browser itself writes into the header comes before that."""
    if request is None:
        return ""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
