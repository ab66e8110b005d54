"""One spelling of a message id, by which it is found whether or not somebody wrote it with angle brackets."""

from collections.abc import Collection, Mapping

from responder.store.types import shortened


def canonical(message_id: str) -> str:
    """The id as it is kept: in angle brackets, its case as it was (RFC 5322 section 3.6.4), not too long to index."""
    return shortened(f"<{message_id.strip().removeprefix('<').removesuffix('>')}>")


def as_asked(message_ids: Collection[str]) -> Mapping[str, str]:
    """From the ids as they are kept to the ids as they were asked for."""
    return {canonical(one): one for one in message_ids}
