"""Brackets in a line: is it bracketed as a whole, does one stay open. All in linear time."""

from __future__ import annotations

import re

_PAIRS = {
    "（": "）",
    "(": ")",
    "〔": "〕",
    "［": "］",
    "[": "]",
    "【": "】",
    "「": "」",
    "『": "』",
}
_ALIKE = str.maketrans("()[]", "（）［］")
_CLOSES = {closer.translate(_ALIKE): opener.translate(_ALIKE) for opener, closer in _PAIRS.items()}
_BRACKETS = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")
_DIRECTION_OPENERS = "（(〔［[【"


def is_bracketed(text: str) -> bool:
    """Whether one pair of brackets encloses the whole of `text`."""
    return bool(inside(text))


def inside(text: str) -> str:
    """What stands inside the one pair of brackets that encloses the whole of `text`, or ""."""
    text = text.strip()
    if len(text) < 3 or text[0] not in _DIRECTION_OPENERS:
        return ""
    closing = _PAIRS[text[0]].translate(_ALIKE)
    opening = text[0].translate(_ALIKE)
    depth = 0
    for place, character in enumerate(text.translate(_ALIKE)):
        if character == opening:
            depth += 1
        elif character == closing:
            depth -= 1
            if depth == 0:
                return text[1:-1].strip() if place == len(text) - 1 else ""
    return ""


def open_brackets(text: str) -> str:
    """The opening brackets that are not closed in `text`, outermost first."""
    stack: list[str] = []
    for found in _BRACKETS.findall(text):
        bracket = found.translate(_ALIKE)
        if bracket in _PAIRS:
            stack.append(bracket)
        elif (opener := _CLOSES[bracket]) in stack:
            while stack and stack.pop() != opener:
                pass
    return "".join(stack)


def closing_bracket_start(text: str) -> int | None:
    """Where the round bracket opens that closes at the end of `text`; None where none does."""
    text = text.rstrip()
    if not text.endswith(("）", ")")):
        return None
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in "）)") - (text[place] in "（(")
        if depth == 0:
            return place
    return None
