"""Where sentences begin and end in a speech.

A sentence ends with 。, ！ or ？ outside brackets, or with its line: a closing bracket
that never comes must not swallow the next paragraph.
"""

from __future__ import annotations

OPENING = "「『（(〔［【〈《"
CLOSING = "」』）)〕］】〉》"
TERMINATORS = "。．！？!?"


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences in order. Together they hold every character that is not space."""
    spans: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        spans.extend(_sentences_of_line(text, start, end))
    return tuple(spans)


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the lines that hold more than space, without surrounding space."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        _append_trimmed(spans, text, start, start + len(line))
        start += len(line)
    return tuple(spans)


def _sentences_of_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    depths = bracket_depths(text[start:end])
    begin = start
    for at in range(start, end):
        if not _ends_sentence(text, at, end) or depths[at - start]:
            continue
        _append_trimmed(spans, text, begin, at + 1)
        begin = at + 1
    _append_trimmed(spans, text, begin, end)
    return spans


def _ends_sentence(text: str, at: int, end: int) -> bool:
    if text[at] not in TERMINATORS:
        return False
    following = text[at + 1] if at + 1 < end else ""
    # 「本当か？」「え！？」: the last of several marks ends the sentence. A full-width point
    # between digits (２．５) is a decimal point.
    if following and following in TERMINATORS:
        return False
    if text[at] == "．":
        return not following.isdigit()
    return True


def bracket_depths(line: str) -> list[int]:
    """How many brackets are open at each character. Brackets without a partner do not count."""
    depths = [0] * len(line)
    open_at: list[int] = []
    for at, character in enumerate(line):
        if character in OPENING:
            open_at.append(at)
        elif character in CLOSING and open_at:
            opened = _matching(line, open_at, CLOSING.index(character))
            if opened is not None:
                depths[opened] += 1
                depths[at] -= 1
    total = 0
    for at, change in enumerate(depths):
        total += change
        depths[at] = total
    return depths


def _matching(line: str, open_at: list[int], kind: int) -> int | None:
    """Take the innermost open bracket of this kind, and those left open inside it, off."""
    for place in range(len(open_at) - 1, -1, -1):
        if OPENING.index(line[open_at[place]]) == kind:
            opened = open_at[place]
            del open_at[place:]
            return opened
    return None


def _append_trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    finish = end - (len(piece) - len(piece.rstrip()))
    if begin < finish:
        spans.append((begin, finish))
