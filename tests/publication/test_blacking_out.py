"""墨消し: the words are gone wherever they stood, the originals stay with the secretariat."""

import pgtrigger
import pytest
from django.utils import timezone

from issues.actions import corrections, voices
from issues.models import Joining, LocalRequest, Reply
from issues.publishing import corrected_words
from meetings.actions import closing
from meetings.models import Attendance, SessionDecision, Speech
from publication.actions import blackouts
from publication.removals import places, removable
from searching import indexing
from tests.factories.organizations import organization
from tests.factories.world import OPEN_ASK
from tests.publication import reading_all
from workflow.machine import Refused

pytestmark = pytest.mark.django_db

NAME = "目印花子"
WHY = "個人の名前のため。"


def act(by, **more):
    return {"by": by, "ground": "personal", "reason": WHY, "now": timezone.now(), **more}


def black_out(obj, words, by, **more):
    row = removable.removable_of(obj)
    found = [each.place for each in places.in_thing(row, obj, words)]
    (removal,) = blackouts.black_out(found, **act(by, **more))
    return removal


def put(obj, field):
    """The name into a text that is stored already, past all locks."""
    with pgtrigger.ignore():
        type(obj).objects.filter(pk=obj.pk).update(**{field: f"{NAME}の話"})
    obj.refresh_from_db()
    return obj


def correct(request, changed, **more):
    after = corrected_words.written_in(request) | changed
    done = corrections.correct(request, after=after, now=timezone.now(), **more)
    request.refresh_from_db()
    return done


def saying(client, paths):
    found = reading_all.texts(client, paths)
    return {path for path, text in found.items() if NAME in text and "?q=" not in path}


def texts(scenes, secretariat, digital):
    """Each text there is, with the name in it, and the addresses that show it."""
    place, step = scenes.world.published, scenes.steps["p:settled"]
    closed = scenes.sittings["closed"]
    joining = Joining.objects.create(
        local_request=step.local_request, organization=organization("232033"), trouble="本市も。",
        joined_by=secretariat, joined_at=timezone.now(),
    )  # fmt: skip
    step.local_request.refresh_from_db()
    report = voices.report_progress(
        step.local_request, by=digital, progress="studying", text="準備"
    )
    judged = voices.judge(
        step.local_request, by=secretariat, judgement="continue", text="様子を見る"
    )
    request, commitment = place.local_request, place.commitment
    added = closing.add_to_report(closed.meeting.closed_report, by=secretariat, text="後から足す")
    fields = [
        *((request, name) for name in ("title", "ask", "trouble", "speaker")),
        (commitment, "title"), (commitment, "speaker"),
        (step.reply, "text"), (step.attachment, "filename"), (step.opinion, "text"),
        (joining, "trouble"), (report, "text"), (judged, "text"),
        (place.meeting, "title"), (place.meeting, "place"), (place.meeting, "credit"),
        (place.meeting, "unread_reason"), (place.meeting.attendances.first(), "name"),
        (closed.handling, "note"), (closed.decision, "text"), (added, "text"),
    ]  # fmt: skip
    paths = (
        *reading_all.of_request(request), *reading_all.of_request(step.local_request),
        *reading_all.of_commitment(commitment), *reading_all.of_meeting(place.meeting),
        *reading_all.of_meeting(closed.meeting),
    )  # fmt: skip
    written = [(put(obj, field), field) for obj, field in fields]
    indexing.ask_for_all()  # the index did not hear of what was put past all triggers
    indexing.work_off()
    return written, paths


@pytest.fixture(autouse=True)
def _fresh(request):
    """The scenes are made once for all tests of the file, which take back what they store."""
    if "scenes" in request.fixturenames:
        scenes = request.getfixturevalue("scenes")
        held = (*scenes.steps.values(), scenes.world.published, *scenes.sittings.values())
        for each in held:
            for row in vars(each).values():
                if row is not None:
                    row.refresh_from_db()


class TestEveryText:
    def test_nobody_but_the_secretariat_reads_the_words_any_more(
        self, scenes, secretariat, wt_member, digital, misato, as_, visitor
    ):
        fields, paths = texts(scenes, secretariat, digital)
        light = [path for path in paths if not path.endswith((".pdf", ".docx", ".xlsx"))]
        before = saying(as_(visitor), paths)

        removals = blackouts.black_out(
            [each.place for each in places.everywhere(NAME)], **act(secretariat)
        )

        everything = (*paths, *reading_all.lists(NAME, NAME[:2]))
        assert len(before) > 10
        assert saying(as_(visitor), everything) == set()
        for inside in (wt_member, digital, misato):
            assert saying(as_(inside), (*light, "/requests/", "/desk/")) == set()
        for obj, field in fields:
            obj.refresh_from_db()
            assert getattr(obj, field) == "■■■■の話"
        assert {r.content_type.model_class() for r in removals} == {type(o) for o, _ in fields}
        pages = [as_(secretariat).get(r.get_absolute_url()).content.decode() for r in removals]
        silent = [
            removal.content_type.model
            for removal, page in zip(removals, pages, strict=True)
            if f'<mark class="out">{NAME}</mark>' not in page
        ]
        assert silent == []
        assert NAME not in "".join(r.public_line for r in removals)

    def test_a_search_by_a_part_of_the_words_finds_nothing(
        self, scenes, secretariat, digital, as_, visitor
    ):
        fields, _ = texts(scenes, secretariat, digital)
        browser = as_(visitor)
        counted = [browser.get(f"/api/{n}/", {"q": NAME[:2]}).json()["count"]
                   for n in ("requests", "commitments")]  # fmt: skip

        blackouts.black_out([f.place for f in places.everywhere(NAME)], **act(secretariat))

        assert counted == [1, 1]
        for name in ("requests", "commitments"):
            assert browser.get(f"/api/{name}/", {"q": NAME[:2]}).json()["count"] == 0
        assert fields


class TestHistory:
    def test_old_values_stand_under_ink_for_all_but_the_secretariat(
        self, scenes, secretariat, wt_member, misato, as_
    ):
        request = scenes.steps["p:logged"].local_request
        request.refresh_from_db()
        for changed in ({"title": f"{NAME}の件", "ask": ""}, {"title": "別の件"},
                        {"trouble": f"{NAME}が困る"}):  # fmt: skip
            correct(request, changed, by=secretariat, reason="誤記")

        black_out(request, NAME, secretariat)

        path = request.get_absolute_url()
        assert NAME not in as_(wt_member).get(path).content.decode()
        assert NAME not in as_(misato).get(path).content.decode()
        assert f"{NAME}の件" in as_(secretariat).get(path).content.decode()

    def test_nor_do_they_stand_where_corrections_do(self, scenes, secretariat, wt_member, as_):
        request = scenes.steps["p:logged"].local_request
        request.refresh_from_db()
        first = correct(request, {"title": f"{NAME}の件"}, by=secretariat, reason=f"{NAME}と書く")
        correct(request, {"title": f"別の{NAME}の件"}, by=secretariat, reason="誤記")

        black_out(request, NAME, secretariat)

        pages = ("/corrections/", first.get_absolute_url())
        read = {
            who: [as_(who).get(page).text for page in pages] for who in (wt_member, secretariat)
        }
        assert [NAME in text for text in read[wt_member]] == [False, False]
        assert [NAME in text for text in read[secretariat]] == [True, True]


class TestPublicly:
    def test_the_line_stands_beside_the_record_and_in_the_answer(
        self, scenes, secretariat, as_, visitor
    ):
        request = scenes.steps["p:logged"].local_request

        removal = black_out(request, "loggedの", secretariat)

        page = as_(visitor).get(request.get_absolute_url()).content.decode()
        answer = as_(visitor).get(f"/api{request.get_absolute_url()}").json()
        assert removal.public_line in page
        assert [each["line"] for each in answer["removals"]] == [removal.public_line]
        assert [r.removal for r in as_(visitor).get("/removals/").context["lines"]] == [removal]

    def test_what_was_never_public_is_not_told(self, scenes, secretariat, as_, visitor):
        request = scenes.steps["u:logged"].local_request

        black_out(request, "loggedの", secretariat)

        assert as_(visitor).get("/removals/").context["lines"] == []
        assert as_(visitor).get("/api/removals/").json()["count"] == 0

    def test_a_published_reply_stays_published_and_locked(self, scenes, secretariat):
        reply = scenes.steps["p:settled"].reply
        before = (reply.status, reply.published_at)

        black_out(reply, "公表した", secretariat)

        reply = Reply.objects.get(pk=reply.pk)
        assert reply.text == "■■■■答弁"
        assert (reply.status, reply.published_at) == before


class TestByThePage:
    def test_words_are_looked_for_ticked_and_put_under_ink(self, scenes, secretariat, as_):
        request = scenes.world.published.local_request
        path = f"/removals/of/request/{request.pk}/words/"
        browser = as_(secretariat)

        page = browser.get(path, {"words": "費用まで"})
        ticked = [each.place.value for each, on in page.context["found"] if on]
        others = [each.place.key for each, on in page.context["found"] if not on]
        done = browser.post(path, {
            "words": "費用まで", "place": ticked, "ground": "personal", "reason": WHY,
        })  # fmt: skip

        assert ticked
        assert "speech" in others
        assert done.status_code == 302
        request.refresh_from_db()
        assert request.title == OPEN_ASK.replace("費用まで", "■■■■")
        assert "費用まで" in request.passages.get().quote

    def test_all_places_at_once(self, scenes, secretariat, as_):
        browser = as_(secretariat)

        browser.post("/removals/words/", {
            "words": "費用まで", "every": "on", "ground": "personal", "reason": WHY,
        })  # fmt: skip

        assert list(places.everywhere("費用まで")) == []

    def test_nothing_ticked_or_a_changed_text_is_refused(self, scenes, secretariat, as_):
        request = scenes.world.published.local_request
        found = [
            f.place for f in places.in_thing(removable.removable_of(request), request, "費用まで")
        ]
        path = f"/removals/of/request/{request.pk}/words/"
        sent = {"words": "費用まで", "ground": "personal", "reason": WHY}

        nothing = as_(secretariat).post(path, sent)
        LocalRequest.objects.filter(pk=request.pk).update(title="書き直した")

        assert nothing.status_code == 422
        with pytest.raises(Refused, match="文章が変わりました"):
            blackouts.black_out(found, **act(secretariat))

    def test_nobody_else_does_it(self, scenes, wt_member, digital):
        request = scenes.world.published.local_request
        for person in (wt_member, digital):
            with pytest.raises(Refused) as refused:
                black_out(request, "費用まで", person)
            assert refused.value.decision.refusal == "forbidden"


def test_every_text_of_a_noun_that_can_be_shown_is_in_the_table():
    """A text field that is not named has a reason here."""
    apart = {
        "sha256", "source_sha256", "cleaned_sha256", "number", "number_series", "external_number",
        "reading", "file", "code", "status", "kind", "side", "type", "strength",
    }  # fmt: skip
    reasons = {
        ("passage", "quote"), ("passage", "prefix"), ("passage", "suffix"), ("suggestion", "quote"),
        ("passage", "anchor_reason"), ("speech", "side"),
    }  # fmt: skip
    missing = [
        (row.key, field.name)
        for row in removable.rows().values()
        for field in row.model._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "TextField")
        and not field.choices
        and field.name not in (*row.texts, *apart)
        and (row.key, field.name) not in reasons
    ]

    assert missing == []


def test_notes_decisions_and_people_are_among_them(scenes):
    kinds = {row.model for row in removable.rows().values()}

    assert {Attendance, SessionDecision, Speech} <= kinds
