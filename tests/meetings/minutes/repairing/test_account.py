"""The account of characters still holds for files of every sort, whatever is divided and joined."""

import random
from collections import Counter
from pathlib import Path

import pytest

from meetings.minutes.accounting.signs import squeezed
from meetings.minutes.as_json import as_json
from meetings.minutes.document import SourceKind, Suggestions
from meetings.minutes.reading import read_minutes
from meetings.minutes.repairing.moves import CannotBeRepaired
from meetings.minutes.repairing.whole import repaired

DATA = Path(__file__).resolve().parents[3] / "data"
FILES = sorted(
    path
    for folder in ("minutes", "more_minutes")
    for path in (DATA / folder).iterdir()
    if path.suffix != ".json" and path.name != "narrative.txt"  # which holds no speeches
)
ATTRIBUTED = """共通基盤連絡会議（第3回）議事要旨
日時：令和6年6月3日
主な意見
・財政支援をお願いしたい。人材も足りない。（全国知事会）
・期限を延ばしてほしい。（全国市長会）
・小さな町村に配慮してほしい。（全国町村会）
・現場の声を聞いてほしい。検討も急いでほしい。（全国知事会）
"""


def counted(reading):
    """All signs in speeches and among what was left out. A label that no file prints, and one that
    stands in the words, does not count."""
    labelled = SourceKind(reading["kind"]).prints_labels
    pieces = [each["text"] for each in reading["left_out"]]
    for speech in reading["speeches"]:
        pieces.append(speech["text"])
        if labelled:
            pieces.append(speech.get("in_gap", speech["label"]))
    return Counter(squeezed("".join(pieces)))


def some_repairs(reading, chance):
    """Repairs that can be made one after the other."""
    made, now = [], reading
    for _ in range(25):
        speech = chance.choice(now["speeches"])
        move = {"do": chance.choice(("split", "join")), "speech": speech["index"]}
        move["at"] = chance.randint(0, len(speech["text"]))
        try:
            now = repaired(reading, [*made, move], reading["attendees"])
        except CannotBeRepaired:
            continue
        made.append(move)
    return made, now


SOURCES = {path.name: path.read_bytes() for path in FILES} | {"with.txt": ATTRIBUTED.encode()}


@pytest.mark.parametrize("name", SOURCES)
def test_every_character_has_its_place(name):
    reading = as_json(read_minutes(SOURCES[name], name), Suggestions())

    made, now = some_repairs(reading, random.Random(name))

    assert made
    assert counted(now) == counted(reading)
    for decision in now["decisions"]:
        assert decision["quote"] in now["speeches"][decision["speech"] - 1]["text"]
    for each in now["stage_directions"]:
        if each["position"] is not None:
            assert each["position"] <= len(now["speeches"][each["after_speech"] - 1]["text"])
