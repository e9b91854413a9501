"""Alembic's migrations: append-only, each frozen once released."""
