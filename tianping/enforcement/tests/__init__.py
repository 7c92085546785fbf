"""Tests of enforcement filing."""
