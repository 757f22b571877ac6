"""Which follow-ups, and which notes on them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from accounts import rules
from accounts.rules import Actor
from issues.enums import (
    FollowUpStatus,
)
from issues.querysets.related import requests_of

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import FollowUp, Forum, ProgressNote  # noqa: F401


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Which follow-ups."""

    def visible_to(self, actor: Actor) -> Self:
        """The team's, and those of the organization that has to act. A requester sees the
        follow-ups on its requests: each change of a due date is told to it."""
        if rules.sees_everything(actor):
            return self
        if (membership := rules.acting(actor)) is None:
            return self.none()
        mine = membership.organization_id
        visible = Q(organization=mine)
        if rules.is_local(actor):
            requests = requests_of(self.model)
            visible |= Q(
                content_type__app_label="issues",
                content_type__model="localrequest",
                object_id__in=requests.followed_by(mine).values("pk"),
            )
        return self.filter(visible)

    def of_forum(self, forum: Forum | None) -> Self:
        """On what belongs to this 協議の場; all for None."""
        if forum is None:
            return self
        return self.filter(_of_forum(self.model, forum))

    def open(self) -> Self:
        """Still to be done."""
        return self.filter(status=FollowUpStatus.OPEN)

    def overdue(self, on: date) -> Self:
        """Still to be done though the due date has passed on that day."""
        return self.open().filter(due_on__lt=on)


def _of_forum(model: Any, forum: Forum) -> Q:
    """A follow-up's subject is a request, a point, a commitment or a meeting."""
    own = Q(pk__in=())
    for app, name, path in (
        ("issues", "localrequest", "forum"),
        ("issues", "discussionpoint", "forum"),
        ("issues", "commitment", "forum"),
        ("meetings", "meeting", "body__forum"),
    ):
        rows = model._meta.apps.get_model(app, name)._default_manager.filter(**{path: forum.pk})
        own |= Q(
            content_type__app_label=app,
            content_type__model=name,
            object_id__in=rows.order_by().values("pk"),
        )
    return own


class ProgressNoteQuerySet(models.QuerySet["ProgressNote"]):
    """Which notes on a follow-up."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)
