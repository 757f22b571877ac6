"""The one door through the locks on what was published: see publication/removals/locked.py."""

from django.db import migrations

MAKE = """
CREATE FUNCTION public.publication_take_out(target text, key bigint, texts jsonb, hide boolean)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    may constant jsonb := '{
        "issues_reply": ["text", "correction_reason"],
        "issues_replyattachment": ["filename"],
        "issues_progressreport": ["text"],
        "issues_judgement": ["text"],
        "issues_settlement": ["reflected_in", "despite"],
        "issues_duechange": ["reason"],
        "meetings_reportaddition": ["text"]
    }';
    before_ignored text := current_setting('pgtrigger.ignore', true);
    name text; now_text text; old_text text; kept boolean;
BEGIN
    IF NOT may ? target THEN
        RAISE EXCEPTION 'publication: nothing is taken out of %', target;
    END IF;
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE tgrelid = ('public.' || quote_ident(target))::regclass
        AND tgname ~ '^pgtrigger_(append_only|words_stay|published_is_locked|locked_with_its_reply)_'
    ), true);
    FOR name, now_text IN SELECT * FROM jsonb_each_text(texts) LOOP
        IF NOT may -> target ? name THEN
            RAISE EXCEPTION 'publication: % of % is no text to take words out of', name, target;
        END IF;
        EXECUTE format('SELECT %I FROM public.%I WHERE id = $1 FOR UPDATE', name, target)
            INTO old_text USING key;
        -- Ink over words, or the very words back that a removal has kept; nothing else.
        SELECT length(old_text) = length(now_text) AND bool_and(
            substr(now_text, i, 1) IN (substr(old_text, i, 1), '■')
            OR (substr(old_text, i, 1) = '■' AND EXISTS (
                SELECT 1 FROM public.publication_removal r
                JOIN public.django_content_type c ON c.id = r.content_type_id
                WHERE c.app_label || '_' || c.model = target AND r.object_id = key
                AND substr(r.originals -> name ->> 'before', i, 1) = substr(now_text, i, 1)
            ))
        ) INTO kept FROM generate_series(1, greatest(length(old_text), length(now_text))) i;
        IF NOT coalesce(kept, true) THEN
            RAISE EXCEPTION 'publication: % of % may only be inked', name, target;
        END IF;
        EXECUTE format('UPDATE public.%I SET %I = $1 WHERE id = $2', target, name)
            USING now_text, key;
    END LOOP;
    IF target = 'issues_reply' THEN
        UPDATE public.issues_reply SET version = version + 1,
            status = CASE WHEN hide THEN 'submitted' ELSE status END,
            published_at = CASE WHEN hide THEN NULL ELSE published_at END
        WHERE id = key;
    END IF;
    PERFORM set_config('pgtrigger.ignore', coalesce(before_ignored, ''), true);
END;
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0003_concerns"),
        ("issues", "0005_replies_taken_down"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunSQL(
            MAKE, "DROP FUNCTION public.publication_take_out(text, bigint, jsonb, boolean)"
        )
    ]
