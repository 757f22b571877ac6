"""Typing a due date: a day, or how many business days from today."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from issues.due import DueDate, in_business_days, named
from japan import eras
from japan.workdays import LeftOutDay

DEFAULT_DAYS = 10
"""Business days offered beforehand: about two weeks, as in 規制改革 practice."""
FEWEST, MOST = 1, 500
"""Business days that a due date can be off; 500 are about two years."""

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


class DueField(forms.Field):
    """A due date as officials write it: 令和6年5月20日, R6.5.20, 2024-05-20, 10営業日 from today.

    Gives a `DueDate`. `today` is asked when the form is read, not when it is declared.
    """

    default_error_messages = _MESSAGES

    def __init__(self, *, today: Callable[[], date] = timezone.localdate, **kwargs: Any) -> None:
        kwargs.setdefault("label", "期限")
        kwargs.setdefault("help_text", "例：令和6年5月20日、R6.5.20、10営業日（今日から数えます）")
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        self.today = today
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        day = value.on if isinstance(value, DueDate) else value
        return eras.format_era(day, weekday=False) if isinstance(day, date) else value

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
            return named(eras.parse_input(text))
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
