"""When a batch is published: a day as officials write it, and a time of day in Japan."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from japan import eras

_TIME = re.compile(
    r"(?P<half>午前|午後)?\s?(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|時(?:(?P<written>\d{1,2})分|(?P<half_past>半))?)"
)
_UNREADABLE = "「%(text)s」は時刻として読めません。9:00、午後4時 のように書いてください。"


def read_time(text: str) -> time:
    """9:00, 16時30分, 午後4時, 正午. Raises ValueError for what is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain == "正午":
        return time(12)
    match = _TIME.fullmatch(plain)
    if match is None:
        raise ValueError(text)
    hour = int(match["hour"])
    if match["half"] and hour > 12:
        raise ValueError(text)
    if match["half"] == "午後" and hour < 12:
        hour += 12
    minute = 30 if match["half_past"] else int(match["minute"] or match["written"] or 0)
    return time(hour, minute)


class ScheduleForm(forms.Form):
    """Day and time. `due_at` has it once the form is valid."""

    on = forms.CharField(
        label="公表する日",
        help_text="例：令和8年12月1日、R8.12.1、2026-12-01",
        max_length=40,
        error_messages={"required": "公表する日を書いてください。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    at = forms.CharField(
        label="時刻",
        help_text="日本の時刻です。例：9:00、午後4時",
        max_length=20,
        error_messages={"required": "公表する時刻を書いてください。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_on(self) -> date:
        """The day."""
        try:
            return eras.parse_input(self.cleaned_data["on"])
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def clean_at(self) -> time:
        """The time of day."""
        text = self.cleaned_data["at"]
        try:
            return read_time(text)
        except ValueError as error:
            raise ValidationError(_UNREADABLE, code="time", params={"text": text}) from error

    def due_at(self) -> datetime:
        """The moment."""
        data: dict[str, Any] = self.cleaned_data
        return datetime.combine(data["on"], data["at"], tzinfo=timezone.get_default_timezone())

    @staticmethod
    def starting_from(moment: datetime | None) -> dict[str, str]:
        """What the fields hold for a batch that is set already."""
        if moment is None:
            return {}
        local = timezone.localtime(moment)
        return {"on": eras.format_era(local.date(), weekday=False), "at": f"{local:%H:%M}"}
