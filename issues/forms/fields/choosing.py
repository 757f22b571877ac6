"""Selects with many choices, drawn without a template for each of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@lru_cache(maxsize=512)
def options(choices: tuple[tuple[str, str], ...], chosen: str | None) -> SafeString:
    """These choices (value, words) as `<option>`s; the same ones are drawn once. Of two with the
    chosen value the first one is marked."""
    marked = next((place for place, (key, _) in enumerate(choices) if key == chosen), None)
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        (
            (key, " selected" if place == marked else "", words)
            for place, (key, words) in enumerate(choices)
        ),
    )


class QuickSelect(forms.Select):
    """Django's select, drawn at once. It has no groups of choices."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        wanted = self.format_value(value)
        there = tuple(("" if key is None else str(key), str(words)) for key, words in self.choices)
        chosen = next((key for key, _ in there if key in wanted), None)
        return format_html("<select{}>{}</select>", flatatt(given), options(there, chosen))


class QuickForm(forms.Form):
    """A form whose selects are quick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field.widget) is forms.Select:
                field.widget = _quick(field.widget)


def _quick(slow: forms.Select) -> QuickSelect:
    widget = QuickSelect(slow.attrs)
    widget.choices = slow.choices
    widget.is_required, widget.is_localized = slow.is_required, slow.is_localized
    return widget
