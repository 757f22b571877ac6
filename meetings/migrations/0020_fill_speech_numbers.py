"""The speeches of each meeting get their numbers, edition after edition, as saving gives them."""

from django.db import migrations

from meetings.minutes.editions.numbering import inherited
from meetings.minutes.quotes.anchors import SpeechText

AT_ONCE = 1000


def fill(apps, schema_editor):
    Source = apps.get_model("meetings", "MinutesSource")
    meeting, before, highest = None, [], 0
    editions = Source.objects.filter(meeting__isnull=False).order_by("meeting", "edition")
    for source in editions.iterator():
        if source.meeting_id != meeting:
            meeting, before, highest = source.meeting_id, [], 0
        before = _number(apps, source, before, highest)
        highest = max([highest, *(speech.number for speech in before)])


def _number(apps, source, before, highest):
    """Number one edition after the speeches of the one before; returns its speeches."""
    Speech = apps.get_model("meetings", "Speech")
    speeches = list(Speech.objects.filter(source=source).order_by("index"))
    numbers = inherited(
        _texts(before), [each.number for each in before], _texts(speeches), highest=highest
    )
    for speech, number in zip(speeches, numbers, strict=True):
        speech.number = number
    Speech.objects.bulk_update(speeches, ["number"], batch_size=AT_ONCE)
    return speeches


def _texts(speeches):
    return [SpeechText(each.index, each.label, each.text) for each in speeches]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0019_speech_numbers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
