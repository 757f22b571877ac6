"""The files that a list offers."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from reports.lists import links

register = template.Library()


@register.inclusion_tag("reports/exports/links.html", takes_context=True)
def export_links(context: RequestContext, count: int) -> dict[str, Any]:
    """`{% export_links page.paginator.count %}`: the list under the conditions in the address as
    a file or on paper; nothing for an empty one."""
    query = context["request"].GET
    offers = links.offers(query, count=count) if count else []
    return {
        "offers": offers,
        "long": any(offer.long for offer in offers),
        "print_url": links.address_of_print(query),
    }
