"""The bounds that keep reading a letter linear, in one place so that daemon and `explain` see the same letter."""

from typing import Final

BEGINNING_OCTETS: Final = 65_536
"""How much of a message is fetched at first, and of every later text part."""

PART_HEAD_OCTETS: Final = 16_384
"""How much of one part's MIME header is fetched."""

HEAD_OCTETS: Final = 102_400
"""The longest header block that is read; Postfix accepts no longer one either."""

FIELD_CHARACTERS: Final = 4_096
"""The longest header field value that is handed on."""

FIELDS: Final = 1_000
"""The most header fields that are read."""

ADDRESSES: Final = 200
"""The most addresses that are read from one list."""

WALKED_PARTS: Final = 20
"""The most parts that are asked for behind the beginning."""

SEEN_PARTS: Final = 200
"""The most parts that are looked at within the octets at hand."""

DEPTH: Final = 5
"""How deep multiparts are opened within each other."""

TEXT_CHARACTERS: Final = 262_144
"""The most decoded text that is kept of one letter."""
