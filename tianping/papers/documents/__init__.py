"""Documents (文书): drawn up from case data, proof-read, signed, frozen as PDF."""
