"""Tests of preservation."""
