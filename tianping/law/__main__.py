"""`python -m tianping.law`: questions to the law on the standard streams."""

import io
import sys

from tianping.law.questions import main

if __name__ == "__main__":
    reading = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="surrogateescape", newline="\n")
    writing = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
    sys.exit(main(sys.argv[1:], reading, writing))
