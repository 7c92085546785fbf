"""Scheduling (排期): hearings in courtrooms and at circuit places, never two at once for anybody."""
