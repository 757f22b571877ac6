"""Changing the words of a record on a page of its own; over somebody else's change only after
seeing both texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import User
from issues.forms import conflicts
from issues.forms.conflicts import Clash
from issues.views import clashing
from workflow.doors import person, version_of
from workflow.machine import RefusalKind, Refused


def _always(user: User, record: Any) -> object:
    return True


@dataclass(frozen=True)
class Editing:
    """The page of one noun, in the folder `templates` (edit.html, conflict.html).

    `name` is the record's in them; `compared` are the fields in which two people may clash,
    `written_in` the words of a record in these, `as_data` form data that say the same. `form` takes
    data, record and person; `change` record, person, form, words and version, and gives what to
    say. `lines` gives the record's history. `in_words` says clashes with names instead of keys.
    Where somebody was faster, both texts are shown as long as the person still `may` change it.
    """

    name: str
    templates: str
    compared: Iterable[str]
    written_in: Callable[[Any], dict[str, str]]
    as_data: Callable[[dict[str, str]], Any]
    form: Callable[[Any, Any, User], Any]
    change: Callable[[Any, User, Any, dict[str, str], int], str]
    lines: Callable[..., list[Any]]
    in_words: Callable[[list[Clash], Any, Any], list[Clash]]
    may: Callable[[User, Any], object] = _always

    def shown(self, request: HttpRequest, record: Any, data: Any) -> HttpResponse:
        """The form as it is opened."""
        form = self.form(data, record, person(request))
        return render(request, f"{self.templates}/edit.html", self._context(record, form))

    def saved(self, request: HttpRequest, record: Any) -> HttpResponse:
        """What was typed is put in place, or comes back with what hinders it."""
        user = person(request)
        form = self.form(request.POST, record, user)
        version = version_of(request)
        if not form.is_valid() or version is None:
            return self._again(request, record, form)
        theirs = self.written_in(record)
        mine = conflicts.chosen(request.POST, theirs=theirs, mine=form.written())
        data = self.as_data(mine)
        data["reason"] = request.POST.get("reason", "")
        final = self.form(data, record, user)
        final.full_clean()
        try:
            done = self.change(record, user, final, mine, version)
        except Refused as refused:
            return self._refused(request, record, final, refused, mine)
        messages.success(request, done)
        return redirect(record)

    def _refused(
        self, request: HttpRequest, record: Any, form: Any, refused: Refused, mine: dict[str, str]
    ) -> HttpResponse:
        record.refresh_from_db()
        overtaken = refused.decision.refusal is RefusalKind.CONFLICT
        if not overtaken or not self.may(person(request), record):
            form.add_error(None, refused.decision.reason)
            return self._again(request, record, form, status=409 if overtaken else 422)
        both = clashing.both(
            request,
            record,
            labels=clashing.labels_of(form.fields, self.compared),
            opened=mine,
            theirs=self.written_in(record),
            mine=mine,
        )
        context = {
            **self._context(record, form),
            **both,
            "clashes": self.in_words(both["clashes"], record, form),
            "back": record.get_absolute_url(),
            "lines": self.lines(record, actor=person(request))[: clashing.RECENT],
        }
        return render(request, f"{self.templates}/conflict.html", context, status=409)

    def _again(
        self, request: HttpRequest, record: Any, form: Any, *, status: int = 422
    ) -> HttpResponse:
        context = self._context(record, form, request)
        return render(request, f"{self.templates}/edit.html", context, status=status)

    def _context(
        self, record: Any, form: Any, request: HttpRequest | None = None
    ) -> dict[str, Any]:
        opened = clashing.opened(record, self.written_in(record), request=request)
        return {self.name: record, "form": form, **opened}
