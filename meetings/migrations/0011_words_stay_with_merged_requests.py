from django.db import migrations

from issues.search.text_index import index_request


def give_back(apps, schema_editor):
    """Until now a merge took passages and follow-ups along to the other request, and so to its
    readers. They return to the request that they came from; joinings stay where they are."""
    requests = apps.get_model("issues", "LocalRequest").objects
    entries = apps.get_model("workflow", "HistoryEntry").objects
    passages = apps.get_model("meetings", "Passage").objects
    follow_ups = apps.get_model("issues", "FollowUp").objects
    touched = set()
    merges = entries.filter(
        verb="merge", content_type__app_label="issues", content_type__model="localrequest"
    )
    merged = dict(requests.filter(status="merged").values_list("pk", "merged_into"))
    newest = {entry.object_id: entry for entry in merges.order_by("pk")}
    # The latest merge first: what went through a chain ends where it began.
    for entry in sorted(newest.values(), key=lambda each: -each.pk):
        if entry.object_id not in merged:
            continue
        moved = entry.details.get("moved", {})
        found = passages.filter(pk__in=moved.get("passages", []))
        touched |= set(found.values_list("local_request", flat=True)) | {entry.object_id}
        found.update(local_request=entry.object_id)
        follow_ups.filter(pk__in=moved.get("follow_ups", [])).update(object_id=entry.object_id)
    for row in requests.filter(pk__in=touched - {None}).select_related("organization"):
        index_request(
            row, quotes=passages.filter(local_request=row).values_list("quote", flat=True)
        )
        row.save(update_fields=("search_text", "search_grams"))


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0010_report_versions"),
        ("issues", "0007_joinings_are_accepted"),
        ("workflow", "0002_draft"),
    ]

    operations = [migrations.RunPython(give_back, migrations.RunPython.noop)]
