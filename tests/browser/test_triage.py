# ruff: noqa: F811 - fixtures are imported by their names
import pytest
from playwright.sync_api import expect

from issues.enums import RequestStatus
from issues.models import LocalRequest
from tests.issues.life.conftest import cast, life, orgs, points  # noqa: F401

S = RequestStatus


@pytest.fixture
def rows(transactional_db, life):
    return [life.log(title=f"要望その{n}") for n in range(1, 5)]


@pytest.fixture
def queue(browser_page, cast, rows):
    page = browser_page(cast.secretariat)
    page.goto("/triage/")
    return page


def title(page):
    return page.locator("#about-h")


def statuses():
    return list(LocalRequest.objects.order_by("number").values_list("status", flat=True))


def test_fifty_requests_are_decided_by_keys_alone(browser_page, cast, life, orgs, transactional_db):
    for n in range(1, 51):
        life.log(title=f"要望その{n}")
    page = browser_page(cast.secretariat)
    page.goto("/triage/")
    page.keyboard.press("2")
    page.keyboard.press("m")
    page.keyboard.type("soumu")
    page.keyboard.press("Enter")
    for n in range(2, 51):
        expect(title(page)).to_have_text(f"要望その{n}")
        page.keyboard.press("3")
        page.keyboard.press("p")
        page.keyboard.press("Enter" if n % 2 else "a")
    expect(page.get_by_role("heading", name="この条件の要望は、すべて決めました")).to_be_visible()

    decided = LocalRequest.objects.all()
    assert {(row.status, row.lead_ministry) for row in decided} == {(S.TRIAGED, orgs.soumu)}
    primary = [row.request_points.get(primary=True).point.code for row in decided]
    assert primary == ["role"] + ["cost"] * 49


def test_j_k_and_s_move_without_deciding(queue):
    for key, number in (("j", 2), ("j", 3), ("k", 2), ("s", 3), ("s", 4), ("s", 1)):
        queue.keyboard.press(key)
        expect(title(queue)).to_have_text(f"要望その{number}")
    expect(queue.get_by_text("4件中 1件目")).to_be_visible()

    assert statuses() == [S.LOGGED] * 4


def test_u_returns_to_the_last_one_to_decide_it_again(queue, orgs):
    queue.keyboard.press("m")
    queue.keyboard.type("総務省")
    queue.keyboard.press("Enter")
    expect(title(queue)).to_have_text("要望その2")
    queue.keyboard.press("u")
    expect(title(queue)).to_have_text("要望その1")
    expect(queue.get_by_label("主担当府省")).to_have_value("総務省")
    queue.keyboard.press("m")
    queue.keyboard.type("デジタル庁")
    queue.keyboard.press("Enter")
    expect(title(queue)).to_have_text("要望その2")

    assert LocalRequest.objects.order_by("number")[0].lead_ministry == orgs.digital


def test_letters_typed_into_a_field_are_no_keys(queue):
    queue.keyboard.press("d")
    queue.keyboard.type("jksu1a")
    expect(queue.get_by_label("回答期限")).to_have_value("jksu1a")
    queue.keyboard.press("Escape")
    queue.keyboard.press("j")
    expect(title(queue)).to_have_text("要望その2")

    assert statuses() == [S.LOGGED] * 4


def test_what_is_wrong_is_said_in_the_card_and_typed_text_stays(queue):
    queue.keyboard.press("d")
    queue.keyboard.press("Control+a")
    queue.keyboard.type("来週")
    queue.keyboard.press("Enter")
    expect(queue.locator("#now .notice.bad")).to_contain_text("主担当府省を選んでください。")
    expect(queue.get_by_label("回答期限")).to_have_value("来週")
    expect(title(queue)).to_have_text("要望その1")


def test_somebody_faster_is_shown_in_the_card(queue, life, rows):
    life.triage(rows[0])
    queue.keyboard.press("3")
    queue.keyboard.press("m")
    queue.keyboard.type("総務省")
    queue.keyboard.press("Enter")
    expect(queue.locator("#now .notice.warn")).to_contain_text("先に「論点整理」をしました")
    expect(queue.get_by_label("主担当府省")).to_have_value("総務省")
    queue.get_by_label("期限を変える理由").fill("所管を確かめたため")
    queue.get_by_role("button", name="自分の内容で決める").click()
    expect(title(queue)).to_have_text("要望その2")

    assert [c.reason for c in rows[0].due_changes.all()] == ["所管を確かめたため"]


def test_keys_can_be_switched_off_and_stay_off(queue):
    queue.get_by_label("キーボード操作を使う").uncheck()
    queue.reload()
    queue.keyboard.press("j")
    expect(queue.get_by_label("キーボード操作を使う")).not_to_be_checked()
    expect(title(queue)).to_have_text("要望その1")


def test_it_works_without_javascript(browser_page, cast, rows, orgs):
    page = browser_page(cast.secretariat, javascript=False)
    page.goto("/triage/")
    page.get_by_label("主担当府省").fill("総務省")
    page.get_by_role("button", name="決めて次へ").click()
    expect(title(page)).to_have_text("要望その2")
    page.get_by_role("link", name="次の要望").click()
    expect(title(page)).to_have_text("要望その3")
    page.get_by_role("link", name="あとで決める").click()
    expect(title(page)).to_have_text("要望その4")

    assert statuses() == [S.TRIAGED, S.LOGGED, S.LOGGED, S.LOGGED]


def test_a_range_is_ticked_with_shift_and_decided_at_once(browser_page, cast, rows):
    page = browser_page(cast.secretariat)
    page.goto("/triage/bulk/")
    boxes = page.locator("tbody input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator("[data-count]")).to_have_text("3")
    page.get_by_label("主担当府省", exact=True).fill("総務省")
    page.locator(".bulk-set [name=due]").fill("10営業日")
    page.get_by_role("button", name="選んだ要望をまとめて決める").click()
    expect(page.get_by_text("3件を決めました。")).to_be_visible()

    assert statuses() == [S.TRIAGED] * 3 + [S.LOGGED]


PAGES = ("triage", "split", "merge", "link", "re-raise")


def test_axe_finds_nothing_and_nothing_is_cut_off(browser_page, barrier_free, cast, life, rows):
    life.quote(rows[0], "人材も足りません。")
    life.merge(rows[3], rows[2])
    page = browser_page(cast.secretariat)
    under_review = life.at(S.UNDER_REVIEW)
    addresses = [
        "/triage/", "/triage/?show=all", "/triage/bulk/",
        *(f"/requests/{rows[0].number}/{name}/" for name in PAGES),
        f"/requests/{rows[0].number}/merge/?into={rows[1].number}",
        f"/requests/{rows[3].number}/unmerge/", f"/requests/{rows[3].number}/",
        f"/requests/{rows[1].number}/publish/", f"/requests/{under_review.number}/due/",
        f"/requests/{under_review.number}/reassign/",
    ]  # fmt: skip
    for address in addresses:
        barrier_free(page, address)
