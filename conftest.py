"""Lends every room's tests the same database, browser and cast."""

pytest_plugins = ["tests.support.plugin"]
