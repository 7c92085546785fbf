"""Why a whole file is refused, in the words of a clerk at the window."""


class UnreadableWorkbook(Exception):
    """The file as a whole cannot be taken.

    `code` names the kind for tests and statistics, `what` says what is wrong, `mend` what to do about it.
    """

    def __init__(self, code: str, what: str, mend: str) -> None:
        self.code = code
        self.what = what
        self.mend = mend
        super().__init__(f"{what}{mend}")

    @property
    def sentence(self) -> str:
        """Both halves, as shown on the screen."""
        return f"{self.what}{self.mend}"
