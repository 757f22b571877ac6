"""Finding a quoted passage again in corrected minutes.

An anchor holds the exact words, their position and the words just before and after. When a
corrected file arrives each anchor becomes same, moved, doubtful or gone. Equal words are not enough
to link: a place counts only in the same speaker's mouth, between the same words, and when it is the
only such place before and after. Everything else is shown to a person as a candidate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from japan.text import normalise
from meetings.minutes.quotes.anchors import (
    CONTEXT,
    Anchor,
    AnchorStatus,
    Candidate,
    Reanchored,
    SpeechText,
    make_anchor,
)
from meetings.minutes.quotes.likeness import alike_spans

__all__ = [
    "Anchor",
    "AnchorStatus",
    "Candidate",
    "Reanchored",
    "SpeechText",
    "make_anchor",
    "reanchor",
]

_NEIGHBOURS_NEEDED_BELOW = 80
_CONTEXT_LIKENESS = 0.6
_SURE_SIDE = 8
_ANCHORING_WORDS = 12
_PLACES_AT_MOST = 500
_CANDIDATES_AT_MOST = 5


def reanchor(anchor: Anchor, old: Sequence[SpeechText], new: Sequence[SpeechText]) -> Reanchored:
    """Where the passage of `anchor`, taken from `old`, stands in `new`."""
    places = _exact_places(anchor, new)
    home = _home(anchor, old)
    if home is None:
        return _doubtful(anchor, new, places, "元の議事要旨に引用箇所が見当たりません。")
    twin = _twin(home, old, new)
    if twin is not None:
        place = Candidate(twin.index, anchor.start, anchor.end, anchor.quote, twin.label)
        return _found(anchor, place, between_equal_words=True)
    altered = _rewritten(anchor, home.label, old, new)
    old_places = _exact_places(anchor, old)
    after: list[Candidate] = []
    for nearly in (False, True):
        before = _fitting(anchor, home.label, old_places, old, nearly=nearly)
        after = _fitting(anchor, home.label, places, new, nearly=nearly)
        unique = len(before) == len(after) == 1 and not altered
        if unique and _vouched_for(anchor, after[0], old, new):
            return _found(anchor, after[0], between_equal_words=not nearly)
    reason = _why_doubtful(home.label, places, after)
    return _doubtful(anchor, new, (*altered, *places), reason)


def _home(anchor: Anchor, old: Sequence[SpeechText]) -> SpeechText | None:
    """The old speech that holds the quote where the anchor says."""
    for speech in old:
        if speech.index == anchor.speech_index:
            holds = speech.text[anchor.start : anchor.end] == anchor.quote
            return speech if holds else None
    return None


def _twin(
    home: SpeechText, old: Sequence[SpeechText], new: Sequence[SpeechText]
) -> SpeechText | None:
    """The new speech that is word for word the old one, by the same speaker.

    Where several are equal they pair in order, provided their number did not change. A short one
    (はい、お願いします。) may be said anywhere: one neighbour must have stayed too.
    """
    before = [at for at, speech in enumerate(old) if _is_copy(home, speech)]
    after = [at for at, speech in enumerate(new) if _is_copy(home, speech)]
    if len(before) != len(after):
        return None
    nth = next(n for n, at in enumerate(before) if old[at].index == home.index)
    here, there = before[nth], after[nth]
    if len(before) > 1 or len(home.text) < _NEIGHBOURS_NEEDED_BELOW:
        kept = [_neighbour_kept(old, here, new, there, step) for step in (-1, 1)]
        return new[there] if any(kept) else None
    return new[there]


def _neighbour_kept(
    old: Sequence[SpeechText], here: int, new: Sequence[SpeechText], there: int, step: int
) -> bool:
    old_exists, new_exists = 0 <= here + step < len(old), 0 <= there + step < len(new)
    if old_exists and new_exists:
        return _is_copy(old[here + step], new[there + step])
    return old_exists == new_exists


def _is_copy(one: SpeechText, other: SpeechText) -> bool:
    return one.text == other.text and _same_label(one.label, other.label)


def _same_label(one: str, other: str) -> bool:
    return one == other or normalise(one) == normalise(other)


def _exact_places(anchor: Anchor, speeches: Sequence[SpeechText]) -> list[Candidate]:
    """Every place where the quote stands word for word, in order, bounded in number."""
    places: list[Candidate] = []
    for speech in speeches:
        at = speech.text.find(anchor.quote)
        while at >= 0 and len(places) < _PLACES_AT_MOST:
            end = at + len(anchor.quote)
            places.append(Candidate(speech.index, at, end, anchor.quote, speech.label))
            at = speech.text.find(anchor.quote, at + 1)
    return places


def _fitting(
    anchor: Anchor,
    label: str,
    places: Sequence[Candidate],
    speeches: Sequence[SpeechText],
    *,
    nearly: bool,
) -> list[Candidate]:
    """Of the places those by the same speaker between the same, or `nearly` the same, words.

    All are returned when there are too many to have looked at each.
    """
    if len(places) >= _PLACES_AT_MOST:
        return list(places)
    texts = {speech.index: speech.text for speech in speeches}
    return [
        place
        for place in places
        if _same_label(label, place.label)
        and _context_fits(anchor, place, texts[place.speech_index], nearly=nearly)
    ]


def _context_fits(anchor: Anchor, place: Candidate, text: str, *, nearly: bool) -> bool:
    """Nearly: one side is equal and the other alike, so that a slip mended beside it is no bar.

    Where the quote began or ended its speech it has to do so still.
    """
    prefix = text[max(place.start - len(anchor.prefix), 0) : place.start]
    suffix = text[place.end : place.end + len(anchor.suffix)]
    begins = anchor.prefix != "" or place.start == 0
    ends = anchor.suffix != "" or place.end == len(text)
    sides = ((anchor.prefix, prefix), (anchor.suffix, suffix))
    if not (begins and ends):
        return False
    if not nearly:
        return all(was == now for was, now in sides)
    sure = any(was == now and len(was) >= _SURE_SIDE for was, now in sides)
    return sure and all(_likeness(was, now) >= _CONTEXT_LIKENESS for was, now in sides)


def _vouched_for(
    anchor: Anchor, place: Candidate, old: Sequence[SpeechText], new: Sequence[SpeechText]
) -> bool:
    """With hardly a word around the quote, a speech beside it must have stayed where it moved."""
    if place.speech_index == anchor.speech_index:
        return True
    if len(anchor.prefix) + len(anchor.suffix) >= 2 * _SURE_SIDE:
        return True
    here = [speech.index for speech in old].index(anchor.speech_index)
    there = [speech.index for speech in new].index(place.speech_index)
    return any(_neighbour_kept(old, here, new, there, step) for step in (-1, 1))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _rewritten(
    anchor: Anchor, label: str, old: Sequence[SpeechText], new: Sequence[SpeechText]
) -> list[Candidate]:
    """Places between the anchor's own neighbours where other, similar words stand now: the
    original was altered, and equal words elsewhere are a look-alike."""
    known = {place.quote for place in _similar_between(anchor, label, old)}
    return [place for place in _similar_between(anchor, label, new) if place.quote not in known]


def _similar_between(
    anchor: Anchor, label: str, speeches: Sequence[SpeechText]
) -> Iterator[Candidate]:
    before, after = anchor.prefix[-_ANCHORING_WORDS:], anchor.suffix[:_ANCHORING_WORDS]
    if not before and not after:
        return
    longest = 2 * len(anchor.quote) + CONTEXT
    for speech in speeches:
        if not _same_label(label, speech.label):
            continue
        for start, end in _between(before, after, speech.text, longest):
            words = speech.text[start:end]
            if anchor.quote not in words and _likeness(anchor.quote, words) >= _CONTEXT_LIKENESS:
                yield Candidate(speech.index, start, end, words, speech.label)


def _between(before: str, after: str, text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Spans of `text` that stand between the words `before` and `after`."""
    at = text.find(before) if before else 0
    for _ in range(_PLACES_AT_MOST):
        if at < 0:
            return
        start = at + len(before)
        end = text.find(after, start, start + longest + len(after)) if after else len(text)
        if start < end <= start + longest:
            yield start, end
        if not before:
            return
        at = text.find(before, at + 1)


def _found(anchor: Anchor, place: Candidate, *, between_equal_words: bool) -> Reanchored:
    position = (place.speech_index, place.start, place.end)
    unmoved = position == (anchor.speech_index, anchor.start, anchor.end)
    if unmoved and between_equal_words:
        return Reanchored(
            AnchorStatus.SAME, "同じ発言の同じ位置に、同じ文言があります。", *position
        )
    if unmoved:
        reason = "位置と文言は同じですが、前後の言葉が一部直されています。"
    elif place.speech_index == anchor.speech_index:
        reason = "文言は同じですが、発言の中での位置が変わりました。"
    else:
        reason = "発言者と文言は同じですが、発言の順番が変わりました。"
    return Reanchored(AnchorStatus.MOVED, reason, *position)


def _why_doubtful(label: str, places: Sequence[Candidate], fitting: Sequence[Candidate]) -> str:
    if not places:
        return "文言が変わった可能性があります。似た箇所を確かめてください。"
    if len(fitting) > 1:
        return "同じ文言が複数の箇所にあります。どの箇所かを選んでください。"
    if not any(_same_label(label, place.label) for place in places):
        return "同じ文言がありますが、発言者が違います。確かめてください。"
    return (
        "同じ文言がありますが、前後の言葉が違うか、元の箇所が書き直されています。確かめてください。"
    )


def _doubtful(
    anchor: Anchor, new: Sequence[SpeechText], places: Sequence[Candidate], reason: str
) -> Reanchored:
    """Doubtful with the places to look at, or gone where nothing is alike."""
    texts = [speech.text for speech in new]
    alike = [
        Candidate(new[at].index, start, end, new[at].text[start:end], new[at].label)
        for at, start, end in alike_spans(anchor.quote, texts)
    ]
    candidates: list[Candidate] = []
    for each in (*places[:_CANDIDATES_AT_MOST], *alike):
        if not any(_overlap(each, other) for other in candidates):
            candidates.append(each)
    if not candidates:
        return Reanchored(AnchorStatus.GONE, "同じ文言も似た文言も見当たりません。")
    return Reanchored(AnchorStatus.DOUBTFUL, reason, candidates=tuple(candidates))


def _overlap(one: Candidate, other: Candidate) -> bool:
    same_speech = one.speech_index == other.speech_index
    return same_speech and one.start < other.end and other.start < one.end
