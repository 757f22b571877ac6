"""What a frozen report holds beside its rows: the column stays, its name in the code changes."""

import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0015_forums")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("closedreport", "content", "frame"),
                migrations.AlterField(
                    model_name="closedreport",
                    name="frame",
                    field=models.JSONField(
                        db_column="content",
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="内容",
                    ),
                ),
            ],
        ),
    ]
