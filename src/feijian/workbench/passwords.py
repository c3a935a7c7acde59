"""Passwords: kept as argon2id hashes with their own salt; older scrypt hashes still fit.

64 MB, three passes and four lanes a try (RFC 9106, second choice). A hash names its method and
parameters: one of another kind is replaced at the next sign-in, when the password is at hand.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from feijian.errors import Problem, UsageError
from feijian.messages import sentence

HASHER = PasswordHasher()
SHORTEST, LONGEST = 12, 200
COMMON = ("password", "123456", "qwerty", "feijian", "admin", "111111")


def hashed(password: str) -> str:
    """`$argon2id$v=…$m=…,t=…,p=…$salt$hash`."""
    return HASHER.hash(password)


def matches(password: str, stored: str) -> bool:
    """Whether the password is the one hashed; false for anything that is no such hash."""
    if len(password) > LONGEST:
        return False
    if stored.startswith("scrypt$"):
        return _fits_scrypt(password, stored)
    try:
        return HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether a hash is of another method, or of other parameters, than one made today."""
    return not stored.startswith("$argon2id$") or HASHER.check_needs_rehash(stored)


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


def _fits_scrypt(password: str, stored: str) -> bool:
    """`scrypt$n$r$p$salt$hash`, as versions up to 0.3 wrote it."""
    parts = stored.split("$")
    if len(parts) != 6:
        return False
    cost, block, lanes = (int(p) for p in parts[1:4])
    salt, wanted = base64.b64decode(parts[4]), base64.b64decode(parts[5])
    found = hashlib.scrypt(
        password.encode(),
        salt=salt,
        n=cost,
        r=block,
        p=lanes,
        maxmem=130 * cost * block * lanes,
        dklen=len(wanted),
    )
    return hmac.compare_digest(found, wanted)
