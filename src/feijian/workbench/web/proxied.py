"""Sign-in by a reverse proxy: who a proxy at a named address says is there, believed from nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.requests import Request

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.workbench.accounts import LOGIN

HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
TAKEN = {"host", "cookie", "authorization", "origin", "sec-fetch-site", "content-type"}
"""Headers that browsers or programs set themselves: none of them says who a proxy let in."""


@dataclass(frozen=True)
class Proxy:
    """Addresses a proxy speaks from, and the header in which it names the account."""

    addresses: tuple[IPv4Network | IPv6Network, ...]
    header: str

    def user_of(self, request: Request) -> str:
        """The account that it names; empty where another machine speaks, or it names none or several."""
        said = request.headers.getlist(self.header)
        if request.client is None or len(said) != 1:
            return ""
        try:
            address = ip_address(request.client.host)
        except ValueError:
            return ""
        name = said[0].strip().lower()
        trusted = any(address in network for network in self.addresses)
        return name if trusted and LOGIN.fullmatch(name) else ""


def proxy_of(addresses: Sequence[str], header: str) -> Proxy | None:
    """From the options of the command. Raises UsageError for addresses that would let everybody in."""
    problems, found = [], []
    for text in addresses:
        try:
            network = ip_network(text)
        except ValueError:
            todo = "Write an address, or a network as 10.1.2.0/28."
            problems.append(
                Problem("--proxy-from", sentence("{text!r} is no address", text=text), todo)
            )
            continue
        if network.num_addresses > 256:
            todo = "Name the proxy's own addresses, 256 at most."
            problems.append(
                Problem("--proxy-from", sentence("{text} is too wide", text=text), todo)
            )
        found.append(network)
    if bool(addresses) != bool(header):
        todo = "Give --proxy-from and --proxy-header together."
        problems.append(Problem("--proxy-from", "one of the two is missing", todo))
    if header and (not HEADER.fullmatch(header) or header.lower() in TAKEN):
        problems.append(
            Problem("--proxy-header", "is not a header for this", "X-Remote-User, say.")
        )
    if problems:
        raise UsageError(problems)
    return Proxy(tuple(found), header) if found else None
