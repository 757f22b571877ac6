"""What the other tests here stand on: pages that are used again, and axe that reads what is new."""

import pytest

from tests.browser.driving import axe


@pytest.fixture
def quiet():
    return {event: lambda _: None for event in ("pageerror", "console", "response")}


@pytest.mark.parametrize("javascript", [True, False])
def test_a_kept_page_holds_nothing_of_the_test_before(pages, quiet, javascript, transactional_db):
    told = []
    page = pages.take(
        {**quiet, "response": lambda answer: told.append(answer)}, width=390, javascript=javascript
    )
    page.goto("/login/")
    page.context.add_cookies([{"name": "sessionid", "value": "another's", "url": page.url}])
    page.evaluate("localStorage.setItem('keys', 'off'), sessionStorage.setItem('said', 'so')")
    page.context.set_offline(True)
    pages.give_back(page, javascript=javascript)
    told.clear()

    again = pages.take(quiet, width=1360, javascript=javascript)
    answer = again.goto("/login/")
    kept = again.evaluate(
        "[localStorage.getItem('keys'), sessionStorage.getItem('said'), innerWidth]"
    )
    signed_in = [each["name"] for each in again.context.cookies() if each["name"] == "sessionid"]
    pages.give_back(again, javascript=javascript)

    assert (again, answer.status, kept, signed_in, told) == (page, 200, [None, None, 1360], [], [])


def test_a_page_that_was_closed_is_not_given_again(pages, quiet, transactional_db):
    page = pages.take(quiet, width=1360, javascript=True)
    page.context.close()
    pages.give_back(page, javascript=True)

    again = pages.take(quiet, width=1360, javascript=True)
    pages.give_back(again, javascript=True)

    assert again is not page


FAULTS = {
    "color-contrast": "document.querySelector('main label').style.color = '#ddd'",
    "link-name": "document.querySelector('footer a').replaceChildren()",
    "aria-valid-attr-value": "document.querySelector('main button').ariaExpanded = 'maybe'",
    "html-has-lang": "document.documentElement.lang = ''",
}
"""What is planted into a page, by the rule that has to find it."""
ADOPT = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
}"""


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_in_a_part_that_was_read_before_is_found(rule, browser_page):
    page = browser_page()
    page.goto("/login/")
    axe.assert_clean(page)
    page.evaluate(FAULTS[rule])

    with pytest.raises(AssertionError, match=rule):
        axe.assert_clean(page)


def test_a_part_is_read_anew_in_another_width(browser_page):
    page = browser_page()
    page.goto("/login/")
    axe.assert_clean(page)
    hidden = "@media (max-width: 30em) { main label { color: #ddd } }"
    page.evaluate(ADOPT, hidden)
    axe.assert_clean(page)
    page.set_viewport_size({"width": 390, "height": 900})

    with pytest.raises(AssertionError, match="color-contrast"):
        axe.assert_clean(page)
