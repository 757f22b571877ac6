"""A form counts once: what a second sending is told, and what is no second sending."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from issues.models import FollowUp, ProgressReport
from tests.factories.issues import a_request
from tests.workflow.sending.at_once import ONCE
from workflow.models import SentForm
from workflow.sending import once, tokens

SAID = {"progress": "studying", "text": "試算中"}


@pytest.fixture
def page(points, digital):
    found = a_request(published=True, status="under_review", lead="digital")
    return f"/requests/{found.number}/progress/"


@pytest.fixture
def browser(as_, digital):
    return as_(digital)


@pytest.fixture
def form(browser, page):
    return SAID | {"once": ONCE.findall(browser.get(page).content.decode())[-1]}


def test_every_form_of_a_page_has_a_token_of_its_own(browser, page):
    found = browser.get(page).content.decode()

    numbers = ONCE.findall(found)
    assert len(numbers) == len(set(numbers)) == found.count("csrfmiddlewaretoken") > 1


def test_the_second_sending_gets_the_answer_of_the_first(browser, page, form):
    first = browser.post(page, form, follow=True)
    second = browser.post(page, form, follow=True)

    assert ProgressReport.objects.count() == 1
    assert first.redirect_chain == second.redirect_chain
    said = [[str(m) for m in answer.context["messages"]] for answer in (first, second)]
    assert said == [["進捗を報告しました。"], ["進捗を報告しました。"]]


def test_other_words_are_another_sending(browser, page, form):
    browser.post(page, form)
    browser.post(page, form | {"text": "試算ができた"})

    assert ProgressReport.objects.count() == 2


def test_the_same_words_in_a_fresh_form_are_another_sending(browser, page, form):
    browser.post(page, form)
    browser.post(page, form | {"once": tokens.new(None)})

    assert ProgressReport.objects.count() == 2


def test_a_form_that_was_refused_may_be_sent_again(browser, page, form):
    assert browser.post(page, form | {"progress": ""}).status_code == 422
    assert SentForm.objects.count() == 0


@pytest.mark.parametrize("token", ["", "x", "x.", "a.1:forged", "あ" * 5000])
def test_a_token_that_is_missing_or_forged_is_a_plain_form(browser, page, token):
    answers = [browser.post(page, SAID | {"once": token}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_one_persons_sending_is_not_told_to_another(browser, page, form, soumu):
    browser.post(page, form)
    other = Client()
    other.force_login(soumu)

    assert other.post(page, form).status_code != 302


def test_after_a_day_it_is_forgotten(browser, page, form):
    browser.post(page, form)
    SentForm.objects.update(taken_at=timezone.now() - once.KEPT - timedelta(minutes=1))

    once.forget()

    assert SentForm.objects.count() == 0


def test_what_broke_off_after_it_was_done_is_not_done_again(browser, page, form):
    # As the process leaves it that dies between the act and its answer.
    browser.post(page, form)
    SentForm.objects.update(answer=None)

    answer = browser.post(page, form)

    assert (answer.status_code, ProgressReport.objects.count()) == (409, 1)
    assert "画面を開き直して、保存されたかを確かめてください。" in answer.content.decode()


def test_what_is_done_for_a_sending_is_noted_with_it(points, digital, secretariat):
    with once.under_way("a" * 64):
        a_request()

    assert SentForm.objects.get().answer is None


def test_work_without_a_form_notes_nothing(points):
    a_request()

    assert SentForm.objects.count() == 0


def test_nothing_is_done_when_a_task_is_given_twice(browser, points, secretariat, as_):
    found = a_request(published=True, status="under_review", lead="digital")
    path = f"/requests/{found.number}/follow-ups/new/"
    browser = as_(secretariat)
    token = ONCE.findall(browser.get(path).content.decode())[-1]
    sent = {"organization": "デジタル庁", "title": "試算", "due": "10営業日", "once": token}

    answers = {browser.post(path, sent)["Location"] for _ in range(3)}

    assert answers == {FollowUp.objects.get().get_absolute_url()}
