from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0019_verbs_pass_the_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="open_changed_at",
            field=models.DateTimeField(null=True, verbose_name="だれでも読む内容が変わった日時"),
        ),
    ]
