"""Passwords: kept as scrypt hashes with their own salt, compared in constant time.

The standard library's scrypt: 64 MB and some 0.2 seconds a try. The hash names its parameters, so
that they can be raised, or argon2 put in its place, without anybody's password being asked for again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import cache

from feijian.errors import Problem, UsageError
from feijian.messages import sentence

COST, BLOCK, LANES, LENGTH = 2**16, 8, 1, 32
SHORTEST, LONGEST = 12, 200
COMMON = ("password", "123456", "qwerty", "feijian", "admin", "111111")


def hashed(password: str) -> str:
    """`scrypt$n$r$p$salt$hash`."""
    salt = secrets.token_bytes(16)
    parts = ("scrypt", str(COST), str(BLOCK), str(LANES), _text(salt))
    return "$".join((*parts, _text(_scrypt(password, salt, COST, BLOCK, LANES))))


def matches(password: str, stored: str) -> bool:
    """Whether the password is the one hashed; false for anything that is no such hash."""
    parts = stored.split("$")
    if len(parts) != 6 or parts[0] != "scrypt" or len(password) > LONGEST:
        return False
    cost, block, lanes = (int(p) for p in parts[1:4])
    salt, wanted = base64.b64decode(parts[4]), base64.b64decode(parts[5])
    return hmac.compare_digest(_scrypt(password, salt, cost, block, lanes), wanted)


@cache
def nobody() -> str:
    """Compared with where there is no such account, so that both answers take equally long."""
    return hashed(secrets.token_hex(16))


def check_strength(password: str, login: str) -> None:
    """Raises UsageError for a password that is too short, too long or easily guessed."""
    wrong = ""
    if not SHORTEST <= len(password) <= LONGEST:
        wrong = sentence("has {n} characters", n=len(password))
    elif _guessed(password.casefold(), login.casefold()):
        wrong = "is easily guessed"
    if wrong:
        todo = sentence(
            "Use {shortest} to {longest} characters; a sentence is fine; not the login's name.",
            shortest=SHORTEST,
            longest=LONGEST,
        )
        raise UsageError(Problem("password", wrong, todo))


def _guessed(password: str, login: str) -> bool:
    if len(set(password)) < 5 or (login and login in password):
        return True
    return any(c in password and len(password) < len(c) + 8 for c in COMMON)


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    memory = 130 * cost * block * lanes
    return hashlib.scrypt(
        password.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=memory, dklen=LENGTH
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
