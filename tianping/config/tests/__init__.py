"""Tests of the launcher, the command and the backups."""
