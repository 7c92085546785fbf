"""The one error of backup and restore."""


class BackupTrouble(Exception):
    """Nothing was changed; ``str()`` is a sentence that says why and what to do."""
