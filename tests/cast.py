"""The cast: one person per role, on either side of what may be seen, for tests of every app.

A pytest plugin. Imports of models stand in functions: it is loaded before Django is set up.
"""

# ruff: noqa: PLC0415
import pytest


def _person(name):
    from tests.factories import accounts

    return accounts.one_of_the_cast(name)


@pytest.fixture
def secretariat(db):
    return _person("secretariat")


@pytest.fixture
def wt_member(db):
    return _person("wt_member")


@pytest.fixture
def yamaguchi(db):
    return _person("yamaguchi")


@pytest.fixture
def misato(db):
    return _person("misato")


@pytest.fixture
def ichinomiya(db):
    return _person("ichinomiya")


@pytest.fixture
def digital(db):
    return _person("digital")


@pytest.fixture
def soumu(db):
    return _person("soumu")


@pytest.fixture
def stranger(db):
    """Signs in, but holds no membership."""
    return _person("stranger")


@pytest.fixture
def visitor():
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


@pytest.fixture
def points(db):
    """The six discussion points by their codes."""
    from issues.forums.default_points import load_points
    from issues.models import DiscussionPoint

    load_points()
    return {point.code: point for point in DiscussionPoint.objects.all()}


@pytest.fixture
def as_(client):
    """A browser in which this person has signed in (`visitor`: nobody has)."""

    from django.conf import settings

    from tests.asking import session_of

    def sign_in(user):
        if client.cookies:
            client.logout()
        if user.is_authenticated:
            client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
        return client

    return sign_in


@pytest.fixture
def world(points, settings, tmp_path):
    """A published and an internal meeting with a request and a commitment each; see
    `tests.factories.world`."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    from tests.factories import world

    return world.make()


@pytest.fixture(scope="module")
def scenes(django_db_setup, django_db_blocker, tmp_path_factory):
    """A request at every step of its life, and more; see `tests.factories.scenes`.

    Made once for all tests, for it takes a while, and copied for each file
    (`tests.databases.copies`): what a test does to it is taken back after the test, and all of it
    after the file's last one. Such tests have to have `django_db`.
    """
    from django.db import transaction
    from django.test import override_settings

    from tests.databases import copies
    from tests.factories import scenes as making

    media = str(tmp_path_factory.mktemp("media"))
    folder = copies.shared_folder(tmp_path_factory)
    with override_settings(MEDIA_ROOT=media), django_db_blocker.unblock():
        with transaction.atomic():
            yield copies.get("scenes", making.make_all, folder=folder, media=media)
            transaction.set_rollback(True)
        copies.learn_content_types()
