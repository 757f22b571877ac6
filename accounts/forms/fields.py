"""Inputs for people and their memberships."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organizations import names
from organizations.models import Organization

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

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._meant(text) if text else None

    def _meant(self, text: str) -> Organization:
        found = Organization.objects.filter(code=text).first()
        found = found or Organization.objects.filter(full_name=text).first()
        if found is not None:
            return found
        resolution = names.resolve(text)
        if resolution.code:
            found = Organization.objects.filter(code=resolution.code).first()
        if found is not None:
            return found
        raise self._unclear(text, list(Organization.objects.filter(code__in=resolution.candidates)))

    def _unclear(self, text: str, possible: list[Organization]) -> ValidationError:
        if len(possible) < 2:
            return ValidationError(self.error_messages["unknown"], params={"text": text})
        listed = "、".join(organization.full_name for organization in possible[:8])
        params = {"text": text, "count": len(possible), "names": listed}
        return ValidationError(self.error_messages["ambiguous"], params=params)
