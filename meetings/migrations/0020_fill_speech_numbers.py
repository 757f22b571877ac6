"""The speeches of each meeting get their numbers, edition after edition, as saving gives them."""

from django.db import migrations

from meetings.minutes.editions.numbering import inherited
from meetings.minutes.quotes.anchors import SpeechText

AT_ONCE = 1000


def fill(apps, schema_editor):
    Source = apps.get_model("meetings", "MinutesSource")
    meeting, before, given = None, [], {}
    editions = Source.objects.filter(meeting__isnull=False).order_by("meeting", "edition")
    for source in editions.iterator():
        if source.meeting_id != meeting:
            meeting, before, given = source.meeting_id, [], {}
        before = _number(apps, source, before, given)
        given.update((speech.number, speech.text) for speech in before)


def _number(apps, source, before, given):
    """Number one edition after the speeches of the one before, and `given`, all numbers of the
    meeting so far with their latest words; returns its speeches."""
    Speech = apps.get_model("meetings", "Speech")
    speeches = list(Speech.objects.filter(source=source).order_by("index"))
    known = [each.number for each in before]
    numbers = inherited(
        _texts(before),
        known,
        _texts(speeches),
        highest=max(given, default=0),
        dropped={text: number for number, text in given.items() if number not in known},
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
