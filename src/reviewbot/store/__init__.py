"""What is kept: schema, migrations, queries and the search index, on SQLite and PostgreSQL.

Every function takes a `Connection` first and then the guild, except for `state` and the
worker's side of `outbox`. Times are Unix seconds and come from the caller.
"""
