"""Building an agenda: its lines, the matters under them, who is invited, the documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.rules import Actor
from issues.models import DiscussionPoint, LocalRequest
from meetings.actions.sessions import AgendaLine
from meetings.enums import Side
from meetings.forms.fields import Named, OrganizationField
from meetings.forms.preview_forms import PeopleFormSet
from meetings.models import AgendaItem, Document, Meeting
from organizations.models import Organization

LINES, PEOPLE, DOCUMENTS = "lines", "people", "documents"
MAIN, BELOW = "0", "1"


class LineForm(forms.Form):
    """One line: `key` of an item that is there already."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    number = forms.CharField(label="番号", required=False, max_length=20)
    title = forms.CharField(
        label="議事", max_length=250, error_messages={"required": "議事の題名を入れてください。"}
    )
    minutes = forms.IntegerField(
        label="時間（分）",
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "時間は分の数で書いてください（例：20）。"},
    )
    depth = forms.ChoiceField(
        label="段", choices=((MAIN, "議事"), (BELOW, "内訳")), initial=MAIN, required=False
    )

    def line(self) -> AgendaLine:
        """The line as the verb takes it."""
        data = self.cleaned_data
        return AgendaLine(
            key=data["key"],
            depth=int(data["depth"] or MAIN),
            number=data["number"],
            title=data["title"],
            minutes=data["minutes"],
        )


class LineFormSet(forms.BaseFormSet):
    """The lines in the order the person gave them; an empty last row does not count."""

    ordering_widget = forms.HiddenInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """A row's place is always one that can be read: without one it comes last."""
        super().add_fields(form, index)
        form.fields["ORDER"].required = False

    def rows(self) -> list[tuple[int, AgendaLine]]:
        """Index of the form and its line, in order."""
        found = []
        for index, form in enumerate(self.forms):
            if index >= self.initial_form_count() and not form.has_changed():
                continue
            place = form.cleaned_data.get("ORDER")
            found.append((place if place is not None else 10_000 + index, index, form.line()))
        return [(index, line) for _, index, line in sorted(found, key=lambda each: each[:2])]


LineForms = forms.formset_factory(
    LineForm, formset=LineFormSet, extra=1, can_order=True, max_num=100, absolute_max=100
)


def line_forms(meeting: Meeting, data: QueryDict | None = None) -> Any:
    """The agenda as it stands with one empty row, or as it was typed."""
    initial = [
        {
            "key": item.pk,
            "number": item.number,
            "title": item.title,
            "minutes": item.minutes,
            "depth": BELOW if item.parent_id else MAIN,
        }
        for item in meeting.agenda_items.all()
    ]
    return LineForms(data, prefix=LINES, initial=initial)


def moved(rows: list[tuple[int, AgendaLine]], do: str) -> list[AgendaLine]:
    """The lines after 「up:2」, 「down:2」 or 「remove:2」 (the number is that of the form). A line
    with others below it takes them along; anything else leaves the order alone."""
    what, _, number = do.partition(":")
    lines = [line for _, line in rows]
    at = next((i for i, (index, _) in enumerate(rows) if str(index) == number), None)
    if at is None or what not in ("up", "down", "remove"):
        return lines
    if what == "remove":
        return lines[:at] + lines[at + 1 :]
    blocks = _blocks(lines) if lines[at].depth == 0 else [[line] for line in lines]
    mine = next(i for i, block in enumerate(blocks) if any(x is lines[at] for x in block))
    other = mine + (-1 if what == "up" else 1)
    if 0 <= other < len(blocks):
        blocks[mine], blocks[other] = blocks[other], blocks[mine]
    return [line for block in blocks for line in block]


def _blocks(lines: list[AgendaLine]) -> list[list[AgendaLine]]:
    blocks: list[list[AgendaLine]] = []
    for line in lines:
        if line.depth and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


class RequestChoice(forms.ModelMultipleChoiceField):
    """Requests by number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(to_field_name="number", required=False, **kwargs)


class LineChoiceForm(forms.Form):
    """A line of the meeting's agenda, or none."""

    agenda_item = forms.ModelChoiceField(
        label="載せる議事",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="決めない",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["agenda_item"].queryset = meeting.agenda_items.all()


class PutOnForm(LineChoiceForm):
    """Which matters come on the agenda, and under which line."""

    number = RequestChoice(queryset=LocalRequest.objects.none())
    point = forms.ModelMultipleChoiceField(
        queryset=DiscussionPoint.objects.all(), to_field_name="code", required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        fields: Any = self.fields
        forum = meeting.body.forum_id
        requests = LocalRequest.objects.visible_to(actor).filter(forum=forum)
        fields["number"].queryset = requests.open()
        fields["point"].queryset = DiscussionPoint.objects.filter(forum=forum)

    def matters(self) -> list[LocalRequest | DiscussionPoint]:
        """Points first, then requests by number."""
        data = self.cleaned_data
        return [*data["point"], *sorted(data["number"], key=lambda each: each.number)]

    def clean(self) -> dict[str, Any]:
        """Something has to be chosen."""
        if not self.errors and not self.cleaned_data["number"] and not self.cleaned_data["point"]:
            raise forms.ValidationError("議題に載せる案件を選んでください。", code="required")
        return self.cleaned_data


class InvitedForm(forms.Form):
    """One person invited."""

    name = forms.CharField(
        label="氏名", max_length=60, error_messages={"required": "氏名を書いてください。"}
    )
    organization = OrganizationField(label="団体", required=False, max_length=120)
    title = forms.CharField(label="職名", required=False, max_length=100)
    side = forms.ChoiceField(label="立場", choices=Side.choices, initial=Side.LOCAL.value)
    note = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    printed_post = forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)

    def person(self) -> dict[str, Any]:
        """The person as `sessions.invite` takes them."""
        data = self.cleaned_data
        named: Named = data["organization"]
        known = Organization.objects.filter(code=named.code).first() if named.code else None
        plain = {key: data[key] for key in ("name", "title", "side", "note", "printed_post")}
        return {**plain, "organization_name": named.text, "organization": known}


PeopleForms = forms.formset_factory(
    InvitedForm, formset=PeopleFormSet, extra=2, can_delete=True, max_num=200, absolute_max=200
)


def people_forms(meeting: Meeting, data: QueryDict | None = None) -> Any:
    """Who is invited and does not speak in the minutes yet."""
    rows = meeting.attendances.select_related("organization").filter(speeches__isnull=True)
    initial = [
        {
            "name": row.name,
            "organization": row.organization.full_name
            if row.organization
            else row.organization_name,
            "title": row.title,
            "side": row.side,
            "note": row.note,
            "printed_post": row.printed_post,
        }
        for row in rows.distinct()
    ]
    return PeopleForms(data, prefix=PEOPLE, initial=initial)


class DocumentForm(forms.Form):
    """One document."""

    label = forms.CharField(label="番号", required=False, max_length=40)
    title = forms.CharField(
        label="題名", max_length=300, error_messages={"required": "資料の題名を書いてください。"}
    )
    submitter = forms.CharField(label="提出者", required=False, max_length=100)

    def document(self) -> tuple[str, str, str]:
        """The document as `sessions.list_documents` takes it."""
        data = self.cleaned_data
        return data["label"], data["title"], data["submitter"]


DocumentForms = forms.formset_factory(
    DocumentForm, extra=2, can_delete=True, max_num=100, absolute_max=100
)


def document_forms(meeting: Meeting, data: QueryDict | None = None) -> Any:
    """The documents as they stand with two empty rows, or as they were typed."""
    rows: list[Document] = list(meeting.documents.all())
    initial = [{"label": d.label, "title": d.title, "submitter": d.submitter} for d in rows]
    return DocumentForms(data, prefix=DOCUMENTS, initial=initial)


def kept(formset: Any) -> list[Any]:
    """The filled rows that are not to be deleted."""
    return [
        form
        for index, form in enumerate(formset.forms)
        if (index < formset.initial_form_count() or form.has_changed())
        and not form.cleaned_data.get("DELETE")
    ]
