"""A long list as a file, from the button on the list to the file in one's hands."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from issues.models import Export
from tests.factories.many import many_requests


@pytest.fixture
def many(transactional_db, settings):
    from issues.forums.default_points import load_points  # noqa: PLC0415

    settings.EXPORT_DIRECT_ROWS = 10
    load_points()
    many_requests(60)
    yield
    for export in Export.objects.exclude(file=""):
        export.file.delete(save=False)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_asks_for_a_long_list_and_gets_it(
    javascript, celery_worker_process, many, browser_page, axe_clean
):
    page = browser_page(None, javascript=javascript)
    page.goto("/requests/?point=cost")
    page.click("nav.as-files >> text=CSV")
    if javascript:
        axe_clean(page)

    page.click("main form button.main")
    ready = page.get_by_role("link", name="受け取る")
    expect(ready).to_be_visible()
    if javascript:
        axe_clean(page)
    with page.expect_download() as download:
        ready.click()

    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len([line for line in lines if line.startswith("R6-")]) == 60
    page.goto("/exports/")
    expect(page.locator("tbody tr")).to_have_count(1)
    if javascript:
        axe_clean(page)
