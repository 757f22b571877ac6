"""要望: list, page, editing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import rules
from accounts.models import User
from accounts.rules import Actor
from issues.actions import local_requests
from issues.columns import beside, choosing
from issues.filters.local_requests import LocalRequestFilters
from issues.forms.local_requests import (
    COMPARED,
    RequestForm,
    as_data,
    initial_of,
    written_in,
)
from issues.forums import chosen_forum
from issues.history import timeline
from issues.models import Commitment, LocalRequest, Standing
from issues.pages import request_page
from issues.pages.gathering import gathered
from issues.pages.keyset import PLACE
from issues.saved_lists import offered
from issues.search import finding, highlighting
from issues.standing import outcomes
from issues.standing.moments import Moment
from issues.views import looking_back
from issues.views.clashing import shown
from issues.views.editing import Editing
from issues.views.requests import changing, logging
from searching.query import Query
from workflow.doors import refuse_unless
from workflow.kept.kept_pages import kept_page

TEMPLATES = "issues/local_requests"
NOT_TICKED = ("numbers", *PLACE)
"""What the form of ticked requests says itself, or makes void."""
HITS = 10_000
"""What a search finds beyond that is not counted: whoever finds so much says more."""


@require_safe
@kept_page
def list_page(request: HttpRequest) -> HttpResponse:
    """The requests that meet the conditions in the address, in pages."""
    past = looking_back.context(request)
    looking_back_to = past["moment"] is not None
    visible = Standing.objects.readable(request.user, looking_back=looking_back_to)
    filters = LocalRequestFilters(request.GET, visible, request=request)
    page = looking_back.page_of(request, filters.qs, most=HITS if filters.words else None)
    rows: Any = page.object_list
    chips = filters.chips(request.path)
    moment, today = past["moment"], timezone.localdate()
    inside = rules.acting(request.user) is not None
    on = moment.on if moment else today
    choice = choosing.choice_of(request.GET, inside=_reads_inside(request.user, moment))
    context = {
        **past,
        "filters": filters,
        "page": page,
        "choice": choice,
        "told": beside.rows_of(rows, choice.shown, actor=request.user, on=on, moment=moment),
        "on": on,
        "beside": _beside(request, choosing.PARAMETER),
        "conditions": _beside(request, *NOT_TICKED),
        "hits": highlighting.hits(rows, filters.sought, actor=request.user),
        "classes": outcomes.classes(rows),
        "chips": chips,
        "ways_out": [] if page.paginator.count else _ways_out(request, chips, visible),
        "said": _said(request, filters.sought),
        "may_log": logging.may_log(request),
        "lists": [] if moment else offered.offers(request, filters),
        "saves": inside and not filters.errors,
        "ticks": inside,
        "changes": rules.is_secretariat(request.user) and moment is None,
        "today": today,
    }
    return render(request, f"{TEMPLATES}/list.html", context)


def _reads_inside(actor: Actor, moment: Moment | None) -> bool:
    """Whether the list may hold what is not public: what a session keeps is read by the team, or
    by everybody."""
    return rules.sees_everything(actor) if moment else rules.acting(actor) is not None


def _beside(request: HttpRequest, *left_out: str) -> list[tuple[str, str]]:
    """What the address says apart from some parameters, for a form that sets those."""
    pairs = request.GET.lists()
    return [
        (name, value) for name, values in pairs if name not in left_out for value in values if value
    ]


def _said(request: HttpRequest, query: Query) -> int:
    """How many commitments hold the same words: a reader may not know which side said them."""
    if not query:
        return 0
    visible = (
        Commitment.objects.visible_to(request.user).of_forum(chosen_forum.forum_of(request)).live()
    )
    return int(finding.found_by(visible, query, actor=request.user).count())


def _ways_out(request: HttpRequest, chips: list[Any], visible: Any) -> list[tuple[Any, int]]:
    """How many would be found without each condition, for a list that has nothing."""
    counts = [
        (chip, LocalRequestFilters(chip.data, visible, request=request).qs.count())
        for chip in chips
    ]
    return sorted(counts, key=lambda way: -way[1])


@require_safe
@kept_page
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One request: where it stands, the words it rests on, and its history."""
    local_request = request_page.found(request.user, number)
    if local_request is None:
        raise Http404
    if (own := chosen_forum.elsewhere(request, local_request.forum_id)) is not None:
        return own
    past = looking_back.context(request)
    moment, on = past["moment"], timezone.localdate()
    if moment is not None:
        on = moment.on
        then = request_page.set_back(local_request, moment, actor=request.user, shown=gathered.THEN)
        if then is None:
            context = {**past, "local_request": local_request}
            return render(request, f"{TEMPLATES}/not_yet.html", context, status=404)
        local_request = then
    held = request_page.page_of(local_request, actor=request.user, on=on, moment=moment)
    return render(request, f"{TEMPLATES}/detail.html", {**past, **held})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Change a request. Over somebody else's change only after seeing both texts."""
    user = request.user
    assert isinstance(user, User)  # login_required
    visible = LocalRequest.objects.visible_to(user).select_related("organization")
    local_request = get_object_or_404(visible, number=number)
    refuse_unless(changing.decide(user, local_request))
    if request.method == "POST":
        return EDITING.saved(request, local_request)
    return EDITING.shown(request, local_request, None)


def _form(data: Any, local_request: LocalRequest, user: User) -> RequestForm:
    public, initial = local_request.is_published, initial_of(local_request)
    return RequestForm(data, user=user, editing=local_request, public=public, initial=initial)


def _change(
    local_request: LocalRequest, user: User, form: RequestForm, mine: dict[str, str], version: int
) -> str:
    """Change what is internal, correct what is public, or propose to; gives the words to say."""
    if local_request.is_published:
        reason = form.cleaned_data.get("reason", "")
        return changing.correct(local_request, by=user, after=mine, reason=reason, version=version)
    local_requests.edit(local_request, by=user, version=version, **form.content())
    return f"要望 {local_request.number} を修正しました。"


EDITING = Editing(
    name="local_request",
    templates=TEMPLATES,
    compared=COMPARED,
    written_in=written_in,
    as_data=as_data,
    form=_form,
    change=_change,
    lines=timeline.lines_of,
    in_words=lambda clashes, local_request, form: shown(clashes, local_request.forum_id),
)
