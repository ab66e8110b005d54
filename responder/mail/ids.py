"""Names letters: keys that find one again, likenesses that find its kind, and message ids that prove to be ours."""

import hashlib
import hmac
import re
import unicodedata
from typing import Final

from responder.domain.message import Message
from responder.mail import marks
from responder.mail.words import one_line

_KEYED_TEXT_OCTETS: Final = 4_096
_TOPIC_CHARACTERS: Final = 200
_LIKENESS_CHARACTERS: Final = 2_048
_HASH_CHARACTERS: Final = 32

_KIND: Final = re.compile(r"[a-z][a-z0-9-]{0,19}")
_OUR_ID: Final = re.compile(r"<([a-z][a-z0-9-]{0,19})\.([0-9a-f]{32})([0-9a-f]{32})@([^<>\s@]{1,253})>")
_REPLY_PREFIX: Final = re.compile(
    r"(?:re|fwd?|aw|wg|sv|vs|vb|antw|antwort|tr|rv|rif|r|res|enc|odp|pd|ynt|ilt|отв|ответ|на|пересл|fs|відп|пер)"
    r"\s{0,3}(?:\[\d{1,4}\]|\(\d{1,4}\)|\^\d{1,4}|\d{1,2})?\s{0,3}[:：]\s*",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"\[([^\[\]]{1,60})\]\s*")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END: Final = frozenset(".!?…:\n")


def dedupe_key(account: str, message: Message) -> str:
    """The key that names a message for good: 64 hex digits, the same however often and wherever it is met.

    Made of the account, Message-ID, From, Date, Subject and the first 4 KB of the decoded text, so that another letter
    under the same Message-ID has another key.
    """
    date = message.date.isoformat() if message.date else message.first("Date") or ""
    authors = ",".join(author.key for author in message.from_) or message.first("From") or ""
    text = message.text.encode("utf-8", "replace")[:_KEYED_TEXT_OCTETS]
    pieces = (account, message.message_id or "", authors, date, message.subject)
    return _digest(*(piece.encode("utf-8", "replace") for piece in pieces), text)


def _digest(*pieces: bytes) -> str:
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(len(piece).to_bytes(8, "big"))
        whole.update(piece)
    return whole.hexdigest()


def likeness(text: str) -> str:
    """A hash of 16 hex digits that letters share which differ only in names, numbers and addresses; empty for no words.

    Used for budgets alone: it says "the same text again", never "the same letter".
    """
    words = [word for line in text[:_LIKENESS_CHARACTERS].split("\n") for word in _common_words(line)]
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16] if words else ""


def _common_words(line: str) -> list[str]:
    """The words of a line that are no names: no greeting, no signature, no capital within a sentence."""
    stripped = line.strip()
    if len(stripped) <= 80 and marks.GREETINGS.open(stripped.lower()):
        return []
    if "@" in stripped or "://" in stripped:
        stripped = " ".join(word for word in stripped.split() if "@" not in word and "://" not in word)
    found = list(_WORD.finditer(stripped))
    if len(found) <= 4 and all(word[0][0].isupper() for word in found):
        return []
    words = []
    for word in found:
        begins = word.start() == 0 or stripped[: word.start()].rstrip()[-1:] in _SENTENCE_END
        if begins or not word[0][0].isupper() or word[0].isupper():
            words.append(word[0].casefold())
    return words


def topic(subject: str) -> str:
    """The subject by which letters of one matter are matched: one line in one case of at most 200 characters.

    Without Re:, Fwd:, Re[2]:, Отв: and their like in any number, and without list tags such as `[support]`; a tag
    with a digit in it, such as `[#1234]`, tells one matter from another and stays.
    """
    rest = one_line(unicodedata.normalize("NFKC", subject), 1_000)
    tags: list[str] = []
    while True:
        if found := _REPLY_PREFIX.match(rest):
            rest = rest[found.end() :]
        elif (found := _TAG.match(rest)) and found.end() < len(rest):
            if any(letter.isdigit() for letter in found[1]):
                tags.append(found[0].strip())
            rest = rest[found.end() :]
        else:
            break
    return " ".join([*tags, rest]).casefold().strip()[:_TOPIC_CHARACTERS].rstrip()


def our_message_id(secret: bytes, dedupe_key: str, kind: str, domain: str) -> str:
    """The Message-ID of what we send of this `kind` (such as `ack`) about a letter, always the same for one letter.

    `<kind.hex@domain>`: the first half of the hex says nothing to those without the secret, the second proves that we
    made it, so that an answer to it is known without looking anything up. Raises ValueError for a kind that is no word.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError(f"not the kind of a message: {kind!r}")
    token = _hmac(secret, "token", kind, dedupe_key)
    return f"<{kind}.{token}{_hmac(secret, 'mac', kind, token, domain.lower())}@{domain}>"


def is_our_message_id(secret: bytes, message_id: str) -> bool:
    """Whether `our_message_id` made this id with the same secret."""
    found = _OUR_ID.fullmatch(message_id)
    if found is None:
        return False
    kind, token, mac, domain = found.groups()
    return hmac.compare_digest(mac, _hmac(secret, "mac", kind, token, domain.lower()))


def draft_message_id(secret: bytes, about: str, domain: str) -> str:
    """The Message-ID of a draft, always the same for the same one. It proves nothing: whoever sends the draft may keep
    it, and what is sent then is a person's letter, which `is_our_message_id` must not take for ours."""
    return f"<{_hmac(secret, 'draft', about)}@{domain}>"


def _hmac(secret: bytes, *pieces: str) -> str:
    return hmac.new(secret, "\0".join(pieces).encode(), hashlib.sha256).hexdigest()[:_HASH_CHARACTERS]
