"""What stands on public meetings was public already: lines, outcomes and additions keep being so."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps, schema_editor):
    meetings = apps.get_model("meetings", "Meeting").objects
    public = meetings.filter(published_at__isnull=False)
    day = Subquery(public.filter(pk=OuterRef("meeting")).values("published_at")[:1])
    for name in ("AgendaItem", "Document", "Attendance"):
        rows = apps.get_model("meetings", name).objects
        rows.filter(meeting__in=public.values("pk")).update(published_at=day)
    handlings = apps.get_model("meetings", "Handling").objects
    handlings.filter(meeting__in=public.values("pk")).update(
        published_at=day, published_outcome=F("status"), published_item=F("agenda_item")
    )
    apps.get_model("meetings", "ReportAddition").objects.update(published_at=F("added_at"))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_session_texts_are_published")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
