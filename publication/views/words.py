"""墨消し: find words, tick the places, put ■ over them. Works without JavaScript."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from publication.actions import blackouts
from publication.forms.words import BlackOutForm, WordsForm
from publication.removals import places
from publication.removals.places import Found
from publication.removals.removable import Removable
from publication.views.removals import about, refuse_other_readers, thing
from workflow.doors import person, status_of
from workflow.machine import Refused

TEMPLATE = "publication/removals/words.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def black_out(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Words of one thing, and the other places where they stand."""
    row, obj = thing(request, kind, pk)
    return _page(request, row, obj)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Words wherever they stand."""
    refuse_other_readers(request)
    return _page(request, None, None)


def _page(request: HttpRequest, row: Removable | None, obj: Any) -> HttpResponse:
    words = (request.POST if request.method == "POST" else request.GET).get("words", "")
    asked = WordsForm({"words": words}) if words or request.method == "POST" else WordsForm()
    found = _found(words, row, obj) if asked.is_bound and asked.is_valid() else []
    form, status = BlackOutForm(initial={"words": words}), 200
    ticked = {each.place.value for each in found if row and _is_of(each, row, obj)}
    if request.method == "POST":
        form, status = BlackOutForm(request.POST), 422
        every = "every" in request.POST
        ticked = {f.place.value for f in found} if every else set(request.POST.getlist("place"))
        if asked.is_valid() and form.is_valid():
            try:
                done = _done(request, form, found, ticked)
            except Refused as refused:
                form.add_error(None, refused.decision.reason)
                status = status_of(refused)
            else:
                return done
    context = {
        "asked": asked,
        "form": form,
        "words": words.strip(),
        "found": [(each, each.place.value in ticked) for each in found[: places.MANY]],
        "many": len(found) > places.MANY,
    }
    if row is not None:
        context |= about(row, obj) | {"texts": _texts(row, obj)}
    return render(request, TEMPLATE, context, status=status)


def _done(
    request: HttpRequest, form: BlackOutForm, found: list[Found], ticked: set[str]
) -> HttpResponse:
    done = blackouts.black_out(
        places.chosen(ticked, found),
        by=person(request),
        ground=form.cleaned_data["ground"],
        reason=form.cleaned_data["reason"],
        now=timezone.now(),
    )
    messages.success(request, f"{len(done)}件の文章を墨消ししました。")
    if len(done) == 1:
        return redirect("publication:removals:detail", pk=done[0].pk)
    return redirect("publication:removals:list")


def _found(words: str, row: Removable | None, obj: Any) -> list[Found]:
    """The places in the thing itself first, then all others."""
    own = list(places.in_thing(row, obj, words)) if row is not None else []
    mine = {each.place for each in own}
    others = (each for each in places.everywhere(words) if each.place not in mine)
    return own + list(islice(others, places.MANY + 1))


def _is_of(found: Found, row: Removable, obj: Any) -> bool:
    return (found.place.key, found.place.pk) == (row.key, obj.pk)


def _texts(row: Removable, obj: Any) -> list[tuple[str, str]]:
    """The thing's fields with words, by their names."""
    named = (
        (row.model._meta.get_field(name).verbose_name, getattr(obj, name)) for name in row.texts
    )
    return [(str(label), text) for label, text in named if text]
