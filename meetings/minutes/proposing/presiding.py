"""Who opens, closes or puts to the vote: such words are procedure, and no promise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meetings.minutes.document import Side, Speech

_PROCEDURE = re.compile(
    r"(?:定刻|これより|ただ(?:いま|今)(?:から|より)|それでは|では)[^。\n]{0,30}?(?:開会|開催|開き|始め|開議|再開)"
    r"|(?:会議|会合|協議会|懇談会|意見交換会|審議会|委員会|部会|分科会|本会議)を(?:開[きくい]|始め|閉じ|終わ|終了|再開|開会|閉会|散会)"
    r"|(?:以上|これ|本日の?[^。\n]{0,14})(?:で|をもちまして|をもって)[^。\n]{0,24}?(?:終了|閉会|散会|終わ|閉じ)"
    r"|採決|表決|起立(?:全員|多数|少数|を願)|挙手(?:全員|多数|を)|異議(?:な|はあ|あり|ございま)|(?:議題と|日程第|付託)(?:し|いた|の|[0-9０-９一二三四五六七八九十])"
    r"|(?:本案|本件|議案|請願|動議)は[^。\n]{0,30}?(?:可決|承認|採択|否決|決し|決定)"
)
_MUCH_MORE = 350
"""Letters: who opens in so many words, as a minister does, says more than procedure."""


def procedure_in(text: str) -> bool:
    """Whether these words open, close or put to the vote."""
    return _PROCEDURE.search(text) is not None


def presiding(speeches: Iterable[Speech]) -> frozenset[str]:
    """The labels of the speakers who do so anywhere in the meeting."""
    return frozenset(speech.label for speech in speeches if procedure_in(speech.text))


def only_presides(speech: Speech, side: Side | None) -> bool:
    """Whether such a speaker's speech is procedure and nothing else."""
    if not procedure_in(speech.text):
        return False
    return side is Side.SECRETARIAT or len(speech.text) < _MUCH_MORE
