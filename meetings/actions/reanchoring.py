"""When corrected minutes arrive: where every passage, mark and decision is now."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from accounts.models import User
from issues.enums import PUBLISHABLE, CommitmentStatus
from meetings.actions import passages
from meetings.enums import AnchorStatus, SuggestionStatus
from meetings.minutes.quotes.anchoring import Anchor, Reanchored, SpeechText, reanchor
from meetings.models import MinutesSource, Passage, Sentence, Speech, Suggestion
from meetings.models.passage import CONTEXT

HELD = (*PUBLISHABLE, CommitmentStatus.RECORDED)
"""Records whose passages matter: those taken back keep theirs, but nobody has to look at them."""


@dataclass
class Report:
    """How many passages ended in each state, and the keys of those a person has to look at."""

    counts: dict[str, int] = field(
        default_factory=lambda: {status.value: 0 for status in AnchorStatus}
    )
    to_check: list[int] = field(default_factory=list)

    def as_details(self) -> dict[str, Any]:
        """For the record; empty when there was nothing to carry over."""
        return {"anchors": self.counts} if any(self.counts.values()) else {}


def carry_over(old: MinutesSource, new: MinutesSource, *, by: User) -> Report:
    """Anchor everything that stood in `old` again in `new`.

    A passage that is the same or has moved follows; a doubtful or lost one stays in the edition
    it was taken from, marked, until a person decides. One still undecided from an edition before
    `old` is looked for again. Decisions on suggestions and read sentences follow under the same
    rule; what does not follow is open again.
    """
    report = Report()
    here = Passage.objects.select_related("speech__source", "local_request", "commitment")
    for earlier in MinutesSource.objects.filter(meeting=new.meeting, edition__lt=old.edition):
        undecided = list(here.filter(speech__source=earlier).to_check())
        if undecided:
            _carry_passages(undecided, _Move(earlier, new), report, by=by)
    move = _Move(old, new)
    _carry_passages(list(here.filter(speech__source=old)), move, report, by=by)
    _carry_suggestions(move)
    _carry_sentences(move)
    return report


def _carry_passages(rows: list[Passage], move: _Move, report: Report, *, by: User) -> None:
    for passage in rows:
        result = move.find(passage.speech.index, passage.start, passage.end)
        _follow(passage, result, move, by=by)
        if passage.record.status not in HELD:
            continue
        report.counts[result.status.value] += 1
        if passage.anchor_status in (AnchorStatus.DOUBTFUL, AnchorStatus.GONE):
            report.to_check.append(passage.pk)


class _Move:
    """From one edition to the next."""

    def __init__(self, old: MinutesSource, new: MinutesSource) -> None:
        self.old, self.new = old, new
        self.old_texts = _texts(old)
        self.new_texts = _texts(new)
        self.old_by_index = {s.index: s for s in self.old_texts}
        self.speeches = {s.index: s for s in new.speeches.select_related("source")}

    def find(self, index: int, start: int, end: int) -> Reanchored:
        text = self.old_by_index[index].text
        anchor = Anchor(
            speech_index=index,
            start=start,
            end=end,
            quote=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
        )
        return reanchor(anchor, self.old_texts, self.new_texts)

    def place(self, index: int, start: int, end: int) -> tuple[Speech, int, int] | None:
        """The new place, when there is no doubt about it."""
        found = self.find(index, start, end)
        if not _certain(found):
            return None
        assert found.speech_index is not None
        assert found.start is not None
        assert found.end is not None
        return self.speeches[found.speech_index], found.start, found.end


def _texts(source: MinutesSource) -> list[SpeechText]:
    rows = source.speeches.order_by("index").values_list("index", "label", "text")
    return [SpeechText(index=index, label=label, text=text) for index, label, text in rows]


def _certain(found: Reanchored) -> bool:
    return found.status.value in (AnchorStatus.SAME, AnchorStatus.MOVED)


def _follow(passage: Passage, found: Reanchored, move: _Move, *, by: User) -> None:
    passage.anchor_status = AnchorStatus(found.status.value)
    passage.anchor_reason, passage.anchor_settled_at = found.reason[:300], None
    if _certain(found) and found.speech_index and found.start is not None and found.end:
        passages.place(passage, move.speeches[found.speech_index], found.start, found.end)
        passage.save()
        return
    passage.candidates = [asdict(candidate) for candidate in found.candidates]
    passage.save()
    if passage.record.status in HELD:
        passages.note_change(
            passage.record, by=by, unanchored={"quote": passage.quote, "reason": found.reason}
        )


def _carry_suggestions(move: _Move) -> None:
    """Decided suggestions go along with their words and replace the new ones under them."""
    decided = Suggestion.objects.filter(source=move.old).exclude(status=SuggestionStatus.PENDING)
    for suggestion in decided.select_related("speech"):
        place = move.place(suggestion.speech.index, suggestion.start, suggestion.end)
        if place is None:
            continue
        speech, start, end = place
        Suggestion.objects.pending().filter(
            source=move.new, speech=speech, type=suggestion.type, start__lt=end, end__gt=start
        ).delete()
        Suggestion.objects.filter(pk=suggestion.pk).update(
            source=move.new, speech=speech, start=start, end=end, quote=speech.text[start:end]
        )
    Suggestion.objects.pending().filter(source=move.old).delete()


def _carry_sentences(move: _Move) -> None:
    marked = Sentence.objects.filter(speech__source=move.old, cleared_at__isnull=False)
    for sentence in marked.select_related("speech"):
        place = move.place(sentence.speech.index, sentence.start, sentence.end)
        if place is None:
            continue
        speech, start, end = place
        Sentence.objects.filter(speech=speech, start=start, end=end).update(
            cleared_by=sentence.cleared_by, cleared_at=sentence.cleared_at
        )
