"""A number for each table that goes up with every write to it: see workflow/kept/grown.py."""

from django.db import migrations

MAKE = """
-- The lock comes first: whoever reads the number that this write made finds it held until the write
-- is there for all.
CREATE FUNCTION public.workflow_grow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(19267, 1);
    PERFORM nextval(('public.grown_' || TG_TABLE_NAME)::regclass);
    RETURN NULL;
END;
$$;

-- Whoever is writing holds the lock shared, so that nobody can have it alone. One's own writes are
-- no hindrance to that, and are asked for by themselves.
CREATE FUNCTION public.workflow_grown(OUT numbers jsonb, OUT quiet boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    SELECT jsonb_object_agg(substr(relname, 7), coalesce(pg_sequence_last_value(oid), 0))
        INTO numbers FROM pg_class
        WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace AND relname ^@ 'grown_';
    quiet := pg_current_xact_id_if_assigned() IS NULL AND pg_try_advisory_lock(19267, 1);
    IF quiet THEN
        PERFORM pg_advisory_unlock(19267, 1);
    END IF;
END;
$$;
"""
DROP = """
DROP FUNCTION public.workflow_grow() CASCADE;
DROP FUNCTION public.workflow_grown();
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relkind = 'S' AND relname ^@ 'grown_' LOOP
        EXECUTE format('DROP SEQUENCE public.%I', name);
    END LOOP;
END;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_take_a_form_once")]

    operations = [migrations.RunSQL(MAKE, DROP)]
