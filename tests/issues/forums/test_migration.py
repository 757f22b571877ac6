"""What was there before there were 協議の場 belongs to the first one, and keeps every figure."""

import pytest

from issues.models import Standing
from issues.standing import keeping
from tests.databases.migrations import executor as every_step
from tests.factories.issues import a_commitment, a_request
from tests.factories.sittings import a_body

BEFORE = [("issues", "0012_rounds_and_standings"), ("meetings", "0014_fill_session_texts")]
AFTER = [("issues", "0013_forums"), ("meetings", "0015_forums")]


def migrate(targets=None):
    """Everything is as after these migrations then, or after all."""
    executor = every_step()
    targets = targets or executor.loader.graph.leaf_nodes()
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.mark.django_db(transaction=True)
def test_everything_belongs_to_the_first_one(restored):
    from issues.forums.default_points import load_points  # noqa: PLC0415

    load_points()
    request, commitment, body = a_request(published=True), a_commitment(), a_body()
    stood = list(Standing.objects.values("local_request", "status", "points", "known_from"))

    old = migrate(BEFORE)
    assert old.get_model("issues", "DiscussionPoint").objects.count() == 6
    new = migrate(AFTER)

    (forum,) = new.get_model("issues", "Forum").objects.all()
    assert (forum.pk, forum.code, forum.name) == (1, "digital_base", "国・地方デジタル共通基盤")
    for name, key in (("LocalRequest", request.pk), ("Commitment", commitment.pk)):
        assert new.get_model("issues", name).objects.get(pk=key).forum_id == 1
    assert new.get_model("meetings", "Body").objects.get(pk=body.pk).forum_id == 1
    versions = new.get_model("issues", "LocalRequestEvent").objects
    assert set(versions.values_list("forum", flat=True)) == {1}
    migrate()
    assert list(Standing.objects.values("local_request", "status", "points", "known_from")) == stood
    assert list(keeping.differences([request.pk])) == []


@pytest.fixture
def restored():
    """The newest tables again, whatever happens."""
    yield
    migrate()
