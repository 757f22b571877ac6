"""How a due date was counted, to be opened beside it."""

from __future__ import annotations

from typing import Any

from django import template

from issues.forms.fields.due import counting

register = template.Library()


@register.inclusion_tag("issues/shared/how_counted.html")
def how_counted(basis: dict[str, Any] | None) -> dict[str, object]:
    """`{% how_counted local_request.due_basis %}`: a note that opens; nothing for a named day."""
    return {"counting": counting(basis)}
