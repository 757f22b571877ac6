"""取消し: one page for whatever is taken back, with what it said, what follows, and the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from issues.forms.taking_back import TakingBackForm
from workflow.doors import refuse_unless, status_of
from workflow.machine import Decision, Refused


@dataclass(frozen=True)
class TakingBack:
    """What the page says and does.

    `title` names it; `crumbs` are pairs of words and address from the list down; `facts` say what
    is taken back; `follows` what happens then; `act` takes `reason`; `back` is where one came
    from, `there` where one goes after it (`back` unless given); `fictional` that it is made up.
    """

    title: str
    crumbs: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    follows: str
    act: Callable[..., Any]
    done: str
    back: str
    fictional: bool
    there: str = ""
    button: str = "取り消す"
    heading: str = "取り消すと"
    label: str = "取り消す理由"
    needs_reason: bool = True

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Where one stands, this page last."""
        return (*self.crumbs, (self.title, ""))


def page(request: HttpRequest, taking: TakingBack, decision: Decision) -> HttpResponse:
    """Show it, or do it. `decision` is that of the table; the act itself may refuse still."""
    if request.method != "POST":
        refuse_unless(decision)
    sent = request.POST if request.method == "POST" else None
    form = TakingBackForm(sent, needs_reason=taking.needs_reason, label=taking.label)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            taking.act(reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused.decision.reason)
            status = status_of(refused)
        else:
            messages.success(request, taking.done)
            return redirect(taking.there or taking.back)
    context = {"taking": taking, "form": form}
    return render(request, "issues/shared/take_back.html", context, status=status)
