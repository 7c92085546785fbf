"""The intake wing: filing (立案), mediation before filing (诉前调解), triage (繁简分流)."""
