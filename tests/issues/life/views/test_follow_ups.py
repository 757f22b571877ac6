from datetime import date

import pytest
from django.utils import timezone

from issues.actions import follow_ups, local_requests
from issues.due_dates.due import in_business_days, named
from issues.models import DueChange, FollowUp, ProgressNote
from workflow import history

PAST = date(2024, 6, 28)
FUTURE = date(2099, 6, 30)


@pytest.fixture
def task(life):
    return life.assign(life.log())


def typed(**changed):
    """A form for a new task, filled in."""
    return {
        "organization": "デジタル庁",
        "section": "国民向けサービスグループ",
        "person": "",
        "title": "試算を出す",
        "text": "",
        "due": "10営業日",
        **changed,
    }


class TestDetail:
    def test_every_due_date_stands_there_with_its_reason_and_how_it_was_counted(
        self, life, cast, as_
    ):
        counted = in_business_days(3, start=date(2024, 6, 20))
        task = life.assign(life.log(), due=counted)
        follow_ups.change_due(task, by=cast.secretariat, due=named(PAST), reason="照会が遅れた")
        later = in_business_days(5, start=PAST)
        follow_ups.change_due(task, by=cast.secretariat, due=later, reason="調整中")

        dates = as_(cast.misato).get(f"/follow-ups/{task.pk}/").context["dates"]

        assert [(d.on, d.basis, d.change.reason if d.change else None) for d in dates] == [
            (counted.on, counted.basis, None),
            (PAST, None, "照会が遅れた"),
            (later.on, later.basis, "調整中"),
        ]

    def test_how_the_date_was_counted_can_be_opened(self, life, cast, as_):
        task = life.assign(life.log(), due=in_business_days(1, start=date(2024, 12, 27)))

        page = as_(cast.digital).get(f"/follow-ups/{task.pk}/").content.decode()

        assert "数え方（1営業日）" in page
        assert "次の9日は数えていません。" in page

    @pytest.mark.parametrize(
        ("who", "words"),
        [
            (
                "secretariat",
                [
                    "完了にする",
                    "経過を書く",
                    "期限を変える",
                    "期限の記載誤りを直す",
                    "内容を修正する",
                    "取りやめる",
                ],
            ),
            ("digital", ["完了にする", "経過を書く"]),
            ("wt_member", []),
            ("misato", []),
        ],
    )
    def test_each_is_offered_the_moves_that_are_theirs(self, who, words, cast, as_, task):
        moves = as_(getattr(cast, who)).get(f"/follow-ups/{task.pk}/").context["moves"]

        assert [move.words for move in moves] == words

    def test_whoever_has_to_act_does_not_learn_of_a_request_it_may_not_see(
        self, life, orgs, cast, as_
    ):
        task = life.assign(life.log(title="秘密の要望"), organization=orgs.soumu)

        answer = as_(cast.soumu).get(f"/follow-ups/{task.pk}/")

        assert (answer.status_code, str(answer.context["row"].subject)) == (200, "要望")
        assert "秘密の要望" not in answer.content.decode()

    def test_a_stranger_does_not_find_it(self, cast, as_, task):
        assert as_(cast.stranger).get(f"/follow-ups/{task.pk}/").status_code == 404

    def test_requesters_read_the_reasons_but_not_who_wrote_them(self, cast, as_, task):
        follow_ups.change_due(task, by=cast.secretariat, due=named(FUTURE), reason="照会が遅れた")

        line = as_(cast.misato).get(f"/follow-ups/{task.pk}/").context["lines"][0]

        assert (line.label, line.reason, line.organization, line.person) == (
            "期限の変更", "照会が遅れた", "デジタル行財政改革会議事務局", "",
        )  # fmt: skip


class TestAssign:
    @pytest.mark.parametrize("about", ["request", "point", "commitment", "meeting"])
    def test_the_secretariat_gives_a_task_on_each_sort_of_subject(self, about, life, cast, as_):
        subject, path = {
            "request": lambda: ((r := life.log()), f"/requests/{r.number}/"),
            "point": lambda: ((p := life.points[0]), f"/points/{p.code}/"),
            "commitment": lambda: ((c := life.commit()), f"/commitments/{c.number}/"),
            "meeting": lambda: ((m := life._speech().source.meeting), f"/meetings/{m.pk}/"),
        }[about]()

        answer = as_(cast.secretariat).post(f"{path}follow-ups/new/", typed())

        task = FollowUp.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, task.get_absolute_url())
        assert (task.subject, task.title, task.section) == (
            subject,
            "試算を出す",
            "国民向けサービスグループ",
        )
        expected = in_business_days(10, start=timezone.localdate())
        assert (task.due_on, task.due_basis) == (expected.on, expected.basis)
        page = as_(cast.secretariat).get(path).content.decode()
        assert f'<a href="{task.get_absolute_url()}">試算を出す</a>' in page

    def test_the_lead_ministry_is_offered(self, life, cast, as_):
        asked = life.at("triaged")

        form = (
            as_(cast.secretariat).get(f"/requests/{asked.number}/follow-ups/new/").context["form"]
        )

        assert form["organization"].value() == "デジタル庁"

    def test_what_was_typed_stays_when_something_is_wrong(self, life, cast, as_):
        path = f"/requests/{life.log().number}/follow-ups/new/"
        sent = typed(due="10日", organization="どこにもない庁", person=str(cast.soumu.pk))

        answer = as_(cast.secretariat).post(path, sent)

        form = answer.context["form"]
        assert (answer.status_code, FollowUp.objects.count()) == (422, 0)
        assert sorted(form.errors) == ["due", "organization"]
        assert {name: form[name].value() for name in sent} == sent

    def test_a_person_of_another_organization_is_refused_in_words(self, life, cast, as_):
        path = f"/requests/{life.log().number}/follow-ups/new/"

        answer = as_(cast.secretariat).post(path, typed(person=str(cast.soumu.pk)))

        assert answer.status_code == 422
        assert answer.context["form"].non_field_errors() == [
            "soumuの人さんは、デジタル庁の担当者ではありません。"
        ]

    @pytest.mark.parametrize("who", ["wt_member", "misato"])
    def test_others_do_not_get_the_page(self, who, life, cast, as_):
        path = f"/requests/{life.log().number}/follow-ups/new/"

        answers = [as_(getattr(cast, who)).get(path), as_(getattr(cast, who)).post(path, typed())]

        assert [answer.status_code for answer in answers] == [403, 403]
        assert FollowUp.objects.count() == 0


class TestSteps:
    @pytest.mark.parametrize(
        ("who", "step", "sent", "status"),
        [
            ("digital", "note", {"text": "照会中"}, "open"),
            ("digital", "complete", {"result": "出した"}, "done"),
            ("secretariat", "cancel", {"reason": "不要"}, "cancelled"),
            (
                "secretariat",
                "due",
                {"due": "令和6年7月1日", "due_anyway": "2024-07-01", "reason": "照会"},
                "open",
            ),
        ],
    )
    def test_each_step_is_made_on_its_page(self, who, step, sent, status, cast, as_, task):
        answer = as_(getattr(cast, who)).post(
            f"/follow-ups/{task.pk}/{step}/", sent | {"version": task.version}
        )

        task.refresh_from_db()
        assert (answer.status_code, task.status) == (302, status)
        assert history.entries_of(task).count() == 2

    def test_it_is_taken_up_again(self, cast, as_, task):
        follow_ups.complete(task, by=cast.digital, result="出した")

        as_(cast.secretariat).post(f"/follow-ups/{task.pk}/reopen/", {"reason": "足りない"})

        task.refresh_from_db()
        assert (task.status, task.result) == ("open", "")

    def test_a_note_is_written_and_read(self, cast, as_, task):
        as_(cast.digital).post(f"/follow-ups/{task.pk}/note/", {"text": "財務省に照会中"})

        page = as_(cast.misato).get(f"/follow-ups/{task.pk}/")

        assert [note.text for note in page.context["notes"]] == ["財務省に照会中"]
        assert "digitalの人" not in page.content.decode()

    @pytest.mark.parametrize(
        ("step", "sent"),
        [
            ("note", {"text": " "}),
            ("complete", {"result": ""}),
            ("cancel", {"reason": ""}),
            ("due", {"due": "10営業日", "reason": ""}),
            ("due", {"due": "いつか", "reason": "照会が遅れた"}),
        ],
    )
    def test_without_its_words_nothing_happens_and_the_typed_ones_stay(
        self, step, sent, cast, as_, task
    ):
        answer = as_(cast.secretariat).post(
            f"/follow-ups/{task.pk}/{step}/", sent | {"version": task.version}
        )

        form = answer.context["form"]
        assert (answer.status_code, {name: form[name].value() for name in sent}) == (422, sent)
        task.refresh_from_db()
        assert (task.status, task.version) == ("open", 1)
        assert ProgressNote.objects.count() == DueChange.objects.count() == 0

    def test_a_date_moved_meanwhile_is_shown_before_it_is_moved_again(self, cast, as_, task):
        sent = {
            "due": "令和6年7月31日",
            "due_anyway": "2024-07-31",
            "reason": "わたしの理由",
            "version": task.version,
        }
        follow_ups.change_due(task, by=cast.secretariat, due=named(date(2024, 7, 5)), reason="先に")

        answer = as_(cast.secretariat).post(f"/follow-ups/{task.pk}/due/", sent)

        task.refresh_from_db()
        assert (answer.status_code, task.due_on) == (409, date(2024, 7, 5))
        assert answer.context["form"]["reason"].value() == "わたしの理由"
        assert [line.reason for line in answer.context["lines"]] == ["先に", ""]

    @pytest.mark.parametrize("step", ["due", "cancel", "edit"])
    def test_a_ministry_does_not_get_the_secretariats_pages(self, step, cast, as_, task):
        answer = as_(cast.digital).get(f"/follow-ups/{task.pk}/{step}/")

        assert answer.status_code == 403

    @pytest.mark.parametrize("step", ["note", "complete", "due", "cancel", "edit", "reopen"])
    def test_a_stranger_finds_no_page(self, step, cast, as_, task):
        assert as_(cast.stranger).post(f"/follow-ups/{task.pk}/{step}/").status_code == 404


class TestEdit:
    def opened(self, task, **changed):
        return {
            "version": task.version,
            "was-title": task.title,
            "was-text": task.text,
            "was-section": task.section,
            "was-person": "",
            "title": task.title,
            "text": task.text,
            "section": task.section,
            "person": "",
            **changed,
        }

    def test_words_section_and_person_change(self, cast, as_, task):
        sent = self.opened(task, title="案の作成", section="企画課", person=str(cast.digital.pk))

        answer = as_(cast.secretariat).post(f"/follow-ups/{task.pk}/edit/", sent)

        task.refresh_from_db()
        assert (answer.status_code, task.title, task.section, task.person) == (
            302,
            "案の作成",
            "企画課",
            cast.digital,
        )

    def test_only_people_of_the_organization_are_offered(self, cast, as_, task):
        form = as_(cast.secretariat).get(f"/follow-ups/{task.pk}/edit/").context["form"]

        assert [user.username for user in form.fields["person"].queryset] == ["digital"]

    def test_somebody_faster_is_shown_side_by_side_and_either_can_be_kept(self, cast, as_, task):
        path, mine = f"/follow-ups/{task.pk}/edit/", self.opened(task, title="わたしの内容")
        follow_ups.edit(task, by=cast.secretariat, title="相手の内容", person=cast.digital)

        answer = as_(cast.secretariat).post(path, mine)

        clashes = [(c.name, c.theirs, c.mine) for c in answer.context["clashes"]]
        assert answer.status_code == 409
        assert clashes == [
            ("title", "相手の内容", "わたしの内容"),
            ("person", "digitalの人（デジタル庁）", "決めない"),
        ]

        again = mine | {
            "version": answer.context["version"],
            "keep-title": "mine",
            "keep-person": "theirs",
        }
        as_(cast.secretariat).post(path, again)

        task.refresh_from_db()
        assert (task.title, task.person) == ("わたしの内容", cast.digital)

    def test_what_ended_meanwhile_takes_no_change_and_the_words_stay(self, cast, as_, task):
        sent = self.opened(task, title="わたしの内容")
        follow_ups.complete(task, by=cast.digital, result="出した")

        answer = as_(cast.secretariat).post(f"/follow-ups/{task.pk}/edit/", sent)

        assert (answer.status_code, answer.context["form"]["title"].value()) == (
            409,
            "わたしの内容",
        )


def test_a_published_request_keeps_its_tasks_from_the_public(life, cast, as_, client):
    asked = life.log()
    task = life.assign(asked, title="内々の依頼")
    local_requests.publish(asked, by=cast.secretariat, now=timezone.now())
    client.logout()

    public = client.get(f"/requests/{asked.number}/").content.decode()
    requester = as_(cast.misato).get(f"/requests/{asked.number}/").content.decode()

    assert "内々の依頼" not in public
    assert task.title in requester
