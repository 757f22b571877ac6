"""The cast of the tests of meetings, and files where each test may write.

Imports of models stand in functions: this file is loaded before Django is set up.
"""

import pytest


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


def one_of_the_cast(name):
    from tests.factories import cast  # noqa: PLC0415

    return cast.one_of_the_cast(name)


@pytest.fixture
def points(db):
    from issues.forums.default_points import load_points  # noqa: PLC0415

    load_points()


@pytest.fixture
def secretariat(db):
    return one_of_the_cast("secretariat")


@pytest.fixture
def wt_member(db):
    return one_of_the_cast("wt_member")


@pytest.fixture
def yamaguchi(db):
    return one_of_the_cast("yamaguchi")


@pytest.fixture
def misato(db):
    return one_of_the_cast("misato")


@pytest.fixture
def ichinomiya(db):
    return one_of_the_cast("ichinomiya")


@pytest.fixture
def digital(db):
    return one_of_the_cast("digital")


@pytest.fixture
def stranger(db):
    return one_of_the_cast("stranger")
