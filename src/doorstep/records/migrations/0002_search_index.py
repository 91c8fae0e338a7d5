"""The full-text index beside records_searchrow, in the words of each database."""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE records_searchtext USING fts5("
    "scope, grams, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0')",
    # when the last row goes, so does whatever the index still holds
    "CREATE TRIGGER records_searchtext_empty AFTER DELETE ON records_searchrow"
    " WHEN NOT EXISTS (SELECT 1 FROM records_searchrow)"
    " BEGIN INSERT INTO records_searchtext (records_searchtext) VALUES ('delete-all'); END",
)
POSTGRESQL = (
    "ALTER TABLE records_searchrow ADD COLUMN grams tsvector",
    # a short list of pending entries (KiB), because every search reads it from end to end
    "CREATE INDEX records_searchtext ON records_searchrow USING gin (grams) WITH (gin_pending_list_limit = 256)",
)
BACK = {
    "sqlite": ("DROP TRIGGER records_searchtext_empty", "DROP TABLE records_searchtext"),
    "postgresql": ("ALTER TABLE records_searchrow DROP COLUMN grams",),
}


def make_index(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_receipts_and_tallies")]

    operations = [migrations.RunPython(make_index, drop_index)]
