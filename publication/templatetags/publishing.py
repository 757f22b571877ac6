"""What the pages of publishing write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import RequestContext
from django.urls import reverse

from accounts.rules import is_secretariat

register = template.Library()


@register.simple_tag
def typed(reasons: Mapping[str, str], ref: str) -> str:
    """What was typed as the reason for this thing: `{% typed reasons part.ref as words %}`."""
    return reasons.get(ref, "")


@register.inclusion_tag("components/menu_link.html", takes_context=True)
def publishing_in_menu(context: RequestContext) -> dict[str, Any]:
    """The menu's entry for the secretariat; nothing for others. No query."""
    if not is_secretariat(context.get("user") or AnonymousUser()):
        return {"url": ""}
    url, here = reverse("publication:desk"), getattr(context.get("request"), "path", "")
    current = "page" if here == url else "true" if here.startswith(url) else ""
    return {"url": url, "words": "公表", "current": current}
