"""``python -m quotekit``: the command."""

import sys

from quotekit.doors.command import main

if __name__ == "__main__":
    sys.exit(main())
