"""Who gets what from every address: one literal table, and no address without a line.

Each line: name of the address, method, what it is about (`p`: the published meeting and what rests
on it, `u`: the unpublished one, `-`: neither), and the status for each role. A status is that of
an empty form; 404 is what may not be seen, 403 what is not this person's to do, 302 without sign-in
the way to it.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.factories.accounts import one_of_the_cast

ROLES = ("visitor", "secretariat", "wt_member", "digital", "soumu", "misato", "ichinomiya")
# digital leads both requests and sat in both meetings, soumu did neither; misato asked and sat in
# both meetings, ichinomiya did neither.

TABLE = """
home                      GET  -  200 200 200 200 200 200 200
help                      GET  -  200 200 200 200 200 200 200
health                    GET  -  200 200 200 200 200 200 200
accounts:login            GET  -  200 200 200 200 200 200 200
accounts:login            POST -  200 200 200 200 200 200 200
accounts:logout           GET  -  405 405 405 405 405 405 405
accounts:logout           POST -  302 302 302 302 302 302 302
accounts:switch           GET  -  302 405 405 405 405 405 405
accounts:switch           POST -  302 404 404 404 404 404 404
issues:requests:list      GET  -  200 200 200 200 200 200 200
issues:requests:new       GET  -  302 200 200 403 403 200 200
issues:requests:new       POST -  302 422 422 403 403 422 422
issues:requests:detail    GET  p  200 200 200 200 200 200 200
issues:requests:detail    GET  u  404 200 200 200 404 200 404
issues:requests:detail    POST p  405 405 405 405 405 405 405
issues:requests:edit      GET  p  302 200 200 403 403 200 403
issues:requests:edit      GET  u  302 200 200 403 404 200 404
issues:requests:edit      POST p  302 422 422 403 403 422 403
issues:requests:edit      POST u  302 422 422 403 404 422 404
issues:points:list        GET  -  200 200 200 200 200 200 200
issues:points:detail      GET  -  200 200 200 200 200 200 200
issues:commitments:list   GET  -  200 200 200 200 200 200 200
issues:commitments:detail GET  p  200 200 200 200 200 200 200
issues:commitments:detail GET  u  404 200 200 200 404 404 404
issues:commitments:edit   GET  p  302 200 200 403 403 403 403
issues:commitments:edit   GET  u  302 200 200 403 404 404 404
issues:commitments:edit   POST p  302 422 422 403 403 403 403
issues:commitments:edit   POST u  302 422 422 403 404 404 404
organizations:list        GET  -  200 200 200 200 200 200 200
organizations:detail      GET  -  200 200 200 200 200 200 200
api:api-root              GET  -  200 200 200 200 200 200 200
api:schema                GET  -  200 200 200 200 200 200 200
api:request-list          GET  -  200 200 200 200 200 200 200
api:request-list          POST -  405 405 405 405 405 405 405
api:request-detail        GET  p  200 200 200 200 200 200 200
api:request-detail        GET  u  404 200 200 200 404 200 404
api:commitment-list       GET  -  200 200 200 200 200 200 200
api:commitment-detail     GET  p  200 200 200 200 200 200 200
api:commitment-detail     GET  u  404 200 200 200 404 404 404
api:point-list            GET  -  200 200 200 200 200 200 200
api:point-detail          GET  -  200 200 200 200 200 200 200
api:meeting-list          GET  -  200 200 200 200 200 200 200
api:meeting-detail        GET  p  200 200 200 200 200 200 200
api:meeting-detail        GET  u  404 200 200 200 404 200 404
api:organization-list     GET  -  200 200 200 200 200 200 200
api:organization-detail   GET  -  200 200 200 200 200 200 200
meetings:list             GET  -  200 200 200 200 200 200 200
meetings:imports:new      GET  -  302 200 200 403 403 403 403
meetings:imports:new      POST -  302 422 422 403 403 403 403
meetings:imports:detail   GET  p  302 302 302 403 403 403 403
meetings:imports:detail   GET  u  302 200 200 403 403 403 403
meetings:imports:progress GET  u  302 200 200 403 403 403 403
meetings:imports:queue    POST u  302 302 302 403 403 403 403
meetings:imports:save     POST u  302 409 409 403 403 403 403
meetings:imports:discard  POST u  302 302 302 403 403 403 403
meetings:detail           GET  p  200 200 200 200 200 200 200
meetings:detail           GET  u  404 200 200 200 404 200 404
meetings:source           GET  p  200 200 200 200 200 200 200
meetings:source           GET  u  404 200 200 200 404 200 404
meetings:edit             GET  p  302 200 403 403 403 403 403
meetings:edit             GET  u  302 200 403 403 404 403 404
meetings:edit             POST p  302 422 403 403 403 403 403
meetings:edit             POST u  302 422 403 403 404 403 404
meetings:publish          GET  p  302 200 403 403 403 403 403
meetings:publish          GET  u  302 200 403 403 404 403 404
meetings:publish          POST p  302 422 403 403 403 403 403
meetings:publish          POST u  302 422 403 403 404 403 404
meetings:reimport         GET  p  302 200 403 403 403 403 403
meetings:reimport         GET  u  302 200 403 403 404 403 404
meetings:reimport         POST u  302 422 403 403 404 403 404
meetings:anchors          GET  p  302 200 200 403 403 403 403
meetings:anchors          GET  u  302 200 200 403 404 403 404
meetings:anchors:settle   POST u  302 404 404 403 404 403 404
meetings:review           GET  p  302 200 200 403 403 403 403
meetings:review           GET  u  302 200 200 403 404 403 404
meetings:review:decide    POST p  302 302 302 403 403 403 403
meetings:review:decide    POST u  302 302 302 403 404 403 404
meetings:log              GET  u  302 404 404 403 404 403 404
meetings:log              POST u  302 404 404 403 404 403 404
meetings:sentences:clear  POST u  302 404 404 403 404 403 404
meetings:sentences:reopen POST u  302 404 404 403 404 403 404
"""

LINES = [tuple(line.split()) for line in TABLE.strip().splitlines()]


def names_of_all_addresses(resolver=None, prefix=""):
    """Every name that the URL configuration knows, with its name spaces."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern))
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names_of_all_addresses(pattern, inner)


def address(name, about, world):
    """The address of this name about that object."""
    place = {"p": world.published, "u": world.unpublished, "-": world.published}[about]
    return reverse(name, kwargs=ARGUMENTS.get(name, lambda place: {})(place))


def _meeting(place):
    return {"pk": place.meeting.pk}


ARGUMENTS = {
    "issues:requests:detail": lambda p: {"number": p.local_request.number},
    "issues:requests:edit": lambda p: {"number": p.local_request.number},
    "issues:points:detail": lambda p: {"code": "cost"},
    "issues:commitments:detail": lambda p: {"number": p.commitment.number},
    "issues:commitments:edit": lambda p: {"number": p.commitment.number},
    "organizations:detail": lambda p: {"code": "054348"},
    "api:request-detail": lambda p: {"number": p.local_request.number},
    "api:commitment-detail": lambda p: {"number": p.commitment.number},
    "api:point-detail": lambda p: {"code": "cost"},
    "api:meeting-detail": _meeting,
    "api:organization-detail": lambda p: {"code": "054348"},
    **{
        f"meetings:imports:{name}": lambda p: {"pk": p.minutes_import.pk}
        for name in ("detail", "progress", "queue", "save", "discard")
    },
    **{
        f"meetings:{name}": _meeting
        for name in (
            "detail", "source", "edit", "publish", "reimport", "anchors", "anchors:settle",
            "review", "log", "sentences:clear", "sentences:reopen",
        )
    },
    "meetings:review:decide": lambda p: {
        "pk": p.meeting.pk, "suggestion": p.suggestion.pk, "verb": "dismiss",
    },
}  # fmt: skip


def answers(name, method, about, world):
    """The status for each role; whatever a request does is taken back after it."""
    found = {}
    url = address(name, about, world)
    for role in ROLES:
        client = Client(raise_request_exception=False)
        with transaction.atomic():
            user = AnonymousUser() if role == "visitor" else one_of_the_cast(role)
            if user.is_authenticated:
                client.force_login(user)
            answer = client.generic(method, url)
            found[role] = answer.status_code
            if answer.streaming:
                assert b"".join(answer)  # read to the end, so that the file is closed
            transaction.set_rollback(True)
    return found


def test_every_address_has_a_line():
    assert sorted(set(names_of_all_addresses())) == sorted({line[0] for line in LINES})


@pytest.mark.parametrize("line", LINES, ids=lambda line: "-".join(line[:3]).replace(":", "."))
def test_each_role_gets_what_the_table_says(line, world):
    name, method, about, *statuses = line
    expected = dict(zip(ROLES, map(int, statuses), strict=True))

    found = answers(name, method, about, world)

    assert found == expected
