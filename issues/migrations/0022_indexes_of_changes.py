from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0021_fill_when_standings_changed"),
        ("organizations", "0002_indexes_of_counts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="standing",
            name="open_changed_at",
            field=models.DateTimeField(verbose_name="だれでも読む内容が変わった日時"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                models.OrderBy(models.F("due_on"), descending=True, nulls_last=True),
                models.F("serial"),
                condition=models.Q(("counted_to", None), ("known_to", None)),
                name="standing_due_down",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("counted_to", None), ("known_to", None)),
                fields=["known_from", "serial"],
                name="standing_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("counted_to", None), ("known_to", None)),
                fields=["open_changed_at", "serial"],
                name="standing_open_changed",
            ),
        ),
    ]
