"""The preview: what was read from minutes, to be corrected before it is saved.

One page, three parts: the facts of the meeting, the attendees, and who is meant by each speaker's
label. `Preview` builds them from an import and turns what came back into its corrections.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict

from issues.forms.fields.inputs import EraDateField
from issues.models import Forum
from japan.numbers import whole_number
from meetings.actions import facts
from meetings.actions.corrected import Reading
from meetings.enums import Side
from meetings.forms import looking
from meetings.forms.preview_forms import (
    UNKNOWN,
    FactsForm,
    PeopleForms,
    PersonForm,
    SpeakerForm,
    SpeakerForms,
)
from meetings.models import Body, MinutesImport
from meetings.sessions import receiving
from meetings.sessions.body_names import likeliest
from organizations.directory.names import resolve
from organizations.directory.official import organizations

SPEAKERS, PEOPLE, FACTS = "speaker", "person", "meeting"


class Preview:
    """The forms of one import; with `data` they hold what was typed."""

    def __init__(self, minutes_import: MinutesImport, data: QueryDict | None = None) -> None:
        self.read = Reading(minutes_import.reading, minutes_import.corrections)
        self.printed: dict[str, Any] = minutes_import.reading["meeting"]
        self.meeting = meeting = minutes_import.meeting
        self.credit = meeting.credit if meeting is not None else ""
        self.session = meeting if meeting is not None and receiving.is_first(meeting) else None
        self._fresh = "meeting" not in minutes_import.corrections
        self.facts = FactsForm(data, prefix=FACTS, initial=self._facts())
        if meeting is not None:
            del self.facts.fields["body"]
        self.people: Any = PeopleForms(data, prefix=PEOPLE, initial=self._people())
        self.speakers = SpeakerForms(data, prefix=SPEAKERS, initial=self._speakers())
        self._offer_people()
        self.looked_at = (
            self.read.looked_at if data is None else frozenset(data.getlist(looking.NAME))
        )

    @property
    def doubts(self) -> list[looking.Doubt]:
        """What the reader was not sure of."""
        return looking.doubts(self.read, self.looked_at)

    @property
    def left_out(self) -> list[looking.Group]:
        """What of the file stands in no part."""
        return looking.left_out(self.read.left_out)

    def is_valid(self) -> bool:
        """All three parts are well-formed."""
        parts = (self.facts, self.people, self.speakers)
        return all([part.is_valid() for part in parts])

    def corrections(self) -> dict[str, Any]:
        """What a person made of it, for `meetings.actions.saving.save`."""
        names = {str(number): form.cleaned_data["name"] for number, form in self.people.kept()}
        speakers = {
            form.cleaned_data["label"]: names.get(form.cleaned_data["person"], "")
            for form in self.speakers
        }
        return {
            "meeting": self.facts_as_typed(),
            "attendees": [form.as_json() for _, form in self.people.kept()],
            "speakers": speakers,
            "looked_at": sorted(self.looked_at),
            **({"repairs": self._repairs()} if self.read.stored_repairs else {}),
        }

    def _repairs(self) -> list[dict[str, Any]]:
        """The repairs with people as they are called now."""
        before = [row["name"] for row in self.read.attendees]
        now = {
            before[number]: form.cleaned_data["name"]
            for number, form in self.people.kept()
            if number < len(before)
        }
        return [
            {**each, "name": now.get(each["name"], each["name"])} if "name" in each else each
            for each in self.read.stored_repairs
        ]

    def facts_as_typed(self) -> dict[str, Any]:
        """The facts with the keys of a reading; those read where what was typed is not whole."""
        if self.facts.is_bound and self.facts.is_valid():
            return {"body": self.read.meeting["body"], **self.facts.as_json()}
        known = self._fresh and self.known_as
        return {**self.read.meeting, "body": known} if known else self.read.meeting

    @cached_property
    def _registered(self) -> dict[str, int]:
        """The names of all bodies, with the key of the 協議の場 that each is of."""
        return dict(Body.objects.values_list("name", "forum_id"))

    def bodies_of(self, forum: Forum | None) -> list[str]:
        """Registered bodies to choose from; all for None."""
        return [name for name, of in self._registered.items() if forum is None or of == forum.pk]

    @cached_property
    def known_as(self) -> str:
        """The registered body that the printed one most likely is; "" where none is, or where the
        meeting is known already."""
        if self.meeting is not None:
            return ""
        return likeliest(receiving.body_name(self.printed), self._registered)

    @property
    def takes_registered_body(self) -> bool:
        """Whether the name in the field is that of a registered body."""
        return self.meeting is None and self.facts["body"].value() in self._registered

    @property
    def told_otherwise(self) -> list[tuple[str, str, str]]:
        """What the minutes state otherwise than the session that they were handed in for: label,
        the session's, the minutes'."""
        if self.session is None:
            return []
        own = facts.of_session(self.session, self.printed)
        names = {"session_number": "回", "date": "開催日"}
        return [
            (label, _shown_fact(name, own[name]), _shown_fact(name, self.printed[name]))
            for name, label in names.items()
            if self.printed[name] and own[name] != self.printed[name]
        ]

    @property
    def unresolved(self) -> list[SpeakerForm]:
        """Speakers for whom nobody is chosen yet."""
        return [form for form in self.speakers if not form["person"].value()]

    @property
    def unlisted(self) -> list[PersonForm]:
        """People of the local side whose organization is none of the official ones: a request of
        theirs will need one."""
        return [
            form
            for form in self.people
            if form["name"].value()
            and form["side"].value() == Side.LOCAL
            and not _is_listed(form["organization"].value() or "")
        ]

    def _facts(self) -> dict[str, Any]:
        stated = {"credit": self.credit, **self.read.meeting}
        if self._fresh and self.session is not None:
            stated = facts.of_session(self.session, stated)
        if self._fresh and self.known_as:
            stated["body"] = self.known_as
        stated["date"] = EraDateField().to_python(stated["date"])
        return stated

    def _people(self) -> list[dict[str, Any]]:
        return [{**row, "organization": _shown(row)} for row in self.read.attendees]

    def _speakers(self) -> list[dict[str, Any]]:
        numbers = {row["name"]: str(i) for i, row in enumerate(self.read.attendees)}
        rows: dict[str, dict[str, Any]] = {}
        for speech in self.read.speeches:
            if speech.get("chosen"):
                continue
            attendee = self.read.attendee_of(speech) or ""
            label = speech["label"]
            row = rows.setdefault(label, {"label": label, "person": numbers.get(attendee, "")})
            row["count"] = row.get("count", 0) + 1
        return list(rows.values())

    def _offer_people(self) -> None:
        choices = [("", UNKNOWN)]
        for number, form in enumerate(self.people):
            if name := form["name"].value():
                title = form["title"].value() or ""
                choices.append((str(number), f"{name} {title}".strip()))
        for form in self.speakers:
            form.offer(choices)

    def lines(self) -> dict[str, str]:
        """What the forms hold, line by line, for comparing with another person's."""
        lines = {str(field.label): _written(field.value()) for field in self.facts}
        for form in self.people:
            if name := form["name"].value():
                shown = (form[key].value() or "" for key in ("organization", "title", "note"))
                side = dict(Side.choices).get(form["side"].value(), "")
                gone = "（外す）" if form["DELETE"].value() else ""
                lines[f"出席者「{name}」"] = f"{' '.join(shown)} {side}{gone}".strip()
        for form in self.speakers:
            lines[f"発言者「{form['label'].value()}」"] = form.chosen()
        if self.read.repairs:
            lines["直したところ"] = "".join(each["words"] for each in self.read.repairs)
        return lines


def with_another_row(data: QueryDict) -> QueryDict:
    """What was typed, with one more empty line for an attendee."""
    more = data.copy()
    name = f"{PEOPLE}-TOTAL_FORMS"
    total = whole_number(data.get(name)) or 0
    more[name] = str(total + 1)
    return more


def _is_listed(text: str) -> bool:
    return text in organizations() or resolve(text).certain


def _shown_fact(name: str, value: Any) -> str:
    return facts.in_words(date.fromisoformat(value)) if name == "date" else f"第{value}回"


def _written(value: Any) -> str:
    return "" if value is None else str(value)


def _shown(row: dict[str, Any]) -> str:
    """As printed where that alone says which organization it is; else its official name, which
    the reader knew from the context. The printed name may be longer (総務省自治行政局)."""
    printed: str = row["organization"]
    official = organizations().get(row.get("code") or "")
    if official is None or resolve(printed).code == official.code:
        return printed
    return official.full_name
