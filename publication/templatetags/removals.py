"""What was taken out of a record, beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from publication.models import Removal
from publication.removals import removable, telling

register = template.Library()


@register.inclusion_tag("publication/removals/beside.html")
def taken_out(record: Any, acts: Iterable[Removal] | None = None) -> dict[str, Any]:
    """The public lines about this record and what hangs on it; `acts`: those of
    `telling.acts_on`, where they have been asked for."""
    concerned = list(removable.removable_of(record).concerns(record))
    told = telling.beside(concerned) if acts is None else telling.told_of(concerned, acts)
    return {"removals": {r.pk: r for each in concerned for r in told[each]}.values()}
