"""The draft as an agenda: a line for each point, its matters below it."""

from datetime import date

import pytest

from meetings.actions import laying_out, sessions
from meetings.actions.sessions import AgendaLine
from tests.meetings.sessions.conftest import moment
from workflow.machine import Refused

ON = date(2024, 6, 10)


@pytest.fixture
def first(stage):
    return stage.hold(stage.session(1, 5, 20))


def late(stage, title, **changed):
    """Its answer was due before the second session."""
    return stage.triage(stage.log(title, **changed), moment(4, 15), due=date(2024, 5, 31))


def second_session(stage, first):
    stage.close(first)
    return stage.session(2, 6, 10)


def laid_out(stage, meeting):
    return laying_out.lay_out(meeting, by=stage.cast.secretariat, on=ON)


def agenda(meeting):
    """Each line with the titles below it; "" for what is below none."""
    found = {str(item): [] for item in meeting.agenda_items.all()}
    for handling in meeting.handlings.select_related("agenda_item").order_by("position"):
        found.setdefault(str(handling.agenda_item or ""), []).append(str(handling.matter))
    return found


def test_each_point_of_the_draft_becomes_a_line_with_its_matters(stage, first):
    one, two = late(stage, "一つめ"), late(stage, "二つめ")
    meeting = second_session(stage, first)

    count = laid_out(stage, meeting)

    name = one.points.get().name
    assert count == 2
    assert agenda(meeting) == {f"1 {name}": [str(one), str(two)]}


def test_lines_of_other_matters_stay_and_the_new_ones_are_numbered_after_them(stage, first):
    asked = late(stage, "費用")
    meeting = second_session(stage, first)
    opening = [AgendaLine(None, 0, "1", "開会"), AgendaLine(None, 1, "(1)", "挨拶")]
    sessions.arrange(meeting, by=stage.cast.secretariat, lines=opening)

    laid_out(stage, meeting)

    name = asked.points.get().name
    assert agenda(meeting) == {"1 開会": [], "(1) 挨拶": [], f"2 {name}": [str(asked)]}


def test_a_line_that_bears_the_points_name_is_used(stage, first):
    asked = late(stage, "費用")
    meeting = second_session(stage, first)
    name = asked.points.get().name
    sessions.arrange(
        meeting, by=stage.cast.secretariat, lines=[AgendaLine(None, 0, "議題1", name, 20)]
    )

    laid_out(stage, meeting)

    assert agenda(meeting) == {f"議題1 {name}": [str(asked)]}
    assert meeting.agenda_items.get().minutes == 20


def test_what_came_along_from_the_session_before_is_sorted_in(stage, first):
    carried = late(stage, "持越し")
    stage.record(first, carried, "carried_over")
    meeting = second_session(stage, first)
    assert agenda(meeting) == {"": [str(carried)]}

    count = laid_out(stage, meeting)

    assert count == 0
    assert agenda(meeting) == {f"1 {carried.points.get().name}": [str(carried)]}


def test_a_matter_that_a_person_put_elsewhere_stays_there(stage, first):
    asked, other = late(stage, "先に載せた"), late(stage, "残り")
    meeting = second_session(stage, first)
    by = stage.cast.secretariat
    sessions.arrange(meeting, by=by, lines=[AgendaLine(None, 0, "1", "その他")])
    line = meeting.agenda_items.get()
    sessions.put_on(meeting, asked, by=by, agenda_item=line)

    laid_out(stage, meeting)

    name = asked.points.get().name
    assert agenda(meeting) == {"1 その他": [str(asked)], f"2 {name}": [str(other)]}


def test_with_nothing_new_it_says_so_and_changes_nothing(stage, first):
    late(stage, "費用")
    meeting = second_session(stage, first)
    laid_out(stage, meeting)
    before = agenda(meeting)

    with pytest.raises(Refused) as refused:
        laid_out(stage, meeting)

    assert refused.value.decision.reason == laying_out.NOTHING
    assert agenda(meeting) == before


def test_a_matter_moves_below_another_line_and_below_none(stage, first):
    asked = late(stage, "費用")
    meeting = second_session(stage, first)
    by = stage.cast.secretariat
    sessions.arrange(meeting, by=by, lines=[AgendaLine(None, 0, "1", "その他")])
    handling = sessions.put_on(meeting, asked, by=by)

    moved = laying_out.put_under(handling, by=by, agenda_item=meeting.agenda_items.get())
    assert agenda(meeting) == {"1 その他": [str(asked)]}

    laying_out.put_under(moved, by=by, agenda_item=None)
    assert agenda(meeting) == {"1 その他": [], "": [str(asked)]}


def test_a_line_of_another_session_is_refused(stage, first):
    by = stage.cast.secretariat
    sessions.arrange(first, by=by, lines=[AgendaLine(None, 0, "1", "前の会合")])
    asked = late(stage, "費用")
    meeting = second_session(stage, first)
    handling = sessions.put_on(meeting, asked, by=by)

    with pytest.raises(Refused) as refused:
        laying_out.put_under(handling, by=by, agenda_item=first.agenda_items.get())

    assert refused.value.decision.reason == laying_out.ELSEWHERE
