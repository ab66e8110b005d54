"""The command line: `responder ...` and `python -m responder ...`."""

import sys

from responder.app.cli import main

if __name__ == "__main__":
    sys.exit(main())
