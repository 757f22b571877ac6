"""Each 協議の場 has its own words: its minutes get its points by its words, and others none."""

import pytest

from issues.forums import chosen_forum
from meetings.actions import imports, saving, words
from meetings.models import MinutesImport, Suggestion
from meetings.review import words as chosen_words
from meetings.words import forum_words
from meetings.words.changes import Change
from tests.factories import forums as make
from tests.factories import meetings as files
from tests.factories.minutes import Said, minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(secretariat):
    return make.a_second_forum()


def keep(forum, by, *changes):
    words.keep(words.run(words.ask(forum, list(changes), by=by)), by=by, reason="はじめの言葉")


def read(secretariat, forum=None):
    handed_in = imports.hand_in(
        by=secretariat, data=files.TEXT.encode(), filename="a.txt", forum=forum
    )
    return imports.read(handed_in)


def points_in(reading):
    return {point["code"] for each in reading["requests"] for point in each["points"]}


def test_the_first_one_is_read_by_the_shipped_words(forum, secretariat):
    done = read(secretariat)

    assert done.reading["forum"] == forum.pk
    assert "cost" in points_in(done.reading)


def test_another_one_with_no_words_gets_no_points(second, secretariat):
    done = read(secretariat, second)

    assert len(done.reading["requests"]) > 0
    assert points_in(done.reading) == set()


def test_another_one_gets_its_own_points_by_its_own_words(second, secretariat):
    keep(second, secretariat, Change("devices", "［費用｜経費｜財政｜支援｜システム］", 3.0))

    assert points_in(read(secretariat, second).reading) == {"devices"}


def test_the_same_code_in_two_forums_has_two_vocabularies(forum, second, secretariat):
    keep(second, secretariat, Change("cost", "給食", 3.0))

    assert len(forum_words.listed(second, "cost")) == 1
    assert len(forum_words.listed(forum, "cost")) > 40
    assert "給食" not in [each.expression for each in forum_words.listed(forum, "cost")]


def test_saved_for_another_one_than_it_was_read_for_it_is_read_by_its_words(second, secretariat):
    keep(second, secretariat, Change("devices", "［費用｜経費｜財政｜支援｜システム］", 3.0))
    done = read(secretariat)
    everybody = [{**each, "side": each["side"] or "local"} for each in done.reading["attendees"]]

    meeting, _ = saving.save(
        done, by=secretariat, forum=second, corrections={"attendees": everybody}
    )

    assert meeting.body.forum == second
    rows = Suggestion.objects.filter(source=meeting.current_source, type="request")
    assert {point["code"] for row in rows for point in row.points} == {"devices"}


def test_words_that_a_person_chose_are_ranked_by_the_words_of_the_forum(second, secretariat):
    keep(second, secretariat, Change("devices", "端末", 3.0))
    held = minutes(Said("端末の費用を支えてほしい。"))
    speech = held.current_source.speeches.get()
    speech.source.meeting = held

    first = chosen_words.words_at(speech, 0, 13).ranked_points()
    held.body.forum = second
    held.body.save()
    speech.source.meeting = held

    assert [each["code"] for each in first][:1] == ["cost"]
    assert [each["code"] for each in chosen_words.words_at(speech, 0, 13).ranked_points()] == [
        "devices"
    ]


def test_a_vocabulary_takes_one_question_beside_that_for_the_first_forum(
    second, secretariat, django_assert_num_queries
):
    keep(second, secretariat, Change("devices", "端末", 3.0), Change("cost", "給食", 3.0))

    with django_assert_num_queries(2):
        found = forum_words.vocabulary_of(second.pk)
    assert forum_words.vocabulary_of(second.pk) is found


def test_a_file_that_was_handed_in_before_is_read_for_the_first_one(secretariat, points):
    done = read(secretariat)
    MinutesImport.objects.update(forum=None)
    done.refresh_from_db()

    assert imports.forum_read_for(done) == chosen_forum.first().pk
