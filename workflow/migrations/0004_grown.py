"""A number that goes up with every write that a reader could notice: see workflow/grown.py."""

from django.db import migrations

MAKE = """
CREATE SEQUENCE public.workflow_grown_seq;

-- The lock comes first: whoever reads the number that this write made finds it held until the write
-- is there for all.
CREATE FUNCTION public.workflow_grow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(19267, 1);
    PERFORM nextval('public.workflow_grown_seq');
    RETURN NULL;
END;
$$;

-- Whoever is writing holds the lock shared, so that nobody can have it alone. One's own writes are
-- no hindrance to that, and are asked for by themselves.
CREATE FUNCTION public.workflow_grown(OUT stamp bigint, OUT quiet boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    SELECT last_value INTO stamp FROM public.workflow_grown_seq;
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
DROP SEQUENCE public.workflow_grown_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_take_a_form_once")]

    operations = [migrations.RunSQL(MAKE, DROP)]
