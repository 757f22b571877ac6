"""Of very many sessions a page offers the newest; an older one stays within reach."""

import re
from datetime import date

import pytest

from issues.standing import moments
from tests.factories import sittings

pytestmark = pytest.mark.django_db


def offered(page, name):
    select = re.search(rf'<select[^>]*name="{name}".*?</select>', page, flags=re.DOTALL)[0]
    return re.findall(r'value="(\d+)"', select)


@pytest.fixture
def closed(points, secretariat):
    days = (date(2024, 5, 9), date(2024, 6, 6))
    return [
        str(sittings.closed(secretariat, number=number, held_on=day).pk)
        for number, day in enumerate(days, 1)
    ]


@pytest.mark.parametrize("name", ["as_of", "meeting"])
def test_the_newest_are_offered_and_the_chosen_one(client, monkeypatch, closed, name):
    monkeypatch.setattr(moments, "NEWEST", 1)
    monkeypatch.setattr("issues.templatetags.moments.NEWEST", 1)
    oldest, newest = closed[0], closed[-1]

    assert offered(client.get("/requests/").content.decode(), name) == [newest]
    chosen = client.get(f"/requests/?{name}={oldest}").content.decode()
    assert set(offered(chosen, name)) == {newest, oldest}


def test_the_report_of_an_old_one_leads_to_the_list_of_then(client, closed):
    page = client.get(f"/meetings/{closed[0]}/report/").content.decode()

    assert f'href="/requests/?as_of={closed[0]}"' in page
