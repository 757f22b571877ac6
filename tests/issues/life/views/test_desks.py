from datetime import date, timedelta

import pytest
from django.utils import timezone

from issues.actions import follow_ups, local_requests, opinions, relations, triage, voices
from issues.due_dates.due import named
from meetings.models import Meeting

PAST = date(2024, 6, 28)
FUTURE = date(2099, 6, 30)


def numbers(pile):
    return [matter.local_request.number for matter in pile.matters]


class TestMinistry:
    @pytest.fixture
    def desk(self, cast, as_):
        return lambda: as_(cast.digital).get("/").context["desk"]

    def test_overdue_replies_come_first_and_apart(self, life, desk):
        later = life.triage(life.log(), due=named(FUTURE))
        sooner = life.triage(life.log(), due=named(FUTURE - timedelta(days=1)))
        late = life.triage(life.log(), due=named(PAST))

        found = desk()

        assert (numbers(found.late), numbers(found.to_answer), found.owed) == (
            [late.number],
            [sooner.number, later.number],
            3,
        )
        days = (timezone.localdate() - PAST).days
        assert found.late.matters[0].sentence == (
            f"回答が{days}日遅れています。すぐに回答してください。"
        )

    def test_a_round_to_reconsider_lies_by_its_date_with_the_last_answer(self, life, cast, desk):
        asked = life.at("reconsidering")
        soon = timezone.localdate() + timedelta(days=3)
        triage.change_due(asked, by=cast.secretariat, due=named(soon), reason="会合の前に")

        found = desk()

        assert (numbers(found.soon), numbers(found.to_answer), numbers(found.late)) == (
            [asked.number],
            [],
            [],
        )
        (matter,) = found.soon
        assert (matter.button, matter.url, matter.earlier) == (
            "回答を書く",
            f"/requests/{asked.number}/replies/new/",
            asked.replies.get(),
        )

    def test_the_answer_to_the_request_before_it_is_named(self, life, cast, as_):
        before, again = life.at("settled"), life.triage(life.log(), due=named(FUTURE))
        relations.mark_re_raised(again, earlier=before, by=cast.secretariat)

        answer = as_(cast.digital).get("/")

        (matter,) = answer.context["desk"].to_answer
        assert matter.earlier == before.replies.get()
        assert f"{before.number}へのデジタル庁の第1次回答" in answer.content.decode()

    def test_a_draft_is_named_and_its_button_leads_to_it(self, life, desk):
        asked = life.at("under_review")
        draft = life.draft(asked)

        found = desk()

        (matter,) = found.late.matters
        assert (matter.button, matter.url) == ("続きを書く", f"/replies/{draft.pk}/edit/")
        assert found.drafts == ()  # named once is enough

    def test_a_correction_begun_is_among_the_drafts_though_no_reply_is_owed(self, life, cast, desk):
        from issues.actions import replies  # noqa: PLC0415

        reply = life.reply(life.at("under_review"))
        replies.publish(reply, by=cast.secretariat, now=timezone.now())
        correction = replies.correct(reply, by=cast.digital, reason="日付の誤り")

        found = desk()

        assert ([reply for reply, _ in found.drafts], found.owed) == ([correction], 0)

    def test_progress_is_asked_until_it_is_reported_and_again_when_the_day_has_come(
        self, life, cast, desk
    ):
        silent, told, due, done, refused = (life.at("under_review") for _ in range(5))
        for asked, claimed, timing in (
            (silent, "studying", None),
            (told, "studying", None),
            (due, "studying_dated", PAST),
            (done, "studying_dated", PAST),
            (refused, "declined", None),
        ):
            life.reply(asked, claimed_class=claimed, timing_on=timing)
        for asked, progress in ((told, "studying"), (due, "studying"), (done, "done")):
            voices.report_progress(asked, by=cast.digital, progress=progress, text="")

        matters = {m.local_request.number: m.sentence for m in desk().progress.matters}

        assert matters == {
            silent.number: "回答のあとの進捗を、まだ報告していません。",
            due.number: (
                "対応時期の令和6年6月28日（金）になりました。どこまで進んだかを報告してください。"
            ),
        }

    def test_what_others_lead_is_told_without_a_button(self, life, orgs, desk):
        shared = life.triage(
            life.log(), lead_ministry=orgs.soumu, co_ministries=[orgs.digital], due=named(FUTURE)
        )

        found = desk()

        assert (numbers(found.shared), found.owed, found.shared.matters[0].url) == (
            [shared.number],
            0,
            "",
        )

    def test_tasks_lie_on_it_by_due_date(self, life, orgs, desk):
        life.assign(life.log(), title="あと", due=named(FUTURE))
        life.assign(life.log(), title="先", due=named(PAST))
        life.assign(life.log(), title="よそ", organization=orgs.soumu)

        assert [row.follow_up.title for row in desk().tasks] == ["先", "あと"]

    def test_it_needs_as_many_queries_for_many_as_for_few(self, life, cast, as_, queries_of):
        def fill():
            life.triage(life.log(), due=named(FUTURE))
            life.at("reconsidering")
            life.draft(life.at("under_review"))
            life.at("replied")
            life.assign(life.log())

        as_(cast.digital)
        fill()
        few = queries_of("/")
        fill()

        assert queries_of("/") == few

    def test_an_empty_desk_says_so(self, cast, as_):
        page = as_(cast.soumu).get("/").content.decode()

        assert "机の上には何もありません" in page


class TestLocal:
    @pytest.fixture
    def desk(self, cast, as_):
        return lambda who="misato": as_(getattr(cast, who)).get("/").context["desk"]

    def test_each_request_stands_under_what_is_asked_of_the_organization(self, life, desk):
        answered, going, ended = life.at("replied"), life.at("triaged"), life.at("settled")

        found = desk()

        assert [
            [m.local_request for m in pile] for pile in (found.asked, found.going, found.ended)
        ] == [
            [answered],
            [going],
            [ended],
        ]
        assert (found.asked.matters[0].url, found.asked.matters[0].reply) == (
            f"/requests/{answered.number}/opinion/",
            answered.replies.get(),
        )
        assert found.asked.matters[0].sentence == (
            "デジタル庁が回答しました。あなたの団体の見解を待っています。"
        )

    def test_once_the_opinion_is_given_nothing_is_asked(self, life, cast, desk):
        asked = life.at("replied")
        opinions.give(asked.replies.get(), by=cast.misato, stance="satisfied")

        found = desk()

        assert (found.asked.matters, [m.sentence for m in found.going]) == (
            (),
            ["見解を出しました。事務局の判断を待っています。"],
        )

    def test_who_joined_is_asked_as_well(self, life, desk):
        asked = life.log()
        life.join(asked)
        life.reply(triage.start_review(life.triage(asked), by=life.cast.digital))

        (matter,) = desk("ichinomiya").asked

        assert (matter.local_request, matter.joined) == (asked, True)

    def test_a_moved_due_date_is_told_with_its_reason(self, life, cast, desk):
        asked = life.at("triaged")
        task = life.assign(asked)
        triage.change_due(asked, by=cast.secretariat, due=named(FUTURE), reason="照会が遅れた")
        follow_ups.change_due(task, by=cast.secretariat, due=named(FUTURE), reason="調整中")

        told = [(change.reason, change.local_request, change.follow_up) for change in desk().moved]

        assert told == [("調整中", None, task), ("照会が遅れた", asked, None)]
        assert desk("ichinomiya").moved == ()

    def test_both_ends_of_a_thread_name_the_other(self, life, cast, desk):
        earlier, later = life.at("settled"), life.log(title="もう一度")
        relations.mark_re_raised(later, earlier=earlier, by=cast.secretariat)

        found = desk()

        threads = {
            m.local_request.number: [(t.local_request.number, t.later) for t in m.thread]
            for m in (*found.going, *found.ended)
        }
        assert threads == {
            later.number: [(earlier.number, False)],
            earlier.number: [(later.number, True)],
        }

    def test_the_next_planned_session_tells_which_of_its_requests_are_taken_up(self, life, desk):
        from meetings.models import Handling  # noqa: PLC0415

        body = life._speech().source.meeting.body
        first, second = (
            Meeting.objects.create(
                body=body, session_number=n, title=f"第{n}回", held_on=day, status="planned"
            )
            for n, day in ((2, FUTURE), (3, FUTURE + timedelta(days=7)))
        )
        taken_up, not_yet = life.log(), life.log()
        Handling.objects.create(meeting=first, local_request=taken_up)
        Handling.objects.create(meeting=second, local_request=not_yet)

        session = desk().session

        assert (session.meeting, session.local_requests) == (first, (taken_up,))

    def test_others_requests_stay_away(self, life, cast, desk):
        others = life.log()
        local_requests.publish(others, by=cast.secretariat, now=timezone.now())

        assert desk("ichinomiya").total == 0

    def test_it_needs_as_many_queries_for_many_as_for_few(self, life, cast, as_, queries_of):
        def fill():
            answered, going = life.at("replied"), life.at("triaged")
            life.join(answered)
            relations.mark_re_raised(going, earlier=life.at("settled"), by=cast.secretariat)
            triage.change_due(going, by=cast.secretariat, due=named(FUTURE), reason="照会")
            life.assign(going, organization=life.orgs.misato)

        as_(cast.misato)
        fill()
        few = queries_of("/")
        fill()

        assert queries_of("/") == few


@pytest.mark.parametrize("path", ["/desk/ministry/", "/desk/local/"])
def test_where_the_desks_were_the_start_page_is_led_to(path, cast, as_):
    assert as_(cast.misato).get(path).url == "/"


class TestHome:
    def test_the_team_is_told_what_waits_the_overdue_first(self, life, cast, as_):
        soon = timezone.localdate() + timedelta(days=2)
        for due in (PAST, soon, FUTURE):
            life.triage(life.log(), due=named(due))
            life.assign(life.log(), due=named(due))

        groups = as_(cast.secretariat).get("/").context["groups"]

        assert [(urgency.value, [todo.title for todo in todos]) for urgency, todos in groups] == [
            ("overdue", ["期限を過ぎた回答 1件", "期限を過ぎた対応依頼 1件"]),
            ("soon", ["期限が近い回答 1件", "期限が近い対応依頼 1件"]),
            ("waiting", ["論点整理を待つ要望 3件"]),
        ]

    @pytest.mark.parametrize("who", ["secretariat", "wt_member"])
    def test_each_thing_that_waits_has_one_button_and_it_opens(self, who, life, cast, as_):
        life.triage(life.log(), due=named(PAST))
        life.at("replied")
        life.assign(life.log(), due=named(PAST))
        browser = as_(getattr(cast, who))

        groups = browser.get("/").context["groups"]
        todos = [todo for _, those in groups for todo in those]

        assert [browser.get(todo.url).status_code for todo in todos] == [200] * len(todos)
        assert all(todo.button for todo in todos)

    @pytest.mark.parametrize("who", ["secretariat", "digital", "misato"])
    def test_it_needs_as_many_queries_for_many_as_for_few(self, who, life, cast, as_, queries_of):
        def fill():
            life.triage(life.log(), due=named(PAST))
            life.assign(life.at("replied"), due=named(PAST))

        as_(getattr(cast, who))
        for _ in range(3):  # beyond the newest that are listed
            fill()
        few = queries_of("/")
        fill()

        assert queries_of("/") == few


@pytest.mark.parametrize(
    ("path", "who", "sort"),
    [("/", "digital", "to_answer"), ("/", "misato", "going")],
)
def test_a_long_pile_shows_its_beginning_and_says_how_many_more_there_are(
    monkeypatch, life, cast, as_, path, who, sort
):
    monkeypatch.setattr("issues.desks.matters.MOST", 2)
    for _ in range(5):
        life.triage(life.log(), due=named(FUTURE))

    answer = as_(getattr(cast, who)).get(path)
    pile = getattr(answer.context["desk"], sort)

    assert (len(pile.matters), pile.total, pile.left_out) == (2, 5, 3)
    assert "ほかに3件あります" in answer.content.decode()
