"""The 47 prefectures as a grid of tiles, laid out roughly as they lie. The layout is data:
`reports/data/prefecture_tiles.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "prefecture_tiles.csv"
STEP, EDGE = 48, 44
"""From one tile to the next, and the edge of a tile, in the units of the picture."""


@dataclass(frozen=True)
class Tile:
    """Where a prefecture lies: its column and row, from the top left."""

    column: int
    row: int

    @property
    def x(self) -> int:
        return 2 + self.column * STEP

    @property
    def y(self) -> int:
        return 2 + self.row * STEP

    @property
    def middle(self) -> int:
        return self.x + EDGE // 2

    @property
    def upper(self) -> int:
        """The base line of the name."""
        return self.y + 16

    @property
    def lower(self) -> int:
        """The base line of the number."""
        return self.y + 37


@lru_cache(maxsize=1)
def layout() -> dict[str, Tile]:
    """The tile of each prefecture by its name."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["prefecture"]: Tile(int(row["column"]), int(row["row"])) for row in rows}


def extent() -> tuple[int, int]:
    """Width and height of the picture."""
    tiles = layout().values()
    columns = max(tile.column for tile in tiles) + 1
    rows = max(tile.row for tile in tiles) + 1
    return columns * STEP, rows * STEP
