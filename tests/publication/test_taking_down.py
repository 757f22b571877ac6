"""公表の取りやめ: at once gone for everybody outside, kept for the secretariat, told in public."""

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from issues.actions import local_requests, opinions, replies
from issues.models import Export, LocalRequest, Reply
from meetings.actions import meetings
from publication.actions import removals
from publication.models import Removal
from publication.removals import removable
from tests import sizes
from tests.asking import signed_in
from tests.factories.exports import an_export
from tests.factories.world import OPEN_ASK, OPEN_PROMISE
from tests.publication import reading_all
from workflow.history import entries_of as history_of
from workflow.machine import Refused

pytestmark = pytest.mark.django_db

ANSWER = "目印だけの答弁"
FILE = "mejirushi.pdf"
VIEW = "目印だけの見解"
WHY = "確かめる前に出てしまったため。"


def down(obj, by, **more):
    given = {"ground": "by_mistake", "reason": WHY, "now": timezone.now(), **more}
    return removals.unpublish(obj, by=by, **given)


def things(scenes):
    """Each sort of thing: itself, words that only it says, and the addresses that say them."""
    place, step = scenes.world.published, scenes.steps["p:settled"]
    request_page = reading_all.of_request(step.local_request)
    passage = place.local_request.passages.get()
    locks = "issues.Reply:published_is_locked", "issues.ReplyAttachment:locked_with_its_reply"
    with pgtrigger.ignore(*locks):  # words that nothing else says
        type(step.reply).objects.filter(pk=step.reply.pk).update(text=ANSWER)
        type(step.attachment).objects.filter(pk=step.attachment.pk).update(filename=FILE)
        type(step.opinion).objects.filter(pk=step.opinion.pk).update(text=VIEW)
    return {
        "request": (step.local_request, "settledの要望", request_page),
        "commitment": (place.commitment, OPEN_PROMISE, (
            *reading_all.of_commitment(place.commitment),
        )),
        "reply": (step.reply, ANSWER, request_page),
        "attachment": (step.attachment, FILE, (
            *request_page, f"/replies/{step.reply.pk}/attachments/{step.attachment.pk}/",
        )),
        "opinion": (step.opinion, VIEW, request_page),
        "meeting": (place.meeting, "職員も足りません", reading_all.of_meeting(place.meeting)),
        "passage": (passage, "mark class=\"ask\">" + OPEN_ASK, (
            reading_all.of_request(place.local_request)[0],
        )),
    }  # fmt: skip


KINDS = ("request", "commitment", "reply", "attachment", "opinion", "meeting", "passage")


def saying(client, words, paths):
    return {path for path, text in reading_all.texts(client, paths).items() if words in text}


def is_said(client, words, paths):
    """Whether any of them says it; reads no further than to the first that does."""
    return any(words in reading_all.text_of(client.get(path)) for path in paths)


@pytest.mark.parametrize("kind", KINDS)
class TestEachSort:
    @pytest.fixture
    def taken(self, kind, scenes, secretariat):
        obj, words, paths = things(scenes)[kind]
        obj.refresh_from_db()
        own = (*reading_all.lists(words, words[:2]), *paths)
        if kind in ("commitment", "meeting", "passage"):
            own = paths  # others may say the same words in their own right
        return obj, words, own

    def test_it_is_gone_for_outsiders_and_stays_for_the_secretariat(
        self, kind, taken, secretariat, visitor, ichinomiya, stranger
    ):
        obj, words, paths = taken
        light = [path for path in paths if not path.endswith((".pdf", ".docx"))]
        before = is_said(signed_in(visitor), words, reversed(light))

        removal = down(obj, secretariat)

        typed = {path for path in paths if "?q=" in path}  # what was typed is said back
        assert before
        assert saying(signed_in(visitor), words, paths) - typed == set()
        others = (ichinomiya, stranger)
        for other in others if sizes.LONG else others[KINDS.index(kind) % 2 :][:1]:
            assert saying(signed_in(other), words, light) - typed == set()
        assert is_said(
            signed_in(secretariat), words, [removable.removable_of(obj).page(obj), *light]
        )
        assert words not in removal.public_line

    def test_a_public_line_says_so(self, taken, secretariat, as_, visitor):
        obj, _words, _ = taken

        removal = down(obj, secretariat)

        (listed,) = as_(visitor).get("/removals/").context["lines"]
        (told,) = as_(visitor).get("/api/removals/").json()["results"]
        assert listed.removal == removal
        assert (told["line"], told["ground"]) == (removal.public_line, "by_mistake")
        assert (
            removal.public_line
            == f"{removable.removable_of(obj).named(obj)}の公表を取りやめました（誤公表）。"
        )
        assert WHY not in as_(visitor).get("/removals/").content.decode()

    def test_nobody_but_the_secretariat_does_it(self, taken, wt_member, digital, misato):
        refusals = []
        for person in (wt_member, digital, misato):
            with pytest.raises(Refused) as refused:
                down(taken[0], person)
            refusals.append(refused.value.decision.refusal)

        assert refusals == ["forbidden"] * 3
        assert Removal.objects.count() == 0

    def test_it_needs_a_reason(self, taken, secretariat):
        with pytest.raises(Refused, match="理由を書いてください"):
            down(taken[0], secretariat, reason=" ")

    def test_twice_is_refused(self, taken, secretariat):
        obj, _, _ = taken
        down(obj, secretariat)
        obj.refresh_from_db()

        with pytest.raises(Refused, match="今は公表していません"):
            down(obj, secretariat)

        assert Removal.objects.count() == 1


class TestItsOwnAddress:
    @pytest.mark.parametrize("kind", ["request", "commitment"])
    def test_a_search_neither_finds_nor_counts_it(self, kind, scenes, secretariat, as_, visitor):
        obj, words, _ = things(scenes)[kind]
        browser, address = as_(visitor), f"/api/{kind}s/"
        before = [browser.get(address, {"q": q}).json()["count"] for q in (words, words[:2], "")]

        down(obj, secretariat)

        after = [browser.get(address, {"q": q}).json()["count"] for q in (words, words[:2], "")]
        assert after == [count - 1 for count in before]

    @pytest.mark.parametrize("kind", ["request", "commitment", "meeting"])
    def test_says_410_with_the_line_to_those_who_see_it_no_longer(
        self, kind, scenes, secretariat, as_, visitor, soumu
    ):
        obj, _words, paths = things(scenes)[kind]
        removal = down(obj, secretariat)
        page, answer = obj.get_absolute_url(), f"/api{obj.get_absolute_url()}"

        for outsider in (visitor, soumu):
            browser = as_(outsider)
            assert browser.get(page).status_code == 410
            assert removal.public_line in browser.get(page).content.decode()
            told = browser.get(answer)
            assert told.status_code == 410
            assert told["Content-Type"] == "application/problem+json"
            assert (told.json()["status"], told.json()["detail"]) == (410, removal.public_line)
            assert {browser.get(path).status_code for path in paths} <= {404, 410}
        assert as_(secretariat).get(page).status_code == 200

    def test_a_file_says_so_too(self, scenes, secretariat, as_, visitor, digital, soumu):
        step = scenes.steps["p:settled"]
        path = f"/replies/{step.reply.pk}/attachments/{step.attachment.pk}/"

        down(step.attachment, secretariat)

        assert as_(visitor).get(path).status_code == 410
        assert as_(soumu).get(path).status_code == 410
        assert b"".join(as_(digital).get(path)) == b"%PDF-1.7 plan"
        assert b"".join(as_(secretariat).get(path)) == b"%PDF-1.7 plan"

    def test_what_was_never_published_stays_404(self, scenes, as_, visitor):
        path = scenes.world.unpublished.local_request.get_absolute_url()

        assert as_(visitor).get(path).status_code == 404

    def test_published_again_it_is_back_and_the_list_says_so(
        self, scenes, secretariat, as_, visitor
    ):
        obj = scenes.steps["p:logged"].local_request
        removal = down(obj, secretariat)
        obj.refresh_from_db()

        local_requests.publish(obj, by=secretariat, now=timezone.now())

        (line,) = as_(visitor).get("/removals/").context["lines"]
        assert as_(visitor).get(obj.get_absolute_url()).status_code == 200
        assert (line.removal, line.since) == (removal, "その後、改めて公表しました")


class TestReplies:
    def test_a_published_reply_stays_locked_for_everything_else(self, scenes, secretariat):
        step = scenes.steps["p:settled"]
        down(step.reply, secretariat)
        other = Reply.objects.filter(status="published").first()

        with pytest.raises(DatabaseError), transaction.atomic():
            Reply.objects.filter(pk=other.pk).update(text="書き換え")

    def test_taken_down_beside_its_correction_and_published_again(
        self, scenes, secretariat, digital
    ):
        step = scenes.steps["p:settled"]
        correction = replies.correct(step.reply, by=digital, reason="誤記のため。")

        down(step.reply, secretariat)

        step.reply.refresh_from_db()
        assert (step.reply.status, step.reply.published_at) == ("submitted", None)
        assert correction.status == "draft"
        replies.publish(step.reply, by=secretariat, now=timezone.now())
        step.reply.refresh_from_db()
        assert step.reply.status == "published"

    def test_an_opinion_can_be_published_again(self, scenes, secretariat):
        opinion = scenes.steps["p:settled"].opinion
        down(opinion, secretariat)
        opinion.refresh_from_db()

        again = opinions.publish(opinion, by=secretariat, now=timezone.now())

        assert again.status == "published"


class TestMeetings:
    def test_takes_what_was_published_with_it_along_only_when_asked(
        self, scenes, secretariat, as_, visitor
    ):
        place = scenes.world.published

        down(place.meeting, secretariat)
        rows = (place.local_request, place.commitment)
        kept = [as_(visitor).get(row.get_absolute_url()).status_code for row in rows]
        place.meeting.refresh_from_db()
        meetings.publish(place.meeting, by=secretariat, now=timezone.now(), reason="見本のため。")
        place.meeting.refresh_from_db()
        down(place.meeting, secretariat, below=True)

        assert kept == [200, 200]
        assert [as_(visitor).get(row.get_absolute_url()).status_code for row in rows] == [410, 410]
        assert Removal.objects.lines().count() == 4

    def test_a_closed_session_stays_closed(self, scenes, secretariat, as_, visitor):
        meeting = scenes.sittings["closed"].meeting
        meeting.refresh_from_db()
        page = f"/meetings/{meeting.pk}/report/"
        before = as_(visitor).get(page).status_code

        down(meeting, secretariat)

        meeting.refresh_from_db()
        assert before == 200
        assert (meeting.status, meeting.published_at) == ("closed", None)
        assert as_(visitor).get(page).status_code == 410
        assert as_(secretariat).get(page).status_code == 200


class TestFilesPreparedBefore:
    def test_none_is_handed_out_any_more(self, scenes, secretariat, ichinomiya, as_):
        made = an_export(ichinomiya)
        making = an_export(ichinomiya, status="making", filename="b.csv")
        waiting = an_export(ichinomiya, status="waiting", filename="c.csv")

        down(scenes.steps["p:logged"].local_request, secretariat)

        for export in (made, making, waiting):
            export.refresh_from_db()
        assert [e.status for e in (made, making, waiting)] == ["failed", "failed", "waiting"]
        assert not made.file
        assert "もう一度作成してください" in made.problem
        assert as_(ichinomiya).get(f"/exports/{made.token}/file/").status_code != 200
        assert Export.objects.filter(status="done").count() == 0


class TestRecord:
    def test_the_history_says_it_in_public_without_the_reason(
        self, scenes, secretariat, as_, visitor
    ):
        obj = scenes.steps["p:logged"].local_request
        down(obj, secretariat)
        obj.refresh_from_db()
        local_requests.publish(obj, by=secretariat, now=timezone.now())

        lines = as_(visitor).get(obj.get_absolute_url()).context["lines"]
        inside = as_(secretariat).get(obj.get_absolute_url()).context["lines"]

        assert [(line.label, line.reason) for line in lines][:2] == [
            ("公表", ""), ("公表の取りやめ", ""),
        ]  # fmt: skip
        assert inside[1].reason == WHY
        assert history_of(obj).filter(verb="unpublish").get().reason == WHY

    @pytest.mark.parametrize("change", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
    def test_the_database_keeps_each_row_as_it_is(self, change, scenes, secretariat):
        down(scenes.steps["p:logged"].local_request, secretariat)

        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(change.format(Removal._meta.db_table))

    def test_taking_the_take_down_of_a_file_back_is_a_row_of_its_own(
        self, scenes, secretariat, as_, visitor
    ):
        step = scenes.steps["p:settled"]
        path = f"/replies/{step.reply.pk}/attachments/{step.attachment.pk}/"
        removal = down(step.attachment, secretariat)

        undone = removals.show_again(
            removal, by=secretariat, reason="取り違えたため。", now=timezone.now()
        )

        (line,) = as_(visitor).get("/removals/").context["lines"]
        assert b"".join(as_(visitor).get(path)) == b"%PDF-1.7 plan"
        assert (undone.undoes, line.since) == (removal, "取り消しました")
        with pytest.raises(Refused, match="取り消してあります"):
            removals.show_again(removal, by=secretariat, reason="もう一度。", now=timezone.now())


class TestPages:
    def test_the_secretariat_gets_there_from_every_page(self, scenes, secretariat, as_, wt_member):
        place, step = scenes.world.published, scenes.steps["p:settled"]
        links = {
            place.commitment.get_absolute_url(): f"/removals/of/commitment/{place.commitment.pk}/",
            place.meeting.get_absolute_url(): f"/removals/of/meeting/{place.meeting.pk}/",
            step.local_request.get_absolute_url(): f"/removals/of/request/{step.local_request.pk}/",
            step.local_request.get_absolute_url() + "?": f"/removals/of/reply/{step.reply.pk}/",
            f"/removals/of/request/{step.local_request.pk}/": (
                f"/removals/of/attachment/{step.attachment.pk}/"
            ),
        }

        for page, link in links.items():
            assert f'href="{link}"' in as_(secretariat).get(page).content.decode()
            assert f'href="{link}"' not in as_(wt_member).get(page).content.decode()

    def test_taking_down_by_the_page(self, scenes, secretariat, as_, visitor):
        obj = scenes.steps["p:logged"].local_request
        browser = as_(secretariat)

        empty = browser.post(f"/removals/of/request/{obj.pk}/", {})
        done = browser.post(
            f"/removals/of/request/{obj.pk}/", {"ground": "personal", "reason": WHY}, follow=True
        )

        assert empty.status_code == 422
        assert done.status_code == 200
        assert WHY in done.content.decode()
        assert LocalRequest.objects.get(pk=obj.pk).published_at is None
        assert as_(visitor).get(obj.get_absolute_url()).status_code == 410

    def test_the_record_of_a_removal_is_the_secretariats_alone(
        self, scenes, secretariat, as_, wt_member
    ):
        removal = down(scenes.steps["p:logged"].local_request, secretariat)

        assert as_(secretariat).get(removal.get_absolute_url()).status_code == 200
        assert as_(wt_member).get(removal.get_absolute_url()).status_code == 403
