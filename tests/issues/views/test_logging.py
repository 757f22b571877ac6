"""Logging a request by hand: what was typed is never lost."""

import pytest

from issues.models import LocalRequest
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from workflow.models import Draft

pytestmark = pytest.mark.usefixtures("points")

NEW = "/requests/new/"
TYPED = {
    "organization": "秋田県美郷町", "kind": "request", "title": "人材を派遣してほしい", "ask": "",
    "trouble": "", "speaker": "", "said_on": "令和6年5月10日", "primary": "talent",
    "points": ["cost", "role"],
}  # fmt: skip
FILLED = {name: text for name, text in TYPED.items() if text}


@pytest.fixture
def office(as_, secretariat):
    organization("054348")
    return as_(secretariat)


def keep(browser, **typed):
    page = browser.get(NEW)
    opened = {f"was-{name}": text for name, text in page.context["opened"].items()}
    key = page.context["draft_key"]
    return browser.post(f"/drafts/{key}/", {**opened, **page.context["opened"], **typed})


def test_a_half_written_request_is_there_again(office):
    keep(office, **TYPED)

    answer = office.get(NEW)

    form = answer.context["form"]
    assert "書きかけを復元しました" in answer.text
    assert {name: form[name].value() for name in TYPED if TYPED[name]} == FILLED


def test_a_form_that_nobody_wrote_in_is_no_draft(office):
    keep(office)

    assert Draft.objects.count() == 0


def test_a_refusal_keeps_it_and_logging_ends_it(office):
    office.post(NEW, {**TYPED, "title": ""})
    kept = Draft.objects.get().fields["organization"]
    office.post(NEW, TYPED)

    assert kept == "秋田県美郷町"
    assert (Draft.objects.count(), LocalRequest.objects.get().title) == (0, TYPED["title"])


def test_what_was_written_for_one_body_does_not_turn_up_for_another(as_, secretariat, misato):
    keep(as_(secretariat), **{**TYPED, "organization": "愛知県一宮市"})
    key = Draft.objects.get().key
    Draft.objects.create(
        user=misato, key=as_(misato).get(NEW).context["draft_key"], fields={"title": "町の要望"}
    )

    form = as_(misato).get(NEW).context["form"]

    assert key.endswith(secretariat.acting.organization.code)
    assert form["title"].value() == "町の要望"
    assert form["organization"].value() == misato.acting.organization.full_name


def test_without_scripts_looking_for_alike_ones_logs_nothing_and_loses_nothing(office):
    a_request("人材の派遣を増やしてほしい", published=True)

    answer = office.post(NEW, {**TYPED, "do": "alike"}, follow=True)

    assert answer.redirect_chain == [(f"{NEW}?alike=1#alike", 302)]
    assert "人材の派遣を増やしてほしい" in answer.text
    assert answer.context["form"]["title"].value() == TYPED["title"]
    assert LocalRequest.objects.count() == 1
