"""The minutes as they were read, as a text file: what everybody gets instead of the original.

Made from the stored speeches alone, so that nothing comes along that the page does not show, and
the same edition always gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from meetings.models import MinutesSource, Speech, StageDirection


def name_of(source: MinutesSource) -> str:
    """準備会合第1回_議事要旨_第2版.txt; the name of the file handed in stays with the team."""
    return f"{stem_of(source)}.txt"


def stem_of(source: MinutesSource) -> str:
    """準備会合第1回_議事要旨_第2版"""
    return f"{source.meeting}_議事要旨_第{source.edition}版"


def text_of(source: MinutesSource) -> str:
    """UTF-8 lines: the meeting, then each speech under the label as printed."""
    return "\n".join(_lines(source)) + "\n"


def _lines(source: MinutesSource) -> Iterator[str]:
    meeting = source.meeting
    assert meeting is not None  # only saved minutes have speeches
    yield f"{meeting} 議事要旨（第{source.edition}版）"
    behind: dict[int, list[StageDirection]] = defaultdict(list)
    for direction in StageDirection.objects.filter(source=source):
        behind[direction.after_speech].append(direction)
    yield from _told(behind[0])
    for speech in source.speeches.order_by("index"):
        inside = [
            each for each in behind[speech.index] if each.inside and each.position is not None
        ]
        yield ""
        yield f"○{speech.label}"
        yield _with_directions(speech, inside)
        yield from _told([each for each in behind[speech.index] if each not in inside])


def _with_directions(speech: Speech, inside: list[StageDirection]) -> str:
    text = speech.text
    for each in sorted(inside, key=lambda direction: direction.position or 0, reverse=True):
        at = each.position or 0
        text = f"{text[:at]}（{each.text}）{text[at:]}"
    return text


def _told(directions: list[StageDirection]) -> Iterator[str]:
    for each in directions:
        yield f"（{each.text}）"
