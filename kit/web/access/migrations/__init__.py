"""The way from one version of the tables of access to the next, run by Alembic."""
