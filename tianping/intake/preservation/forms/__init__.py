"""Shapes of what is typed in preservation: the questions of an application, and the desks' forms."""
