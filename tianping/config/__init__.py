"""Settings, addresses, wiring, the command and everything that runs a server."""
