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


@dataclass(frozen=True)
class Move:
    """A page with one form that makes one move: its verb and words. `act` takes the record, the
    person and what the form holds. `versioned`: refused over a newer version."""

    table: Workflow
    verb: str
    act: Callable[..., Any]
    form: type[forms.Form]
    title: str
    done: str
    button: str = ""
    versioned: bool = False

    def made(self, request: HttpRequest, record: Any) -> tuple[forms.Form, int, bool]:
        """The form, DONE or the status under which it is shown, and whether somebody was faster.
        Raises `Refused` where the page is not this person's, or the move cannot be made now."""
        user = person(request)
        refuse_others(self.table, self.verb, user, record)
        if request.method != "POST":
            refuse_unless(self.table.decide(self.verb, user, record))
            return self.form(), OK, False
        form, version = self.form(request.POST), version_of(request)
        if not form.is_valid() or (self.versioned and version is None):
            return form, INVALID, False
        seen = {"version": version} if self.versioned else {}
        try:
            self.act(record, by=user, **seen, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            record.refresh_from_db()
            return form, status_of(refused), refused.decision.refusal is RefusalKind.CONFLICT
        messages.success(request, self.done)
        return form, DONE, False
