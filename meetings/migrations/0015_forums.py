"""Each body belongs to a 協議の場; those that are there to the first."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0013_forums"),
        ("meetings", "0014_fill_session_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="forum",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bodies",
                to="issues.forum",
                verbose_name="協議の場",
            ),
            preserve_default=False,
        ),
    ]
