"""Small values that every floor speaks in: addresses and how they compare."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of RFC 5322 section 3.4.

    `address` is the addr-spec (domain in lower case, as A-labels where it was international; local part as written),
    `name` the decoded display name without control characters, empty when there was none.
    """

    address: str
    name: str = ""

    @property
    def key(self) -> str:
        """The address as it is compared and counted: wholly in lower case."""
        return self.address.lower()

    @property
    def local_part(self) -> str:
        """What stands before the last @."""
        return self.address.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """What stands behind the last @, in lower case."""
        return self.address.rpartition("@")[2].lower()
