"""Typing a due date: a day, or how many business days from today."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from issues.due_dates.due import DueDate, in_business_days, named, oddities
from japan import eras
from japan.days import parse_day
from japan.workdays import LeftOutDay, national_holiday

DEFAULT_DAYS = 10
"""Business days offered beforehand: about two weeks, as in 規制改革 practice."""
FEWEST, MOST = 1, 500
"""Business days that a due date can be off; 500 are about two years."""

ODD, CONFIRMED = "odd", "_anyway"
CONFIRM = "この日でよければ、「それでもこの日にする」に印を付けて、もう一度送ってください。"
HELP = "例：12/18、来週金曜、令和8年12月18日、10営業日（今日から数えます）"
MONTHS_AHEAD = 25
"""So many months from this one the calendar knows the holidays of."""

_BUSINESS_DAYS = re.compile(r"(?P<days>[0-9]{1,6})\s*営業日\s*(?:後|以内)?")
_MESSAGES: dict[str, Any] = {
    "required": "期限を書いてください（例：令和6年5月20日、10営業日）。",
    "days": f"営業日数は{FEWEST}から{MOST}までで書いてください。",
    "bare": "「%(text)s」だけでは読めません。「%(number)s営業日」のように書いてください。",
    "calendar": (
        "「%(text)s」のような暦の日数では指定できません。「10営業日」か、"
        "令和6年5月20日 のような日付で書いてください。"
    ),
}


@lru_cache(maxsize=2)
def holidays_around(today: date) -> dict[str, str]:
    """The national holidays that a calendar opened today may show, by their days."""
    first = today.replace(day=1) - timedelta(days=31)
    days = (first + timedelta(days=n) for n in range(MONTHS_AHEAD * 31))
    return {day.isoformat(): name for day in days if (name := national_holiday(day))}


@dataclass(frozen=True)
class Counting:
    """How a due date was counted: from which day, how many business days, what was left out."""

    start: date
    days: int
    left_out: tuple[LeftOutDay, ...]


def counting(basis: dict[str, Any] | None) -> Counting | None:
    """The stored basis of a due date (see `DueDate`) as values; None for a day that was named."""
    if not basis:
        return None
    left_out = tuple(LeftOutDay(date.fromisoformat(day), why) for day, why in basis["left_out"])
    return Counting(date.fromisoformat(basis["from"]), basis["business_days"], left_out)


class Typed(str):
    """What was typed, and the day that was confirmed although it is unusual ("" for none)."""

    confirmed: str = ""


class DueInput(forms.TextInput):
    """One line for the date. `calendar.js` offers a month to pick from, with the holidays that
    stand in `data-holidays`; a day that is unusual has a box to confirm it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-calendar": "", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        today = timezone.localdate()
        holidays = json.dumps(holidays_around(today), ensure_ascii=False, separators=(",", ":"))
        given = {**(attrs or {}), "data-holidays": holidays, "data-today": today.isoformat()}
        return super().get_context(name, value, given)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        typed = Typed(super().value_from_datadict(data, files, name) or "")
        typed.confirmed = data.get(f"{name}{CONFIRMED}", "")
        return typed


class DueBoundField(forms.BoundField):
    """The line, and below it the box that confirms an unusual day once it has been asked for."""

    def as_widget(self, *args: Any, **kwargs: Any) -> SafeString:
        line = super().as_widget(*args, **kwargs)
        odd = [e for e in self.form.errors.as_data().get(self.name, []) if e.code == ODD]
        day = odd[0].params["day"] if odd and odd[0].params else self._confirmed()
        if not day:
            return line + self._that_stands()
        box = {"name": f"{self.html_name}{CONFIRMED}", "id": f"{self.auto_id}{CONFIRMED}"}
        return format_html(
            '{}<label class="pick anyway" for="{}"><input type="checkbox" name="{}" id="{}" '
            'value="{}"{}><span>それでもこの日にする</span></label>',
            line, box["id"], box["name"], box["id"], day, "" if odd else SafeString(" checked"),
        )  # fmt: skip

    def _that_stands(self) -> SafeString:
        """The date that the form was opened with is not asked about while it stays."""
        day = self.initial.on if isinstance(self.initial, DueDate) else self.initial
        if self.form.is_bound or not isinstance(day, date):
            return SafeString()
        hidden = '<input type="hidden" name="{}{}" value="{}">'
        return format_html(hidden, self.html_name, CONFIRMED, day.isoformat())

    def _confirmed(self) -> str:
        return getattr(self.data, "confirmed", "") if self.form.is_bound else ""


class DueField(forms.Field):
    """A due date as officials write it: 令和6年5月20日, R6.5.20, 12/18, 来週金曜, 10営業日.

    Gives a `DueDate`. A day gone by, on which offices are closed or that is years off has to be
    confirmed. `today` is asked when the form is read, not when it is declared.
    """

    widget = DueInput
    default_error_messages = _MESSAGES

    def __init__(self, *, today: Callable[[], date] = timezone.localdate, **kwargs: Any) -> None:
        kwargs.setdefault("label", "期限")
        kwargs.setdefault("help_text", HELP)
        self.today = today
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        day = value.on if isinstance(value, DueDate) else value
        return eras.format_era(day, weekday=False) if isinstance(day, date) else value

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> DueBoundField:
        return DueBoundField(form, self, field_name)

    def clean(self, value: Any) -> DueDate | None:
        """As typed. Raises ValidationError for a day that is unusual and was not confirmed."""
        due: DueDate | None = super().clean(value)
        if due is None or getattr(value, "confirmed", "") == due.on.isoformat():
            return due
        params = {"day": due.on.isoformat()}
        if odd := oddities(due.on, today=self.today()):
            raise ValidationError([ValidationError(w, ODD, params) for w in [*odd, CONFIRM]])
        return due

    def to_python(self, value: Any) -> DueDate | None:
        if value in self.empty_values or isinstance(value, DueDate):
            return value or None
        text = str(value).strip()
        plain = unicodedata.normalize("NFKC", text)
        if not plain:
            return None
        if match := _BUSINESS_DAYS.fullmatch(plain):
            return self._counted(int(match["days"]))
        self._refuse_unclear(text, plain)
        try:
            return named(parse_day(text, today=self.today()))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def _counted(self, days: int) -> DueDate:
        if not FEWEST <= days <= MOST:
            raise ValidationError(self.error_messages["days"], code="days")
        return in_business_days(days, start=self.today())

    def _refuse_unclear(self, text: str, plain: str) -> None:
        """A number alone, or calendar days: what is meant is not guessed."""
        if match := re.fullmatch(r"([0-9]{1,6})\s*(日(?:後|以内)?|週間後?|か月後?)?", plain):
            code = "calendar" if match[2] else "bare"
            params = {"text": text, "number": match[1]}
            raise ValidationError(self.error_messages[code], code=code, params=params)
