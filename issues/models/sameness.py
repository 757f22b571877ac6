"""What the database holds over two tables: a record and its points are of one forum."""

from __future__ import annotations

import pgtrigger


def of_one_forum(table: str, column: str) -> pgtrigger.Trigger:
    """A trigger for the points of a record: refuses one of another forum. `column` holds the key
    of the record in `table`."""
    return pgtrigger.Trigger(
        name="of_one_forum",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF (SELECT forum_id FROM {table} WHERE id = NEW.{column}) IS DISTINCT FROM
               (SELECT forum_id FROM issues_discussionpoint WHERE id = NEW.point_id) THEN
                RAISE EXCEPTION 'a record and its points are of one forum'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
