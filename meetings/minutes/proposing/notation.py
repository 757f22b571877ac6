"""The notation in which the vocabulary files write expressions, made into regular expressions.

    ［増え｜高くな］   one of these; ［｜に］ may also be nothing
    …                up to 30 characters of the same clause
    ＃               a run of digits, in any form
    ＠               a word in Latin letters (two or more)
    ＾ ＄            the beginning, the end of the clause

Everything else stands for itself. Common spellings of one word (いただく・頂く, ご・御) are
found from either form.
"""

from __future__ import annotations

import re

# No repetition is endless: a search begins at every letter of a line, and what goes on to the
# line's end from each of them takes the square of its length.
GAP = r"[^\n]{0,30}?"
DIGITS = r"[0-9０-９,，.．〇一二三四五六七八九十百千万億]{1,20}[ 　]?"
LATIN = r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ0-9.\-－‐]{1,40}"
CLAUSE_START = r"(?:(?<=\n)|\A)[\s・●〇○■◆\-－（(①-⑳]{0,20}"
CLAUSE_END = r"(?=[、。．！？!?」』）)\s]{0,20}(?:\n|\Z))"

_MARKS = {"…": GAP, "＃": DIGITS, "＠": LATIN, "＾": CLAUSE_START, "＄": CLAUSE_END}
_BRACKETS = {"［": "(?:", "｜": "|", "］": ")"}

# Spellings of one word that real minutes mix, conversion slips (思えます, お願ひ) included.
_SPELLINGS = (
    (("いただ", "頂", "戴"), "(?:いただ|頂|戴)"),
    (("お願い", "御願い"), "[お御]願[いひ]"),
    (("ください", "下さい"), "(?:ください|下さい)"),
    (("くださ", "下さ"), "(?:くださ|下さ)"),
    (("ほしい", "欲しい"), "(?:ほし|欲し)い"),
    (("でき", "出来"), "(?:でき|出来)"),
    (("思い", "思う"), "思[いうえ]"),
    (("ありがた", "有り難", "有難"), "(?:ありがた|有り?難)"),
    (("とも", "共"), "(?:とも|共)"),
    (("御", "ご"), "[御ご]"),
    (("無い", "ない"), "(?:な|無)い"),
    (("良い", "よい"), "(?:良|よ|い)い"),
    (("取組み", "取り組み", "取組"), "取り?組み?"),
    (("わか", "分か"), "(?:わか|分か)"),
)


class NotationError(ValueError):
    """An expression in a vocabulary file is not well-formed."""


def compile_expression(expression: str) -> re.Pattern[str]:
    """The expression as a pattern. Raises NotationError when its brackets do not match."""
    return re.compile(translate(expression))


def translate(expression: str) -> str:
    """The expression as the source of a regular expression."""
    if not expression:
        raise NotationError("表現が空です。")
    parts: list[str] = []
    at = depth = 0
    while at < len(expression):
        piece, at, depth = _next_piece(expression, at, depth)
        parts.append(piece)
    if depth:
        raise NotationError(f"「{expression}」の［ ］が対になっていません。")
    return "".join(parts)


def _next_piece(expression: str, at: int, depth: int) -> tuple[str, int, int]:
    character = expression[at]
    if character in _BRACKETS:
        depth += {"［": 1, "］": -1}.get(character, 0)
        if depth < 0 or (character == "｜" and depth == 0):
            raise NotationError(f"「{expression}」の［ ］が対になっていません。")
        return _BRACKETS[character], at + 1, depth
    if character in _MARKS:
        return _MARKS[character], at + 1, depth
    for forms, pattern in _SPELLINGS:
        for form in forms:
            if expression.startswith(form, at):
                return pattern, at + len(form), depth
    return re.escape(character), at + 1, depth
