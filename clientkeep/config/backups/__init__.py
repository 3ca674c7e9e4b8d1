"""Backups: one archive of the database, the files and the keys, verified by restoring it."""
