"""Every page that is read by opening it, for each role, wide and narrow: axe finds nothing, and
nothing has to be scrolled sideways."""

import pytest

from tests.factories.accounts import one_of_the_cast
from tests.factories.world import make

ROLES = ("visitor", "secretariat", "wt_member", "digital", "misato")
READ_NARROW = ("visitor", "secretariat")
"""Least and most stands on their pages; what the others see lies between."""
EVERYBODY = (
    "/",
    "/requests/",
    "/requests/?q=費用&point=cost&status=logged",
    "/requests/?q=どこにもない言葉",
    "/requests/?organization=どこにもない町",
    "/requests/print/",
    "/exports/",
    "/points/",
    "/points/cost/",
    "/points/cost/?by=outcome",
    "/points/cost/?by=size",
    "/points/cost/?by=ministry",
    "/points/cost/brief/",
    "/changes/",
    "/commitments/",
    "/organizations/",
    "/organizations/?q=美郷",
    "/organizations/054348/",
    "/organizations/digital/",
    "/overview/",
    "/overview/ministries/",
    "/overview/places/",
    "/overview/flow/",
    "/help/",
    "/login/",
    "/requests/{number}/",
    "/commitments/{commitment}/",
    "/nowhere/",
)
OWN = {
    "secretariat": (
        "/requests/new/",
        "/requests/{secret}/edit/",
        "/commitments/{commitment}/edit/",
    ),
    "wt_member": ("/requests/new/", "/requests/{secret}/"),
    "digital": ("/requests/{secret}/", "/requests/new/"),
    "misato": ("/requests/new/", "/requests/{secret}/edit/"),
}


@pytest.fixture
def addresses(transactional_db, settings, tmp_path):
    """The pages of a role, in a world with something to show."""
    from issues.seeding import load_points  # noqa: PLC0415

    settings.MEDIA_ROOT = str(tmp_path / "media")
    load_points()
    world = make()

    def of(role):
        places = {
            "number": world.published.local_request.number,
            "secret": world.unpublished.local_request.number,
            "commitment": world.published.commitment.number,
        }
        return [path.format(**places) for path in (*EVERYBODY, *OWN.get(role, ()))]

    return of


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_free_of_barriers(role, addresses, browser_page, barrier_free):
    page = browser_page(None if role == "visitor" else one_of_the_cast(role))

    for path in addresses(role):
        barrier_free(page, path, narrow=role in READ_NARROW)


def test_two_people_at_once_choose_without_losing_a_word(addresses, browser_page):
    from issues.actions import local_requests  # noqa: PLC0415
    from issues.models import LocalRequest  # noqa: PLC0415

    secretariat, member = one_of_the_cast("secretariat"), one_of_the_cast("wt_member")
    path = addresses("secretariat")[-2]
    local_request = LocalRequest.objects.get(number=path.split("/")[2])
    page = browser_page(secretariat)
    page.goto(path)
    page.fill("#id_title", "わたしの件名")
    page.fill("#id_ask", "わたしの求める措置\n二行目")
    local_requests.edit(local_request, by=member, title="相手の件名", trouble="相手の支障事例")

    page.click("text=保存する")
    page.check("input[name=keep-title][value=theirs]")
    page.click("text=選んだ内容で保存")

    local_request.refresh_from_db()
    assert (local_request.title, local_request.ask, local_request.trouble) == (
        "相手の件名",
        "わたしの求める措置\n二行目",
        "相手の支障事例",
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_finds_a_request_and_reads_its_words(javascript, addresses, browser_page):
    page = browser_page(None, javascript=javascript)
    page.goto("/")

    page.fill("#home-q", "更新")
    page.click("main form button")
    page.click("table.reqs tbody th a")

    assert page.inner_text("figure.quote mark") == "更新の費用まで見据えてほしい"
