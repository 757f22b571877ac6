"""Who may do what with sessions and with what they do with a matter.

○ allowed　× not in this status　△ something is missing　・ not this person's move
"""

from datetime import date

import pytest

from meetings.enums import HandlingOutcome, MeetingStatus
from meetings.models import Handling, Meeting
from meetings.transitions import HANDLING, MEETING
from tests.meetings.sessions.conftest import ROLES

SIGNS = {None: "○", "forbidden": "・", "conflict": "×", "incomplete": "△"}
# 開催予定 開催済 議事要旨公表済 確定 中止 延期（期日未定）
MEETINGS = {
    "secretariat": """
        import_minutes   ○ ○ ○ ○ ○ ○
        plan             ○ ○ ○ ○ ○ ○
        call_off         ○ × × × × ○
        put_off          ○ × × × × ×
        postpone         ○ × × × × ○
        reinstate        × × × × ○ ○
        hold             ○ × × × × ×
        receive_minutes  ○ ○ × × × ×
        reimport         × ○ ○ ○ × ×
        take_back_minutes ○ ○ ○ ○ ○ ○
        return_to_plan   × ○ × × × ×
        edit             ○ ○ × × × ×
        correct          × × ○ × × ×
        publish          × ○ ○ × × ×
        publish_original × × ○ ○ × ×
        publish_more     × × × ○ × ×
        unpublish        × × ○ × × ×
        unpublish_closed × × × ○ × ×
        unpublish_part   ○ ○ ○ ○ ○ ○
        show_part        ○ ○ ○ ○ ○ ○
        black_out        ○ ○ ○ ○ ○ ○
        show_words       ○ ○ ○ ○ ○ ○
        arrange          ○ ○ ○ × × ×
        record           × ○ ○ × × ×
        close            × × ○ × × ×
        add_to_report    × × × ○ × ×
    """,
    "wt_member": """
        import_minutes   ○ ○ ○ ○ ○ ○
        take_back_minutes ○ ○ ○ ○ ○ ○
    """,
}
# the same, by the status of the session that the matter is on
HANDLINGS = {
    "secretariat": """
        put_on      ○ ○ ○ ○ ○ ○
        edit        ○ ○ ○ △ △ △
        report      △ ○ ○ △ △ △
        discuss     △ ○ ○ △ △ △
        decide      △ ○ ○ △ △ △
        carry_over  △ ○ ○ △ △ △
        unrecord    ○ ○ ○ △ △ △
    """,
}


def written(workflow, rows):
    drawn = {row.verb: "・ ・ ・ ・ ・ ・" for row in workflow.transitions}
    for line in rows.strip().splitlines():
        verb, cells = line.split(maxsplit=1)
        assert verb in drawn
        drawn[verb] = cells
    return drawn


def as_drawn(workflow, actor, objects):
    return {
        row.verb: " ".join(SIGNS[workflow.decide(row.verb, actor, o).refusal] for o in objects)
        for row in workflow.transitions
    }


def in_every_status():
    return [Meeting(status=status, held_on=date(2024, 5, 20)) for status in MeetingStatus]


@pytest.mark.parametrize("role", [*ROLES, "visitor"])
def test_moves_on_meetings(role, cast, visitor):
    actor = getattr(cast, role, visitor)

    drawn = as_drawn(MEETING, actor, in_every_status())

    assert drawn == written(MEETING, MEETINGS.get(role, ""))


@pytest.mark.parametrize("outcome", HandlingOutcome)
@pytest.mark.parametrize("role", [*ROLES, "visitor"])
def test_moves_on_what_a_session_does_with_a_matter(role, outcome, cast, visitor):
    actor = getattr(cast, role, visitor)
    handlings = [Handling(meeting=meeting, status=outcome) for meeting in in_every_status()]

    drawn = as_drawn(HANDLING, actor, handlings)

    assert drawn == written(HANDLING, HANDLINGS.get(role, ""))


def test_a_session_that_lies_ahead_has_not_been_held(cast):
    ahead = Meeting(status=MeetingStatus.PLANNED, held_on=date(2999, 1, 1))

    decision = MEETING.decide("hold", cast.secretariat, ahead)

    assert (decision.refusal, decision.reason) == (
        "incomplete",
        "開催日になってから「開催済」にしてください。",
    )
