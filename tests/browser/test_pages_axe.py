"""Every page that is read by opening it, for each role, wide and narrow: axe finds nothing, and
nothing has to be scrolled sideways."""

from datetime import timedelta

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from jobs import handing
from tests.databases import copies
from tests.factories.accounts import one_of_the_cast
from tests.factories.world import make_all
from tests.permission_lines.addresses import arguments
from tests.test_permission_matrix import LINES
from tests.test_permission_matrix import ROLES as COLUMNS

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
        "/intakes/",
        "/requests/new/",
        "/requests/{secret}/edit/",
        "/commitments/{commitment}/edit/",
    ),
    "wt_member": ("/requests/new/", "/requests/{secret}/"),
    "digital": ("/requests/{secret}/", "/requests/new/"),
    "misato": ("/requests/new/", "/requests/{secret}/edit/"),
}
NO_PAGE = (
    "health", "_pdf", "_docx", ":download", ":source", ":text", ":progress", ":attachment",
    ":report_file", ":template", ":rows_back",
)  # fmt: skip
"""Ends of the names of files and of parts of pages."""
READ_ELSEWHERE = (
    "publication:batches:", "publication:removals:detail", "publication:removals:unpublish",
    "publication:removals:black_out", "publication:removals:search", "publication:desk",
    "issues:triage", "issues:requests:", "issues:replies:", "reports:overview:", "issues:points:",
    "reports:exports:", "reports:print", "reports:brief", "issues:joinings:list",
    "issues:joinings:decide",
    "issues:joinings:publish", "meetings:prepare", "meetings:record", "meetings:close",
    "meetings:order", "meetings:report", "meetings:review", "meetings:call_off",
)  # fmt: skip
"""Beginnings of the names of pages that the files beside this one open."""
EVEN_SO = (
    "issues:requests:due_slip", "issues:points:follow_up", "issues:points:manage",
    "issues:points:new", "issues:points:edit", "issues:points:retire", "issues:points:new_forum",
    "issues:requests:in_bulk",
)  # fmt: skip
"""What those beginnings take along and no file opens."""


def pages_of_the_table():
    """(name, what it is about) of every other page that opens for the secretariat, by the first
    line that it has in the table of permissions: a new page is in it by itself."""
    walked = {resolve(path.split("?")[0]).view_name for path in EVERYBODY[:-3]}
    column, first = 3 + COLUMNS.index("secretariat"), {}
    for line in LINES:
        name, method, about, opens = *line[:3], line[column] == "200"
        known = name in walked or (name.startswith(READ_ELSEWHERE) and name not in EVEN_SO)
        if opens and method == "GET" and not known and not name.endswith(NO_PAGE):
            first.setdefault(name, about)
    return sorted((name, about) for name, about in first.items() if not name.startswith("api:"))


@pytest.fixture
def addresses(transactional_db, settings, tmp_path, tmp_path_factory):
    """The pages of a role, in a world with something to show."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    folder = copies.shared_folder(tmp_path_factory)
    world = copies.get("world", make_all, folder=folder, media=settings.MEDIA_ROOT)

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


def test_every_page_of_the_table_is_free_of_barriers(open_scenes, browser_page, barrier_free):
    handing.add("invitation", "0:gone", now=timezone.now() - timedelta(days=1))
    page = browser_page(one_of_the_cast("secretariat"))

    for name, about in pages_of_the_table():
        path = reverse(name, kwargs=arguments(name, about, open_scenes))
        barrier_free(page, path, narrow=False)


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
    page.click("main h3 a[href*='/requests/']")

    assert page.inner_text("figure.quote mark") == "更新の費用まで見据えてほしい"
