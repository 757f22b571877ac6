"""A database filled by `manage.py generate`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from coordination.generating.filling import TABLES
from issues.forums import chosen_forum
from issues.forums.default_points import load_points
from issues.models import LocalRequest, NumberSeries, Round, Standing
from issues.standing import keeping
from japan.eras import era_year_code
from meetings.models import Body, Meeting
from searching.models import Change
from tests.factories.forums import a_second_forum
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from workflow.models import HistoryEntry

UNTIL = "2026-03-31T17:00"


pytestmark = pytest.mark.django_db


def make_places():
    """The points, and a few organizations of each sort."""
    load_points()
    for code in ("secretariat", "digital", "soumu", "350001", "054348", "232033", "nga"):
        organization(code)


@pytest.fixture
def places(db):
    make_places()


def generate(requests=120, **more):
    options = {"sessions": 6, "processes": 1, "until": UNTIL, **more}
    call_command("generate", requests=requests, stdout=StringIO(), **options)


def generate_at(requests=120, **more):
    """The same where nothing is yet."""
    make_places()
    generate(requests, **more)


def rows():
    """Every row that was written, by table."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values()) for model in TABLES
    }


def clear():
    """As it was before: in tests the tables may be emptied."""
    names = ", ".join(f'"{model._meta.db_table}"' for model in (*TABLES, NumberSeries, Body))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {names} CASCADE")


def lost_references():
    """Fields that name a row that there is none of."""
    return [
        f"{model.__name__}.{field.name}"
        for model in TABLES
        for field in model._meta.concrete_fields
        if field.is_relation
        and model._base_manager.filter(**{f"{field.attname}__isnull": False})
        .exclude(**{f"{field.attname}__in": field.related_model._base_manager.values("pk")})
        .exists()
    ]


class TestFourHundred:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def filled(cls, once_in_class):
        once_in_class(lambda: generate_at(400))

    def test_the_projection_is_what_the_record_says(self):
        keys = list(LocalRequest.objects.values_list("pk", flat=True))
        assert len(keys) == 400
        assert list(keeping.differences(keys)) == []
        assert keeping.rebuild(keys) == 0

    def test_every_noun_is_there_and_every_reference_leads_somewhere(self):
        empty = [model.__name__ for model in TABLES if not model._base_manager.exists()]
        assert (empty, lost_references()) == ([], [])
        assert LocalRequest.objects.filter(re_raises__isnull=False).exists()
        assert Round.objects.filter(number__gt=1).exists()
        assert Standing.objects.exclude(known_to=None).exists()

    def test_words_fit_and_hardly_any_repeat(self):
        texts = list(LocalRequest.objects.values_list("title", "ask", "trouble"))
        assert max(len(title) for title, _, _ in texts) <= 100
        assert max(len(ask) for _, ask, _ in texts) <= 250
        assert max(len(trouble) for _, _, trouble in texts) <= 700
        assert len({ask for _, ask, _ in texts}) > 380
        assert len({trouble for _, _, trouble in texts}) > 380

    def test_it_is_as_skewed_as_life(self):
        now = Standing.objects.now()
        assert now.filter(status="settled").count() > 100
        assert now.filter(status="logged").exists()
        assert 240 < now.filter(published=True).count() < 390
        old = now.filter(said_on__lt="2024-03-31")
        assert old.filter(status="settled").count() > old.count() / 3


class TestRequestsThatShareALife:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def filled(cls, once_in_class):
        once_in_class(lambda: generate_at(403, lives=50))  # nine each, but for the last ones

    def test_requests_that_share_a_life_are_records_like_any_other(self, secretariat):
        found = LocalRequest.objects.order_by("pk")
        keys = list(found.values_list("pk", flat=True))
        assert len(keys) == found.values("number").distinct().count() == 403
        assert list(keeping.differences(keys)) == []
        assert keeping.rebuild(keys) == 0
        assert lost_references() == []
        assert Change.objects.filter(group="requests").count() == 403

    def test_a_new_number_comes_after_all_of_them(self):
        for series in NumberSeries.objects.all():
            beginning = f"{era_year_code(series.fiscal_year)}-"
            given = LocalRequest.objects.filter(number__startswith=beginning)
            assert max(int(each.number.removeprefix(beginning)) for each in given) <= series.last


def test_the_same_seed_gives_the_same_rows(places):
    generate()
    first = rows()
    clear()
    generate()
    again = rows()
    clear()
    generate(seed=2)

    assert again == first
    assert rows() != first


def test_all_of_it_belongs_to_the_first_forum_and_its_points(places):
    a_second_forum()
    generate(60)

    first = chosen_forum.first()
    for model in (LocalRequest, Standing, Body):
        assert set(model.objects.values_list("forum", flat=True)) == {first.pk}
    asked = LocalRequest.objects.values_list("points__forum", flat=True)
    assert set(asked) == {first.pk}
    assert list(keeping.differences(LocalRequest.objects.values_list("pk", flat=True))) == []


def test_a_database_with_requests_is_left_alone(places, secretariat):
    kept = a_request("移行の費用")
    entries = HistoryEntry.objects.count()

    with pytest.raises(CommandError, match="すでに要望か会議体があります"):
        generate()

    assert list(LocalRequest.objects.values_list("number", flat=True)) == [kept.number]
    assert HistoryEntry.objects.count() == entries
    assert not Meeting.objects.exists()


def test_without_organizations_it_says_what_to_do_first(db):
    with pytest.raises(CommandError, match="setup_sample"):
        generate()


def test_what_is_logged_next_goes_on_from_there(places, secretariat):
    generate()
    last = LocalRequest.objects.order_by("-pk").first()

    new = a_request("その次の要望", said_on=last.said_on)

    serial = int(last.number.rsplit("-", 1)[1])
    assert new.number == f"{last.number.rsplit('-', 1)[0]}-{serial + 1:04d}"
    assert new.pk == last.pk + 1
    assert Standing.objects.now().get(local_request=new).title == "その次の要望"


class TestPages:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def filled(cls, once_in_class):
        once_in_class(generate_at)

    @pytest.mark.parametrize("who", ["visitor", "secretariat", "digital", "misato"])
    def test_pages_of_it_open(self, who, request, as_):
        browser = as_(request.getfixturevalue(who))
        middle = Meeting.objects.exclude(closed_at=None).order_by("held_on")[3]
        published = Standing.objects.now().filter(published=True).live()
        number = published.latest("serial").local_request.number

        pages = [
            "/",
            "/requests/",
            f"/requests/{number}/",
            "/requests/?q=費用",
            "/points/",
            "/ledger/",
        ]
        pages += ["/overview/", "/changes/", f"/requests/?as_of={middle.pk}", "/points/cost/"]
        codes = {page: browser.get(page).status_code for page in pages}

        assert set(codes.values()) == {200}, codes
