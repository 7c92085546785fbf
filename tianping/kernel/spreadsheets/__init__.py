"""Workbooks and text tables from outside, read without trusting them: type by content, bounds, no formula, no macro."""
