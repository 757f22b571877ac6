from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("organizations", "0002_indexes_of_counts"),
        ("workflow", "0001_squashed_0004_grown"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="historyentry",
            index=models.Index(fields=["content_type", "-recorded_at"], name="history_lately"),
        ),
    ]
