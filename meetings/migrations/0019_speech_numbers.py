from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0018_verbs_pass_the_time")]

    operations = [
        migrations.AddField(
            model_name="speech",
            name="number",
            field=models.PositiveIntegerField(null=True, verbose_name="番号"),
        ),
    ]
