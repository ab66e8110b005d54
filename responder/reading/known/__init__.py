"""Which known answer fits a question: words without their endings, weighed by how rare they are, and mistakes of the
keyboard; pure, with languages as data."""

from responder.reading.known.alike import confusions
from responder.reading.known.match import matched, prepare

__all__ = ["confusions", "matched", "prepare"]
