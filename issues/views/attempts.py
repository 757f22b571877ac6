"""Making a move with what was typed into a form, and keeping it when the move is refused."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from workflow.doors import status_of
from workflow.machine import RefusalKind, Refused

DONE = 0
OK, INVALID = 200, 422


def attempt(form: forms.Form, move: Callable[[], object]) -> int:
    """Make the move if the form can be read. Gives DONE, or the status under which the form is
    shown again, with the reason on top. A move that is not this person's stays a refusal."""
    if not form.is_valid():
        return INVALID
    try:
        move()
    except Refused as refused:
        if refused.decision.refusal is RefusalKind.FORBIDDEN:
            raise
        form.add_error(None, refused.decision.reason)
        return status_of(refused)
    return DONE
