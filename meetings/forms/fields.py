"""Fields that take what officials write: times in words, names of organizations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms

from meetings.minutes.parts.times import find_times
from organizations.directory.names import resolve
from organizations.directory.official import organizations


class TimeField(forms.CharField):
    """A time of day: 16:00, 16時, 午後4時."""

    def to_python(self, value: Any) -> Any:
        """The time. Raises ValidationError that says how to write one."""
        text = super().to_python(value)
        if not text:
            return None
        found = find_times(text)
        if len(found) != 1:
            raise forms.ValidationError(
                f"「{text}」は時刻として読めません。16:00、午後4時 のように書いてください。",
                code="time",
            )
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """16:00; what was typed stays as it was typed."""
        return value.strftime("%H:%M") if isinstance(value, time) else value


@dataclass(frozen=True)
class Named:
    """An organization as typed, and its code where it is one of the official ones."""

    text: str = ""
    code: str | None = None


class OrganizationField(forms.CharField):
    """The name of an organization, with or without its prefecture, or its code.

    A name that several carry is an error that lists them. A name that none carries (a company,
    a university) is taken as it is, without a code.
    """

    def clean(self, value: Any) -> Any:
        """`Named`. Raises ValidationError for a name that several carry or an unknown code."""
        text = super().clean(value)
        if not text:
            return Named()
        if official := organizations().get(text):
            return Named(official.full_name, official.code)
        if text.isascii() and text.isdigit():
            raise forms.ValidationError(f"コード「{text}」の団体はありません。", code="unknown")
        found = resolve(text)
        if len(found.candidates) > 1:
            raise forms.ValidationError(_several(text, found.candidates), code="several")
        return Named(text, found.code)


def _several(text: str, codes: tuple[str, ...]) -> str:
    names = "、".join(organizations()[code].full_name for code in codes[:8])
    return f"「{text}」は{len(codes)}つあります（{names}）。どれかを書いてください。"


def official_names() -> list[str]:
    """All official names, to choose from while typing."""
    return [each.full_name for each in organizations().values()]
