"""The held-out minutes are only worth measuring with if their annotations hold to the text.

The mending done here follows what each annotation file documents (page furniture, page-break joins,
paragraph marks) and shares no code with the reader it is meant to judge.
"""

import json
import re
from datetime import date, time
from itertools import combinations
from pathlib import Path

import pytest

HELDOUT = Path(__file__).parents[2] / "data" / "annotations" / "heldout"
FILES = sorted(HELDOUT.glob("*.json"))
FICTIONAL = [path for path in FILES if path.name != "seed_rest.json"]

POINTS = {"role", "consultation", "talent", "standardization", "cost", "efficiency"}
REQUEST_KINDS = {"request", "concern", "information"}
STRENGTHS = {"explicit", "implicit"}
TIERS = {"core", "optional"}
COMMITMENT_TYPES = {"commit", "consult", "existing", "channel", "stance"}
GRADES = {"strong", "medium", "weak"}
DIRECTION_KINDS = {"press_exit", "no_questions", "no_hands", "assent", "other"}
REASONS = {
    "procedure", "greeting", "thanks", "own_intent", "announcement", "national_statement",
    "national_ask", "decline", "hope", "stance_only", "other_addressee",
}  # fmt: skip

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
each_fictional_file = pytest.mark.parametrize("path", FICTIONAL, ids=lambda path: path.stem)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def raw_text(material):
    data = (HELDOUT / material["minutes"]).read_bytes()
    return data.decode(material["encoding"]).replace("\r\n", "\n")


def only_replacement(pattern, replacement, text):
    mended, count = re.subn(pattern, lambda _: replacement, text)
    assert count == 1, f"{pattern} stands {count} times"
    return mended


def mended_text(material):
    """The text with page numbers taken out and the documented page breaks joined."""
    text = raw_text(material)
    for number in material["furniture"]:
        text = only_replacement(rf"\n\n{re.escape(number)}\n\n", "\n", text)
    for join in material["page_break_joins"]:
        kept_before = join["before"].removesuffix(join["drop_before"])
        kept_after = join["after"].removeprefix(join["drop_after"])
        pattern = re.escape(join["before"]) + r"\n\n" + re.escape(join["after"])
        text = only_replacement(pattern, kept_before + kept_after, text)
    return text


def header_and_speeches(material):
    """The text before the first speech, and the lines of each speech by its index."""
    rest, slices = mended_text(material), []
    for speech in material["speeches"]:
        before, marker, rest = ("\n" + rest).partition("\n" + speech["marker"])
        assert marker, f"{speech['marker']} is missing after speech {len(slices)}"
        slices.append(before)
    indexes = [speech["index"] for speech in material["speeches"]]
    return slices[0], dict(zip(indexes, [*slices[1:], rest], strict=True))


def paragraphs(material, lines):
    """Paragraphs of one speech, hard-wrapped lines put together again."""
    mark = material["paragraph_mark"]
    printed = {direction["printed"] for direction in material.get("stage_directions", [])}
    lines = [line for line in lines.split("\n") if line.strip() and line not in printed]
    if mark is None:
        return lines
    found = []
    for line in lines:
        if line.startswith(mark) or not found:
            found.append(line.removeprefix(mark))
        else:
            found[-1] += line.removeprefix("　")
    return found


def occurrences(material, entry):
    _, speeches = header_and_speeches(material)
    here = paragraphs(material, speeches[entry["speech"]])
    return sum(paragraph.count(entry["quote"]) for paragraph in here)


def annotated(material):
    return [*material["requests"], *material["commitments"], *material["not_requests"]]


def squeezed(text):
    return re.sub(r"\s", "", text)


@each_file
def test_every_quote_stands_once_within_one_paragraph_of_its_speech(path):
    material = load(path)

    astray = [
        (entry["speech"], entry["quote"], count)
        for entry in annotated(material)
        if (count := occurrences(material, entry)) != 1
    ]

    assert astray == []


@each_file
def test_every_line_that_opens_a_speech_is_listed(path):
    material = load(path)
    markers = {speech["marker"] for speech in material["speeches"]}

    opened = [
        marker
        for line in mended_text(material).split("\n")
        for marker in [max((m for m in markers if line.startswith(m)), key=len, default=None)]
        if marker
    ]

    assert opened == [speech["marker"] for speech in material["speeches"]]
    assert [s["index"] for s in material["speeches"]] == list(range(1, len(opened) + 1))


def test_ids_are_unique_over_all_files():
    ids = [
        entry["id"]
        for path in FILES
        for key in ("requests", "commitments", "decisions")
        for entry in load(path).get(key, [])
    ]

    assert [each for each in set(ids) if ids.count(each) > 1] == []


@each_file
def test_requests_use_the_known_codes(path):
    for entry in load(path)["requests"]:
        assert {entry["primary"], *entry["secondary"]} <= POINTS, entry["id"]
        assert len({entry["primary"], *entry["secondary"]}) == 1 + len(entry["secondary"])
        assert entry["kind"] in REQUEST_KINDS, entry["id"]
        assert entry["strength"] in STRENGTHS, entry["id"]
        assert entry["tier"] in TIERS, entry["id"]
        assert entry["kind"] == "request" or entry["strength"] == "implicit", entry["id"]
        assert entry["summary"], entry["id"]


@each_file
def test_commitments_and_traps_use_the_known_codes(path):
    material = load(path)

    assert {entry["type"] for entry in material["commitments"]} <= COMMITMENT_TYPES
    assert {entry["grade"] for entry in material["commitments"]} <= GRADES
    assert {entry["why"] for entry in material["not_requests"]} <= REASONS


@each_file
def test_requests_come_from_the_local_side_and_commitments_from_the_national(path):
    material = load(path)
    sides = {speech["index"]: speech["side"] for speech in material["speeches"]}

    assert {sides[entry["speech"]] for entry in material["requests"]} == {"local"}
    assert {sides[entry["speech"]] for entry in material["commitments"]} == {"national"}


@each_file
def test_no_two_marks_of_one_speech_share_words(path):
    material = load(path)
    _, speeches = header_and_speeches(material)
    spans = []
    for entry in annotated(material):
        text = "\n".join(paragraphs(material, speeches[entry["speech"]]))
        start = text.index(entry["quote"])
        spans.append((entry["speech"], start, start + len(entry["quote"]), entry["quote"]))

    shared = [
        (one[3], other[3])
        for one, other in combinations(spans, 2)
        if one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
    ]

    assert shared == []


@each_file
def test_each_file_has_core_marks_of_every_kind_and_traps_beside_them(path):
    material = load(path)
    core = [entry for entry in material["requests"] if entry["tier"] == "core"]

    assert {entry["kind"] for entry in core} == REQUEST_KINDS
    assert {e["strength"] for e in core if e["kind"] == "request"} == STRENGTHS
    assert {"thanks", "own_intent"} <= {entry["why"] for entry in material["not_requests"]}


@each_fictional_file
def test_invented_minutes_say_so_and_have_the_agreed_length(path):
    material = load(path)

    assert material["about"].startswith("架空")
    assert 2500 <= len(raw_text(material)) <= 5000


@each_fictional_file
def test_the_heading_prints_every_fact_expected_of_it(path):
    material = load(path)
    header, _ = header_and_speeches(material)
    facts = [material["meeting"]["title_raw"], material["meeting"]["place"]]
    for attendee in material["attendees"]:
        facts += [attendee["name"], attendee["title"], attendee["organization"]]
    for entry in material["agenda"]:
        facts += [entry["title"], *(item["title"] for item in entry["items"])]
    for document in material["documents"]:
        facts += [document["label"] + document["title"], document["submitter"] or ""]

    # Between a document's label and title some layouts print a colon.
    printed = squeezed(header).replace("：", "")
    missing = [fact for fact in facts if squeezed(fact) not in printed]

    assert missing == []
    assert material["meeting"]["title"] in material["meeting"]["title_raw"]


@each_fictional_file
def test_the_expected_day_and_times_are_real_and_in_order(path):
    meeting = load(path)["meeting"]
    weekday = "月火水木金土日"[date.fromisoformat(meeting["date"]).weekday()]
    header, _ = header_and_speeches(load(path))

    assert re.search(rf"日\s*[(（]{weekday}(曜日)?[)）]", header)
    assert time.fromisoformat(meeting["start"]) < time.fromisoformat(meeting["end"])


@each_fictional_file
def test_speakers_named_are_on_the_attendee_list(path):
    material = load(path)
    sides = {attendee["name"]: attendee["side"] for attendee in material["attendees"]}

    named = [speech for speech in material["speeches"] if speech["attendee"]]

    assert [s["side"] for s in named] == [sides.get(s["attendee"]) for s in named]


@each_fictional_file
def test_stage_directions_stand_where_the_annotations_say(path):
    material = load(path)
    _, speeches = header_and_speeches(material)

    for direction in material["stage_directions"]:
        lines = [x for x in speeches[direction["after_speech"]].split("\n") if x.strip()]
        place = lines.index(direction["printed"])
        assert direction["kind"] in DIRECTION_KINDS
        assert direction["printed"][1:-1] == direction["text"]
        assert direction["inside"] == (place < len(lines) - 1 and lines[place + 1] != "（以上）")


@each_fictional_file
def test_decisions_are_quoted_and_rest_on_a_direction_of_assent(path):
    material = load(path)
    assents = {
        (direction["after_speech"], direction["text"])
        for direction in material["stage_directions"]
        if direction["kind"] == "assent"
    }

    spoken = [entry for entry in material["decisions"] if entry["speech"] is not None]
    summed_up = [entry for entry in material["decisions"] if entry["speech"] is None]

    assert {(entry["speech"], entry["confirmed_by"]) for entry in spoken} == assents
    assert [occurrences(material, entry) for entry in spoken] == [1] * len(spoken)
    assert [mended_text(material).count(entry["quote"]) for entry in summed_up] == [1] * len(
        summed_up
    )
