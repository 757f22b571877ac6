from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0017_report_rows"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pointmemo",
            name="written_at",
            field=models.DateTimeField(verbose_name="書いた日時"),
        ),
        migrations.AlterField(
            model_name="pointmemoevent",
            name="written_at",
            field=models.DateTimeField(verbose_name="書いた日時"),
        ),
        migrations.AlterField(
            model_name="sessiondecision",
            name="recorded_at",
            field=models.DateTimeField(verbose_name="記録した日時"),
        ),
    ]
