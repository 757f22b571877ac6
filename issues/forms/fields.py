"""Inputs that several forms and filters share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from japan import eras
from organizations import names
from organizations.models import Organization

_MESSAGES: dict[str, Any] = {
    "required": "団体の名前を書いてください。",
    "unknown": (
        "「%(text)s」という団体が見つかりません。都道府県名から書いてください（例：秋田県美郷町）。"
    ),
    "ambiguous": "「%(text)s」は%(count)sつあります。どれかを書いてください：%(names)s",
    "not_among": ("%(name)sは、ここでは選べません。都道府県、市区町村、全国団体を選んでください。"),
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
        options = format_html_join(
            "", '<option value="{}"></option>', ((s,) for s in self.suggestions)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


class OrganizationField(forms.Field):
    """An organization by name, as people write it, or by code. Never a guess between two."""

    widget = Suggesting
    default_error_messages = _MESSAGES

    def __init__(self, *, asking_only: bool = True, **kwargs: Any) -> None:
        self.asking_only = asking_only
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.full_name if isinstance(value, Organization) else value

    def to_python(self, value: Any) -> Organization | None:
        if value in self.empty_values or isinstance(value, Organization):
            return value or None
        text = str(value).strip()
        if not text:
            return None
        organization = Organization.objects.filter(code=text).first() or self._by_name(text)
        if self.asking_only and not Organization.objects.may_ask().filter(pk=organization.pk):
            raise self._error("not_among", name=organization.full_name)
        return organization

    def _by_name(self, text: str) -> Organization:
        exact = Organization.objects.filter(full_name=text).first()
        if exact is not None:
            return exact
        resolution = names.resolve(text)
        if resolution.certain:
            found = Organization.objects.filter(code=resolution.code).first()
            if found is not None:
                return found
        possible = list(Organization.objects.filter(code__in=resolution.candidates))
        if len(possible) > 1:
            listed = "、".join(organization.full_name for organization in possible[:8])
            raise self._error("ambiguous", text=text, count=len(possible), names=listed)
        raise self._error("unknown", text=text)

    def _error(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


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
