"""Shut the network, for the tests and for every Python that they start with this folder on its path.

A recipe may come from a stranger: checking and rendering it opens no address. Sockets of this machine
(AF_UNIX, loopback) stay open. An audit hook, because it sees every library and cannot be taken off again.
"""

import ipaddress
import sys

WATCHED = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")
HOST_IN_ARGUMENTS = ("socket.getaddrinfo", "socket.gethostbyname")
"""Events whose first argument is the host; the others give a socket and an address."""


def _is_of_this_machine(host: object) -> bool:
    """Say whether a host is loopback, a path (AF_UNIX), or none at all."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise where an event of a socket would leave this machine."""
    if event not in WATCHED:
        return
    host = arguments[0] if event in HOST_IN_ARGUMENTS else arguments[1]
    if isinstance(host, tuple):
        host = host[0]
    elif event not in HOST_IN_ARGUMENTS:
        return
    if not _is_of_this_machine(host):
        raise RuntimeError(f"the network is shut in tests: {event} {host!r}")


sys.addaudithook(_refuse)
