from __future__ import annotations

import pytest

from meetings.minutes.document import Side, Speech
from meetings.minutes.proposing.speaking import side_of


@pytest.mark.parametrize(
    ("label", "side"),
    [
        ("村岡山口県知事", Side.LOCAL),
        ("多治見市", Side.LOCAL),
        ("地方自治体発言", Side.LOCAL),
        ("厚生労働省発言", Side.NATIONAL),
        ("片山大臣", Side.NATIONAL),
        ("総務省自治行政局市町村課長", Side.NATIONAL),
        ("事務局", Side.SECRETARIAT),
        ("今村委員長", Side.SECRETARIAT),
        ("山田委員", None),
    ],
)
def test_a_label_tells_the_side_where_it_is_plain(label, side):
    assert side_of(Speech(1, label, "そのとおりです。")) is side


def test_the_side_that_is_known_goes_before_the_label():
    assert side_of(Speech(1, "事務局", "", side=Side.LOCAL)) is Side.LOCAL


def test_a_member_who_speaks_of_this_town_is_local():
    assert side_of(Speech(1, "山田委員", "当町では人が足りません。")) is Side.LOCAL
