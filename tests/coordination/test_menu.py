"""The menu: who is offered what, each of it opens, and the present place is lit."""

import re

import pytest

from coordination.web import menu

ROLES = ("visitor", "secretariat", "wt_member", "digital", "misato")


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_opens_for_whoever_is_offered_it_and_lights_itself(role, world, as_, request):
    browser = as_(request.getfixturevalue(role))
    user = request.getfixturevalue(role)

    found = {
        url: (browser.get(url).status_code, menu.groups(user, url))
        for _, links in menu.groups(user, "/")
        for url, _, _ in links
        if "#" not in url
    }

    assert {url: status for url, (status, _) in found.items()} == dict.fromkeys(found, 200)
    assert {url: lit(groups) for url, (_, groups) in found.items()} == {
        url: [(url, "page")] for url in found
    }


def lit(groups):
    return [(url, now) for _, links in groups for url, _, now in links if now]


@pytest.mark.parametrize(
    ("here", "place"),
    [
        ("/requests/R6-0001/", "/requests/"),
        ("/replies/3/edit/", "/requests/"),
        ("/joinings/3/decide/", "/requests/"),
        ("/requests/R6-0001/publish/", "/publication/"),
        ("/points/manage/new/", "/points/manage/"),
        ("/meetings/7/", "/meetings/"),
        ("/follow-ups/3/", "/follow-ups/"),
        ("/account/", None),
    ],
)
def test_a_page_below_lights_where_it_belongs(here, place, secretariat):
    assert lit(menu.groups(secretariat, here)) == ([(place, "true")] if place else [])


def test_the_foot_holds_what_is_for_everybody(client, points):
    page = client.get("/help/").content.decode()
    foot = re.search(r"<footer.*?</footer>", page, re.DOTALL)[0]

    assert re.findall(r'href="([^"]+)"', foot) == [url for url, _ in menu.foot()]
    assert "/overview/" in foot
    assert "/publication/" not in foot


def test_what_stands_behind_the_button_is_named_on_it_where_one_is_there(client, points):
    page = client.get("/ledger/").content.decode()

    assert 'ほか<span class="unseen">（今の場所：期限の記録）</span>' in page
    assert '<a href="/ledger/" aria-current="page">期限の記録</a>' in page
