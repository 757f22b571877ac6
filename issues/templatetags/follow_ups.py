"""対応依頼 beside what they are about, and how many are late in the head of every page."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.template.context import RequestContext
from django.urls import reverse
from django.utils import timezone

from accounts.rules import sees_everything
from issues.forums import chosen_forum
from issues.models import FollowUp
from issues.pages import follow_up_rows, late_tasks
from issues.standing.moments import Moment
from issues.transitions.follow_ups import FOLLOW_UP

register = template.Library()

_GIVEN_AT = {
    "localrequest": ("issues:requests:follow_up", "number"),
    "discussionpoint": ("issues:points:follow_up", "code"),
    "commitment": ("issues:commitments:follow_up", "number"),
    "meeting": ("meetings:follow_up", "pk"),
}
"""Where a task on a subject is given, by the name of its model."""


@register.inclusion_tag("issues/follow_ups/on_subject.html", takes_context=True)
def follow_ups_on(context: RequestContext, subject: Model) -> dict[str, Any]:
    """`{% follow_ups_on local_request %}`: the tasks on it that the reader sees, and the way to
    give one; nothing where there is neither. Where the page looks back, those of then."""
    actor, on = context.get("user") or AnonymousUser(), timezone.localdate()
    if isinstance(moment := context.get("moment"), Moment):
        rows = follow_up_rows.rows_on(subject, actor=actor, on=moment.on, moment=moment)
        return {"subject": subject, "rows": rows, "new_url": "", "today": moment.on}
    rows = follow_up_rows.rows_on(subject, actor=actor, on=on)
    name, key = _GIVEN_AT[str(subject._meta.model_name)]
    may = FOLLOW_UP.decide("assign", actor, FollowUp())
    new_url = reverse(name, args=(getattr(subject, key),)) if may else ""
    return {"subject": subject, "rows": rows, "new_url": new_url, "today": on}


def follow_ups_in_menu(context: RequestContext) -> dict[str, Any]:
    """The menu's entry for whoever works on tasks, with how many are late; one query, and none
    as long as nothing that it counts has grown."""
    user = context.get("user")
    if user is None or not user.is_authenticated or user.acting is None:
        return {}
    list_url, mine_url = reverse("issues:follow_ups:list"), reverse("issues:follow_ups:mine")
    request = context.get("request")
    here = getattr(request, "path", "")
    url = list_url if sees_everything(user) else mine_url
    current = "page" if here == url else "true" if here.startswith(list_url) else ""
    today = timezone.localdate()
    late = late_tasks.count(request, user, chosen_forum.forum_of(request), today)
    return {"url": url, "current": current, "late": late}
