"""Choosing a ministry by typing: part of its name, its reading or its code."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from organizations.enums import NATIONAL
from organizations.models import Organization

_MESSAGES: dict[str, Any] = {
    "required": "主担当府省を選んでください。",
    "unknown": "「%(text)s」という府省が見つかりません。候補から選んでください（例：総務省）。",
    "ambiguous": "「%(text)s」に当てはまる府省は%(count)sつあります：%(names)s",
}
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


class MinistryInput(forms.TextInput):
    """A text input that suggests ministries; a browser finds them by name, reading and code."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        key = f"{(attrs or {}).get('id', name)}-suggestions"
        extra = {**(attrs or {}), "list": key, "autocomplete": "off"}
        field = super().render(name, value, extra, renderer)
        rows = ((o.name, o.kana, o.code) for o in ministries())
        options = format_html_join("", '<option value="{}">{} {}</option>', rows)
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


class MinistryField(forms.Field):
    """A ministry (or the secretariat) by name, reading or code; a part of it will do where that
    alone says which one is meant."""

    widget = MinistryInput
    default_error_messages = _MESSAGES

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Organization) else value

    def to_python(self, value: Any) -> Organization | None:
        if value in self.empty_values or isinstance(value, Organization):
            return value or None
        text = str(value).strip()
        plain = _plain(text)
        if not plain:
            return None
        rows = ministries()
        exact = [o for o in rows if plain in _spellings(o)]
        found = exact or [o for o in rows if any(plain in s for s in _spellings(o))]
        if len(found) == 1:
            return found[0]
        code = "ambiguous" if found else "unknown"
        names = "、".join(o.name for o in found[:8])
        params = {"text": text, "count": len(found), "names": names}
        raise ValidationError(self.error_messages[code], code=code, params=params)


class CoMinistriesField(forms.ModelMultipleChoiceField):
    """Further ministries, ticked."""

    def label_from_instance(self, obj: Organization) -> str:
        return obj.name


def ministries() -> list[Organization]:
    """Those that a request may be put to: ministries, agencies, and the secretariat itself."""
    return list(Organization.objects.filter(kind__in=NATIONAL))


def _spellings(organization: Organization) -> tuple[str, ...]:
    names = (organization.name, organization.full_name, organization.kana, organization.code)
    return tuple(_plain(name) for name in names if name)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower().translate(_TO_KATAKANA)
