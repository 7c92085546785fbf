"""The one error of the launcher: a sentence and its mend, in both languages of the people who install."""


class DatabaseTrouble(Exception):
    """The database cannot serve; the text says why and what to do, in Chinese and in English."""

    def __init__(self, chinese: str, english: str, log: str = "") -> None:
        """`log` holds the last lines that PostgreSQL itself wrote, where there are any."""
        self.chinese, self.english, self.log = chinese, english, log
        super().__init__("\n".join(part for part in (chinese, english, log) if part))
