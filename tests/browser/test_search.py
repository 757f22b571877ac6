"""検索: its pages are sound and fit, however wide."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_results_and_terms_are_barrier_free(world, secretariat, browser_page, barrier_free):
    page = browser_page(secretariat)

    for path in (
        "/search/?q=費用",
        "/search/?q=費用&group=requests",
        "/search/?q=費用 灯台",
        "/search/terms/",
        "/search/terms/write/?term=DX",
    ):
        barrier_free(page, path)
