"""Which discussion points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    # Named in strings, which the linter does not read.
    from issues.models import DiscussionPoint, Forum  # noqa: F401


class DiscussionPointQuerySet(models.QuerySet["DiscussionPoint"]):
    """Which points."""

    def of_forum(self, forum: Forum | None) -> Self:
        """Of this 協議の場, the retired ones among them; of all for None."""
        return self if forum is None else self.filter(forum=forum.pk)

    def offered(self, *, beside: Any = ()) -> Self:
        """Those that something new may belong to; `beside` are the keys of others that stay."""
        return self.filter(Q(retired_on=None) | Q(pk__in=beside))
