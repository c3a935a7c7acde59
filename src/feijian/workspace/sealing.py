"""Published ids: keyed, so that nobody can find a person's by trying numbers.

An id says that two runs mean the same finding, event or lead; what it is made of (a person, a visit,
a rule) must not be found by hashing guesses. The key is made from the workspace's privacy key.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

PURPOSE = b"feijian published ids"


@dataclass(frozen=True)
class Seal:
    """Makes ids with a workspace's key; the same texts give the same id in that workspace alone."""

    key: bytes

    @classmethod
    def of(cls, privacy_key: bytes) -> Seal:
        """A key of its own, so that a hash of a person and an id of a finding share nothing."""
        return cls(hmac.new(privacy_key, PURPOSE, sha256).digest())

    def id(self, *parts: str | None, length: int = 32) -> str:
        """Hex digits that stand for the parts; None and an empty text are the same."""
        text = "\x1f".join(part or "" for part in parts)
        return hmac.new(self.key, text.encode(), sha256).hexdigest()[:length]


UNSEALED = Seal(b"")
"""No key: for lists that leave no workspace, as evaluation's."""
