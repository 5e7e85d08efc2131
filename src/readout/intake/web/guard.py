"""Which machines are asked: none inside the user's own network, unless the user allows the host.

The check stands where the connection is made: the name is resolved, every address it has is looked
at, and the connection goes to one of these very addresses. A name that changes its address between
check and use gains nothing, and a redirect is checked like a first request.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable

import anyio
import httpcore2

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: IPv6 networks that carry an IPv4 address inside: where it stands, counted in bits from the right.
_CARRIERS = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),  # translated
    (ipaddress.IPv6Network("::/96"), 0),  # compatible
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4
)
#: Further networks that are nobody's public machine: NAT64 of one's own network, Teredo, documentation.
_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "64:ff9b:1::/48", "2001::/32", "fec0::/10",
        "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4",
    )
)  # fmt: skip


class AddressNotAllowedError(Exception):
    """A host is, or has an address, inside the user's own network. The words say which."""


class NoSuchHostError(Exception):
    """A name has no address."""


def is_public(address: Address) -> bool:
    """Whether an address may belong to a machine of the public internet."""
    if isinstance(address, ipaddress.IPv6Address):
        for network, bits in _CARRIERS:
            if address in network:
                return is_public(ipaddress.IPv4Address(int(address) >> bits & 0xFFFFFFFF))
    if any(address.version == network.version and address in network for network in _CLOSED):
        return False
    return address.is_global and not address.is_multicast and not address.is_unspecified


def may_be_public(host: str) -> bool:
    """Whether a host as written may be public: a name with a dot, or a public address.

    For what a proxy resolves; names that only look public are the proxy's affair.
    """
    try:
        return is_public(ipaddress.ip_address(host.strip("[]").partition("%")[0]))
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        inside = {"localhost", "local", "internal", "lan", "home", "intranet", "arpa"}
        # A last part that begins with a digit is a number in some other way of writing addresses.
        return "." in host and last not in inside and not last[:1].isdigit()


class Guard(httpcore2.AsyncNetworkBackend):
    """Makes connections to public machines and to hosts that the user allows."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """`allowed`: hosts, as "name" or "name:port", in lower case."""
        self._allowed = frozenset(allowed)
        self._network = httpcore2.AnyIOBackend()

    def allows(self, host: str, port: int) -> bool:
        """Whether the user allows this host whatever its address."""
        host = host.lower().strip("[]").rstrip(".")
        shown = f"[{host}]" if ":" in host else host
        return not self._allowed.isdisjoint({host, f"{shown}:{port}"})

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            with anyio.fail_after(timeout):
                addresses = await _resolved(host, port)
                if not self.allows(host, port):
                    _vet(host, addresses)
                share = max((timeout or 10.0) / max(len(addresses), 1), 2.0)
                return await self._first(addresses, port, share, local_address, socket_options)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error

    async def _first(
        self,
        addresses: Iterable[Address],
        port: int,
        share: float,
        local_address: str | None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the first of these addresses that answers; no name is resolved again.

        Each has `share` seconds, so that one network that is down does not take the others' time.
        """
        failure: Exception = httpcore2.ConnectError("no address")
        for address in addresses:
            try:
                return await self._network.connect_tcp(
                    str(address), port, share, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        raise AddressNotAllowedError(path)

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)


async def _resolved(host: str, port: int) -> list[Address]:
    """Every address of a host, in the system's order."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoSuchHostError(host) from error
    addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
    # A zone ("fe80::1%eth0") belongs to a link-local address, which is refused anyway.
    return [ipaddress.ip_address(address.partition("%")[0]) for address in addresses]


def _vet(host: str, addresses: Iterable[Address]) -> None:
    for address in addresses:
        if not is_public(address):
            raise AddressNotAllowedError(host if str(address) == host else f"{host}, which is {address}")
