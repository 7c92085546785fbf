"""Tests of the register of measures."""
