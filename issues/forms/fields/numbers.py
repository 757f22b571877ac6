"""Several requests by their numbers."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MOST = 200
"""Numbers that one condition may name."""
SHOWN = 3
_BETWEEN = re.compile(r"[\s,、，;；・]+")


class Numbers(tuple[str, ...]):
    """Numbers in the order in which they were named; as words the first ones."""

    def __str__(self) -> str:
        more = f"　ほか{len(self) - SHOWN}件" if len(self) > SHOWN else ""
        return "、".join(self[:SHOWN]) + more


class ManyInput(forms.TextInput):
    """One line; an address may name the numbers one by one (`?numbers=R6-1&numbers=R6-2`)."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return "、".join(filter(None, given))


class NumbersField(forms.Field):
    """Numbers of requests with anything between them; 全角 will do. Gives `Numbers`."""

    widget = ManyInput

    def to_python(self, value: Any) -> Numbers:
        """As typed. Raises ValidationError for more than a condition may name."""
        plain = unicodedata.normalize("NFKC", str(value or "")).upper()
        found = Numbers(dict.fromkeys(each for each in _BETWEEN.split(plain) if each))
        if len(found) > MOST:
            raise ValidationError(f"番号は{MOST}件まで指定できます（今は{len(found)}件）。")
        return found
