import pytest

from accounts.models import User
from workflow import drafts
from workflow.models import Draft

KEY = "reply:R6-0001"


@pytest.fixture
def person(db):
    return User.objects.create(username="digital", display_name="府省の人")


@pytest.fixture
def colleague(db):
    return User.objects.create(username="soumu", display_name="別の人")


def test_it_keeps_what_stands_in_a_form(person):
    drafts.keep(user=person, key=KEY, fields={"text": "検討しま", "means": ""})

    assert drafts.find(user=person, key=KEY).fields == {"text": "検討しま"}


def test_it_keeps_one_draft_of_a_form(person):
    drafts.keep(user=person, key=KEY, fields={"text": "検"})
    drafts.keep(user=person, key=KEY, fields={"text": "検討"})

    assert list(Draft.objects.values_list("key", "fields")) == [(KEY, {"text": "検討"})]


def test_it_keeps_the_drafts_of_two_people_apart(person, colleague):
    drafts.keep(user=person, key=KEY, fields={"text": "わたしの"})
    drafts.keep(user=colleague, key=KEY, fields={"text": "あなたの"})

    assert drafts.find(user=person, key=KEY).fields == {"text": "わたしの"}
    assert drafts.find(user=colleague, key=KEY).fields == {"text": "あなたの"}


def test_it_keeps_the_drafts_of_two_forms_apart(person):
    drafts.keep(user=person, key=KEY, fields={"text": "回答"})

    assert drafts.find(user=person, key="opinion:R6-0001") is None


def test_a_form_without_text_keeps_nothing(person):
    kept = drafts.keep(user=person, key=KEY, fields={"text": " 　\n"})

    assert (kept, Draft.objects.count()) == (None, 0)


def test_an_emptied_form_forgets_what_was_kept(person):
    drafts.keep(user=person, key=KEY, fields={"text": "検討"})

    drafts.keep(user=person, key=KEY, fields={"text": ""})

    assert drafts.find(user=person, key=KEY) is None


def test_a_sent_text_is_forgotten_for_its_writer_alone(person, colleague):
    drafts.keep(user=person, key=KEY, fields={"text": "わたしの"})
    drafts.keep(user=colleague, key=KEY, fields={"text": "あなたの"})

    drafts.drop(user=person, key=KEY)

    assert list(Draft.objects.values_list("user__username", flat=True)) == ["soumu"]


def test_a_field_is_cut_at_the_limit(person):
    draft = drafts.keep(user=person, key=KEY, fields={"text": "あ" * (drafts.LIMIT + 1)})

    assert len(draft.fields["text"]) == drafts.LIMIT
