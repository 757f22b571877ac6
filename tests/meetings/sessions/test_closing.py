"""会合を確定: what is missing, up to when, and a report that is frozen for good."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from meetings.actions import closing, handlings, meetings, sessions
from meetings.models import ClosedReport, ReportAddition
from meetings.sessions import checklist, report_content
from tests.meetings.sessions.conftest import moment
from workflow import history


def hold(stage):
    meeting = stage.hold(stage.session(1, 5, 20))
    stage.record(meeting, stage.points["cost"], "discussed", "費用の考え方")
    return meeting


@pytest.fixture
def held(remember):
    return remember(hold)


def close(stage, meeting, **changed):
    return closing.close(meeting, by=stage.cast.secretariat, **changed)


class TestWhatIsMissing:
    def test_it_must_be_published_first(self, stage, held, refusal):
        assert refusal(close, stage, held) == (
            "conflict",
            "確定できるのは、議事要旨（または会合の記録）を公表した会合です。",
        )

    def test_every_matter_must_have_been_handled(self, stage, held, refusal):
        stage.put_on(held, stage.points["role"])
        stage.publish(held)

        assert refusal(close, stage, held) == (
            "incomplete",
            "取扱いが「予定」のままの案件が1件あります。",
        )

    def test_it_must_say_who_was_there(self, stage, refusal):
        meeting = sessions.hold(stage.session(1, 5, 20), by=stage.cast.secretariat)
        stage.publish(meeting)

        assert refusal(close, stage, meeting) == ("incomplete", "出席者が入っていません。")

    def test_only_the_secretariat_closes(self, stage, held, refusal):
        stage.publish(held)

        assert refusal(closing.close, held, by=stage.cast.wt_member) == (
            "forbidden",
            "「会合を確定」ができるのは、事務局です。",
        )

    def test_cautions_do_not_stand_in_the_way(self, stage, held):
        stage.record(held, stage.points["role"], "carried_over")
        stage.record(held, stage.points["talent"], "decided")

        assert [lack.words for lack in checklist.lacks(held) if not lack.needed] == [
            "「決定」とした案件のうち1件に、決定の内容がありません。",
            "議事要旨がまだ取り込まれていません。",
            "次の会合がまだ登録されていません。持越しの案件は、次の会合を登録すると載ります。",
        ]
        assert checklist.needed(stage.publish(held)) == []


class TestUpToWhen:
    def test_it_is_now_unless_said_otherwise(self, stage, held):
        stage.publish(held)
        before = timezone.now()

        report = close(stage, held)

        held.refresh_from_db()
        assert before <= held.closed_at <= timezone.now()
        assert report.recorded_at == held.closed_at

    def test_the_next_session_ends_what_counts(self, stage, held):
        stage.session(2, 6, 10)
        stage.publish(held)

        close(stage, held)

        held.refresh_from_db()
        assert held.closed_at == moment(6, 10, 14)

    @pytest.mark.parametrize("at", [moment(5, 20, 14, 59), moment(6, 10, 14, 1)])
    def test_it_lies_between_its_end_and_the_next_session(self, stage, held, refusal, at):
        stage.session(2, 6, 10)
        stage.publish(held)

        kind, reason = refusal(close, stage, held, at=at)

        assert (kind, reason[:6]) == ("incomplete", "確定の時点は")

    def test_it_does_not_lie_ahead(self, stage, held, refusal):
        stage.publish(held)

        kind, _ = refusal(close, stage, held, at=timezone.now() + timedelta(minutes=1))

        assert (kind, ClosedReport.objects.count()) == ("incomplete", 0)


class TestClosed:
    def test_nothing_of_it_changes_any_more(self, stage, held, refusal):
        handling = held.handlings.get()
        stage.close(held)
        by = stage.cast.secretariat
        point = stage.points["cost"]

        kinds = {
            name: refusal(verb, *args, by=by, **facts)[0].value
            for name, verb, args, facts in (
                ("edit", meetings.edit, (held,), {"place": "別の場所"}),
                ("arrange", sessions.arrange, (held,), {"lines": []}),
                ("put_on", sessions.put_on, (held, stage.points["role"]), {}),
                ("take_off", sessions.take_off, (handling,), {}),
                ("record", handlings.record, (handling,), {"outcome": "decided", "note": ""}),
                ("note", handlings.record, (handling,), {"outcome": "discussed", "note": "x"}),
                ("move", handlings.move_point, (handling, "start_discussion"), {}),
                ("decide", handlings.decide, (held,), {"text": "決定"}),
                ("memo", handlings.write_memo, (point,), {"meeting": held, "text": "x"}),
                ("close", closing.close, (held,), {}),
            )
        }

        assert kinds == {
            "edit": "conflict",
            "arrange": "conflict",
            "put_on": "conflict",
            "take_off": "conflict",
            "record": "incomplete",
            "note": "incomplete",
            "move": "incomplete",
            "decide": "conflict",
            "memo": "conflict",
            "close": "conflict",
        }
        point.refresh_from_db()
        assert point.status == "open"

    def test_what_is_logged_later_is_published_without_opening_it_again(self, stage, held):
        report = stage.close(held)
        stage.log("後から登録")

        with pytest.raises(Exception, match="新しく公表するものがありません"):
            stage.publish(held)

        held.refresh_from_db()
        assert held.status == "closed"
        assert report_content.is_intact(report)

    def test_the_history_says_what_was_carried_over_and_frozen(self, stage, held):
        stage.record(held, stage.points["role"], "carried_over")

        report = stage.close(held)

        entry = history.entries_of(held).last()
        assert entry.verb == "close"
        assert entry.details == {
            "carried_over": [stage.points["role"].name],
            "sha256": report.sha256,
        }


class TestTheReport:
    def test_its_digest_is_that_of_its_content_as_stored(self, stage, held):
        stage.log("様式の統一")
        report = stage.close(held)

        stored = ClosedReport.objects.get(pk=report.pk)

        assert [r["title"] for r in stored.content["requests"]] == ["様式の統一"]
        assert report_content.digest(stored.content) == stored.sha256 == report.sha256

    def test_another_content_is_noticed(self, stage, held):
        report = stage.close(held)

        report.content["meeting"]["place"] = "別の場所"

        assert not report_content.is_intact(report)

    def test_the_database_refuses_to_change_or_delete_it(self, stage, held):
        report = stage.close(held)
        closing.add_to_report(report, by=stage.cast.secretariat, text="訂正")
        statements = (
            "UPDATE meetings_closedreport SET sha256 = 'x'",
            "DELETE FROM meetings_closedreport",
            "UPDATE meetings_reportaddition SET text = 'x'",
            "DELETE FROM meetings_reportaddition",
        )

        for statement in statements:
            with (
                pytest.raises(DatabaseError, match=r"append_only|words_stay|never_deleted"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

        assert report_content.is_intact(ClosedReport.objects.get())

    def test_later_corrections_stay_beside_it_with_their_date(self, stage, held, refusal):
        report = stage.close(held)
        before = timezone.now()

        added = closing.add_to_report(report, by=stage.cast.secretariat, text=" 訂正します。 ")

        assert (added.text, added.added_by) == ("訂正します。", stage.cast.secretariat)
        assert before <= added.added_at <= timezone.now()
        assert refusal(closing.add_to_report, report, by=stage.cast.wt_member, text="x")[0] == (
            "forbidden"
        )
        assert refusal(closing.add_to_report, report, by=stage.cast.secretariat, text=" ")[0] == (
            "incomplete"
        )
        assert ReportAddition.objects.count() == 1
        assert history.entries_of(held).last().details == {"addition": "訂正します。"}

    def test_it_does_not_tell_who_answers_before_that_was_decided(self, stage, held):
        stage.triage(stage.log("様式の統一"), moment(6, 1))

        row = stage.close(held).content["requests"][0]

        assert (row["status"], row["lead_ministry"], row["due_on"]) == ("logged", "", "")

    def test_it_says_what_of_it_is_public(self, stage, held):
        obj = stage.log("様式の統一")
        stage.triage(obj, moment(4, 15))
        stage.reply(obj, moment(5, 1))

        row = stage.close(held).content["requests"][0]

        assert (row["reply_class"], row["reply_public"], row["public"]) == (
            "studying",
            False,
            False,
        )


class TestLateEntries:
    def test_they_are_what_counts_for_it_but_was_written_down_after_it(self, stage, held):
        known = stage.log("前から")
        report = stage.close(held)
        stage.triage(known, moment(5, 1))
        stage.log("後から", said_on=held.held_on)
        later = stage.log("次の会合のあと", said_on=held.held_on.replace(month=6))
        stage.triage(later, moment(6, 5))

        late = report_content.late_entries(report)

        assert [(e.matter.title, e.change.to_status) for e in late] == [
            ("前から", "triaged"),
            ("後から", "logged"),
        ]
        assert [r["title"] for r in report.content["requests"]] == ["前から"]

    def test_moves_of_points_are_among_them(self, stage, held):
        report = stage.close(held)
        earlier = stage.hold(stage.session(None, 5, 10))

        stage.move_point(earlier, "role", "start_discussion")

        assert [
            (e.matter.code, e.change.to_status) for e in report_content.late_entries(report)
        ] == [("role", "discussing")]

    def test_there_are_none_when_all_was_written_down_in_time(self, stage, held):
        stage.log("前から")

        assert report_content.late_entries(stage.close(held)) == ()
