"""The input for an organization, wherever people name one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations.directory import names
from organizations.models import Organization

LISTED = 8
"""How many organizations of the same name are listed to choose from."""
_MESSAGES: dict[str, Any] = {
    "required": "団体の名前を書いてください。",
    "unknown": (
        "「%(text)s」という団体が見つかりません。都道府県名から書いてください（例：秋田県美郷町）。"
    ),
    "ambiguous": "「%(text)s」は%(count)sつあります。どれかを書いてください：%(names)s",
}


class NamedOrganizationField(forms.CharField):
    """Any organization, by name as people write it, or by code. Never a guess between two."""

    default_error_messages = _MESSAGES

    def prepare_value(self, value: Any) -> Any:
        return value.full_name if isinstance(value, Organization) else value

    def clean(self, value: Any) -> Organization | None:
        """The organization; None when nothing is written. Raises ValidationError for a name that
        none or several carry."""
        text = super().clean(self.prepare_value(value))
        return self._meant(text) if text else None

    def _meant(self, text: str) -> Organization:
        rows = Organization.objects
        found = rows.filter(code=text).first() or rows.filter(full_name=text).first()
        if found is not None:
            return found
        resolution = names.resolve(text)
        if resolution.code is not None:
            found = rows.filter(code=resolution.code).first()
        if found is not None:
            return found
        raise self._unclear(text, list(rows.filter(code__in=resolution.candidates)))

    def _unclear(self, text: str, possible: list[Organization]) -> ValidationError:
        if len(possible) < 2:
            return self.error("unknown", text=text)
        listed = "、".join(organization.full_name for organization in possible[:LISTED])
        return self.error("ambiguous", text=text, count=len(possible), names=listed)

    def error(self, code: str, **params: Any) -> ValidationError:
        """The field's message of this name."""
        return ValidationError(self.error_messages[code], code=code, params=params)
