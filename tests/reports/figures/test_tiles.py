"""The map of tiles: all 47 prefectures, each on a place of its own."""

from organizations.directory.official import organizations
from reports.figures import tiles


def test_every_prefecture_has_a_tile():
    prefectures = {each.name for each in organizations().values() if each.kind == "prefecture"}

    assert set(tiles.layout()) == prefectures
    assert len(prefectures) == 47


def test_no_two_tiles_collide():
    places = [(tile.column, tile.row) for tile in tiles.layout().values()]

    assert len(set(places)) == 47


def test_the_map_is_narrow_enough_for_a_small_screen():
    """288 pixels are left on a screen of 320: a tile has at least the 24 of WCAG 2.5.8."""
    width, _ = tiles.extent()

    assert 288 * tiles.EDGE / width >= 24


def test_the_north_is_up_and_the_west_is_left():
    north, south = tiles.layout()["北海道"], tiles.layout()["沖縄県"]

    assert (north.row, south.row) == (0, max(tile.row for tile in tiles.layout().values()))
    assert south.column < tiles.layout()["大阪府"].column < tiles.layout()["東京都"].column
