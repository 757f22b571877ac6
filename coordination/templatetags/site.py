"""What the frame of every page writes."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from coordination.web import menu
from issues.templatetags.follow_ups import follow_ups_in_menu
from workflow.kept.parts import drawn

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context: RequestContext) -> SafeString:
    """The menu as the reader of this page is offered it, with how many tasks are late."""
    user = context.get("user") or AnonymousUser()
    here = getattr(context.get("request"), "path", "")
    first, *more = menu.groups(user, here)
    lit = next((words for _, links in more for _, words, current in links if current), "")
    return drawn(
        "components/menu.html",
        first=first[1],
        more=tuple(more),
        lit=lit,
        tasks=menu.TASKS,
        late=follow_ups_in_menu(context).get("late", 0),
    )


@register.simple_tag
def foot_menu() -> SafeString:
    """The links below every page."""
    return drawn("components/foot_menu.html", links=menu.foot())
