"""What was understood of one minutes file: plain values, no Django, no database.

Field names follow the output of ``parse_minutes --json``; `as_json` turns the whole into it.
All positions are character offsets into ``Speech.text`` (Python slices, end exclusive).
Speech indexes start at 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from meetings.minutes.accounting.entries import HeadingLine, LeftOut


class Side(StrEnum):
    """Which side of the table a person sits on."""

    NATIONAL = "national"
    LOCAL = "local"
    SECRETARIAT = "secretariat"


class SourceKind(StrEnum):
    """Which sort of record a file is. The value is shown on screen."""

    SPEAKERS = "発言者ごとの議事録"
    TRANSCRIPT = "会議の文字起こし"
    QUESTIONS = "問と答の記録"
    ATTRIBUTED = "発言した人や団体を添えた要旨"
    SIDES = "立場ごとの要旨"
    NARRATIVE = "発言を文章で伝える要旨"
    ANSWERS = "意見と回答を並べた要旨"
    PROPOSALS = "提案と回答の一覧"
    DEMANDS = "要望書・提言"
    NONE = "発言のない記録"

    @property
    def prints_labels(self) -> bool:
        """Whether labels stand beside the words. Else a sentence or a cell names who speaks, or
        nothing does."""
        return self not in (
            SourceKind.NARRATIVE,
            SourceKind.ANSWERS,
            SourceKind.PROPOSALS,
            SourceKind.DEMANDS,
        )


class DirectionKind(StrEnum):
    """What a stage direction （…） means."""

    PRESS_EXIT = "press_exit"
    NO_QUESTIONS = "no_questions"
    NO_HANDS = "no_hands"
    ASSENT = "assent"
    OTHER = "other"


@dataclass(frozen=True)
class MeetingFacts:
    """Heading of the minutes. A fact that the file does not state is None (or "")."""

    title: str = ""
    body: str = ""
    session_number: int | None = None
    date: date | None = None
    start: time | None = None
    end: time | None = None
    place: str = ""


@dataclass(frozen=True)
class Attendee:
    """One line of the attendee list.

    `position` is the post as printed (愛知県一宮市長), split into `organization` (愛知県一宮市) and
    `title` (市長). `side` is None where nothing in the file tells it. `code` is the six-digit
    全国地方公共団体コード where the organization is
    one local government without doubt. `note` keeps remarks such as 欠席 or 代理.
    """

    name: str
    title: str
    organization: str
    side: Side | None
    code: str | None = None
    position: str = ""
    note: str = ""


@dataclass(frozen=True)
class AgendaEntry:
    """One line of the agenda; `number` as printed ("2", "(1)")."""

    number: str
    title: str
    items: tuple[AgendaEntry, ...] = ()


@dataclass(frozen=True)
class MinutesDocument:
    """One handed-out document. `submitter` only where the list names one."""

    label: str
    title: str
    submitter: str | None = None


@dataclass(frozen=True)
class Speech:
    """One turn at speaking. `text` is the repaired text, paragraphs separated by one newline.

    `attendee` is the full name in the attendee list, or None when the label fits nobody or several
    there. `side` and `organization` come from that attendee, else from the label where it is plain.
    `pages`: the places in `text` at which a page of the source begins, with its number; in papers
    of demands only.
    """

    index: int
    label: str
    text: str
    attendee: str | None = None
    side: Side | None = None
    organization: str = ""
    code: str | None = None
    pages: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class StageDirection:
    """A direction in brackets. `inside` is True when the same speaker goes on after it;
    `position` is then the offset in that speech's text before which it stands."""

    after_speech: int
    inside: bool
    text: str
    kind: DirectionKind
    position: int | None = None


@dataclass(frozen=True)
class Heading:
    """A heading between speeches (「２．意見交換」): nobody's words. `after_speech` is 0 before the
    first. `column`: its first words, where the head of a table says them once for all rows."""

    after_speech: int
    text: str
    column: str = ""

    @property
    def printed(self) -> str:
        """What stands at this place of the file."""
        return self.text.removeprefix(self.column).strip("\u3000 ")


@dataclass(frozen=True)
class Decision:
    """A decision declared by `quote` in `speech`, confirmed by the stage direction's text."""

    speech: int
    quote: str
    confirmed_by: str | None


@dataclass(frozen=True)
class PageBreakJoin:
    """Where two halves were put together: the words before and after, and what was dropped
    because both halves held it (`overlap`, usually "")."""

    before: str
    after: str
    overlap: str = ""


@dataclass(frozen=True)
class ReadingNote:
    """Something a person should look at before saving. `message` is Japanese, for the screen.

    `confirm`: saving waits until a person says that it was looked at. `speech`: which one it is
    about. `people`: whose speeches are missing; it is settled when these are found.
    """

    code: str
    message: str
    confirm: bool = False
    speech: int | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedMinutes:
    """The whole file. Each of its characters stands in one part or in `left_out`."""

    meeting: MeetingFacts
    attendees: tuple[Attendee, ...] = ()
    agenda: tuple[AgendaEntry, ...] = ()
    documents: tuple[MinutesDocument, ...] = ()
    speeches: tuple[Speech, ...] = ()
    stage_directions: tuple[StageDirection, ...] = ()
    decisions: tuple[Decision, ...] = ()
    joins: tuple[PageBreakJoin, ...] = ()
    notes: tuple[ReadingNote, ...] = ()
    headings: tuple[Heading, ...] = ()
    kind: SourceKind = SourceKind.NONE
    heading_lines: tuple[HeadingLine, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class RequestKind(StrEnum):
    """What the local side's words are: asked, worried about, or told."""

    REQUEST = "request"
    CONCERN = "concern"
    INFORMATION = "information"


class Strength(StrEnum):
    """Whether the asking is said in so many words."""

    EXPLICIT = "explicit"
    IMPLICIT = "implicit"


@dataclass(frozen=True)
class PointScore:
    """A discussion point, how well it fits (0 to 1), and the words that say so."""

    code: str
    score: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class MinistryScore:
    """A ministry by its code in the directory, how likely it is meant (0 to 1), and the words or
    the office that say so."""

    code: str
    score: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class SuggestedRequest:
    """Words of the local side that may be a request. No `points` means that none of them fits;
    `ministries` are those it may concern, the likeliest first. `triggers` are the words that caused
    it; `confidence` (0 to 1) orders and labels suggestions on screen. `page`: where they begin in
    the source, as far as that is known."""

    speech: int
    start: int
    end: int
    quote: str
    summary: str
    organization: str
    kind: RequestKind
    strength: Strength
    points: tuple[PointScore, ...]
    triggers: tuple[str, ...]
    confidence: float
    ministries: tuple[MinistryScore, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class SuggestedCommitment:
    """Words of the national side that may be a commitment; fields as in `SuggestedRequest`.

    `grade` is strong, medium or weak: how far the words bind.
    """

    speech: int
    start: int
    end: int
    quote: str
    summary: str
    grade: str
    points: tuple[PointScore, ...]
    triggers: tuple[str, ...]
    confidence: float
    ministries: tuple[MinistryScore, ...] = ()


@dataclass(frozen=True)
class Suggestions:
    """All suggestions for one file, in the order of the text."""

    requests: tuple[SuggestedRequest, ...] = field(default=())
    commitments: tuple[SuggestedCommitment, ...] = field(default=())


class UnreadableMinutes(Exception):
    """The file cannot be read as minutes. The message is Japanese and says what to do."""
