# ruff: noqa: F811 - fixtures are imported by their names
"""加わる and 統合 in a real browser: no barriers, nothing to scroll sideways, no script needed."""

import os

import pytest
from playwright.sync_api import expect

from issues.actions import local_requests
from issues.models import Joining, LocalRequest
from tests.issues.life.conftest import NOON, cast, life, orgs, points  # noqa: F401

SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def scene(life, cast, orgs, transactional_db):
    """宇部市's published request: 一宮市 asks to join, 全国町村会 joined; 美郷町's overdue one."""
    obj = life.triage(life.log(by=cast.stranger, organization=orgs.ube, title="様式を統一する"))
    obj = local_requests.publish(obj, by=cast.secretariat, now=NOON)
    asked = life.ask_to_join(obj, trouble="本市でも様式が違い、毎年つくり直しています。")
    joined = life.join(obj, "association", trouble="町村では、様式ごとに委託費がかかります。")
    other = life.triage(life.log(title="標準の様式をつくる"))
    life.quote(other, "様式を統一していただきたい")
    life.assign(other, title="様式の案を作る")
    return LocalRequest.objects.get(pk=obj.pk), asked, joined, other


def test_pages_of_joining_and_merging_have_no_barriers(scene, cast, browser_page, barrier_free):
    obj, asked, joined, other = scene
    pages = {
        "secretariat": (
            "/", "/joinings/", f"/joinings/{asked.pk}/decide/", f"/joinings/{joined.pk}/publish/",
            f"/requests/{obj.number}/", f"/requests/{other.number}/merge/?into={obj.number}",
        ),
        "stranger": ("/",),
        "ichinomiya": (f"/joinings/{asked.pk}/edit/", f"/joinings/{asked.pk}/leave/"),
        "misato": (f"/requests/{obj.number}/join/",),
    }  # fmt: skip

    for who, paths in pages.items():
        page = browser_page(getattr(cast, who))
        for path in paths:
            barrier_free(page, path, narrow=False)
            _shoot(page, who, path)


def test_a_town_asks_and_is_accepted_without_scripts(scene, cast, browser_page):
    obj, *_ = scene
    page = browser_page(cast.misato, javascript=False)
    page.goto(f"/requests/{obj.number}/")
    page.locator("details.menu > summary").click()
    page.get_by_role("link", name="この要望に加わる申出をする").click()
    page.get_by_label("自団体の支障事例").fill("町でも同じことで困っています。")
    page.get_by_role("button", name="加わる申出をする").click()
    expect(page.get_by_text("返事を待っています")).to_be_visible()

    desk = browser_page(cast.stranger, javascript=False)
    desk.goto("/")
    # What only a screen reader hears stands apart: a space comes before it in the link's name.
    desk.get_by_role("link", name="受け入れるかを決める （秋田県美郷町）").click()
    desk.get_by_role("button", name="受け入れる").click()

    expect(desk.get_by_text("申出を受け入れました")).to_be_visible()
    assert Joining.objects.get(organization=cast.misato.acting.organization).is_party


def _shoot(page, who, path):
    if SHOTS:
        name = path.strip("/").replace("/", "-").replace("?", "-") or "home"
        for width in (1360, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{SHOTS}/{who}-{name}-{width}.png", full_page=True)
