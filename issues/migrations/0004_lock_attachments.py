import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0003_exports"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="replyattachment",
            trigger=pgtrigger.compiler.Trigger(
                name="locked_with_its_reply",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    -- Waits for a publication that is under way, and looks at what came of it.\n    PERFORM 1 FROM issues_reply WHERE id IN (OLD.reply_id, NEW.reply_id) FOR SHARE;\n    IF EXISTS (\n        SELECT 1 FROM issues_reply\n        WHERE id IN (OLD.reply_id, NEW.reply_id) AND status = 'published'\n    ) THEN\n        RAISE EXCEPTION 'pgtrigger: Cannot change attachments of a published reply';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n",
                    hash="61f1ecb7afec98b270190c5529101ac5fc3a94c6",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_locked_with_its_reply_dae32",
                    table="issues_replyattachment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
