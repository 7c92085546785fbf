"""Service (送达): who got which paper how and when, and the day from which it counts."""
