"""まとめて変える: the requests ticked in the list, or all that fit its conditions, changed at once.

First what is to be, then what that would do to each of them, then it is done: three steps of one
page. Which requests they are, the address says (GET), as the list has it; from then on the form
names each with the version that was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from issues.actions.bulk import bulk_changes
from issues.actions.bulk.bulk_changes import Line, NewDue, NewMinistry, Publishing
from issues.actions.bulk.in_bulk import MOST_AT_ONCE, Ticked
from issues.filters.local_requests import LocalRequestFilters
from issues.forms.triage import BulkMinistryForm, ChangeDueForm, refuse_too_many, ticked_in
from issues.models import LocalRequest, Standing
from issues.pages.keyset import PLACE
from issues.standing import moments
from issues.transitions.requests import LOCAL_REQUEST
from issues.views.attempts import INVALID, LATE, OK
from workflow.doors import person, refuse_others

TEMPLATE = "issues/local_requests/in_bulk.html"
NUMBERS = "numbers"
LEFT_OUT = (*PLACE, moments.PARAMETER, moments.KNOWN)
"""What in the address of the list says nothing of which requests are changed now."""


@dataclass(frozen=True)
class Act:
    """What can be done with many: of which field, in words. Without a form nothing is asked."""

    title: str
    field: str
    button: str
    change: Callable[..., Any]
    form: Callable[..., forms.Form] | None = None

    @property
    def asks(self) -> bool:
        """Something has to be typed first."""
        return self.form is not None


def _ministry_form(data: Any, lines: Sequence[Line]) -> BulkMinistryForm:
    rows = [line.local_request for line in lines if line.local_request and not line.reason]
    return BulkMinistryForm(
        data, under_way=any(bulk_changes.verb_of(row) == "reassign" for row in rows)
    )


ACTS = {
    "due": Act(
        "回答期限をまとめて変える", "回答期限", "回答期限を変える", NewDue,
        lambda data, lines: ChangeDueForm(data),
    ),
    "ministry": Act(
        "担当府省をまとめて変える", "主担当府省", "担当府省を変える", NewMinistry, _ministry_form
    ),
    "publish": Act("まとめて公表する", "公表", "公表する", Publishing),
}  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, act: str) -> HttpResponse:
    """Ask what is to be, show what that would do, do it."""
    user, chosen = person(request), ACTS.get(act)
    if chosen is None:
        raise Http404
    refuse_others(LOCAL_REQUEST, "triage", user, LocalRequest())
    if request.method == "POST" and chosen.form is not None:
        return _sent(request, chosen, chosen.form, user)
    return _asking(request, chosen, user)


def _asking(request: HttpRequest, act: Act, user: User) -> HttpResponse:
    filters = _filters(request, _conditions(request))
    rows = filters.qs
    total = rows.count()
    context: dict[str, Any] = {"filters": filters, "total": total, "most": MOST_AT_ONCE}
    if 0 < total <= MOST_AT_ONCE:
        numbers = list(rows.values_list("local_request__number", flat=True))
        lines = bulk_changes.possible(numbers, act.change(), by=user)
        context |= {**_parted(lines), "form": act.form(None, lines) if act.form else None}
    return _page(request, act, context)


def _sent(
    request: HttpRequest, act: Act, make: Callable[..., forms.Form], user: User
) -> HttpResponse:
    ticked, do = ticked_in(request.POST), request.POST.get("do", "")
    lines = bulk_changes.foreseen(ticked[:MOST_AT_ONCE], act.change(), by=user)
    form = make(request.POST, lines)
    try:
        refuse_too_many(ticked)
    except ValidationError as error:
        form.add_error(None, error)
    if not form.is_valid() or do == "back":
        status = OK if form.is_valid() else INVALID
        return _page(request, act, {**_parted(lines), "form": form}, status=status)
    wanted = act.change(**form.cleaned_data)
    if do == "change":
        return _done(request, act, ticked, wanted, user)
    lines = bulk_changes.foreseen(ticked, wanted, by=user)
    carried = [(name, value) for name, value in request.POST.items() if _is_typed(name, form)]
    context = {**_parted(lines), "form": form, "carried": carried, "checked": True}
    return _page(request, act, context)


def _done(
    request: HttpRequest, act: Act, ticked: Sequence[Ticked], wanted: Any, user: User
) -> HttpResponse:
    outcome = bulk_changes.run(ticked, wanted, by=user)
    return _page(request, act, {"outcome": outcome}, status=OK if outcome.done else LATE)


def _is_typed(name: str, form: forms.Form) -> bool:
    """A field of the form, or the box that confirms an unusual day of it."""
    return name.removesuffix("_anyway") in form.fields


def _parted(lines: Sequence[Line]) -> dict[str, list[Line]]:
    return {
        "good": [line for line in lines if not line.reason],
        "stay": [line for line in lines if line.reason],
    }


def _page(
    request: HttpRequest, act: Act, context: dict[str, Any], status: int = OK
) -> HttpResponse:
    conditions = _conditions(request)
    ticked = conditions.pop(NUMBERS, [])
    every = _filters(request, conditions).qs.count() if ticked and request.method == "GET" else 0
    context = {
        "act": act,
        "today": timezone.localdate(),
        "conditions": conditions.urlencode(),
        "every": every,
        **context,
    }
    return render(request, TEMPLATE, context, status=status)


def _filters(request: HttpRequest, conditions: QueryDict) -> LocalRequestFilters:
    visible = Standing.objects.readable(request.user, looking_back=False)
    return LocalRequestFilters(conditions, visible, request=request)


def _conditions(request: HttpRequest) -> QueryDict:
    found = request.GET.copy()
    for name in LEFT_OUT:
        found.pop(name, None)
    return found
