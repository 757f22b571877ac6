"""Figures of the dashboards. Drawn without a template for each: a page has hundreds of them."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.figures.lines import Number
from reports.figures.tallies import Days

register = template.Library()


@lru_cache(maxsize=64)
def _list(prefix: str) -> str:
    """The address of the list; `prefix`: where addresses begin."""
    return reverse("issues:requests:list")


@register.simple_tag
def number(number: Number, unit: str = "") -> SafeString:
    """A count that leads to the list behind it: `{% number line.total "件" %}`."""
    if not number.count:
        return format_html("0{}", unit)
    address = _list(get_script_prefix())
    query = f"?{number.query}" if number.query else ""
    return format_html('<a href="{}{}">{}{}</a>', address, query, number.count, unit)


@register.simple_tag
def rate(part: Number, whole: Number, share: int | None) -> SafeString | str:
    """A part of a whole, both as lists, and the share in percent."""
    if not whole.count:
        return "なし"
    return format_html("{}/{}（{}％）", number(part), number(whole, "件"), share)


@register.simple_tag
def days(days: Days) -> SafeString:
    """How long replies took."""
    if not days.n:
        return format_html("<small>{}</small>", "なし（n=0）")
    few = format_html('<span class="tag">{}</span>', "参考") if days.few else ""
    return format_html("{}<small>（n={}）{}</small>", days.words, days.n, few)
