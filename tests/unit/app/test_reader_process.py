import os
import pickle
import subprocess
import sys
from io import BytesIO

from responder.app.reader_process import HEADER, read_frame
from responder.domain.letter import Letter, RawMessage

_DIES_AT_THE_SECOND = """
import os
from responder.app import reader_process
read = reader_process.read_letter
reader_process.read_letter = lambda account, raw: os._exit(9) if b"poison" in raw.beginning else read(account, raw)
reader_process.main()
"""


def test_letters_read_before_the_one_that_kills_the_process_are_not_lost_with_it() -> None:
    letters = [RawMessage(octets, len(octets)) for octets in (b"Subject: a\r\n\r\nhello", b"Subject: poison\r\n\r\n")]
    frame = pickle.dumps(("test", letters))
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-c", _DIES_AT_THE_SECOND], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(HEADER.pack(len(frame)) + frame)
        process.stdin.flush()
        answers = BytesIO(process.stdout.read())
        first = read_frame(answers)
        assert first is not None
        assert isinstance(pickle.loads(first), Letter)
        assert read_frame(answers) is None
