import pytest

from meetings.minutes.document import Side
from meetings.minutes.parts.lines import Line
from meetings.minutes.people.attendees import read_attendees
from meetings.minutes.people.speakers import Speakers

LIST = (
    "座長　平　将明　デジタル大臣",
    "村岡　嗣政　山口県知事",
    "林　佑一　北海道函館市長",
    "林　健太　長野県飯田市長",
    "大村　秀章　愛知県知事",
    "大村　慎一　総務省自治行政局長",
    "真田　勝　内閣府政策統括官（防災担当）付参事官補佐",
    "（事務局）",
    "黒田　恵　デジタル庁企画官",
)


@pytest.fixture(scope="module")
def speakers():
    return Speakers(read_attendees([Line(text) for text in LIST], default=Side.NATIONAL))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("村岡山口県知事", "村岡 嗣政"),
        ("村岡知事", "村岡 嗣政"),
        ("山口県知事", "村岡 嗣政"),
        ("村岡構成員", "村岡 嗣政"),
        ("村岡　嗣政　山口県知事", "村岡 嗣政"),
        ("村岡知事（オンライン）", "村岡 嗣政"),
        ("座長", "平 将明"),
        ("平座長", "平 将明"),
        ("国務大臣（平将明君）", "平 将明"),
        ("林（佑）委員", "林 佑一"),
        ("林（健）委員（オンライン）", "林 健太"),
        ("林飯田市長", "林 健太"),
        ("大村知事", "大村 秀章"),
        ("大村局長", "大村 慎一"),
        ("真田参事官補佐", "真田 勝"),
        ("事務局（黒田企画官）", "黒田 恵"),
    ],
)
def test_a_label_means_the_one_person_it_fits(speakers, label, name):
    assert speakers.identify(label).attendee == name


@pytest.mark.parametrize("label", ["林委員", "林市長", "大村構成員", "市長", "佐藤知事", "委員"])
def test_a_label_that_fits_several_or_nobody_names_nobody(speakers, label):
    assert speakers.identify(label).attendee is None


def test_several_of_one_side_still_tell_the_side(speakers):
    identity = speakers.identify("林委員")

    assert (identity.side, identity.organization, identity.several) == (Side.LOCAL, "", True)


def test_the_secretariat_as_a_whole_has_a_side_but_no_name(speakers):
    identity = speakers.identify("事務局")

    assert (identity.attendee, identity.side, identity.organization) == (
        None,
        Side.SECRETARIAT,
        "デジタル庁",
    )
    assert speakers.names_secretariat("事務局") is True


def test_a_stranger_has_the_side_that_the_label_tells(speakers):
    identity = speakers.identify("佐藤財務省主計局次長")

    assert (identity.attendee, identity.side) == (None, Side.NATIONAL)


def test_without_a_list_nobody_is_recognised():
    alone = Speakers([])

    assert alone.identify("村岡山口県知事").attendee is None
    assert alone.identify("村岡山口県知事").side is Side.LOCAL
    assert alone.names_secretariat("事務局") is False
