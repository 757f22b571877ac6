"""What a password must not be."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

LEAST = 3
"""Of 0 to 4, by the guesses that zxcvbn thinks it takes; 3 is at least a hundred million."""
SHORTEST = 12
"""Characters; the settings refuse fewer."""
LONGEST = 72
"""zxcvbn takes long for more, and what is longer is no better for being judged whole."""
_PARTS = re.compile(r"[\s@.,_/（）()-]+")


class GuessValidator:
    """Refuses what is guessed quickly: rows of keys and digits, repetitions, blanks, common words,
    and the person's own names however often they are repeated."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError, saying what to do. What is too short is told so already."""
        if len(password) < SHORTEST:
            return
        plain = unicodedata.normalize("NFKC", password)
        if not plain.strip() or len(set(plain)) < 4:
            raise ValidationError("同じ文字や空白の繰返しは使えません。", code="password_repeats")
        own = _own_words(user)
        result = zxcvbn(plain[:LONGEST], user_inputs=own)
        if result["score"] < LEAST or _only_own(plain, own):
            raise ValidationError(
                "推測されやすいパスワードです。関係のない言葉をいくつかつなぐと、"
                "覚えやすく、推測されにくくなります。",
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """In one sentence."""
        return "並んだ数字、同じ文字の繰返し、名前の繰返しなど、推測されやすいものは使えません。"


def _own_words(user: Any) -> list[str]:
    names = ("username", "display_name", "email")
    texts = [str(getattr(user, name, "") or "") for name in names]
    plain = [unicodedata.normalize("NFKC", text).casefold() for text in texts]
    parts = {part for text in plain for part in (text, *_PARTS.split(text)) if len(part) > 1}
    return ["ronten", "論点", *sorted(parts, key=len, reverse=True)]


def _only_own(plain: str, own: list[str]) -> bool:
    """Little is left when the person's own words are taken out."""
    rest = plain.casefold()
    for word in own:
        rest = rest.replace(word, "")
    return len(rest.strip()) < 6 and rest != plain.casefold()
