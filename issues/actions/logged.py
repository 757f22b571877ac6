"""What can be done with a request and with a commitment alike: both are words of a session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from accounts.models import User
from accounts.rules import is_secretariat
from issues.actions.several.saying import say_why
from issues.models import Commitment, LocalRequest
from issues.needs import withdrawn_by
from issues.transitions.commitments import COMMITMENT
from issues.transitions.requests import LOCAL_REQUEST
from workflow.machine import Decision, RefusalKind, Refused, Workflow
from workflow.step import step

R = TypeVar("R", bound=LocalRequest | Commitment)
TABLES: Mapping[type[Any], Workflow] = {LocalRequest: LOCAL_REQUEST, Commitment: COMMITMENT}


def anchor(record: R, *, by: User, details: dict[str, Any]) -> R:
    """Record that the passages it rests on have changed."""
    with step(TABLES[type(record)], "anchor", record, by=by) as under_way:
        under_way.details.update(details)
    return under_way.obj


def publish(record: R, *, by: User, now: datetime) -> R:
    """Make it visible without sign-in."""
    with step(TABLES[type(record)], "publish", record, by=by) as under_way:
        under_way.obj.published_at = under_way.obj.published_at or now
    return under_way.obj


def retract(record: R, *, by: User, reason: str) -> R:
    """Take back what was logged by mistake, as long as nothing has happened to it. The number
    stays taken."""
    with step(TABLES[type(record)], "retract", record, by=by, reason=reason) as under_way:
        pass
    return under_way.obj


def annul(record: R, *, by: User, reason: str) -> R:
    """The secretariat takes back what was logged in error, also where others have built on it, and
    says why. The number stays taken, and what hangs on it stays with it."""
    with step(TABLES[type(record)], "annul", record, by=by, reason=reason) as under_way:
        say_why(reason)
    return under_way.obj


def restore(record: R, *, by: User, reason: str = "") -> R:
    """Bring back under its number, to the status it had, what was taken back. What the secretariat
    took back, it alone restores."""
    with step(TABLES[type(record)], "restore", record, by=by, reason=reason) as under_way:
        if withdrawn_by(record) == "annul" and not is_secretariat(by):
            words = "事務局が取り消した登録は、事務局だけが復元できます。"
            raise Refused(Decision(RefusalKind.FORBIDDEN, words))
    return under_way.obj
