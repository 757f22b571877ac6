"""Who gets what from every address: one literal table, and no address without a line.

Each line (in `tests/permission_lines`): name of the address, method, what it is about, and the
status for each role. A line is about `p`, the published meeting and what rests on it, `u`, the
unpublished one, a request at one step of its life (`p:replied`, see `tests.factories.scenes`), a
session (`held`, see `tests.factories.team_sessions`), or `-`, neither. The status of POST is that
of an empty form, that of `POST+` of one that is filled in. 404 is what may not be seen, 403 what is
not this person's to do, 409 what cannot be done just now, 422 what lacks something; 302 is done, or
without sign-in the way to it.

A page that opens is also read for where it says that it stands (`tests.places`): each crumb leads
to a page that opens, the last one is the page itself, and the menu lights one of them.
"""

from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from tests import places
from tests.asking import signed_in
from tests.factories.accounts import one_of_the_cast
from tests.permission_lines.addresses import arguments, filled

pytestmark = pytest.mark.django_db

ROLES = ("visitor", "secretariat", "wt_member", "digital", "soumu", "misato", "ichinomiya")
# digital leads every request that has a lead and sat in both meetings, soumu did neither; misato
# asked and sat in both meetings, ichinomiya did neither.

PARTS = [
    import_module(f"tests.permission_lines.{path.stem}")
    for path in sorted((Path(__file__).parent / "permission_lines").glob("*.py"))
]
LINES = [
    tuple(line.split())
    for part in PARTS
    for line in getattr(part, "TABLE", "").strip().splitlines()
]


def names_of_all_addresses(resolver=None, prefix=""):
    """Every name that the URL configuration knows, with its name spaces."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern))
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_of_all_addresses(pattern, inner)


@pytest.fixture(scope="module")
def browsers(scenes, django_db_blocker):
    """Everybody signs in once for all lines."""
    with django_db_blocker.unblock():
        people = {role: None if role == "visitor" else one_of_the_cast(role) for role in ROLES}
        return {
            role: signed_in(person, raise_request_exception=False)
            for role, person in people.items()
        }


def ask(client, method, url, data):
    """The answer for one role."""
    answer = client.get(url) if method == "GET" else client.post(url, data)
    if answer.streaming:
        assert b"".join(answer)  # read to the end, so that the file is closed
    return answer


def answers(name, method, about, scenes, browsers):
    """The status for each role, and what its page says wrongly of where it stands; whatever a
    request does is taken back after it."""
    found, astray = {}, []
    url = reverse(name, kwargs=arguments(name, about, scenes))
    for role in ROLES:
        data = filled(name, about, scenes) if method == "POST+" else {}
        with transaction.atomic():
            answer = ask(browsers[role], method, url, data)
            found[role] = answer.status_code
            if method == "GET" and answer.status_code == 200:
                opens = partial(_opens, browsers[role])
                astray += [(role, each) for each in places.astray(answer, url, opens)]
            transaction.set_rollback(True)
    return found, astray


def _opens(client, url):
    """Whether an address opens for this reader; asked once for as long as the file's tests run."""
    known = vars(client).setdefault("opened", {})
    if url not in known:
        known[url] = client.get(url).status_code == 200
    return known[url]


def test_every_address_has_a_line():
    assert sorted(set(names_of_all_addresses())) == sorted({line[0] for line in LINES})


@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(line[:3]).replace(":", "."))
def test_each_role_gets_what_the_table_says(line, scenes, browsers):
    name, method, about, *statuses = line
    expected = dict(zip(ROLES, map(int, statuses), strict=True))

    found, astray = answers(name, method, about, scenes, browsers)

    assert found == expected
    assert astray == []
