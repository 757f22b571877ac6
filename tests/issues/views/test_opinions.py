# ruff: noqa: F811 - fixtures are imported by their names
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from issues.actions import opinions, replies
from issues.due_dates.due import in_business_days
from issues.enums import RequestStatus
from issues.models import Opinion
from japan.eras import format_era
from tests.factories.publishing import publish
from tests.factories.rows import put
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def replied(life):
    return life.at(RequestStatus.REPLIED)


@pytest.fixture
def misato(client, cast):
    client.force_login(cast.misato)
    return client


def page(local_request):
    return f"/requests/{local_request.number}/"


def typed(local_request, **changed):
    reply = local_request.replies.newest().first()
    return {"reply": reply.pk, "stance": "partly", "text": "期限がほしい", **changed}


def test_it_gives_the_view_of_the_newest_reply(misato, replied, orgs):
    misato.post(f"{page(replied)}opinion/", typed(replied))

    opinion = Opinion.objects.get()
    assert (opinion.organization, opinion.stance, opinion.text) == (
        orgs.misato, "partly", "期限がほしい",
    )  # fmt: skip


def test_asking_for_reconsideration_opens_a_round_and_says_until_when(misato, replied):
    sent = typed(replied, asks_reconsideration="on", stance="dissatisfied")

    answer = misato.post(f"{page(replied)}opinion/", sent, follow=True)

    replied.refresh_from_db()
    due = in_business_days(10, start=timezone.localdate()).on
    assert (replied.status, replied.round, replied.due_on) == ("reconsidering", 2, due)
    assert [str(m) for m in answer.context["messages"]] == [
        f"再検討を求めました。第2次の回答期限は、{format_era(due)}です。"
    ]
    assert "数え方（10営業日）" in answer.text


def test_asking_without_a_reason_keeps_what_was_chosen(misato, replied):
    sent = typed(replied, text="", asks_reconsideration="on")

    answer = misato.post(f"{page(replied)}opinion/", sent)

    assert (answer.status_code, Opinion.objects.count()) == (422, 0)
    assert answer.context["form"].errors == {"text": ["再検討を求める理由を書いてください。"]}
    assert answer.context["form"]["asks_reconsideration"].value() is True


def test_an_association_speaks_once_the_reply_is_published(client, replied, cast):
    put(type(replied).objects.filter(pk=replied.pk), published_at=NOW)
    client.force_login(cast.association)

    before = client.get(f"{page(replied)}opinion/")
    replies.publish(replied.replies.get(), by=cast.secretariat, now=NOW)
    after = client.get(f"{page(replied)}opinion/")

    assert (before.status_code, after.status_code) == (409, 200)
    assert "asks_reconsideration" not in after.context["form"].fields


@pytest.mark.parametrize(
    ("who", "status"), [("secretariat", 403), ("digital", 403), ("stranger", 404)]
)
def test_it_is_the_parties_alone(who, status, client, replied, cast):
    client.force_login(getattr(cast, who))

    assert client.get(f"{page(replied)}opinion/").status_code == status
    assert client.post(f"{page(replied)}opinion/", typed(replied)).status_code == status
    assert Opinion.objects.count() == 0


def test_two_who_speak_at_once_see_both_texts(misato, replied, cast):
    opinions.give(replied.replies.get(), by=cast.misato, stance="satisfied", text="同僚の文")

    answer = misato.post(f"{page(replied)}opinion/", typed(replied))

    assert (answer.status_code, Opinion.objects.get().text) == (409, "同僚の文")
    clash = {c.name: (c.theirs, c.mine) for c in answer.context["clashes"]}
    assert clash == {"stance": ("納得", "一部納得"), "text": ("同僚の文", "期限がほしい")}


def test_a_corrected_reply_asks_for_another_look_and_keeps_the_text(misato, replied, cast):
    sent = typed(replied)
    published = replies.publish(replied.replies.get(), by=cast.secretariat, now=NOW)
    correction = replies.correct(published, by=cast.digital, reason="誤り")
    replies.submit(replies.edit(correction, by=cast.digital, text="正しい文"), by=cast.digital)

    answer = misato.post(f"{page(replied)}opinion/", sent)

    assert (answer.status_code, Opinion.objects.count()) == (409, 0)
    assert "期限がほしい" in answer.text
    assert answer.context["reply"] == correction


def test_it_is_changed_until_it_is_published(misato, replied, cast):
    opinion = opinions.give(replied.replies.get(), by=cast.misato, stance="satisfied", text="文")

    misato.post(
        f"/opinions/{opinion.pk}/edit/",
        {"version": opinion.version, "stance": "partly", "text": "直した文"},
    )

    opinion.refresh_from_db()
    assert (opinion.stance, opinion.text) == ("partly", "直した文")


def test_over_a_colleague_s_change_it_shows_both_texts(misato, replied, cast):
    opinion = opinions.give(replied.replies.get(), by=cast.misato, stance="partly", text="はじめ")
    opinions.edit(opinion, by=cast.misato, text="同僚の文")

    answer = misato.post(
        f"/opinions/{opinion.pk}/edit/",
        {"version": 1, "was-text": "はじめ", "was-stance": "partly", "stance": "partly",
         "text": "わたしの文"},
    )  # fmt: skip

    assert answer.status_code == 409
    (clash,) = answer.context["clashes"]
    assert (clash.opened, clash.theirs, clash.mine) == ("はじめ", "同僚の文", "わたしの文")


def test_the_secretariat_publishes_one_opinion(client, replied, cast):
    opinion = opinions.give(replied.replies.get(), by=cast.misato, stance="partly", text="文")
    client.force_login(cast.secretariat)

    publish(client, f"/opinions/{opinion.pk}/publish/")

    opinion.refresh_from_db()
    assert opinion.status == "published"


def test_another_ministry_does_not_read_it_before_that(client, replied, cast):
    opinions.give(replied.replies.get(), by=cast.misato, stance="partly", text="内々の見解")
    put(type(replied).objects.filter(pk=replied.pk), published_at=NOW)
    client.force_login(cast.soumu)

    assert "内々の見解" not in client.get(page(replied)).text
