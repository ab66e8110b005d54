"""Ends the reader process at letters that ask for it; Python imports this by its name where it is on the path."""

import os
import sys

if "responder.app.reader_process" in sys.orig_argv:
    from responder.flows import read_letter

    harmless = read_letter.read_letter

    def deadly(account, raw):  # type: ignore[no-untyped-def]  # as harmless
        if b"X-Kill-The-Reader:" in raw.beginning:
            os._exit(9)
        return harmless(account, raw)

    read_letter.read_letter = deadly
