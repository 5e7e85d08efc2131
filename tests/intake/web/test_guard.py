import asyncio
import ipaddress

import pytest

from readout.intake.web import guard
from readout.intake.web.guard import AddressNotAllowedError, Guard, NoSuchHostError, is_public, may_be_public

PRIVATE = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "::127.0.0.1", "::7f00:1",
    "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "151.101.1.164", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8")


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_inside_a_network_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_machine_of_the_internet_is(address):
    assert is_public(ipaddress.ip_address(address))


def connect(host: str, port: int = 9, allowed=()):
    return asyncio.run(Guard(allowed).connect_tcp(host, port, timeout=2))


ODD_SPELLINGS = ("localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "::1", "0")


@pytest.mark.parametrize("host", ODD_SPELLINGS)
def test_no_spelling_of_loopback_is_connected_to(host):
    # A resolver may refuse an odd spelling before the guard does.
    with pytest.raises((AddressNotAllowedError, NoSuchHostError)):
        connect(host)


def test_one_private_address_among_public_ones_refuses_the_name(monkeypatch):
    async def resolved(host, port):
        return [ipaddress.ip_address("8.8.8.8"), ipaddress.ip_address("10.0.0.7")]

    monkeypatch.setattr(guard, "_resolved", resolved)
    with pytest.raises(AddressNotAllowedError, match=r"rebind\.example, which is 10\.0\.0\.7"):
        connect("rebind.example")


def test_the_connection_goes_to_the_address_that_was_vetted_and_no_name_is_resolved_again(monkeypatch):
    asked, connected = [], []

    async def resolved(host, port):
        asked.append(host)
        return [ipaddress.ip_address("8.8.8.8")]

    async def connect_tcp(self, host, port, *more):
        connected.append(host)

    monkeypatch.setattr(guard, "_resolved", resolved)
    monkeypatch.setattr("httpcore2.AnyIOBackend.connect_tcp", connect_tcp)
    connect("news.example")
    assert (asked, connected) == (["news.example"], ["8.8.8.8"])


def test_a_host_that_the_user_allows_is_allowed_with_its_port():
    here = Guard(["localhost", "nas.lan:8080", "[::1]:80"])
    assert here.allows("LOCALHOST", 80)
    assert here.allows("nas.lan", 8080)
    assert here.allows("::1", 80)
    assert not here.allows("nas.lan", 80)
    assert not here.allows("127.0.0.1", 80)


BEHIND_PROXY = {"localhost": False, "nas": False, "10.0.0.1": False, "[::1]": False, "x.local": False,
                "0x7f.1": False, "127.1": False, "8.8.8.8": True, "news.example": True}  # fmt: skip


@pytest.mark.parametrize(("host", "may"), BEHIND_PROXY.items(), ids=BEHIND_PROXY)
def test_what_a_proxy_resolves_is_judged_by_its_name(host, may):
    assert may_be_public(host) == may
