"""What is well-formed: called by models, forms, the API and importers alike."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

ASK_LENGTH = 250
TROUBLE_LENGTH = 700
"""Limits of 求める措置 and 支障事例・効果, as in the form of the 提案募集方式."""
TITLE_LENGTH = 100
SPEAKER_LENGTH = 120
EXTERNAL_NUMBER_LENGTH = 60

_PLAIN = re.compile(r"[a-z0-9_]+")
TAKEN = frozenset({"manage"})
"""Words that stand in addresses where a point's code could."""


def code_is_plain(text: str) -> None:
    """Raises `ValidationError` when a code holds more than small letters, digits and _."""
    if not _PLAIN.fullmatch(text):
        raise ValidationError("コードは、半角の英小文字・数字・_（下線）だけで書いてください。")


def point_code_is_free(text: str) -> None:
    """The same for a point, whose code must not be a word of an address either."""
    code_is_plain(text)
    if text in TAKEN:
        raise ValidationError("このコードは使えません。ほかのコードにしてください。")


def ask_fits(text: str) -> None:
    """Raises `ValidationError` when 求める措置 has more than 250 characters."""
    _fits(text, ASK_LENGTH, "求める措置")


def trouble_fits(text: str) -> None:
    """Raises `ValidationError` when 支障事例・効果 has more than 700 characters."""
    _fits(text, TROUBLE_LENGTH, "支障事例・効果")


def _fits(text: str, limit: int, name: str) -> None:
    # A browser sends line breaks as two characters; a person counts one.
    length = len(text.replace("\r\n", "\n"))
    if length > limit:
        raise ValidationError(
            f"{name}は{limit}字以内で書いてください"
            f"（今は{length}字です。{length - limit}字減らしてください）。"
        )
