"""`python -m tianping.law`: questions to the law on the standard streams."""

import sys

from tianping.law.questions import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout))
