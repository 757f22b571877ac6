"""Inputs that several forms and filters share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from japan import eras
from organizations.fields import NamedOrganizationField
from organizations.models import Organization

_MESSAGES: dict[str, Any] = {
    "not_among": "%(name)sは、ここでは選べません。都道府県、市区町村、全国団体を選んでください。",
}
_DATE_MESSAGES: dict[str, Any] = {"required": "日付を書いてください。"}


class Suggesting(forms.TextInput):
    """A text input that suggests, and takes anything: `<input list>` with its `<datalist>`.

    `suggestions` is set by the form, since what may be suggested depends on the reader.
    """

    suggestions: Iterable[str] = ()

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        key = f"{(attrs or {}).get('id', name)}-suggestions"
        field = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        options = _suggested(tuple(self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


@lru_cache(maxsize=64)
def _suggested(words: tuple[str, ...]) -> SafeString:
    return format_html_join("", '<option value="{}"></option>', ((each,) for each in words))


class OrganizationField(NamedOrganizationField):
    """An organization by name or code, with suggestions; by default only one that may ask."""

    widget = Suggesting
    default_error_messages = _MESSAGES

    def __init__(self, *, asking_only: bool = True, **kwargs: Any) -> None:
        self.asking_only = asking_only
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Organization | None:
        """As named; raises ValidationError for one that may not ask where only those may stand."""
        found = super().clean(value)
        if found is None or not self.asking_only:
            return found
        if not Organization.objects.may_ask().filter(pk=found.pk).exists():
            raise self.error("not_among", name=found.full_name)
        return found


class EraDateField(forms.Field):
    """A day as officials write it: 令和6年4月5日, R6.4.5 or 2024-04-05."""

    default_error_messages = _DATE_MESSAGES

    def prepare_value(self, value: Any) -> Any:
        return eras.format_era(value, weekday=False) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return eras.parse_input(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
