from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Speeches saved before the field was there take the side of their speaker."""
    speeches = apps.get_model("meetings", "Speech").objects
    attendances = apps.get_model("meetings", "Attendance").objects
    side = attendances.filter(pk=OuterRef("attendance")).values("side")[:1]
    speeches.filter(side="", attendance__isnull=False).update(side=Subquery(side))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_speech_side")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
