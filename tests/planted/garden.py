"""Marked words: which were planted where, and which of them somebody has published.

Every text that a test writes holds a word of its own. What may be read by outsiders is worked out
here apart from the product: a word is public while a row that somebody published holds it in one
of the fields below. Only an act of publishing moves that line (`Garden.published`), never what is
written, merged or imported in between.
"""

import re

from django.apps import apps
from django.db import models

from publication.models import Removal

WORD = re.compile("標[0-9]{5}印")

# The fields that publishing a row opens, and the row that it hangs on where it has no publication
# of its own. Whatever text is not named here stays inside for good.
OPENED = {
    "issues.LocalRequest": (("title", "ask", "trouble", "speaker"), None),
    "issues.Commitment": (("title", "speaker", "fulfilled_by"), None),
    "issues.Joining": (("trouble",), None),
    "issues.Reply": (("text", "correction_reason"), None),
    "issues.ReplyAttachment": (("filename",), "reply"),
    "issues.Opinion": (("text",), None),
    "issues.ProgressReport": (("text",), None),
    "issues.Judgement": (("text",), None),
    "issues.Settlement": (("reflected_in", "despite"), None),
    "meetings.Meeting": (("title", "place", "credit", "unread_reason"), None),
    "meetings.AgendaItem": (("number", "title"), None),
    "meetings.Document": (("label", "title", "submitter"), None),
    "meetings.Attendance": (("name", "printed_post", "title", "organization_name", "note"), None),
    "meetings.ReportAddition": (("text",), None),
    "meetings.Speech": (("label", "text"), "source"),
    "meetings.StageDirection": (("text",), "source"),
    "meetings.MinutesDecision": (("quote", "confirmed_by"), "source"),
}


class Garden:
    """All words of one run."""

    def __init__(self):
        self.last = 0
        self.public = set()

    def word(self):
        """A word that stands nowhere yet, of ten letters' width."""
        self.last += 1
        return f"標{self.last:05d}印"

    def text(self, words="本文"):
        """A short text that holds a new word."""
        return f"{words}{self.word()}。"

    def published(self):
        """Somebody has published, taken out or blacked out: draw the line anew."""
        self.public = {word for row, fields in _open_rows() for word in words_of(row, fields)}

    def leaked(self, text):
        """The words in an answer that nobody has published."""
        return set(WORD.findall(text)) - self.public


def _open_rows():
    for label, (fields, holder) in OPENED.items():
        model = apps.get_model(label)
        published = f"{holder}__published_at" if holder else "published_at"
        down = Removal.objects.taken_down(model).values("object_id")
        for row in model._base_manager.filter(**{f"{published}__isnull": False}).exclude(
            pk__in=down
        ):
            yield row, fields


def words_of(row, fields):
    """The planted words in these fields of a row."""
    return {word for name in fields for word in WORD.findall(str(getattr(row, name)))}


def fields_of_text():
    """Every field of ours that can hold words, as app.Model.field."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    for model in apps.get_models():
        if model._meta.app_label in ("issues", "meetings", "publication"):
            for field in model._meta.concrete_fields:
                if isinstance(field, kinds) and not field.choices:
                    yield model, field
