"""A session by hand: the agenda by keyboard and mouse, the record through a lost connection."""

from datetime import date

import pytest
from playwright.sync_api import expect

from issues.actions import replies, triage
from issues.due_dates.due import named
from issues.forums.default_points import load_points
from meetings.actions import handlings, sessions
from meetings.actions.sessions import AgendaLine
from tests.browser.conftest import _session_cookie
from tests.factories import cast, sittings
from tests.factories.organizations import organization


@pytest.fixture
def by(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    load_points()
    cast.one_of_the_cast("misato")
    cast.one_of_the_cast("yamaguchi")
    return cast.one_of_the_cast("secretariat")


@pytest.fixture
def planned(by):
    meeting = sittings.planned(by, number=1)
    titles = ("開会", "費用負担", "その他")
    return sessions.arrange(meeting, by=by, lines=[AgendaLine(None, 0, "", t) for t in titles])


@pytest.fixture
def held(by):
    (request,) = sittings.requests(by)
    return sittings.held(by, [request, sittings.point("cost")])


@pytest.fixture
def record(browser_page, by, held):
    page = browser_page(by)
    page.goto(f"/meetings/{held.pk}/record/")
    return page


def titles(meeting):
    return list(meeting.agenda_items.values_list("title", flat=True))


def card(page, meeting, place=0):
    handling = meeting.handlings.all()[place]
    return handling, page.locator(f"#handling-{handling.pk}")


def note_in_the_end(page, handling, words):
    """The stored note, once it is `words` or after ten seconds."""
    for _ in range(100):
        handling.refresh_from_db()
        if handling.note == words:
            break
        page.wait_for_timeout(100)
    return handling.note


def test_lines_are_moved_by_keyboard_and_by_mouse(browser_page, by, planned, axe_clean):
    page = browser_page(by)
    page.goto(f"/meetings/{planned.pk}/prepare/")
    axe_clean(page)
    page.get_by_label("2行目の議事").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_label("1行目の議事")).to_have_value("費用負担")
    assert titles(planned) == ["費用負担", "開会", "その他"]

    rows = page.locator("#lines [data-row]")
    rows.nth(2).locator(".grip").drag_to(rows.nth(0), target_position={"x": 200, "y": 4})
    expect(page.get_by_label("1行目の議事")).to_have_value("その他")
    assert titles(planned) == ["その他", "費用負担", "開会"]


def test_without_script_a_line_is_moved_by_its_button(browser_page, by, planned):
    page = browser_page(by, javascript=False)
    page.goto(f"/meetings/{planned.pk}/prepare/")

    page.get_by_role("button", name="「その他」を上へ").click()

    expect(page.get_by_label("2行目の議事")).to_have_value("その他")
    assert titles(planned) == ["開会", "その他", "費用負担"]


def waits_for_a_reply(request, by):
    """A request whose answer was due long ago."""
    return triage.triage(
        request, by=by, points=list(request.points.all()), lead_ministry=organization("digital"),
        due=named(date(2024, 5, 1)),
    )  # fmt: skip


def test_a_candidate_goes_over_to_the_agenda_and_back_beside_what_is_being_typed(
    browser_page, by, planned, axe_clean
):
    first, second = (waits_for_a_reply(each, by) for each in sittings.requests(by, 2))
    page = browser_page(by)
    page.goto(f"/meetings/{planned.pk}/prepare/")
    pool, agenda = page.locator("#pool"), page.locator("#matters")
    page.locator("#people").get_by_label("氏名").first.fill("書きかけの人")

    pool.locator(f"button[value='{first.number}']").click()
    expect(agenda.get_by_role("link", name=first.title)).to_be_visible()
    expect(pool.locator(f"button[value='{first.number}']")).to_have_count(0)
    expect(pool.locator(f"button[value='{second.number}']")).to_be_focused()
    expect(page.locator("#people").get_by_label("氏名").first).to_have_value("書きかけの人")
    axe_clean(page)

    agenda.locator("[data-off]").click()
    expect(pool.locator(f"button[value='{first.number}']")).to_be_visible()
    page.get_by_label("1行目の議事").fill("開会のあいさつ")
    page.get_by_role("button", name="議事を保存する").click()
    expect(page.locator("#said")).to_have_text("議事を保存しました。")
    assert titles(planned)[0] == "開会のあいさつ"


def test_settling_decides_the_card_and_a_refusal_stands_in_it(record, held, by):
    handling, here = card(record, held)
    sessions.invite(held, by=by, people=[{"name": "佐藤 一郎", "side": "local"}])
    asked = waits_for_a_reply(handling.local_request, by)
    digital = cast.one_of_the_cast("digital")
    draft = replies.draft(asked, by=digital, claimed_class="studying", text="通知した。")
    replies.submit(draft, by=digital)
    record.reload()

    here.get_by_label("記録", exact=True).fill("町と話した")
    here.get_by_text("決着とする").first.click()
    here.get_by_role("button", name="決着とする").click()
    expect(here.get_by_text("どこに反映したかを書いてください。").first).to_be_visible()
    here.get_by_label("反映先").fill("令和6年の通知")
    here.get_by_role("button", name="決着とする").click()

    expect(here.get_by_label("決定", exact=True)).to_be_checked()
    expect(record.locator("[data-recorded]")).to_have_text("1")
    expect(record.get_by_role("link", name="取扱いを記録する（残り1件）")).to_be_visible()
    assert note_in_the_end(record, handling, "町と話した") == "町と話した"
    assert handling.status == "decided"


def test_a_note_saves_itself_while_it_is_typed(record, held, axe_clean):
    handling, here = card(record, held)
    axe_clean(record)

    here.get_by_label("協議").check()
    expect(here.get_by_text("に保存しました。")).to_be_visible()
    here.get_by_label("記録", exact=True).press_sequentially("試算を示す")
    expect(record.locator("[data-recorded]")).to_have_text("1")
    assert note_in_the_end(record, handling, "試算を示す") == "試算を示す"
    assert handling.status == "discussed"


def test_a_lost_connection_keeps_the_text_and_saves_it_later(record, held):
    handling, here = card(record, held)
    record.context.set_offline(True)
    here.get_by_label("記録", exact=True).fill("電車の中で書いた記録")
    expect(here.get_by_text("つながりません。書いた内容はこの画面に残っています")).to_be_visible()
    expect(here.get_by_label("記録", exact=True)).to_have_value("電車の中で書いた記録")

    record.context.set_offline(False)
    expect(here.get_by_text("に保存しました。")).to_be_visible(timeout=30_000)

    handling.refresh_from_db()
    assert handling.note == "電車の中で書いた記録"


def test_whoever_was_signed_out_signs_in_again_and_loses_nothing(record, held, by, live_server):
    handling, here = card(record, held)
    record.context.clear_cookies()
    here.get_by_label("記録", exact=True).fill("期限が切れた後の記録")
    expect(here.get_by_text("ログインの期限が切れました")).to_be_visible()

    record.context.add_cookies([_session_cookie(by, live_server.url)])
    expect(here.get_by_text("に保存しました。")).to_be_visible(timeout=30_000)

    handling.refresh_from_db()
    assert handling.note == "期限が切れた後の記録"


def test_two_notes_are_shown_and_the_person_chooses(record, held, by):
    handling, here = card(record, held)
    handlings.record(handling, by=by, outcome="reported", note="先の人の記録")

    here.get_by_label("記録", exact=True).fill("私の記録")
    expect(here.get_by_text("先の人の記録")).to_be_visible()
    handling.refresh_from_db()
    assert handling.note == "先の人の記録"

    here.get_by_role("button", name="自分の内容で上書きする").click()
    expect(here.get_by_text("に保存しました。")).to_be_visible()
    handling.refresh_from_db()
    assert handling.note == "私の記録"


def test_a_point_moves_on_in_its_card_and_the_note_goes_on(record, held):
    handling, here = card(record, held, 1)
    here.get_by_label("記録", exact=True).fill("まだ途中の")
    here.get_by_text("論点の状況を変える").click()
    here.get_by_role("button", name="検討を始める").click()
    expect(here.locator(".more-parts .status")).to_have_text("検討中")
    expect(here.get_by_label("記録", exact=True)).to_have_value("まだ途中の")

    here.get_by_label("記録", exact=True).fill("まだ途中の記録")
    assert note_in_the_end(record, handling, "まだ途中の記録") == "まだ途中の記録"
    assert sittings.point("cost").status == "discussing"


def test_without_script_the_record_is_saved_by_its_button(browser_page, by, held):
    page = browser_page(by, javascript=False)
    page.goto(f"/meetings/{held.pk}/record/")
    handling, here = card(page, held)

    here.get_by_label("決定", exact=True).check()
    here.get_by_label("記録", exact=True).fill("決まったこと")
    here.get_by_role("button", name="保存する", exact=True).click()

    handling.refresh_from_db()
    assert (handling.status, handling.note) == ("decided", "決まったこと")


def test_report_and_sheet_are_readable_by_all(browser_page, by, barrier_free):
    (request,) = sittings.requests(by)
    meeting = sittings.closed(by, [request, sittings.point("cost")])
    page = browser_page(by)

    for part in ("report/", "order/", "close/", "record/", "prepare/", ""):
        barrier_free(page, f"/meetings/{meeting.pk}/{part}")
