"""Filing (立案): at the counter, in bulk, and its review."""
