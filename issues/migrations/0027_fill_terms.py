"""The words by which alike requests are found, for the records that are there."""

from itertools import islice

from django.db import migrations

from issues.alike.wording import terms_of

AT_ONCE = 1_000


def fill(apps, schema_editor):
    for name, kept, key, texts in (
        ("LocalRequest", "RequestTerms", "local_request_id", ("title", "ask", "trouble")),
        ("Commitment", "CommitmentTerms", "commitment_id", ("title",)),
    ):
        model = apps.get_model("issues", kept)
        rows = apps.get_model("issues", name).objects.order_by("pk").values_list("pk", *texts)
        left = rows.iterator(chunk_size=AT_ONCE)
        while part := list(islice(left, AT_ONCE)):
            model.objects.bulk_create(
                model(**{key: pk}, terms=terms_of(*words)) for pk, *words in part
            )


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0026_alike_and_followings"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
