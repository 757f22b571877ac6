"""Since when everybody reads what a standing says, for the rows that are there."""

from django.db import migrations

# Rows in the order in which they became known; the first of those that say the same to everybody
# tells the time. What belated entries drew anew may have it a little later than the record would
# say (`manage.py standings` writes it to the point), but never because of what only some may know.
FILL = """
UPDATE issues_standing SET open_changed_at = told.since
FROM (
    SELECT id, max(begun) OVER (
        PARTITION BY local_request_id ORDER BY known_from, counted_from, id
    ) AS since
    FROM (
        SELECT id, local_request_id, known_from, counted_from,
            CASE WHEN side IS DISTINCT FROM lag(side) OVER (
                PARTITION BY local_request_id ORDER BY known_from, counted_from, id
            ) THEN known_from END AS begun
        FROM (
            SELECT id, local_request_id, known_from, counted_from, ROW(
                forum_id, serial, kind, open_title, status, organization_id, said_on, points,
                open_joined, lead_ministry_id, co_ministries, round, due_on, first_due_on,
                open_reply_id, open_reply_class, open_reply_dated, open_first_reply, open_stance,
                open_progress, open_judgement, open_disagreeing, re_raises_id, published
            )::text AS side
            FROM issues_standing
        ) AS sides
    ) AS beginnings
) AS told
WHERE told.id = issues_standing.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0020_standings_say_when_they_changed"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
