"""公表を取りやめたもの: the public list; for the secretariat taking down, and what it was."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import is_secretariat
from publication.actions import blackouts, removals
from publication.enums import RemovalKind
from publication.forms.removals import ReasonForm, TakingOutForm
from publication.models import Removal
from publication.removals import listing, removable
from publication.removals.removable import Removable
from workflow.doors import person, status_of
from workflow.machine import Decision, RefusalKind, Refused

PER_PAGE = 50
_UNDO = {RemovalKind.BLACKED_OUT.value: blackouts.show_words}
TEMPLATES = "publication/removals"


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Each act with its date and ground, for everybody; the newest first."""
    pages = Paginator(Removal.objects.lines(), PER_PAGE)
    page = pages.get_page(request.GET.get("page", ""))
    context = {
        "page": page,
        "lines": listing.told(page.object_list),
        "inside": is_secretariat(request.user),
    }
    return render(request, f"{TEMPLATES}/list.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One act with its reason and the original words: the secretariat's alone."""
    removal = _removal(request, pk)
    return render(request, f"{TEMPLATES}/detail.html", _of(removal))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unpublish(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a published thing down."""
    user, (row, obj) = person(request), thing(request, kind, pk)
    below = list(row.below(obj))
    form, status = TakingOutForm(request.POST or None, with_below=bool(below)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                removal = removals.unpublish(obj, by=user, now=timezone.now(), **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, refused.decision.reason)
                status = status_of(refused)
            else:
                messages.success(request, removal.public_line)
                return redirect("publication:removals:detail", pk=removal.pk)
    context = {**about(row, obj), "form": form, "below": below}
    return render(request, f"{TEMPLATES}/unpublish.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a removal back, with a reason."""
    user, removal = person(request), _removal(request, pk)
    form, status = ReasonForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                undo = _UNDO.get(removal.kind, removals.show_again)
                undo(removal, by=user, now=timezone.now(), **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, refused.decision.reason)
                status = status_of(refused)
            else:
                messages.success(request, "取り消しました。")
                return redirect("publication:removals:detail", pk=removal.pk)
    context = {**_of(removal), "form": form}
    return render(request, f"{TEMPLATES}/restore.html", context, status=status)


def thing(request: HttpRequest, kind: str, pk: int) -> tuple[Removable, Any]:
    """What an address is about: 404 for what there is not, a refusal for all but the
    secretariat."""
    row = removable.rows().get(kind)
    if row is None:
        raise Http404
    refuse_other_readers(request)
    return row, get_object_or_404(row.model, pk=pk)


def about(row: Removable, obj: Any) -> dict[str, Any]:
    """What each page about a thing shows."""
    return {
        "row": row,
        "obj": obj,
        "name": row.named(obj),
        "page_url": row.page(obj),
        "public": row.is_public(obj),
        "hanging": [_hanging(each) for each in row.hanging(obj)],
        "done": Removal.objects.of(obj).filter(part_of=None),
    }


def _hanging(obj: Any) -> dict[str, Any]:
    row = removable.removable_of(obj)
    return {"key": row.key, "pk": obj.pk, "name": row.named(obj), "about": str(obj)}


def _removal(request: HttpRequest, pk: int) -> Removal:
    refuse_other_readers(request)
    return get_object_or_404(Removal.objects.select_related("by", "content_type"), pk=pk)


def refuse_other_readers(request: HttpRequest) -> None:
    """Raise `Refused` for everybody but the secretariat."""
    if not is_secretariat(request.user):
        reason = "公表の取りやめと墨消しができるのは、事務局です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))


def _of(removal: Removal) -> dict[str, Any]:
    (line,) = listing.told([removal])
    row = removable.removable_of(removal.obj)
    return {
        "removal": removal,
        "line": line,
        "page_url": row.page(removal.obj),
        "originals": listing.originals(removal),
        "parts": removal.parts.all(),
        "may_restore": listing.may_be_restored(removal),
    }
