"""The demonstration court: people and cases that do not exist, made by the same verbs as real ones."""
