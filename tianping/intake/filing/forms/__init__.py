"""Shapes of what is typed on the pages of filing; whether it may be done is said by the actions."""
