"""Making a move with what was typed into a form, and keeping it when the move is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from workflow.doors import person, refuse_others, refuse_unless, status_of, version_of
from workflow.machine import RefusalKind, Refused, Workflow

DONE = 0
OK, INVALID, LATE = 200, 422, 409


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


@dataclass(frozen=True)
class Move:
    """A page with one form that makes one move: its verb and words. `act` takes the record, the
    person and what the form holds; `done` may name what is the record's (`{0.number}`).
    `versioned`: refused over a newer version, and where the form does not say which one it saw."""

    table: Workflow
    verb: str
    act: Callable[..., Any]
    form: Callable[..., forms.Form]
    title: str
    done: str
    button: str = ""
    versioned: bool = False

    def made(self, request: HttpRequest, record: Any, **given: Any) -> tuple[forms.Form, int]:
        """The form (`given` is for it), and DONE or the status under which it is shown. Raises
        `Refused` where the page is not this person's, or the move cannot be made now."""
        user = person(request)
        refuse_others(self.table, self.verb, user, record)
        if request.method != "POST":
            refuse_unless(self.table.decide(self.verb, user, record))
            return self.form(**given), OK
        form = self.form(request.POST, **given)
        seen = {"version": version_of(request) or 0} if self.versioned else {}
        status = attempt(form, lambda: self.act(record, by=user, **seen, **form.cleaned_data))
        if status == DONE:
            messages.success(request, self.done.format(record))
        else:
            record.refresh_from_db()
        return form, status
