"""What lists of tracked things write: sortable heads, and the hits of a search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import QueryDict
from django.template.context import RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from issues.pages.keyset import PLACE
from searching import marking
from searching.query import Query

register = template.Library()


@register.simple_tag
def marked(text: str, query: Query | str) -> SafeString | str:
    """The text with the words of a search marked, however they are written in it."""
    if not isinstance(query, Query) or not query:
        return text
    pieces = marking.pieces(text, query)
    return format_html_join("", "{}", ((_mark(piece),) for piece in pieces))


def _mark(piece: marking.Piece) -> SafeString | str:
    return format_html('<mark class="hit">{}</mark>', piece.text) if piece.hit else piece.text


@register.filter
def of_key(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key that is in a variable; "" when there is none."""
    return mapping.get(key, "")


@register.inclusion_tag("issues/shared/sort_head.html", takes_context=True)
def sort_head(context: RequestContext, key: str, words: str, now: str) -> dict[str, object]:
    """A column's head that sorts by it, and turns the order round the second time."""
    data: QueryDict = context["request"].GET.copy()
    for name in PLACE:
        data.pop(name, None)
    data["sort"] = f"-{key}" if now == key else key
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {"url": f"?{data.urlencode()}", "words": words, "direction": direction}
