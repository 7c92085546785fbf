"""What is typed in enforcement: applications on own cases, on outside titles, and what the desk decides."""
