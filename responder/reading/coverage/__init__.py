"""Which questions of a letter a reply answers, partly answers, puts off or leaves; pure, with languages as data."""

from responder.reading.coverage.judge import coverage
from responder.reading.coverage.later import same_question, withdrawn

__all__ = ["coverage", "same_question", "withdrawn"]
