"""Whatever stands in an address, a query or a form: an answer, and never a broken page.

The names of fields are collected from the code, so that a new one is tried without being told.
Each address meets each name with one of the values, another address with another one; with
`RONTEN_TESTS=long` each address meets each name with all of them.
"""

import ast
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django import forms
from django.db import transaction
from django.urls import reverse
from django_filters import FilterSet

from tests import sizes
from tests.asking import signed_in
from tests.factories.accounts import one_of_the_cast
from tests.permission_lines.addresses import arguments, filled
from tests.test_permission_matrix import LINES

pytestmark = pytest.mark.django_db

REPOSITORY = Path(__file__).resolve().parent.parent
OURS = (
    "accounts",
    "coordination",
    "issues",
    "meetings",
    "organizations",
    "publication",
    "workflow",
)
VALUES = (
    "a\x00b",
    "9" * 5000,
    "99999999999999999999",
    "２",
    "²",
    "٣",
    "-1",
    "令和99999年13月40日",
    "9999-99-99",
    "\u202e%s{{7*7}}'\"<b>",
    "長" * 300,
    "🏛👩‍👩‍👦",
    " ",
    "1-2:3.x",
)
SHARPEST = VALUES[:2] + VALUES[4:5]
PLAIN_FORM = "application/x-www-form-urlencoded"
# Signing out would end the walk; health asks servers; files and streams are read to their end.
LEFT_OUT = {"accounts:logout", "health"}


def _subclasses(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _subclasses(each)


def _read_in(source):
    """The names in GET.get("…"), POST["…"], POST.getlist("…") and their like."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("get", "getlist", "pop") and node.args:
                yield node.args[0]
        elif isinstance(node, ast.Subscript):
            yield node.slice
        elif isinstance(node, ast.Assign):
            # A name that stands in a constant: PARAMETER = "as_of".
            yield node.value


def names_of_fields():
    """Every name that a view, a form or a filter of ours reads."""
    found = set()
    for app in OURS:
        for path in (REPOSITORY / app).rglob("*.py"):
            if "migrations" in path.parts or "minutes" in path.parts:
                continue
            found |= {
                node.value
                for node in _read_in(path.read_text())
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    for form in _subclasses(forms.BaseForm):
        if form.__module__.split(".")[0] in OURS:
            found |= set(form.base_fields)
    for filters in _subclasses(FilterSet):
        found |= set(filters.base_filters)
    return sorted(name for name in found if name.isidentifier() or "-" in name)


NAMES = names_of_fields()
ADDRESSES = sorted({(name, method, about): None for name, method, about, *_ in LINES})
FIRST = {}
for _name, _method, _about in ADDRESSES:
    FIRST.setdefault((_name, _method), _about)
GETS = [(n, a) for (n, m), a in FIRST.items() if m == "GET" and n not in LEFT_OUT]
FILLED = {name: about for (name, method), about in FIRST.items() if method == "POST+"}
POSTS = [
    (name, FILLED.get(name, about))
    for (name, method), about in FIRST.items()
    if name not in LEFT_OUT and (method == "POST+" or (method == "POST" and name not in FILLED))
]


def turns_of(place):
    """Which turns the address at this place of the table takes."""
    return list(range(len(VALUES))) if sizes.LONG else [place % len(VALUES)]


def data_for(turn):
    """Each name with a value; over as many turns as there are values it meets all of them."""
    return {name: VALUES[(i + turn) % len(VALUES)] for i, name in enumerate(NAMES)}


def in_turn(addresses):
    """Each with its place among them."""
    return [
        pytest.param(place, *each, id="-".join(each).replace(":", "."))
        for place, each in enumerate(addresses)
    ]


@pytest.fixture(scope="module")
def browser(scenes, django_db_blocker):
    with django_db_blocker.unblock():
        return signed_in(one_of_the_cast("secretariat"), raise_request_exception=False)


@cache
def _encoded(turn):
    """What is sent with a turn, as a form sends it: the same for every address."""
    return urlencode(data_for(turn))


def status_of(browser, method, url, data):
    """The status; all that the request does is taken back."""
    with transaction.atomic():
        if not isinstance(data, int):
            answer = getattr(browser, method)(url, data)
        elif method == "get":
            answer = browser.get(f"{url}?{_encoded(data)}")
        else:
            answer = browser.post(url, _encoded(data), content_type=PLAIN_FORM)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    return answer.status_code


def broken(browser, method, url, datas):
    """What was sent, where the answer was a broken page: the fields, or the number of a turn."""
    return [
        (url, data if isinstance(data, int) else {k: v[:20] for k, v in data.items()}, status)
        for data in datas
        if (status := status_of(browser, method, url, data)) >= 500
    ]


def test_the_names_of_fields_are_found():
    assert {"q", "version", "at", "as_of", "ministry", "before", "next", "passage"} <= set(NAMES)


@pytest.mark.parametrize(("place", "name", "about"), in_turn(GETS))
def test_no_query_breaks_a_page(place, name, about, browser, scenes):
    url = reverse(name, kwargs=arguments(name, about, scenes))

    assert broken(browser, "get", url, turns_of(place)) == []


@pytest.mark.parametrize(("place", "name", "about"), in_turn(POSTS))
def test_no_form_breaks_a_page(place, name, about, browser, scenes):
    url = reverse(name, kwargs=arguments(name, about, scenes))
    good = filled(name, about, scenes) if name in FILLED else {}
    # What is right but for one field gets past the first refusal.
    wrong = [
        {**good, field: value}
        for n, field in enumerate(good, start=place)
        for value in (VALUES if sizes.LONG else [SHARPEST[n % len(SHARPEST)]])
    ]

    assert broken(browser, "post", url, [*turns_of(place), *wrong]) == []
