from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0018_opinions_say_when"),
    ]

    operations = [
        migrations.AlterField(
            model_name="duechange",
            name="changed_at",
            field=models.DateTimeField(verbose_name="変更した日時"),
        ),
        migrations.AlterField(
            model_name="dueslip",
            name="marked_at",
            field=models.DateTimeField(verbose_name="印を付けた日時"),
        ),
        migrations.AlterField(
            model_name="followup",
            name="assigned_at",
            field=models.DateTimeField(verbose_name="依頼した日時"),
        ),
        migrations.AlterField(
            model_name="followupevent",
            name="assigned_at",
            field=models.DateTimeField(verbose_name="依頼した日時"),
        ),
        migrations.AlterField(
            model_name="joining",
            name="joined_at",
            field=models.DateTimeField(verbose_name="申し出た日時"),
        ),
        migrations.AlterField(
            model_name="joiningevent",
            name="joined_at",
            field=models.DateTimeField(verbose_name="申し出た日時"),
        ),
        migrations.AlterField(
            model_name="progressnote",
            name="written_at",
            field=models.DateTimeField(verbose_name="書いた日時"),
        ),
    ]
