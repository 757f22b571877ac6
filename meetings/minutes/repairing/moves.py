"""Dividing a speech, joining two, and saying who speaks: on speeches with the keys of
`meetings.minutes.as_json`.

Words are never changed. What stood between two pieces stays with the second one as its `gap`, so
that joining them again gives back the very text. A speech that was touched has no `was`: the number
that it had when it was read.
"""

from __future__ import annotations

from typing import Any

from meetings.minutes.accounting.entries import LeftOut, Reason
from meetings.minutes.accounting.signs import WORDS, squeezed
from meetings.minutes.document import SourceKind
from meetings.minutes.people.cutting import bare
from meetings.minutes.people.labels import candidate

Json = dict[str, Any]


class CannotBeRepaired(Exception):
    """The speech or the place is not there; the message says it in Japanese."""


Pages = list[list[int]]
"""The places in a text at which a page of the source begins, each with its number."""


def _pages_parted(pages: Pages, end: int, start: int) -> tuple[Pages, Pages]:
    """Those of a text that ends at `end`, and of another that begins at `start` of the whole."""
    begun = [page for place, page in pages if place <= start][-1:]
    later = [[place - start, page] for place, page in pages if place > start]
    return [each for each in pages if each[0] < end], [*([0, page] for page in begun), *later]


def _without_repeats(pages: Pages) -> Pages:
    """A page begins once."""
    kept: Pages = []
    for place, page in pages:
        if not kept or kept[-1][1] != page:
            kept.append([place, page])
    return kept


class Workpiece:
    """The speeches of one reading with what stands among them, while they are mended."""

    def __init__(self, reading: Json) -> None:
        self.speeches: list[Json] = [{**s, "was": s["index"]} for s in reading["speeches"]]
        self.directions: list[Json] = [dict(each) for each in reading["stage_directions"]]
        self.headings: list[Json] = [dict(each) for each in reading.get("headings", [])]
        self._kind = SourceKind(reading["kind"]) if reading.get("kind") else SourceKind.SPEAKERS

    def speech(self, number: int) -> Json:
        """The speech with this number, from 1. Raises CannotBeRepaired where there is none."""
        if not 1 <= number <= len(self.speeches):
            raise CannotBeRepaired(f"発言{number}はありません。")
        return self.speeches[number - 1]

    def split(self, number: int, at: int) -> Json:
        """Divide a speech before the character `at` of its text. A label printed at that place
        becomes the label of the second one, which is returned. Raises CannotBeRepaired where one
        of the two would be without words."""
        first = self.speech(number)
        text: str = first["text"]
        before, after = text[: max(at, 0)].rstrip(), text[max(at, 0) :].lstrip()
        if not before or not after:
            raise CannotBeRepaired("発言の初めと終わりでは、分けられません。")
        label, rest = _printed_label(after) if self._kind.prints_labels else ("", after)
        start = len(text) - len(rest)
        gap = text[len(before) : start]
        second = {**first, "text": rest, "gap": gap, "was": None, "dropped": []}
        if "pages" in first:
            first["pages"], second["pages"] = _pages_parted(first["pages"], len(before), start)
        if label:
            second = {**second, "label": label, "in_gap": label, **_NOBODY, "chosen": False}
        else:
            second["in_gap"] = ""
        first.update(text=before, was=None)
        self.speeches.insert(number, second)
        self._divide_around(number, len(before), start)
        self._number()
        return second

    def join(self, number: int, *, again: bool | None = None) -> Json:
        """Put a speech behind the one before it, which is returned. The label goes back between
        the words, unless it only says `again` who is speaking (None: as it looks now). Raises
        CannotBeRepaired for the first speech."""
        second = self.speech(number)
        if number == 1:
            raise CannotBeRepaired("前の発言がないので、つなげません。")
        first = self.speeches[number - 2]
        if again is None:
            again = says_again(first, second)
        length = len(first["text"])
        between, behind = self._around(second, again=again)
        dropped = [*first.get("dropped", []), *second.get("dropped", [])]
        if again and "gap" not in second and self._kind.prints_labels:
            dropped.append(second["label"])
        text = first["text"] + between + second["text"] + behind
        first.update(text=text, was=None, dropped=dropped)
        if "pages" in first or "pages" in second:
            theirs = [[length + len(between) + at, page] for at, page in second.get("pages", ())]
            first["pages"] = _without_repeats([*first.get("pages", ()), *theirs])
        self.speeches.remove(second)
        self._join_around(number, length, length + len(between))
        self._number()
        return first

    def assign(self, number: int, name: str) -> Json:
        """Say who speaks: the full name in the list of people. A label that is not printed there
        follows."""
        speech = self.speech(number)
        speech.update(attendee=name, chosen=True, was=None)
        if "gap" in speech and not speech["in_gap"]:
            speech["label"] = name
        return speech

    def left_out(self) -> list[Json]:
        """The signs that stood around labels, and labels that say again who is speaking."""
        found: list[LeftOut] = []
        for speech in self.speeches:
            marks = squeezed(speech.get("gap", ""))
            marks = marks.replace(squeezed(speech.get("in_gap", "")), "", 1)
            if marks:
                found.append(
                    LeftOut(Reason.UNPLACED if WORDS.search(marks) else Reason.MARK, marks)
                )
            found += [LeftOut(Reason.LABEL, label) for label in speech.get("dropped", [])]
        return [{"reason": each.reason.value, "text": each.text} for each in found]

    def _around(self, second: Json, *, again: bool) -> tuple[str, str]:
        """What goes before and behind the words of a speech that is joined."""
        if "gap" in second:
            return second["gap"], ""
        if again or not self._kind.prints_labels:
            return "\n", ""
        if self._kind is SourceKind.ATTRIBUTED:  # there the label stands behind the words
            return "\n", f"\u3000{second['label']}"
        return f"\n{second['label']}" + ("\u3000" if second["text"] else ""), ""

    def _number(self) -> None:
        for number, speech in enumerate(self.speeches, 1):
            speech["index"] = number

    def _divide_around(self, number: int, end: int, begin: int) -> None:
        """What stood in or after the speech: `end` is where the first piece ends, `begin` where
        the second begins, both in the text as it was."""
        for each in self.directions:
            place = each.get("position")
            if each["after_speech"] < number:
                continue
            if each["after_speech"] > number or place is None:
                each["after_speech"] += 1
            elif place > begin:
                each.update(after_speech=number + 1, position=place - begin)
            elif place >= end:
                each.update(inside=False, position=None)
        for each in self.headings:
            each["after_speech"] += each["after_speech"] >= number

    def _join_around(self, number: int, end: int, shift: int) -> None:
        for each in self.directions:
            place = each.get("position")
            if each["after_speech"] == number - 1 and not each["inside"]:
                each.update(inside=True, position=end)
            elif each["after_speech"] == number:
                each["after_speech"] = number - 1
                each["position"] = None if place is None else place + shift
            elif each["after_speech"] > number:
                each["after_speech"] -= 1
        for each in self.headings:
            each["after_speech"] -= each["after_speech"] >= number


_NOBODY = {"attendee": None, "side": None, "organization": "", "code": None}


def says_again(first: Json, second: Json) -> bool:
    """Whether the label of the second speech only says again who is speaking."""
    if first["attendee"] is not None and first["attendee"] == second["attendee"]:
        return True
    return bare(first["label"]) == bare(second["label"])


def _printed_label(words: str) -> tuple[str, str]:
    """A speaker's label that stands before the words, and the words; "" where there is none."""
    paragraph, newline, more = words.partition("\n")
    found = candidate(paragraph)
    if found is None or not found.rest.strip() or not found.sure:
        return "", words
    if found.layout in ("space", "line") or not paragraph.endswith(found.rest):
        return "", words
    return found.label, found.rest.lstrip() + newline + more
