"""What was taken out of a record, beside it."""

from __future__ import annotations

from typing import Any

from django import template

from publication import removable, telling

register = template.Library()


@register.inclusion_tag("publication/removals/beside.html")
def taken_out(record: Any) -> dict[str, Any]:
    """The public lines about this record and what hangs on it."""
    concerned = list(removable.of(record).concerns(record))
    told = telling.beside(concerned)
    return {"removals": {r.pk: r for each in concerned for r in told[each]}.values()}
