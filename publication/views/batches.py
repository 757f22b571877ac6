"""まとめて公表・予約公表: putting together, reading, setting a time, giving up, what went out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.rules import is_secretariat
from japan.numbers import whole_number
from publication.actions import batches, going_out
from publication.enums import BatchStatus, Outcome
from publication.forms.schedule import ScheduleForm
from publication.models import Batch, BatchItem
from publication.rehearsal import rehearsing
from publication.rehearsal.publishable import table
from publication.views.rehearsal import seen_in
from workflow.doors import person, status_of, version_of
from workflow.machine import Decision, RefusalKind, Refused
from workflow.templatetags.ronten import era_at


def member(request: HttpRequest) -> User:
    """The member of the secretariat who asks. Raises `Refused` for others."""
    if not is_secretariat(request.user):
        reason = "公表の画面を使えるのは、事務局です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))
    return person(request)


@login_required
@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    """Put the ticked things together, or those of one button, and go and read them."""
    user = member(request)
    refs = request.POST.getlist("item")
    if "all" in request.POST:
        refs = request.POST["all"].split(",")
    batch = batches.prepare(_things(refs), by=user, now=timezone.now())
    return redirect(batch)


def _things(refs: list[str]) -> list[tuple[str, Any]]:
    """Those that still wait, each once."""
    wanted: dict[str, set[int]] = {}
    for ref in refs:
        key, _, pk = ref.partition(".")
        if key in table() and (number := whole_number(pk)) is not None:
            wanted.setdefault(key, set()).add(number)
    return [
        (key, obj)
        for key, pks in wanted.items()
        for obj in table()[key].waiting().filter(pk__in=pks)
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: to be read and set, waiting for its time, or what went out. A POST sets it."""
    user = member(request)
    batch = _batch(request, pk)
    if request.method != "POST":
        return _page(request, batch, ScheduleForm(initial=ScheduleForm.starting_from(batch.due_at)))
    later = request.POST.get("when") != "now"
    form = ScheduleForm(request.POST if later else None)
    if later and not form.is_valid():
        return _page(request, batch, form, status=422)
    now = timezone.now()
    try:
        batches.schedule(
            batch,
            by=user,
            due_at=form.due_at() if later else now,
            now=now,
            seen=seen_in(request.POST),
            reasons=_reasons(request),
            version=_version(request),
        )
    except Refused as refused:
        batch.refresh_from_db()
        more = {"refused": refused.decision.reason}
        return _page(request, batch, form, status=status_of(refused), **more)
    if not later:
        going_out.publish_batch(batch, now=now)
    _say(request, _batch(request, pk))
    return redirect(batch)


def _say(request: HttpRequest, batch: Batch) -> None:
    if batch.status == BatchStatus.SCHEDULED:
        messages.success(request, f"{era_at(batch.due_at)}に公表します。それまでは変更できます。")
        return
    out = batch.items.filter(outcome=Outcome.PUBLISHED).count()
    left = batch.items.filter(outcome=Outcome.LEFT).count()
    words = f"{out}件を公表しました。"
    if left:
        messages.warning(request, f"{words}{left}件は公表していません。理由は下にあります。")
    else:
        messages.success(request, words)


@login_required
@require_POST
def change_time(request: HttpRequest, pk: int) -> HttpResponse:
    """Another time for what was read already."""
    user, batch = member(request), _batch(request, pk)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return _page(request, batch, form, status=422)
    try:
        batches.change_time(
            batch, by=user, due_at=form.due_at(), now=timezone.now(), version=_version(request)
        )
    except Refused as refused:
        batch.refresh_from_db()
        more = {"refused": refused.decision.reason}
        return _page(request, batch, form, status=status_of(refused), **more)
    _say(request, _batch(request, pk))
    return redirect(batch)


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the batch up."""
    user, batch = member(request), _batch(request, pk)
    batches.cancel(batch, by=user, version=_version(request))
    messages.success(request, "取りやめました。入っていたものは、公表を待つものに戻りました。")
    return redirect("publication:desk")


@login_required
@require_POST
def drop(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take one thing out of the batch."""
    user, batch = member(request), _batch(request, pk)
    found = get_object_or_404(batch.items.select_related("batch"), pk=item)
    batches.drop(found, by=user)
    messages.success(request, f"「{found.title}」を外しました。")
    return redirect(batch)


def _batch(request: HttpRequest, pk: int) -> Batch:
    rows = Batch.objects.visible_to(request.user).select_related("set_by", "prepared_by")
    return get_object_or_404(rows, pk=pk)


def _version(request: HttpRequest) -> int:
    """The version on the page; none means that the page was not seen, and fits no batch."""
    return version_of(request) or 0


def _reasons(request: HttpRequest) -> dict[str, str]:
    begin = "reason."
    return {
        name.removeprefix(begin): str(value)
        for name, value in request.POST.items()
        if name.startswith(begin)
    }


def _page(
    request: HttpRequest, batch: Batch, form: ScheduleForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    items = list(batch.items.prefetch_related("obj"))
    context: dict[str, Any] = {"batch": batch, "form": form, "items": items, **more}
    if batch.status in (BatchStatus.DONE, BatchStatus.CANCELLED):
        context |= _gone(items)
        return render(request, "publication/batch_done.html", context, status=status)
    user = person(request)
    reading = batch.status == BatchStatus.PREPARED or "again" in request.GET or status != 200
    things = [(table()[item.key], item.obj) for item in items if item.obj is not None]
    context |= {
        "reading": reading,
        "rehearsal": rehearsing.rehearse(things, actor=user) if reading else None,
        "lines": [(item, batches.refused_now(item, by=user)) for item in items],
        "reasons": _reasons(request),
    }
    return render(request, "publication/batch.html", context, status=status)


def _gone(items: list[BatchItem]) -> dict[str, Any]:
    return {
        "out": [item for item in items if item.outcome == Outcome.PUBLISHED],
        "left": [item for item in items if item.outcome == Outcome.LEFT],
    }
