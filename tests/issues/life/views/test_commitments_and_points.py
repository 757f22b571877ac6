import pytest
from django.utils import timezone

from issues.actions import commitments, follow_ups, local_requests
from workflow import history


class TestFulfilment:
    @pytest.fixture
    def promised(self, life):
        return life.commit()

    def test_what_kept_it_is_recorded_and_shown(self, promised, cast, as_):
        browser = as_(cast.secretariat)

        answer = browser.post(
            f"/commitments/{promised.number}/fulfil/", {"by_what": "5月20日の会合に案を出した"}
        )

        promised.refresh_from_db()
        assert (answer.status_code, promised.status) == (302, "fulfilled")
        page = browser.get(f"/commitments/{promised.number}/").content.decode()
        assert "5月20日の会合に案を出した" in page

    def test_it_can_be_judged_not_kept_afterwards(self, promised, cast, as_):
        commitments.fulfil(promised, by=cast.secretariat, by_what="案を出した")

        as_(cast.secretariat).post(
            f"/commitments/{promised.number}/unfulfilled/", {"reason": "案が取り下げられた"}
        )

        promised.refresh_from_db()
        assert (promised.status, promised.fulfilled_by) == ("unfulfilled", "案が取り下げられた")

    @pytest.mark.parametrize(
        ("step", "sent"), [("fulfil", {"by_what": " "}), ("unfulfilled", {"reason": ""})]
    )
    def test_without_words_nothing_is_judged(self, step, sent, promised, cast, as_):
        answer = as_(cast.secretariat).post(f"/commitments/{promised.number}/{step}/", sent)

        promised.refresh_from_db()
        assert (answer.status_code, promised.status) == (422, "recorded")

    def test_judged_meanwhile_the_words_stay_beside_the_reason(self, promised, cast, as_):
        commitments.fulfil(promised, by=cast.secretariat, by_what="先に")

        answer = as_(cast.secretariat).post(
            f"/commitments/{promised.number}/fulfil/", {"by_what": "わたしの言葉"}
        )

        form = answer.context["form"]
        assert (answer.status_code, form["by_what"].value()) == (409, "わたしの言葉")

    @pytest.mark.parametrize(
        ("who", "status"), [("wt_member", 403), ("digital", 403), ("stranger", 404)]
    )
    def test_only_the_secretariat_judges(self, who, status, promised, cast, as_):
        answer = as_(getattr(cast, who)).get(f"/commitments/{promised.number}/fulfil/")

        assert answer.status_code == status

    @pytest.mark.parametrize(
        ("who", "moves"),
        [
            (
                "secretariat",
                {"edit", "fulfil", "mark_unfulfilled", "retract", "annul", "black_out"},
            ),
            ("wt_member", {"edit", "retract"}),
            ("digital", set()),
        ],
    )
    def test_each_is_offered_what_is_theirs(self, who, moves, promised, cast, as_):
        page = as_(getattr(cast, who)).get(f"/commitments/{promised.number}/")

        assert page.context["moves"] == moves

    @pytest.mark.parametrize("who", ["secretariat", "wt_member"])
    def test_one_logged_in_error_is_taken_back_from_its_page_and_restored(
        self, who, promised, cast, as_
    ):
        browser, path = as_(getattr(cast, who)), f"/commitments/{promised.number}/"

        assert f'href="{path}retract/"' in browser.get(path).content.decode()
        browser.post(f"{path}retract/", {"reason": "誤って登録した"})

        promised.refresh_from_db()
        assert promised.status == "retracted"
        assert f'href="{path}restore/"' in browser.get(path).content.decode()


class TestCommitmentList:
    def test_it_says_what_each_answers_what_came_of_it_and_what_is_left_to_do(
        self, life, cast, as_
    ):
        seen, promised = life.log(), life.commit()
        commitments.edit(promised, by=cast.secretariat, answers=[seen])
        commitments.fulfil(promised, by=cast.secretariat, by_what="通知を出した")
        life.assign(promised)
        done = life.assign(promised)
        follow_ups.complete(done, by=cast.digital, result="済")

        answer = as_(cast.secretariat).get("/commitments/")

        ((_, more),) = answer.context["rows"]
        assert (more.answers, more.tasks) == ((seen,), 1)
        assert "履行の内容：通知を出した" in answer.content.decode()

    def test_a_visitor_reads_neither_hidden_requests_nor_tasks(self, life, cast, client):
        shown, hidden, promised = life.log(), life.log(), life.commit()
        commitments.edit(promised, by=cast.secretariat, answers=[shown, hidden])
        life.assign(promised)
        for record, verbs in ((shown, local_requests), (promised, commitments)):
            verbs.publish(record, by=cast.secretariat, now=timezone.now())

        ((_, more),) = client.get("/commitments/").context["rows"]

        assert (more.answers, more.tasks) == ((shown,), 0)

    def test_it_is_narrowed_to_what_was_not_kept(self, life, cast, as_):
        kept, broken = life.commit(), life.commit(title="守られない約束")
        commitments.fulfil(kept, by=cast.secretariat, by_what="通知")
        commitments.mark_unfulfilled(broken, by=cast.secretariat, reason="期限を過ぎた")

        rows = as_(cast.secretariat).get("/commitments/?status=unfulfilled").context["rows"]

        assert [commitment for commitment, _ in rows] == [broken]

    def test_it_needs_as_many_queries_for_many_as_for_few(self, life, cast, as_, queries_of):
        def fill():
            promised = life.commit()
            commitments.edit(promised, by=cast.secretariat, answers=[life.log(), life.log()])
            life.assign(promised)

        as_(cast.secretariat)
        fill()
        few = queries_of("/commitments/")
        fill()

        assert queries_of("/commitments/") == few


class TestPoint:
    @pytest.fixture
    def point(self, life):
        return life.points[0]

    def test_it_moves_on_and_the_public_reads_that_it_did(self, point, cast, as_, client):
        sent = {"reason": "会合で決めたため"}

        answer = as_(cast.secretariat).post(f"/points/{point.code}/moves/start_discussion/", sent)
        client.logout()
        page = client.get(f"/points/{point.code}/")

        point.refresh_from_db()
        assert (answer.status_code, point.status) == (302, "discussing")
        assert [(line.label, line.reason) for line in page.context["lines"]] == [
            ("検討を始める", "")
        ]
        assert [entry.reason for entry in history.entries_of(point)] == ["会合で決めたため"]

    def test_only_what_the_status_allows_is_offered(self, life, point, cast, as_):
        life.point_at("start_discussion", "set_direction")

        offers = as_(cast.secretariat).get(f"/points/{point.code}/").context["offers"]

        assert [offer.transition.verb for offer in offers] == ["agree", "discuss_again"]

    def test_going_back_says_why(self, life, point, cast, as_):
        life.point_at("start_discussion", "set_direction")
        path = f"/points/{point.code}/moves/discuss_again/"
        browser = as_(cast.secretariat)

        refused = browser.post(path, {"reason": ""})
        accepted = browser.post(path, {"reason": "新しい試算が出たため"})

        point.refresh_from_db()
        assert (refused.status_code, accepted.status_code, point.status) == (422, 302, "discussing")

    @pytest.mark.parametrize("who", ["wt_member", "digital", "misato", "stranger"])
    def test_only_the_secretariat_moves_it(self, who, point, cast, as_):
        browser = as_(getattr(cast, who))

        answer = browser.post(f"/points/{point.code}/moves/start_discussion/", {"reason": ""})

        point.refresh_from_db()
        assert (answer.status_code, point.status) == (403, "open")
        assert browser.get(f"/points/{point.code}/").context["offers"] == []

    def test_a_move_that_came_too_late_keeps_its_words(self, life, point, cast, as_):
        life.point_at("start_discussion")

        answer = as_(cast.secretariat).post(
            f"/points/{point.code}/moves/start_discussion/", {"reason": "わたしの理由"}
        )

        form = answer.context["form"]
        assert (answer.status_code, form["reason"].value()) == (409, "わたしの理由")

    @pytest.mark.parametrize("verb", ["edit", "nowhere"])
    def test_other_verbs_have_no_page(self, verb, point, cast, as_):
        answer = as_(cast.secretariat).get(f"/points/{point.code}/moves/{verb}/")

        assert answer.status_code == 404
