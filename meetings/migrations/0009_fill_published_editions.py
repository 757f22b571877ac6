"""Which editions of published meetings count as published.

The current one does: everybody could read it. An earlier one does if it was still current after
the meeting was published, which the record of the next edition's import (or, without it, the day
its file came in) tells. In doubt it does not: it stays readable for the team.
"""

from django.db import migrations


def fill(apps, schema_editor):
    Meeting = apps.get_model("meetings", "Meeting")
    for meeting in Meeting.objects.filter(published_at__isnull=False):
        editions = list(meeting.sources.order_by("edition"))
        saved = [_saved_at(apps, source) or source.handed_in_at for source in editions]
        for place, source in enumerate(editions):
            current = source.pk == meeting.current_source_id
            later = saved[place + 1] if place + 1 < len(editions) else None
            if current or (later is not None and later > meeting.published_at):
                source.published_at = max(meeting.published_at, saved[place])
                source.save(update_fields=("published_at",))


def _saved_at(apps, source):
    """When the edition was saved, as the record of its import says; None where nothing does."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    HistoryEntry = apps.get_model("workflow", "HistoryEntry")
    MinutesImport = apps.get_model("meetings", "MinutesImport")
    kind = ContentType.objects.filter(app_label="meetings", model="minutesimport").first()
    found = MinutesImport.objects.filter(source=source).first()
    if kind is None or found is None:
        return None
    entries = HistoryEntry.objects.filter(content_type=kind, object_id=found.pk, verb="save")
    return entries.order_by("pk").values_list("recorded_at", flat=True).first()


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("meetings", "0008_editions_are_published"),
        ("workflow", "0001_initial"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
