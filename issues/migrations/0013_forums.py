"""協議の場: what is there so far belongs to one, which is made with the first key."""

import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import issues.validators


def make_the_first(apps, schema_editor):
    """Where something is there already; a new system gets it with its points."""
    names = ("DiscussionPoint", "LocalRequest", "Commitment")
    there = any(apps.get_model("issues", name).objects.exists() for name in names)
    with schema_editor.connection.cursor() as cursor:
        if "meetings_body" in schema_editor.connection.introspection.table_names(cursor):
            cursor.execute("SELECT EXISTS (SELECT FROM meetings_body)")
            there = there or cursor.fetchone()[0]
    if not there:
        return
    first = apps.get_model("issues", "Forum").objects.create(
        code="digital_base",
        name="国・地方デジタル共通基盤",
        short_name="デジタル共通基盤",
        position=1,
    )
    assert first.pk == 1  # as the new columns say


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0012_rounds_and_standings"),
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Forum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[issues.validators.code_is_plain],
                        verbose_name="コード",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=120, unique=True, verbose_name="協議の場の名称"),
                ),
                ("short_name", models.CharField(max_length=20, unique=True, verbose_name="略称")),
                ("position", models.PositiveSmallIntegerField(unique=True, verbose_name="順番")),
            ],
            options={
                "verbose_name": "協議の場",
                "verbose_name_plural": "協議の場",
                "ordering": ("position",),
            },
        ),
        migrations.RunPython(make_the_first, migrations.RunPython.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name="commitment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="commitment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="discussionpoint",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="discussionpoint",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="localrequest",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="localrequest",
            name="update_update",
        ),
        migrations.AddField(
            model_name="discussionpoint",
            name="retired_on",
            field=models.DateField(blank=True, null=True, verbose_name="廃止した日"),
        ),
        migrations.AddField(
            model_name="discussionpointevent",
            name="retired_on",
            field=models.DateField(blank=True, null=True, verbose_name="廃止した日"),
        ),
        migrations.AlterField(
            model_name="discussionpoint",
            name="code",
            field=models.SlugField(
                max_length=40,
                validators=[issues.validators.point_code_is_free],
                verbose_name="コード",
            ),
        ),
        migrations.AlterField(
            model_name="discussionpoint",
            name="position",
            field=models.PositiveSmallIntegerField(verbose_name="番号"),
        ),
        migrations.AlterField(
            model_name="discussionpointevent",
            name="code",
            field=models.SlugField(
                db_index=False,
                max_length=40,
                validators=[issues.validators.point_code_is_free],
                verbose_name="コード",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="forum",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="issues.forum",
                verbose_name="協議の場",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="commitmentevent",
            name="forum",
            field=models.ForeignKey(
                db_constraint=False,
                default=1,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="issues.forum",
                verbose_name="協議の場",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="discussionpoint",
            name="forum",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="points",
                to="issues.forum",
                verbose_name="協議の場",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="discussionpointevent",
            name="forum",
            field=models.ForeignKey(
                db_constraint=False,
                default=1,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="issues.forum",
                verbose_name="協議の場",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="localrequest",
            name="forum",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="local_requests",
                to="issues.forum",
                verbose_name="協議の場",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="localrequestevent",
            name="forum",
            field=models.ForeignKey(
                db_constraint=False,
                default=1,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="issues.forum",
                verbose_name="協議の場",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="standing",
            name="forum",
            field=models.ForeignKey(
                db_index=False,
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="issues.forum",
                verbose_name="協議の場",
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("counted_to", None), ("known_to", None)),
                fields=["forum", "serial"],
                name="standing_forum",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionpoint",
            constraint=models.UniqueConstraint(
                fields=("forum", "code"),
                name="issues_discussionpoint_code_is_unique",
                violation_error_message="そのコードの論点は、もうあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="discussionpoint",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("forum", "position"),
                name="issues_discussionpoint_position_is_unique",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_commitmentevent" ("created_at", "created_by_id", "fictional", "forum_id", "fulfilled_by", "id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "said_on", "speaker", "status", "title", "updated_at", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."fictional", NEW."forum_id", NEW."fulfilled_by", NEW."id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."said_on", NEW."speaker", NEW."status", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="96662912a1e22a5f66ebafb300304b2462c6b630",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e27df",
                    table="issues_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."forum_id" IS DISTINCT FROM (NEW."forum_id") OR OLD."fulfilled_by" IS DISTINCT FROM (NEW."fulfilled_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."said_on" IS DISTINCT FROM (NEW."said_on") OR OLD."speaker" IS DISTINCT FROM (NEW."speaker") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "issues_commitmentevent" ("created_at", "created_by_id", "fictional", "forum_id", "fulfilled_by", "id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "said_on", "speaker", "status", "title", "updated_at", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."fictional", NEW."forum_id", NEW."fulfilled_by", NEW."id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."said_on", NEW."speaker", NEW."status", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="f77a399f7466d7cbb4d5e2bb89e7e1b47bef6b9f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_78420",
                    table="issues_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="of_one_forum",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (SELECT forum_id FROM issues_commitment WHERE id = NEW.commitment_id) IS DISTINCT FROM\n               (SELECT forum_id FROM issues_discussionpoint WHERE id = NEW.point_id) THEN\n                RAISE EXCEPTION 'a record and its points are of one forum'\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="10b092d911a52337b6c44fb2ab28e76ffd8ae1da",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_of_one_forum_4d8c9",
                    table="issues_commitmentpoint",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discussionpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_discussionpointevent" ("code", "forum_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "short_name", "source", "statement", "status", "version") VALUES (NEW."code", NEW."forum_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."retired_on", NEW."short_name", NEW."source", NEW."statement", NEW."status", NEW."version"); RETURN NULL;',
                    hash="aa31a6b51aaae0943ca28aa86c2262fb871ff865",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_25a75",
                    table="issues_discussionpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="discussionpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "issues_discussionpointevent" ("code", "forum_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "retired_on", "short_name", "source", "statement", "status", "version") VALUES (NEW."code", NEW."forum_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."retired_on", NEW."short_name", NEW."source", NEW."statement", NEW."status", NEW."version"); RETURN NULL;',
                    hash="4fca9f3654fd5a73198cee2561728773bb43d5fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e42d6",
                    table="issues_discussionpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "issues_localrequestevent" ("ask", "created_at", "created_by_id", "due_basis", "due_on", "fictional", "first_due_on", "forum_id", "id", "judgement", "kind", "lead_ministry_id", "merged_into_id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "published_at", "re_raises_id", "reflected_in", "round", "said_on", "settled_despite", "speaker", "split_from_id", "status", "title", "trouble", "updated_at", "version") VALUES (NEW."ask", NEW."created_at", NEW."created_by_id", NEW."due_basis", NEW."due_on", NEW."fictional", NEW."first_due_on", NEW."forum_id", NEW."id", NEW."judgement", NEW."kind", NEW."lead_ministry_id", NEW."merged_into_id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."progress", NEW."published_at", NEW."re_raises_id", NEW."reflected_in", NEW."round", NEW."said_on", NEW."settled_despite", NEW."speaker", NEW."split_from_id", NEW."status", NEW."title", NEW."trouble", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="74612899896f033dce485b5a10e069135afb87aa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3faa0",
                    table="issues_localrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ask" IS DISTINCT FROM (NEW."ask") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."due_basis" IS DISTINCT FROM (NEW."due_basis") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."fictional" IS DISTINCT FROM (NEW."fictional") OR OLD."first_due_on" IS DISTINCT FROM (NEW."first_due_on") OR OLD."forum_id" IS DISTINCT FROM (NEW."forum_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."judgement" IS DISTINCT FROM (NEW."judgement") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."lead_ministry_id" IS DISTINCT FROM (NEW."lead_ministry_id") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."re_raises_id" IS DISTINCT FROM (NEW."re_raises_id") OR OLD."reflected_in" IS DISTINCT FROM (NEW."reflected_in") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."said_on" IS DISTINCT FROM (NEW."said_on") OR OLD."settled_despite" IS DISTINCT FROM (NEW."settled_despite") OR OLD."speaker" IS DISTINCT FROM (NEW."speaker") OR OLD."split_from_id" IS DISTINCT FROM (NEW."split_from_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."trouble" IS DISTINCT FROM (NEW."trouble") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "issues_localrequestevent" ("ask", "created_at", "created_by_id", "due_basis", "due_on", "fictional", "first_due_on", "forum_id", "id", "judgement", "kind", "lead_ministry_id", "merged_into_id", "number", "organization_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "published_at", "re_raises_id", "reflected_in", "round", "said_on", "settled_despite", "speaker", "split_from_id", "status", "title", "trouble", "updated_at", "version") VALUES (NEW."ask", NEW."created_at", NEW."created_by_id", NEW."due_basis", NEW."due_on", NEW."fictional", NEW."first_due_on", NEW."forum_id", NEW."id", NEW."judgement", NEW."kind", NEW."lead_ministry_id", NEW."merged_into_id", NEW."number", NEW."organization_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."progress", NEW."published_at", NEW."re_raises_id", NEW."reflected_in", NEW."round", NEW."said_on", NEW."settled_despite", NEW."speaker", NEW."split_from_id", NEW."status", NEW."title", NEW."trouble", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="89051fff9f2881f6bec381547d5b57f34fe916b5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_43848",
                    table="issues_localrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requestpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="of_one_forum",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (SELECT forum_id FROM issues_localrequest WHERE id = NEW.local_request_id) IS DISTINCT FROM\n               (SELECT forum_id FROM issues_discussionpoint WHERE id = NEW.point_id) THEN\n                RAISE EXCEPTION 'a record and its points are of one forum'\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="504c48aa108ae8fc0d348b35c1be1bc62cf3f954",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_of_one_forum_95404",
                    table="issues_requestpoint",
                    when="BEFORE",
                ),
            ),
        ),
    ]
