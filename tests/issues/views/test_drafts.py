# ruff: noqa: F811 - fixtures are imported by their names
import pytest

from issues.actions import replies
from issues.enums import RequestStatus
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401
from workflow import drafts
from workflow.models import Draft


@pytest.fixture
def asked(life):
    return life.at(RequestStatus.UNDER_REVIEW)


@pytest.fixture
def digital(client, cast):
    client.force_login(cast.digital)
    return client


def key_of(local_request):
    return f"reply.{local_request.number}.1"


def new(local_request):
    return f"/requests/{local_request.number}/replies/new/"


def test_a_half_written_reply_is_there_again(digital, asked):
    answer = digital.post(
        f"/drafts/{key_of(asked)}/",
        {"text": "書きかけ", "means": ["law", "budget"], "claimed_class": "adopted", "version": "",
         "was-text": ""},
    )  # fmt: skip
    opened = digital.get(new(asked))

    assert answer.status_code == 204
    assert "書きかけを復元しました" in opened.text
    form = opened.context["form"]
    assert (form["text"].value(), form["means"].value(), form["claimed_class"].value()) == (
        "書きかけ", ["law", "budget"], "adopted",
    )  # fmt: skip


def test_nobody_else_gets_it(digital, asked, cast):
    digital.post(f"/drafts/{key_of(asked)}/", {"text": "書きかけ"})
    digital.force_login(cast.misato)

    digital.post(f"/drafts/{key_of(asked)}/", {"text": "別の人の文"})
    digital.post(f"/drafts/{key_of(asked)}/discard/")

    assert [(d.user, d.fields) for d in Draft.objects.all()] == [
        (cast.digital, {"text": "書きかけ"})
    ]


def test_it_is_thrown_away_on_request(digital, asked):
    digital.post(f"/drafts/{key_of(asked)}/", {"text": "書きかけ"})

    answer = digital.post(f"/drafts/{key_of(asked)}/discard/", {"next": new(asked)}, follow=True)

    assert answer.redirect_chain == [(new(asked), 302)]
    assert "書きかけを復元しました" not in answer.text
    assert Draft.objects.count() == 0


def test_throwing_away_never_leads_elsewhere(digital):
    answer = digital.post("/drafts/reply.R6-0001.1/discard/", {"next": "https://example.com/"})

    assert answer.headers["Location"] == "/"


def test_sending_the_form_ends_it(digital, asked):
    digital.post(f"/drafts/{key_of(asked)}/", {"text": "書きかけ"})

    digital.post(new(asked), {"claimed_class": "studying", "text": "検討します。", "do": "save"})

    assert Draft.objects.count() == 0


def test_a_refused_form_is_kept_as_well(digital, asked):
    digital.post(new(asked), {"text": "区分を忘れた文", "claimed_class": ""})

    opened = digital.get(new(asked))

    assert opened.context["form"]["text"].value() == "区分を忘れた文"


def test_a_form_as_it_was_opened_is_not_kept(digital):
    digital.post("/drafts/reply_edit.7/", {"text": "文", "was-text": "文", "version": "3"})

    assert Draft.objects.count() == 0


def test_it_remembers_the_version_it_was_opened_with(digital, asked, life, cast):
    reply = life.draft(asked, text="はじめ")
    sent = {"text": "わたしの文", "was-text": "はじめ", "version": str(reply.version)}
    digital.post(f"/drafts/reply_edit.{reply.pk}/", sent)
    replies.edit(reply, by=cast.digital, text="同僚の文")

    opened = digital.get(f"/replies/{reply.pk}/edit/")
    form = {"claimed_class": "studying", "was-claimed_class": "studying", "text": "わたしの文",
            "was-text": opened.context["opened"]["text"],
            "version": opened.context["version"]}  # fmt: skip
    answer = digital.post(f"/replies/{reply.pk}/edit/", form)

    assert answer.status_code == 409
    (clash,) = answer.context["clashes"]
    assert (clash.opened, clash.theirs, clash.mine) == ("はじめ", "同僚の文", "わたしの文")


def test_a_character_that_no_database_takes_is_left_out(digital, cast):
    digital.post("/drafts/reply.R6-0001.1/", {"text": "書き\x00かけ"})

    assert drafts.find(user=cast.digital, key="reply.R6-0001.1").fields == {"text": "書きかけ"}


@pytest.mark.parametrize("key", ["x" * 101, "reply", "reply.R6-0001.1.2.3", "Reply.1", "a.<b>"])
def test_an_unknown_form_is_not_kept(key, digital):
    assert digital.post(f"/drafts/{key}/", {"text": "文"}).status_code == 404
    assert Draft.objects.count() == 0


def test_it_is_for_people_who_have_signed_in(client, db):
    assert client.post("/drafts/reply.R6-0001.1/", {"text": "文"}).status_code == 302
    assert Draft.objects.count() == 0
