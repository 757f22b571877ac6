"""What the pages of publishing write."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.simple_tag
def typed(reasons: Mapping[str, str], ref: str) -> str:
    """What was typed as the reason for this thing: `{% typed reasons part.ref as words %}`."""
    return reasons.get(ref, "")
