"""The JSON API, asked as a program would ask it."""
