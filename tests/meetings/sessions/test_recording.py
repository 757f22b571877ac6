"""Planning a session, its agenda, and recording what it did."""

from datetime import date, time

import pytest

from issues.actions import discussion_points
from issues.models import LocalRequest
from meetings.actions import handlings, passages, saving, sessions
from meetings.actions.sessions import AgendaLine
from meetings.enums import Side
from meetings.models import AgendaItem, Handling, SessionDecision
from meetings.sessions import checklist
from meetings.sessions.checklist import Stage
from tests.factories import meetings as minutes
from tests.meetings.sessions.conftest import moment
from workflow import history


@pytest.fixture
def planned(stage):
    return stage.session(1, 6, 3)


@pytest.fixture
def held(stage, planned):
    return stage.hold(planned)


def arrange(stage, meeting, *lines):
    return sessions.arrange(meeting, by=stage.cast.secretariat, lines=lines)


def drawn(meeting):
    return [
        (item.number, item.title, item.minutes, str(item.parent or ""))
        for item in meeting.agenda_items.select_related("parent")
    ]


class TestPlanning:
    def test_the_same_session_is_not_planned_twice(self, stage, planned, refusal):
        kind, reason = refusal(stage.session, 1, 6, 4)

        assert (kind, reason) == ("incomplete", "この会議体のこの回は、すでに登録されています。")

    def test_its_title_names_body_and_number(self, planned):
        assert planned.title == "国・地方デジタル共通基盤ワーキングチーム（第1回）"

    def test_a_session_that_lies_ahead_is_not_held(self, stage, refusal):
        ahead = sessions.plan(
            stage.body, by=stage.cast.secretariat, session_number=9, held_on=date(2999, 1, 1)
        )

        kind, _ = refusal(sessions.hold, ahead, by=stage.cast.secretariat)

        assert kind == "incomplete"


class TestAgenda:
    def test_lines_are_nested_ordered_and_timed(self, stage, planned):
        arrange(
            stage,
            planned,
            AgendaLine(None, 0, "1", "開会", 5),
            AgendaLine(None, 0, "2", "議事"),
            AgendaLine(None, 1, "(1)", "費用負担", 20),
        )

        assert drawn(planned) == [
            ("1", "開会", 5, ""),
            ("2", "議事", None, ""),
            ("(1)", "費用負担", 20, "2 議事"),
        ]

    def test_what_hangs_on_a_line_that_goes_stays_with_its_matters(self, stage, planned):
        arrange(
            stage, planned, AgendaLine(None, 0, "1", "議事"), AgendaLine(None, 1, "(1)", "費用")
        )
        _, item = planned.agenda_items.all()
        handling = stage.put_on(planned, stage.points["cost"], agenda_item=item)

        arrange(stage, planned, AgendaLine(item.pk, 0, "1", "費用"))

        handling.refresh_from_db()
        assert drawn(planned) == [("1", "費用", None, "")]
        assert handling.agenda_item == item

    @pytest.mark.parametrize("title", [" ", "あ" * 251])
    def test_a_title_is_needed_and_has_its_length(self, stage, planned, refusal, title):
        kind, reason = refusal(arrange, stage, planned, AgendaLine(None, 0, "1", title))

        assert (kind, reason[:4], AgendaItem.objects.count()) == ("incomplete", "「議事」", 0)

    def test_a_matter_is_put_on_once_and_in_order(self, stage, planned):
        first = stage.put_on(planned, stage.points["cost"])
        second = stage.put_on(planned, stage.log("様式"))

        again = stage.put_on(planned, stage.points["cost"])
        sessions.order(planned, by=stage.cast.secretariat, keys=[second.pk, first.pk])

        assert again == first
        assert list(planned.handlings.all()) == [second, first]

    def test_a_matter_is_taken_off_until_something_is_recorded(self, stage, held, refusal):
        off = stage.put_on(held, stage.points["cost"])
        on = stage.record(held, stage.points["role"], "planned", "準備の記録")
        by = stage.cast.secretariat

        sessions.take_off(off, by=by)

        assert refusal(sessions.take_off, on, by=by)[0] == "conflict"
        assert list(Handling.objects.all()) == [on]

    def test_invited_people_and_documents_are_set_whole(self, stage, planned, refusal):
        by = stage.cast.secretariat
        people = [{"name": name, "side": Side.LOCAL} for name in ("村岡 嗣政", "中野 正康")]
        sessions.invite(planned, by=by, people=people)
        sessions.invite(planned, by=by, people=people[1:])
        sessions.list_documents(planned, by=by, documents=[("資料1", "説明", "中野構成員")])

        assert [a.name for a in planned.attendances.all()] == ["中野 正康"]
        assert [str(d) for d in planned.documents.all()] == ["資料1 説明"]
        assert refusal(sessions.invite, planned, by=by, people=[{"name": "", "side": "local"}]) == (
            "incomplete",
            "「氏名」このフィールドは空ではいけません。",
        )


class TestRecording:
    def test_outcomes_wait_until_it_was_held(self, stage, planned, refusal):
        handling = stage.put_on(planned, stage.points["cost"])
        by = stage.cast.secretariat

        noted = handlings.record(handling, by=by, outcome="planned", note="資料を配る")
        refused = refusal(handlings.record, handling, by=by, outcome="decided", note="")

        assert (noted.status, noted.note) == ("planned", "資料を配る")
        assert refused == (
            "incomplete",
            "会合を「開催済」にすると、取扱いを記録できます。",
        )

    def test_it_counts_from_the_end_of_the_session(self, stage, held):
        handling = stage.record(held, stage.points["cost"], "discussed")

        change = history.entries_of(handling).last().status_change

        assert (change.to_status, change.effective_at) == ("discussed", moment(6, 3, 15))

    def test_without_an_end_it_counts_from_the_day_s_last_minute(self, stage):
        meeting = stage.session(2, 6, 4, ends_at=None)

        assert handlings.moment_of(meeting) == moment(6, 4, 23, 59)

    def test_the_same_outcome_again_changes_the_note_alone(self, stage, held):
        stage.record(held, stage.points["cost"], "discussed", "はじめ")

        handling = stage.record(held, stage.points["cost"], "discussed", "あと")

        assert [entry.verb for entry in history.entries_of(handling)] == [
            "put_on",
            "discuss",
            "edit",
        ]
        assert handling.note == "あと"

    def test_who_typed_on_an_older_version_is_told(self, stage, held, refusal):
        handling = stage.record(held, stage.points["cost"], "discussed", "一人目")

        refused = refusal(
            handlings.record,
            handling,
            by=stage.cast.secretariat,
            outcome="decided",
            note="二人目",
            version=handling.version - 1,
        )

        handling.refresh_from_db()
        assert (refused[0], handling.note) == ("conflict", "一人目")

    def test_a_point_moves_as_of_the_session(self, stage, held):
        stage.move_point(held, "cost", "start_discussion")

        point = stage.points["cost"]
        assert history.status_as_of(point, moment(6, 3, 15)) == "discussing"
        assert history.status_as_of(point, moment(6, 3, 14, 59)) is None

    def test_a_move_in_the_past_follows_the_table_of_that_time(self, stage, held, refusal):
        point = stage.points["cost"]
        for verb in ("start_discussion", "set_direction"):
            discussion_points.move(
                point, verb, by=stage.cast.secretariat, effective_at=moment(7, 1)
            )
        handling = stage.record(held, point, "discussed")
        by = stage.cast.secretariat

        refused = refusal(handlings.move_point, handling, "set_direction", by=by)
        handlings.move_point(handling, "start_discussion", by=by)

        point.refresh_from_db()
        assert refused[0] == "conflict"
        assert point.status == "direction"
        assert history.status_as_of(point, moment(6, 4)) == "discussing"
        assert history.status_as_of(point, moment(7, 1)) == "direction"

    def test_a_request_is_settled_by_the_session(self, stage, held):
        obj = stage.triage(stage.log("様式"), moment(4, 15))
        stage.reply(obj, moment(5, 1))
        handling = stage.record(held, obj, "decided")

        settled = handlings.settle_request(
            handling, by=stage.cast.secretariat, reflected_in="基本方針"
        )

        assert settled.status == "settled"
        assert history.status_as_of(obj, moment(6, 3, 14, 59)) == "replied"
        assert history.entries_of(handling).last().details == {"status": "決着"}

    @pytest.mark.parametrize("before", ["planned", "carried_over"])
    def test_settling_says_by_the_same_act_what_the_session_did(self, stage, held, before):
        obj = stage.triage(stage.log("様式"), moment(4, 15))
        stage.reply(obj, moment(5, 1))
        handling = stage.record(held, obj, before)
        entries = history.entries_of(handling).count()

        handlings.settle_request(handling, by=stage.cast.secretariat, reflected_in="基本方針")

        handling.refresh_from_db()
        last = history.entries_of(handling).last()
        assert handling.status == "decided"
        assert history.entries_of(handling).count() == entries + 1
        assert (last.verb, last.details) == ("decide", {"status": "決着"})
        assert not [lack for lack in checklist.lacks(held) if lack.stage == Stage.RECORD]

    def test_decisions_are_written_down_and_struck(self, stage, held, refusal):
        by = stage.cast.secretariat
        handlings.decide(held, by=by, text=" 予算で行う。 ")
        wrong = handlings.decide(held, by=by, text="誤り")

        handlings.take_back(wrong, by=by)

        assert [d.text for d in SessionDecision.objects.all()] == ["予算で行う。"]
        assert history.entries_of(held).last().details == {"decision_taken_back": "誤り"}
        assert refusal(handlings.decide, held, by=by, text=" ")[0] == "incomplete"

    def test_each_session_has_its_own_memo_of_a_point(self, stage, held, refusal):
        by, point = stage.cast.secretariat, stage.points["cost"]
        second = stage.hold(stage.session(2, 7, 1))
        handlings.write_memo(point, by=by, meeting=held, text="第1回")
        memo = handlings.write_memo(point, by=by, meeting=second, text="第2回")

        handlings.write_memo(point, by=by, meeting=second, text="第2回、続き", version=memo.version)

        assert [m.text for m in point.memos.all()] == ["第1回", "第2回、続き"]
        refused = refusal(handlings.write_memo, point, by=by, meeting=second, text="x", version=1)
        assert refused[0] == "conflict"


class TestMinutesOfAPlannedSession:
    @pytest.fixture
    def meeting(self, stage, planned):
        """Planned, with an agenda, a matter on it and people invited."""
        arrange(
            stage,
            planned,
            AgendaLine(None, 0, "1", "あいさつ", 5),
            AgendaLine(None, 0, "2", "意見交換", 50),
        )
        item = planned.agenda_items.last()
        stage.put_on(planned, stage.points["cost"], agenda_item=item)
        return planned

    def receive(self, stage, meeting, text=minutes.TEXT):
        file = minutes.an_import(stage.cast.secretariat, text)
        received, _ = saving.save(file, by=stage.cast.secretariat, edition_of=meeting)
        return received

    def log_from(self, stage, meeting):
        speech = meeting.current_source.speeches.get(text__contains=minutes.TOWN)
        start = speech.text.index(minutes.TOWN)
        return passages.log_request(
            by=stage.cast.secretariat,
            speech=speech,
            start=start,
            end=start + len(minutes.TOWN),
            kind="request",
            title="財政支援",
            points=[stage.points["cost"]],
        )

    def test_it_was_held_then_and_keeps_what_was_planned(self, stage, meeting):
        received = self.receive(stage, meeting)

        handling = received.handlings.get()
        assert (received.pk, received.status) == (meeting.pk, "held")
        assert [entry.verb for entry in history.entries_of(received)][-1] == "receive_minutes"
        assert drawn(received) == [("1", "開会", None, ""), ("2", "意見交換", 50, "")]
        assert handling.agenda_item == received.agenda_items.last()
        assert received.current_source.speeches.count() == 4

    def test_what_the_minutes_do_not_say_stays_as_planned(self, stage, meeting):
        text = minutes.TEXT.replace("場所：中央合同庁舎\n", "").replace("14:00～15:00", "")

        received = self.receive(stage, meeting, text)

        received.refresh_from_db()
        assert (received.place, received.starts_at, received.ends_at) == (
            "中央合同庁舎",
            time(14),
            time(15),
        )

    def test_the_next_edition_is_a_corrected_one(self, stage, meeting):
        self.receive(stage, meeting)

        corrected = self.receive(stage, meeting, minutes.TEXT + "\n")

        assert [entry.verb for entry in history.entries_of(corrected)][-2:] == [
            "receive_minutes",
            "reimport",
        ]

    def test_after_closing_only_the_words_are_replaced(self, stage, meeting):
        received = self.receive(stage, meeting)
        stage.record(received, stage.points["cost"], "discussed")
        stage.publish(received, reason="途中")
        report = stage.close_published(received)
        text = minutes.TEXT.replace("6月3日（月）", "6月4日（火）").replace("財政支援に", "支援に")

        corrected = self.receive(stage, received, text)

        report.refresh_from_db()
        corrected.refresh_from_db()
        assert (corrected.status, corrected.held_on) == ("closed", date(2024, 6, 3))
        assert "支援について" in corrected.current_source.speeches.last().text
        assert report.content["meeting"]["held_on"] == "2024-06-03"

    def test_words_of_its_minutes_belong_to_a_matter(self, stage, meeting, refusal):
        received = self.receive(stage, meeting)
        obj = self.log_from(stage, received)
        by, words = stage.cast.secretariat, list(obj.passages.all())
        elsewhere = stage.put_on(stage.session(2, 7, 1), stage.points["cost"])

        quoted = handlings.quote(received.handlings.get(), by=by, passages=words)

        assert list(quoted.passages.all()) == words
        assert refusal(handlings.quote, elsewhere, by=by, passages=words)[0] == "incomplete"

    def test_what_is_logged_after_closing_is_published_and_it_stays_closed(self, stage, meeting):
        received = self.receive(stage, meeting)
        stage.record(received, stage.points["cost"], "discussed")
        stage.publish(received, reason="途中")
        report = stage.close_published(received)
        self.log_from(stage, received)

        again = stage.publish(received, reason="続き")

        report.refresh_from_db()
        assert again.status == "closed"
        assert [r.is_published for r in LocalRequest.objects.all()] == [True]
        assert [entry.verb for entry in history.entries_of(received)][-1] == "publish_more"
        assert report.content["requests"] == []
