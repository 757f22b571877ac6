"""A note and the completing of a task can be taken back."""

import pytest

from issues.actions import follow_ups
from issues.models import FollowUp, ProgressNote
from workflow import history

WHY = "別の依頼のもの"


@pytest.fixture
def task(life):
    return life.assign(life.log())


def fields(task):
    rows = FollowUp.objects.filter(pk=task.pk).values()
    return [{k: v for k, v in row.items() if k != "version"} for row in rows]


def test_a_completing_taken_back_leaves_the_task_as_it_was(task, cast):
    before = fields(task)
    done = follow_ups.complete(task, by=cast.digital, result="終えた")

    follow_ups.uncomplete(done, by=cast.digital)

    assert fields(task) == before
    last = history.entries_of(task).last()
    assert (last.verb, last.details["taken_back"]) == ("uncomplete", "終えた")


def test_a_note_taken_back_stands_no_more_and_stays_in_the_record(task, cast):
    note = follow_ups.note(task, by=cast.digital, text="着手した")

    follow_ups.take_back_note(note, by=cast.digital)

    assert list(task.notes.standing()) == []
    assert ProgressNote.objects.get().text == "着手した"
    assert history.entries_of(task).last().details == {"taken_back": "着手した"}


def test_others_do_not_and_the_secretariat_says_why(task, cast, refusal):
    note = follow_ups.note(task, by=cast.secretariat, text="電話で聞いた")

    assert refusal(follow_ups.take_back_note, note, by=cast.digital)[0] == "forbidden"
    assert refusal(follow_ups.take_back_note, note, by=cast.secretariat)[0] == "incomplete"
    follow_ups.take_back_note(note, by=cast.secretariat, reason=WHY)
    again = refusal(follow_ups.take_back_note, note, by=cast.secretariat, reason=WHY)
    assert again[0] == "conflict"
