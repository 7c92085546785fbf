"""Mechanisms that know no court noun: moves, outbox, audit, numbers, submissions, files, web helpers."""
