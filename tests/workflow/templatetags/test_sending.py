"""What every form has: tokens, and a first button that is off, so that Enter sends nothing."""

import re
from pathlib import Path

import pytest
from django.conf import settings

MAY_BE_SENT_BY_ENTER = {
    "accounts/login.html",
    "issues/saved_lists/edit.html",
    "issues/saved_lists/list.html",
    "issues/saved_lists/new.html",
    "issues/triage/card.html",
}
"""Signing in; deciding by keys, which can be decided again; and names of lists, which change no
record."""
FORM = re.compile(r"<form\b(?=[^>]*\bmethod=\"post\").*?</form>", re.DOTALL)


def templates():
    root = Path(settings.BASE_DIR) / "templates"
    for path in sorted(root.rglob("*.html")):
        yield path.relative_to(root).as_posix(), path.read_text()


def test_forms_that_enter_sends_are_few_and_harmless():
    found = {name for name, text in templates() if "{% csrf_token sent_by_enter %}" in text}

    assert found == MAY_BE_SENT_BY_ENTER


def test_the_token_stands_before_any_button():
    late = [
        name
        for name, text in templates()
        for form in FORM.findall(text)
        if "csrf_token" in form and "<button" in form.partition("{% csrf_token")[0]
    ]

    assert late == []


@pytest.mark.django_db
def test_a_form_has_its_first_button_off(client, secretariat, as_):
    page = as_(secretariat).get("/requests/new/").content.decode()
    form = re.search(r'<form class="form".*?</form>', page, re.DOTALL)[0]

    buttons = re.findall(r"<(?:button|input)\b[^>]*type=\"submit\"[^>]*>", form)
    assert buttons[0] == '<input type="submit" hidden disabled value="">'
