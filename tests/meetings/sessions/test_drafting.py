"""The agenda draft: each reason by itself, the order, the words and the document behind each."""

from datetime import date

import pytest

from issues.actions import follow_ups, opinions, relations, triage
from issues.due_dates.due import named
from meetings.actions import meetings, passages
from meetings.models import Attendance, Document
from meetings.sessions import drafting
from meetings.sessions.drafting import Reason
from tests.factories import meetings as minutes
from tests.factories.cast import organization
from tests.meetings.sessions.conftest import moment

LONG_DUE = date(2024, 12, 27)
ON = date(2024, 6, 10)


def hold_the_first(stage):
    return stage.hold(stage.session(1, 5, 20))


@pytest.fixture
def first(remember):
    """The first session, held and still open."""
    return remember(hold_the_first)


@pytest.fixture
def drafted(stage):
    """The draft of the second session: points, titles and reasons."""

    def draft(actor=None):
        second = stage.body.meetings.filter(session_number=2).first() or stage.session(2, 6, 10)
        return drafting.draft(second, actor=actor or stage.cast.secretariat, on=ON)

    return draft


def told(sections):
    return {
        matter.local_request.title: list(matter.reasons)
        for section in sections
        for matter in section.matters
    }


def waiting(stage, title, **changed):
    """Triaged, with time left to answer."""
    return stage.triage(stage.log(title, **changed), moment(4, 15), due=LONG_DUE)


def follow_up(stage, subject, due):
    return follow_ups.assign(
        subject,
        by=stage.cast.secretariat,
        organization=organization("digital"),
        title="案を作る",
        due=named(due),
    )


class TestReasons:
    def test_without_any_a_request_stays_off(self, stage, first, drafted):
        waiting(stage, "まだ")
        stage.log("受付だけ")

        assert drafted() == ()

    def test_carried_over_by_the_last_session(self, stage, first, drafted):
        stage.record(first, waiting(stage, "持越し"), "carried_over")
        stage.close(first)

        assert told(drafted()) == {"持越し": [Reason.CARRIED]}

    def test_not_carried_over_while_that_session_is_open(self, stage, first, drafted):
        stage.record(first, waiting(stage, "持越し"), "carried_over")

        assert told(drafted()) == {}

    @pytest.mark.parametrize(("due", "late"), [(9, True), (10, False)])
    def test_unanswered_by_the_due_date(self, stage, first, drafted, due, late):
        stage.triage(stage.log("未回答"), moment(4, 15), due=date(2024, 6, due))

        assert told(drafted()) == ({"未回答": [Reason.UNANSWERED]} if late else {})

    @pytest.mark.parametrize(("due", "late"), [(9, True), (10, False)])
    def test_a_follow_up_that_is_late(self, stage, first, drafted, due, late):
        follow_up(stage, waiting(stage, "対応依頼"), date(2024, 6, due))

        assert told(drafted()) == ({"対応依頼": [Reason.LATE]} if late else {})

    def test_a_late_follow_up_on_a_point_is_told_beside_the_point(self, stage, first, drafted):
        follow_up(stage, stage.points["role"], date(2024, 6, 1))

        assert [(s.point.code, s.reasons, s.matters) for s in drafted()] == [
            ("role", (Reason.LATE,), ())
        ]

    def test_a_reply_that_the_requester_does_not_accept(self, stage, first, drafted):
        obj = waiting(stage, "不服")
        stage.reply(obj, moment(5, 1))
        stage.opinion(obj, moment(5, 2))

        assert told(drafted()) == {"不服": [Reason.DISPUTED]}

    def test_a_new_round_keeps_it_disputed_until_it_is_answered(self, stage, first, drafted):
        obj = waiting(stage, "再検討")
        stage.reply(obj, moment(5, 1))
        stage.opinion(obj, moment(5, 2), again=True)
        triage.change_due(
            type(obj).objects.get(pk=obj.pk), by=stage.cast.secretariat, due=named(LONG_DUE),
            reason="照会のため",
        )  # fmt: skip
        asked_again = told(drafted())
        obj.refresh_from_db()

        stage.reply(obj, moment(5, 10))

        assert (asked_again, told(drafted())) == ({"再検討": [Reason.DISPUTED]}, {})

    def test_an_opinion_that_was_taken_back_disputes_nothing(self, stage, first, drafted):
        obj = waiting(stage, "納得")
        stage.reply(obj, moment(5, 1))
        given = stage.opinion(obj, moment(5, 2))
        opinions.edit(given, by=stage.cast.misato, stance="satisfied")

        assert told(drafted()) == {}

    def test_raised_again(self, stage, first, drafted):
        earlier, later = waiting(stage, "前回"), waiting(stage, "再提出")
        relations.mark_re_raised(later, by=stage.cast.secretariat, earlier=earlier)

        assert told(drafted()) == {"再提出": [Reason.RE_RAISED]}

    @pytest.mark.parametrize(
        ("at", "since"),
        [(moment(5, 20, 14, 59), False), (moment(5, 20, 15, 1), True), (moment(6, 11), False)],
    )
    def test_answered_since_the_last_session(self, stage, first, drafted, at, since):
        stage.reply(waiting(stage, "回答"), at)
        stage.close(first)

        assert told(drafted()) == ({"回答": [Reason.REPLIED]} if since else {})

    def test_the_first_session_has_none_before_it(self, stage, drafted):
        stage.reply(waiting(stage, "回答"), moment(5, 1))

        assert told(drafted()) == {}

    def test_what_is_settled_or_withdrawn_needs_no_talk(self, stage, first, drafted):
        obj = stage.triage(stage.log("取下げ"), moment(4, 15))
        relations.withdraw(obj, by=stage.cast.misato, reason="解決したため")

        assert told(drafted()) == {}

    def test_nobody_sees_more_than_elsewhere(self, stage, first, drafted):
        stage.triage(stage.log("内部"), moment(4, 15))

        assert told(drafted(stage.cast.stranger)) == {}
        assert told(drafted(stage.cast.misato)) == {"内部": [Reason.UNANSWERED]}


def test_most_reasons_first_then_the_strongest_then_the_number(stage, first, drafted):
    late = [stage.triage(stage.log(f"未回答{i}"), moment(4, 15)) for i in (1, 2)]
    carried = waiting(stage, "持越し")
    both = stage.triage(stage.log("未回答と対応依頼"), moment(4, 15))
    follow_up(stage, both, date(2024, 6, 1))
    other = stage.triage(stage.log("前の論点", code="efficiency"), moment(4, 15))
    stage.record(first, carried, "carried_over")
    stage.close(first)

    sections = drafted()

    assert [(s.point.code, [m.local_request for m in s.matters]) for s in sections] == [
        ("efficiency", [other]),
        ("cost", [both, carried, *late]),
    ]


class TestWordsAndDocuments:
    @pytest.fixture
    def meeting(self, stage):
        """Minutes in which the mayor of 美郷町 asks for money."""
        return minutes.a_meeting(stage.cast.secretariat)

    def log_from(self, stage, meeting, words=minutes.TOWN):
        speech = meeting.current_source.speeches.get(text__contains=words)
        start = speech.text.index(words)
        obj = passages.log_request(
            by=stage.cast.secretariat,
            speech=speech,
            start=start,
            end=start + len(words),
            kind="request",
            title=words[:20],
            points=[stage.points["cost"]],
        )
        return stage.triage(obj, moment(6, 4), due=date(2024, 6, 5))

    def handed_in(self, meeting, *submitters):
        Document.objects.bulk_create(
            Document(meeting=meeting, position=i, label=f"資料{i}", title="説明", submitter=who)
            for i, who in enumerate(submitters, 1)
        )

    def one(self, sections):
        return sections[0].matters[0]

    def test_it_shows_the_words_and_the_speaker_s_document(self, stage, first, drafted, meeting):
        self.handed_in(meeting, "", "鈴木構成員", "佐藤構成員")
        self.log_from(stage, meeting)

        matter = self.one(drafted())

        assert matter.passage.quote == minutes.TOWN
        assert matter.document.label == "資料3"

    def test_a_longer_surname_is_another_person(self, stage, first, drafted, meeting):
        Attendance.objects.create(meeting=meeting, position=90, name="佐藤田 三郎", side="local")
        self.handed_in(meeting, "佐藤田構成員")
        self.log_from(stage, meeting)

        assert self.one(drafted()).document is None

    def test_two_of_one_surname_are_not_told_apart(self, stage, first, drafted, meeting):
        Attendance.objects.create(meeting=meeting, position=90, name="佐藤 三郎", side="local")
        self.handed_in(meeting, "佐藤構成員")
        self.log_from(stage, meeting)

        assert self.one(drafted()).document is None

    def test_a_request_without_minutes_has_neither(self, stage, first, drafted):
        stage.triage(stage.log("登録だけ"), moment(4, 15))

        matter = self.one(drafted())

        assert (matter.passage, matter.document) == (None, None)

    def test_the_number_of_queries_does_not_grow(
        self,
        stage,
        first,
        drafted,
        meeting,
        django_assert_num_queries,
        django_assert_max_num_queries,
    ):
        self.handed_in(meeting, "佐藤構成員")
        self.log_from(stage, meeting)
        drafted()
        with django_assert_max_num_queries(20) as few:
            drafted()
        self.log_from(stage, meeting, minutes.PREFECTURE)
        for number in range(10):
            obj = stage.triage(stage.log(f"要望{number}", code="role"), moment(4, 15))
            follow_up(stage, obj, date(2024, 6, 1))

        with django_assert_num_queries(len(few)):
            sections = drafted()

        assert [len(s.matters) for s in sections] == [10, 2]


def test_publishing_verbs_follow_the_status(stage, first):
    assert meetings.publishing_verb(first) == "publish"
    stage.close(first)
    assert meetings.publishing_verb(first) == "publish_more"
