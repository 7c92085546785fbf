"""Backup and restore of everything a court cannot do without: the database, the stored files, the checkpoints."""
