"""What changed between two sessions: all parts, and one sentence that sums them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from issues.models import Commitment, Opinion, Reply
from reports.changes import owed, sections, steps
from reports.changes.owed import Task
from reports.changes.scopes import Scope
from reports.changes.sections import Memo, Part
from reports.changes.spans import Span
from reports.changes.steps import Moved


@dataclass(frozen=True)
class Told:
    """The parts; `replied` and `settled` count requests."""

    new: Part[Any]
    moved: Part[Moved]
    settled: int
    replies: Part[Reply]
    replied: int
    opinions: Part[Opinion]
    points: Part[Moved]
    memos: Part[Memo]
    promised: Part[Commitment]
    judged: Part[Moved]
    done: Part[Task]
    late: Part[Task]

    @property
    def nothing(self) -> bool:
        """Nothing changed that the reader may know of."""
        parts = (self.new, self.moved, self.replies, self.opinions, self.points, self.memos)
        more = (self.promised, self.judged, self.done, self.late)
        return not any(part.total for part in (*parts, *more))


def changes_of(scope: Scope, span: Span) -> Told:
    """All that changed in the span, as far as the scope's actor sees it. The number of queries
    does not depend on how much it was."""
    requests = sections.requests(scope, span)
    points, (promised, judged) = sections.moved_points(scope, span), owed.commitments(scope, span)
    parts = (requests.moved, points, judged)
    told = steps.moved([part.rows for part in parts], span, actor=scope.actor)
    moved = [Part(rows, part.total) for rows, part in zip(told, parts, strict=True)]
    replies, replied = sections.replies(scope, span)
    done, late = owed.follow_ups(scope, span)
    return Told(
        new=requests.new,
        moved=moved[0],
        settled=requests.settled,
        replies=replies,
        replied=replied,
        opinions=sections.opinions(scope, span),
        points=moved[1],
        memos=sections.memos(scope, span),
        promised=promised,
        judged=moved[2],
        done=done,
        late=late,
    )
