"""Mending one speech of what was read: where it can be divided, who may be its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from japan.numbers import whole_number
from meetings.actions.corrected import Reading
from meetings.enums import Side
from meetings.forms.fields import OrganizationField
from meetings.forms.preview import PEOPLE, SPEAKERS, Preview
from meetings.minutes.sentences import split_sentences

PREFIX = "repair"
AT_CURSOR = f"{PREFIX}-at"


class SpeakerOfSpeechForm(forms.Form):
    """Who speaks: somebody on the list of people, or somebody new with side and organization."""

    person = forms.ChoiceField(label="出席者の一覧から", required=False)
    name = forms.CharField(label="一覧にない人の氏名", required=False, max_length=60)
    organization = OrganizationField(
        label="その人の団体",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "organizations", "autocomplete": "off"}),
    )
    side = forms.ChoiceField(
        label="その人の立場", required=False, choices=[("", "選んでください"), *Side.choices]
    )

    def __init__(self, data: Any = None, *, people: list[str], chosen: str = "") -> None:
        super().__init__(data, prefix=PREFIX, initial={"person": chosen})
        self._people = people
        choices = [("", "選んでください"), *((name, name) for name in people)]
        self.fields["person"] = forms.ChoiceField(
            label="出席者の一覧から", required=False, choices=choices
        )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two; somebody new has a side and is not on the list."""
        data: dict[str, Any] = self.cleaned_data
        name, person = data.get("name"), data.get("person")
        if not name and not person:
            self.add_error("person", "発言者を選ぶか、一覧にない人の氏名を書いてください。")
        elif name and person:
            self.add_error("name", "一覧から選んだときは、氏名を空にしてください。")
        elif name in self._people:
            self.add_error("name", f"「{name}」さんは一覧にいます。一覧から選んでください。")
        elif name and not data.get("side"):
            self.add_error("side", "立場を選んでください。")
        return data

    @property
    def chosen(self) -> str:
        """The full name of who speaks."""
        return str(self.cleaned_data["person"] or self.cleaned_data["name"])

    def new_person(self) -> dict[str, Any] | None:
        """Somebody who is to be put on the list, with the keys of a reading."""
        data = self.cleaned_data
        if not data["name"]:
            return None
        named = data["organization"]
        return {
            "name": data["name"],
            "title": "",
            "organization": named.text,
            "code": named.code,
            "side": data["side"],
            "position": "",
            "note": "",
        }


@dataclass(frozen=True)
class Panel:
    """One speech that is open for mending. `places`: where sentences after the first begin, with
    their words; `alike`: how many speeches share its label."""

    number: int
    label: str
    text: str
    first: str
    places: list[tuple[int, str]]
    alike: int
    form: SpeakerOfSpeechForm


def panel(
    read: Reading, preview: Preview, number: int | None, form: SpeakerOfSpeechForm | None = None
) -> Panel | None:
    """The panel for this speech; None where there is no such speech."""
    if number is None or not 1 <= number <= len(read.speeches):
        return None
    speech = read.speeches[number - 1]
    text = speech["text"]
    spans = split_sentences(text)
    return Panel(
        number=number,
        label=speech["label"],
        text=text,
        first=text[slice(*spans[0])] if spans else "",
        places=[(start, text[start:end]) for start, end in spans[1:]],
        alike=sum(s["label"] == speech["label"] and not s.get("chosen") for s in read.speeches),
        form=form
        or SpeakerOfSpeechForm(people=names_of(preview), chosen=read.attendee_of(speech) or ""),
    )


def names_of(preview: Preview) -> list[str]:
    """The people of the list as it stands in the form."""
    names = [str(form["name"].value() or "") for form in preview.people]
    return list(dict.fromkeys(filter(None, names)))


def carried_over(data: QueryDict, mended: Preview, chosen: tuple[str, str] | None) -> QueryDict:
    """What was typed, with the labels that there are after a repair; `chosen` is a label and the
    name that was given to all of it."""
    more = data.copy()
    total = whole_number(data.get(f"{SPEAKERS}-TOTAL_FORMS")) or 0
    typed = {
        data.get(f"{SPEAKERS}-{i}-label"): data.get(f"{SPEAKERS}-{i}-person") for i in range(total)
    }
    if chosen is not None:
        label, name = chosen
        people = whole_number(data.get(f"{PEOPLE}-TOTAL_FORMS")) or 0
        rows = (str(i) for i in range(people) if data.get(f"{PEOPLE}-{i}-name") == name)
        typed[label] = next(rows, "")
    for number, form in enumerate(mended.speakers):
        label = form["label"].value()
        more[f"{SPEAKERS}-{number}-label"] = label
        more[f"{SPEAKERS}-{number}-person"] = typed.get(label) or form["person"].value()
    for each in ("TOTAL", "INITIAL"):
        more[f"{SPEAKERS}-{each}_FORMS"] = str(len(mended.speakers))
    return more


@dataclass(frozen=True)
class Asked:
    """A button that was pressed: what to do with which speech, and where."""

    verb: str
    speech: int = 0
    at: int = -1


def asked(pressed: str, at_cursor: str) -> Asked | None:
    """What the value of a button (`split:7:120`, `join:7`, `undo`) asks for; None for any other.
    `at_cursor` is where a script saw the cursor, for a value that names no place."""
    verb, *numbers = pressed.split(":")
    found = [whole_number(each) for each in numbers]
    if verb == "cursor":
        verb, found = "split", [*found, whole_number(at_cursor)]
    wanted = {"undo": 0, "split": 2, "join": 1, "open": 1, "speaker": 1, "speakers": 1}
    if len(found) != wanted.get(verb) or None in found:
        return None
    return Asked(verb, *(each or 0 for each in found))
