"""Tests of the spine, one file per verb or page."""
