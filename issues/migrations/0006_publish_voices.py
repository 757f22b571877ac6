import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


def mark_as_published(apps, schema_editor):
    """What the voices said on published requests was public the same second: it counts as
    published, so that every figure stays."""
    for name, at in (("ProgressReport", "reported_at"), ("Judgement", "judged_at")):
        for row in apps.get_model("issues", name).objects.select_related("local_request"):
            row.published_at = _published(row.local_request, getattr(row, at))
            row.fictional = _is_made_up(row.local_request)
            row.save(update_fields=("published_at", "fictional"))


def keep_words_of_settlements(apps, schema_editor):
    """The words of settlements, also of those reopened since, get rows of their own."""
    LocalRequest = apps.get_model("issues", "LocalRequest")
    Settlement = apps.get_model("issues", "Settlement")
    kinds = apps.get_model("contenttypes", "ContentType").objects
    entries = apps.get_model("workflow", "HistoryEntry").objects.filter(
        content_type__in=kinds.filter(app_label="issues", model="localrequest"), verb="settle"
    )
    for entry in entries.select_related("status_change").order_by("recorded_at", "pk"):
        request = LocalRequest.objects.get(pk=entry.object_id)
        at = entry.status_change.effective_at
        Settlement.objects.create(
            local_request=request,
            reflected_in=entry.changes.get("reflected_in", ["", request.reflected_in])[1],
            despite=entry.changes.get("settled_despite", ["", ""])[1],
            settled_by_id=entry.by_id,
            settled_at=at,
            published_at=_published(request, at),
            fictional=_is_made_up(request),
        )


def _published(request, said_at):
    """It showed from when it was said, but not before its request did."""
    return max(request.published_at, said_at) if request.published_at else None


def _is_made_up(request):
    return request.fictional or request.replies.filter(fictional=True).exists()


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0005_replies_taken_down"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("contenttypes", "0002_remove_content_type_name"),
        ("workflow", "0002_draft"),
    ]

    operations = [
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公表した日時"),
                ),
                (
                    "taken_back_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="取り消した日時"),
                ),
                ("fictional", models.BooleanField(default=False, verbose_name="架空")),
                ("reflected_in", models.CharField(max_length=200, verbose_name="反映先")),
                (
                    "despite",
                    models.TextField(blank=True, verbose_name="不服がある中で決着とした理由"),
                ),
                ("settled_at", models.DateTimeField(verbose_name="決着とした日時")),
            ],
            options={
                "verbose_name": "決着の言葉",
                "verbose_name_plural": "決着の言葉",
                "ordering": ("settled_at", "pk"),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="judgement",
            name="append_only",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="progressreport",
            name="append_only",
        ),
        migrations.AddField(
            model_name="judgement",
            name="fictional",
            field=models.BooleanField(default=False, verbose_name="架空"),
        ),
        migrations.AddField(
            model_name="judgement",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="公表した日時"),
        ),
        migrations.AddField(
            model_name="judgement",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="取り消した日時"),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="fictional",
            field=models.BooleanField(default=False, verbose_name="架空"),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="公表した日時"),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="taken_back_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="取り消した日時"),
        ),
        migrations.RunPython(mark_as_published, migrations.RunPython.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="judgement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="9af225a2f674150b13614bbd182ea98f158ff188",
                    operation="DELETE",
                    pgid="pgtrigger_append_only_13a2b",
                    table="issues_judgement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="judgement",
            trigger=pgtrigger.compiler.Trigger(
                name="words_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."local_request_id" IS DISTINCT FROM (NEW."local_request_id") OR OLD."judgement" IS DISTINCT FROM (NEW."judgement") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."judged_by_id" IS DISTINCT FROM (NEW."judged_by_id") OR OLD."judged_at" IS DISTINCT FROM (NEW."judged_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b7c8582a7abcfcfa4a954b8c55d38ee5313fa8d6",
                    operation="UPDATE",
                    pgid="pgtrigger_words_stay_2bd1d",
                    table="issues_judgement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="progressreport",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="b0a20c41a2d0e66b3356379e483390299c8f46ca",
                    operation="DELETE",
                    pgid="pgtrigger_append_only_4cff6",
                    table="issues_progressreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="progressreport",
            trigger=pgtrigger.compiler.Trigger(
                name="words_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."local_request_id" IS DISTINCT FROM (NEW."local_request_id") OR OLD."ministry_id" IS DISTINCT FROM (NEW."ministry_id") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."reported_by_id" IS DISTINCT FROM (NEW."reported_by_id") OR OLD."reported_at" IS DISTINCT FROM (NEW."reported_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1151739d34c17694cd1cdf29de61a694aea31f8d",
                    operation="UPDATE",
                    pgid="pgtrigger_words_stay_ef2e5",
                    table="issues_progressreport",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="local_request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settlements",
                to="issues.localrequest",
            ),
        ),
        migrations.AddField(
            model_name="settlement",
            name="settled_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settlement",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="aaed09ee6a90dd910fe492ef82c6d31b7772250b",
                    operation="DELETE",
                    pgid="pgtrigger_append_only_b308c",
                    table="issues_settlement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="settlement",
            trigger=pgtrigger.compiler.Trigger(
                name="words_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."local_request_id" IS DISTINCT FROM (NEW."local_request_id") OR OLD."reflected_in" IS DISTINCT FROM (NEW."reflected_in") OR OLD."despite" IS DISTINCT FROM (NEW."despite") OR OLD."settled_by_id" IS DISTINCT FROM (NEW."settled_by_id") OR OLD."settled_at" IS DISTINCT FROM (NEW."settled_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ac43da408d15cdd9658ec302819095df92124a86",
                    operation="UPDATE",
                    pgid="pgtrigger_words_stay_e27b7",
                    table="issues_settlement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(keep_words_of_settlements, migrations.RunPython.noop),
    ]
