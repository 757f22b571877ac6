"""What the start page says to whom: what waits, what came in, and where the numbers lead."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from accounts import rules
from accounts.models import User
from accounts.rules import Actor
from coordination.start import coming, team
from coordination.start.todo import by_urgency
from issues.actions.personal import looking
from issues.desks import local_desk, ministry_desk, news
from issues.enums import OPEN
from issues.forums import chosen_forum
from issues.models import Commitment, Forum, LocalRequest, Standing
from issues.standing import counting
from issues.standing.moments import Moment
from meetings.models import Meeting
from workflow.kept import grown

NEWEST = 5
"""How many of the latest records a start page shows."""


def page_of(
    request: HttpRequest, *, now: datetime, on: date, moment: Moment | None = None
) -> dict[str, Any]:
    """The context of the start page: `part` names the reader's own (team, ministry, local,
    visitor); its figures alone look back to a moment. Lists are of the chosen 協議の場, the
    desks of a ministry and of a local government of every one. The number of queries is fixed."""
    actor = request.user
    forum = chosen_forum.forum_of(request)
    membership = rules.acting(actor)
    if rules.sees_everything(actor):
        told = {
            "part": "team",
            **_figures(actor, moment, forum),
            **_for_the_team(request, on, forum),
        }
    elif membership is not None and rules.is_ministry(actor):
        desk: Any = ministry_desk.desk_of(actor, membership.organization_id, on=on)
        told = {"part": "ministry", "desk": desk}
    elif membership is not None and rules.is_local(actor):
        desk = local_desk.desk_of(actor, membership.organization_id, on=on)
        told = {"part": "local", "desk": desk}
    else:
        told = {"part": "visitor", **_figures(actor, moment, forum), **_for_all(request, forum)}
    return {"today": on, **told, "news": _news(request, now, forum)}


def _figures(actor: Actor, moment: Moment | None, forum: Forum | None) -> dict[str, Any]:
    """`matrix`; `shown`: the same as of the moment; how many are open, and which they are."""
    matrix = counting.matrix(Standing.objects.now().visible_to(actor), forum=forum)
    shown = matrix
    if moment is not None:
        then = Standing.objects.when(moment).visible_to(actor)
        shown = counting.matrix(then, moment, forum=forum)
    return {
        "matrix": matrix,
        "shown": shown,
        "open_count": sum(cell.count for cell in matrix.sums if cell.status in OPEN),
        "open_query": urlencode([("status", status.value) for status in OPEN]),
        "commitment_count": Commitment.objects.visible_to(actor).of_forum(forum).live().count(),
    }


def _for_the_team(request: HttpRequest, on: date, forum: Forum | None) -> dict[str, Any]:
    return {
        "is_secretariat": rules.is_secretariat(request.user),
        "groups": by_urgency(team.todos(request, on=on, forum=forum)),
        "coming": coming.coming(request.user, forum, on=on),
    }


def _for_all(request: HttpRequest, forum: Forum | None) -> dict[str, Any]:
    """`newest` requests and `meetings` that are public."""
    visible = LocalRequest.objects.visible_to(request.user).of_forum(forum).live()
    shown = visible.select_related("organization").only(*team.ON_LINE, "organization__full_name")
    published = Meeting.objects.of_forum(forum).filter(published_at__isnull=False)
    newest = published.select_related("body").order_by("-held_on", "-pk")[:NEWEST]
    return {
        "newest": shown.order_by("-created_at", "-pk")[:NEWEST],
        "meetings": grown.kept(request, "published", published, lambda: list(newest)),
    }


def _news(request: HttpRequest, now: datetime, forum: Forum | None) -> news.News | None:
    """What came in since the reader last looked; None for whoever acts for nobody."""
    user = request.user
    if not isinstance(user, User) or user.acting is None:
        return None
    since = looking.look(by=user, forum=chosen_forum.given(request), now=now)
    return news.news(user, since=since, now=now, forum=forum)
