"""Sentences that nobody has decided on, and which of them is read next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from meetings.models import MinutesSource, Sentence, Suggestion


def sentences_of(source: MinutesSource) -> list[Sentence]:
    """The open ones of these minutes, in their order, each with its speech."""
    rows = Sentence.objects.filter(speech__source=source).open()
    return list(rows.select_related("speech").defer("speech__text"))


def following(
    sentences: Sequence[Sentence], pending: Iterable[Suggestion], after: tuple[int, int]
) -> int | None:
    """The key of the one behind `after` (index of the speech, place in its text), else of the first
    one left; those that a pending candidate claims are decided with it."""
    claims = [(each.speech_id, each.start, each.end) for each in pending]
    free = [
        s
        for s in sentences
        if not any(key == s.speech_id and a < s.end and b > s.start for key, a, b in claims)
    ]
    behind = (s for s in free if (s.speech.index, s.start) > after)
    found = next(behind, free[0] if free else None)
    return found.pk if found else None


def after(source: MinutesSource, key: int) -> int | None:
    """The key of the sentence to read when this one has been decided on."""
    here = Sentence.objects.filter(speech__source=source, pk=key).select_related("speech").first()
    if here is None:
        return None
    pending = Suggestion.objects.pending().filter(source=source)
    return following(sentences_of(source), pending, (here.speech.index, here.start))
