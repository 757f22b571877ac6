import pytest

from issues.forums import chosen_forum
from meetings.enums import Side
from tests.factories.accounts import one_of_the_cast
from tests.factories.minutes import Said, minutes

ASKED = "移行経費に対する財政支援をお願いしたい。"
WORRIED = "海の幸が減ったことを懸念しています。"
PROMISED = "支援策を検討してまいります。"


@pytest.fixture
def secretariat(points):
    return one_of_the_cast("secretariat")


@pytest.fixture
def forum(points):
    return chosen_forum.first()


@pytest.fixture
def meeting(points):
    """Saved minutes with what the shipped words suggest in them."""
    return minutes(
        Said(f"{ASKED}\n{WORRIED}", asks=[ASKED, WORRIED]),
        Said(PROMISED, "国野 花子", Side.NATIONAL, code=None, promises=[PROMISED]),
    )
