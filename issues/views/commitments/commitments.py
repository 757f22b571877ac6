"""国側の発言・約束: list, page, editing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from issues.actions import commitments
from issues.filters.commitments import CommitmentFilters
from issues.forms.commitments import COMPARED, CommitmentForm, as_data, written_in
from issues.forums import chosen_forum
from issues.history import timeline
from issues.models import Commitment
from issues.pages import commitment_rows
from issues.pages.gathering import gathered
from issues.pages.gathering.gathered import Rows
from issues.publishing import corrected_words
from issues.transitions.commitments import COMMITMENT
from issues.views.clashing import shown
from issues.views.editing import Editing
from issues.views.paging import page_of
from issues.views.requests import changing
from workflow.doors import refuse_unless
from workflow.kept.kept_pages import kept_page

TEMPLATES = "issues/commitments"
DOORS = frozenset(
    {"edit", "fulfil", "mark_unfulfilled", "retract", "annul", "restore", "black_out"}
)
"""Moves made on pages of their own; the others are made where the minutes are."""


@require_safe
@kept_page
def list_page(request: HttpRequest) -> HttpResponse:
    """The commitments that meet the conditions in the address, in pages."""
    visible = Commitment.objects.visible_to(request.user)
    filters = CommitmentFilters(request.GET, visible, request=request)
    page = page_of(request, filters.qs.for_list())
    context = {
        "filters": filters,
        "page": page,
        "rows": commitment_rows.of_many(list(page.object_list), actor=request.user),
        "chips": filters.chips(request.path),
    }
    return render(request, f"{TEMPLATES}/list.html", context)


@require_safe
@kept_page
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One commitment: the words it rests on and the requests it answers."""
    visible = Commitment.objects.visible_to(request.user)
    commitment = get_object_or_404(visible.for_list(), number=number)
    if (own := chosen_forum.elsewhere(request, commitment.forum_id)) is not None:
        return own
    around = Rows(commitment, gathered.COMMITMENT, request.user, None)
    gathered.hold(commitment, around)
    context = {
        "commitment": commitment,
        "origins": around.origins,
        "told": around["told"],
        "answered": around["answered"],
        "lines": timeline.lines_of(commitment, actor=request.user),
        "moves": {
            offer.transition.verb
            for offer in COMMITMENT.offered(request.user, commitment)
            if offer.decision and offer.transition.verb in DOORS
        },
    }
    return render(request, f"{TEMPLATES}/detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Change title, points and the requests answered."""
    user = request.user
    assert isinstance(user, User)  # login_required
    commitment = get_object_or_404(Commitment.objects.visible_to(user), number=number)
    refuse_unless(COMMITMENT.decide("edit", user, commitment))
    if request.method == "POST":
        return EDITING.saved(request, commitment)
    return EDITING.shown(request, commitment, as_data(written_in(commitment)))


def _form(data: Any, commitment: Commitment, user: User) -> CommitmentForm:
    return CommitmentForm(
        data, actor=user, commitment=commitment, public=commitment.published_at is not None
    )


@transaction.atomic
def _change(
    commitment: Commitment, user: User, form: CommitmentForm, mine: dict[str, str], version: int
) -> str:
    """Change what is internal, correct what is public, or propose to; which requests it answers
    is no text of it. Gives the words to say."""
    content, done = form.content(), f"国側の発言 {commitment.number} を修正しました。"
    if commitment.published_at is None:
        commitments.edit(commitment, by=user, version=version, **content)
        return done
    reworded = bool(corrected_words.differing(commitment, mine))
    if mine["answers"] != written_in(commitment)["answers"] or not reworded:
        answers = content["answers"]
        edited = commitments.edit(commitment, by=user, version=version, answers=answers)
        version = edited.version
    if not reworded:
        return done
    reason = form.cleaned_data.get("reason", "")
    return changing.correct(commitment, by=user, after=mine, reason=reason, version=version)


EDITING = Editing(
    name="commitment",
    templates=TEMPLATES,
    compared=COMPARED,
    written_in=written_in,
    as_data=as_data,
    form=_form,
    change=_change,
    lines=timeline.lines_of,
    in_words=lambda clashes, commitment, form: shown(clashes, commitment.forum_id),
)
