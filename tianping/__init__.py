"""Tianping (天平): the open platform that runs a Chinese county court."""
