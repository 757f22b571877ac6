"""公表前の確かめ: sentences, news and personal data of what the public will read."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import local_requests, replies
from issues.models import Joining, Reply
from japan.personal import Kind
from meetings.models import Attendance
from publication.rehearsal import rehearsing
from publication.rehearsal.publishable import table
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from tests.factories.publishing import a_batch, as_read, publish

pytestmark = pytest.mark.django_db

PERSONAL = "住民の山田花子さん（電話03-1234-5678）から伺いました。松田町長にも相談します。"


@pytest.fixture
def secretive(scenes, digital):
    """A reply that holds what should not go out unseen."""
    Attendance.objects.filter(name="松田 知己").update(printed_post="秋田県美郷町長")
    reply = Reply.objects.get(pk=scenes.about("p:replied").reply.pk)
    replies.edit(reply, by=digital, text=PERSONAL)
    return Reply.objects.get(pk=reply.pk)


def rehearse(*objs, actor):
    things = [(row, obj) for obj in objs for row in table().values() if row.model is type(obj)]
    return rehearsing.rehearse(things, actor=actor)


def words_of(rehearsal):
    return {group.kind: [alarm.found.words for alarm in group.alarms] for group in rehearsal.groups}


def sentences_of(part):
    return [
        ("".join(piece.text for piece in sentence.pieces), sentence.new)
        for passage in part.passages
        for paragraph in passage.paragraphs
        for sentence in paragraph
    ]


def test_every_letter_that_goes_out_stands_on_the_page(secretive, secretariat):
    (part,) = rehearse(secretive, actor=secretariat).parts
    expected = "".join(text.text for text in table()["reply"].texts(secretive))

    shown = "".join(text for text, _ in sentences_of(part))

    assert shown == expected.replace("\n", "")


def test_personal_data_is_listed_by_kind(secretive, secretariat):
    rehearsal = rehearse(secretive, actor=secretariat)

    assert words_of(rehearsal) == {
        Kind.NAME: ["山田花子"],
        Kind.PHONE: ["03-1234-5678"],
        Kind.KNOWN: ["松田"],
    }
    assert rehearsal.alarms == 2


def test_each_alarm_leads_to_its_place(as_, secretive, secretariat):
    page = as_(secretariat).get(f"/replies/{secretive.pk}/publish/")

    for anchor in ("f1", "f2", "f3"):
        assert page.text.count(f'href="#{anchor}"') == 1
        assert page.text.count(f'id="{anchor}"') == 1


def test_the_first_time_nothing_is_marked_as_new(secretive, secretariat):
    (part,) = rehearse(secretive, actor=secretariat).parts

    assert (part.compared, part.news) == (False, 0)


def test_of_a_correction_only_new_sentences_are_marked(scenes, secretariat, digital):
    reply = Reply.objects.get(pk=scenes.about("p:opined").reply.pk)
    correction = replies.correct(reply, by=digital, reason="誤記")
    replies.edit(correction, by=digital, text=f"{reply.text}。金額を改めます。")

    (part,) = rehearse(Reply.objects.get(pk=correction.pk), actor=secretariat).parts

    new = [text for text, is_new in sentences_of(part) if is_new]
    assert new == ["誤記", f"{reply.text}。", "金額を改めます。"]


def test_a_sentence_said_twice_is_new_the_second_time(scenes, secretariat, digital):
    reply = Reply.objects.get(pk=scenes.about("p:opined").reply.pk)
    correction = replies.correct(reply, by=digital, reason="誤記")
    replies.edit(correction, by=digital, text=f"{reply.text}\n{reply.text}")

    (part,) = rehearse(Reply.objects.get(pk=correction.pk), actor=secretariat).parts

    assert [new for text, new in sentences_of(part) if text == reply.text] == [False, True]


def test_what_goes_along_is_shown_as_well(scenes, secretariat):
    place = scenes.about("u")

    parts = rehearse(type(place.meeting).objects.get(pk=place.meeting.pk), actor=secretariat).parts

    assert [part.along for part in parts] == [False] + [True] * (len(parts) - 1)
    assert f"request.{place.local_request.pk}" in {part.ref for part in parts}


@pytest.mark.usefixtures("points")
def test_a_request_brings_the_published_words_of_those_who_joined_and_no_others(secretariat):
    obj = a_request("取りやめて、もう一度公表する要望")
    for code, words, when in (
        ("232033", "公表してあった支障事例", timezone.now()),
        ("350001", "内輪の支障事例", None),
    ):
        Joining.objects.create(
            local_request=obj, organization=organization(code), trouble=words,
            joined_by=secretariat, joined_at=timezone.now(), status="accepted",
            decided_at=timezone.now(),
            published_at=when,
        )  # fmt: skip

    shown = [text.text for text in table()["request"].texts(obj)]

    public = Joining.objects.visible_to(AnonymousUser())
    assert ("公表してあった支障事例" in shown, "内輪の支障事例" in shown) == (True, False)
    local_requests.publish(obj, by=secretariat, now=timezone.now())
    assert [joining.trouble for joining in public] == ["公表してあった支障事例"]


@pytest.mark.usefixtures("points")
class TestThePage:
    def test_an_edit_in_another_tab_keeps_it_from_going_out(self, as_, secretariat):
        obj = a_request("件名のはじめ")
        office = as_(secretariat)
        address = f"/requests/{obj.number}/publish/"
        read = as_read(office.get(address))
        local_requests.edit(obj, by=secretariat, title="あとから変えた件名")

        answer = office.post(address, read)

        obj.refresh_from_db()
        assert (answer.status_code, obj.is_published) == (409, False)
        assert "確かめたあとで内容が変わりました" in answer.text
        assert "あとから変えた件名" in answer.text

    def test_the_page_that_comes_back_can_be_read_and_sent(self, as_, secretariat):
        obj = a_request("件名のはじめ")
        office = as_(secretariat)
        address = f"/requests/{obj.number}/publish/"
        read = as_read(office.get(address))
        local_requests.edit(obj, by=secretariat, title="あとから変えた件名")

        again = as_read(office.post(address, read))
        office.post(address, again)

        obj.refresh_from_db()
        assert obj.is_published

    @pytest.mark.parametrize(
        "forged", [{}, {"seen": ["request.1"]}, {"seen": ["nonsense"]}, {"seen": ["."]}]
    )
    def test_without_what_was_read_nothing_goes_out(self, as_, secretariat, forged):
        obj = a_request("読まれていない要望")

        answer = as_(secretariat).post(f"/requests/{obj.number}/publish/", forged)

        obj.refresh_from_db()
        assert (answer.status_code, obj.is_published) == (409, False)
        assert "まだ確かめていません" in answer.text

    def test_what_was_read_of_another_thing_is_not_enough(self, as_, secretariat):
        one, other = a_request("同じ件名"), a_request("同じ件名")
        office = as_(secretariat)
        read = as_read(office.get(f"/requests/{one.number}/publish/"))

        answer = office.post(f"/requests/{other.number}/publish/", read)

        other.refresh_from_db()
        assert (answer.status_code, other.is_published) == (409, False)

    def test_what_went_out_by_itself_is_listed_too(self, as_, secretariat):
        obj = a_request("単独の要望")
        office = as_(secretariat)
        publish(office, f"/requests/{obj.number}/publish/")

        desk = office.get("/publication/")
        batch = desk.context["desk"].done[0]
        page = office.get(batch.get_absolute_url())

        assert (batch.out, batch.left) == (1, 0)
        assert f"{obj.number} 単独の要望" in page.text
        assert obj.get_absolute_url() in page.text


class TestTheDesk:
    def test_it_costs_the_same_with_many_things(self, as_, scenes, secretariat):
        office = as_(secretariat)
        a_request("はじめの要望")
        office.get("/publication/")
        before = len(_queries(office))
        for number in range(3):
            a_request(f"待つ要望{number}")

        assert len(_queries(office)) == before

    def test_what_is_set_for_a_time_is_told_and_not_offered_again(self, as_, scenes, secretariat):
        reply = Reply.objects.get(pk=scenes.about("p:replied").reply.pk)
        batch = a_batch(reply, scheduled=True)

        page = as_(secretariat).get("/publication/")

        assert f'value="reply.{reply.pk}"' not in page.text
        assert batch.get_absolute_url() in page.text
        assert "予約中" in page.text

    def test_a_session_is_taken_as_a_whole(self, as_, scenes, secretariat):
        place = scenes.about("u")

        page = as_(secretariat).get("/publication/")

        labels = {bundle.label: bundle.refs for bundle in page.context["desk"].sessions}
        assert any(f"meeting.{place.meeting.pk}" in refs for refs in labels.values())


def _queries(office):
    with CaptureQueriesContext(connection) as found:
        office.get("/publication/")
    return found
