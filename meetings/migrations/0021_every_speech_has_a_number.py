from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0020_fill_speech_numbers")]

    operations = [
        migrations.AlterField(
            model_name="speech",
            name="number",
            field=models.PositiveIntegerField(verbose_name="番号"),
        ),
        migrations.AddConstraint(
            model_name="speech",
            constraint=models.UniqueConstraint(
                fields=("source", "number"), name="meetings_speech_number_is_unique"
            ),
        ),
    ]
