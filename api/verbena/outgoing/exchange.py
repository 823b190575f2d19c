"""One HTTP request and its answer: to an address that was looked at, within a time, and with an end to what comes back.

The host's name is resolved once, and the connection goes to the very address that was judged: a name that leads
elsewhere a moment later leads nowhere. Redirects are not followed, proxies of the environment not used, and cookies not
kept.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from verbena.outgoing.addresses import Network, is_allowed, is_public, read_address

URL_LIMIT = 2000
"""The longest URL, in characters."""

Resolver = Callable[[str, int], Iterable[str]]
"""Gives the addresses of a host, best first; raises OSError where it has none."""


class Refused(Exception):
    """A request that is not made: its URL is none, or leads where no request may go."""


class Failed(Exception):
    """A request that got no answer: nobody was there, the time was over, or what came back was no HTTP."""


class Policy(Struct, frozen=True):
    """Where requests may go, and how long one takes at most, in seconds, from resolving to the answer's last byte.

    Public addresses are reached by https alone; those in `networks` by http too. `tls` says whose certificates hold;
    null are those that the system trusts.
    """

    networks: tuple[Network, ...] = ()
    seconds: float = 15.0
    tls: ssl.SSLContext | None = None


class Request(Struct, frozen=True):
    """What is asked."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


class Reply(Struct, frozen=True):
    """What came back: the status, the headers by names in small letters, and the body as far as it was asked for.

    `is_whole` tells whether the body ended within the bytes that were asked for.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool


def check_url(url: str) -> SplitResult:
    """The parts of a URL that a request can go to.

    Raises:
        Refused: where it is no absolute http or https URL in ASCII, or has a user, a password or a fragment.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused(f"{url[:100]!a} is no URL") from None
    if not (url.isascii() and url.isprintable() and " " not in url) or len(url) > URL_LIMIT:
        raise Refused(f"{url[:100]!a} is no URL: write it in ASCII, in at most {URL_LIMIT} characters")
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise Refused(
            f"{url[:100]!a} is no URL that a request can go to: write a whole one, like https://example.org/in"
        )
    if parts.username is not None or parts.password is not None or "#" in url:
        raise Refused("a URL with a user, a password or a fragment is not taken: leave that part out")
    return parts


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, best first, as the system has them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def choose_addresses(parts: SplitResult, policy: Policy, resolver: Resolver = resolve) -> tuple[str, ...]:
    """The addresses that a request to a URL may go to, best first.

    Raises:
        Refused: where its host has addresses and none may be reached, or where it would be http to a public one.
        Failed: where the host has no address.
    """
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        found = list(resolver(host, port))
    except (OSError, UnicodeError) as error:
        raise Failed(f"{host} has no address ({error})") from error
    allowed = [text for text in found if is_allowed(read_address(text), policy.networks)]
    public = [text for text in found if text not in allowed and is_public(read_address(text))]
    chosen = allowed if parts.scheme == "http" else [text for text in found if text in (*allowed, *public)]
    if chosen:
        return tuple(chosen)
    if public:
        raise Refused(f"{host} would be reached by http: write https, or allow its network")
    raise Refused(f"{host} has no address that may be reached ({', '.join(found)}): allow its network, if it is yours")


def exchange(request: Request, policy: Policy, most: int = 0, resolver: Resolver = resolve) -> Reply:
    """Make one request, and give what came back, with at most `most` bytes of its body.

    Raises:
        Refused: where no request may go there.
        Failed: where no answer came in time.
    """
    parts = check_url(request.url)
    ends_at = monotonic() + policy.seconds
    failure: Exception | None = None
    for address in choose_addresses(parts, policy, resolver):
        try:
            with _connect(parts, address, policy.tls or _TLS, ends_at) as opened, _cutting(opened, ends_at):
                return _ask(parts, opened, request, ends_at, most)
        except _NotConnected as error:
            failure = error
        except (OSError, http.client.HTTPException, ValueError) as error:
            failure = error  # whether the other side has taken it in is not known: nobody else is asked
            break
    is_late = monotonic() >= ends_at or isinstance(failure, TimeoutError)
    told = f"no answer within {policy.seconds:g} seconds" if is_late else _tell(failure)
    raise Failed(f"{parts.hostname}: {told}") from failure


class _NotConnected(OSError):
    """Nobody took the connection at an address."""


def _connect(parts: SplitResult, address: str, tls: ssl.SSLContext, ends_at: float) -> socket.socket:
    """A connection to that very address; the host's name only tells whose certificate it must be."""
    left = max(0.001, ends_at - monotonic())
    try:
        opened = socket.create_connection((address, parts.port or _PORTS[parts.scheme]), left)
    except OSError as error:
        raise _NotConnected(*error.args) from error
    if parts.scheme == "http":
        return opened
    return tls.wrap_socket(opened, server_hostname=parts.hostname, do_handshake_on_connect=False)


def _ask(parts: SplitResult, opened: socket.socket, request: Request, ends_at: float, most: int) -> Reply:
    if isinstance(opened, ssl.SSLSocket):
        opened.do_handshake()
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    connection.default_port = _PORTS[parts.scheme]
    connection.sock = opened
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request(request.method, target, request.body, {"Connection": "close", **request.headers})
    with connection.getresponse() as answer:
        content = answer.read(most + 1) if most else b""
    if monotonic() >= ends_at:
        raise TimeoutError  # what was cut off would look like a shorter answer
    told = {name.lower(): value for name, value in answer.getheaders()}
    return Reply(answer.status, told, content[:most], len(content) <= most)


@contextmanager
def _cutting(opened: socket.socket, ends_at: float) -> Iterator[None]:
    """Cut a connection off when the time is over: a socket's own timeout starts anew with each byte."""
    timer = Timer(max(0.0, ends_at - monotonic()), _cut, (opened,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(opened: socket.socket) -> None:
    with suppress(OSError):
        # Not that of an SSLSocket, which would first say goodbye, and wait.
        socket.socket.shutdown(opened, socket.SHUT_RDWR)


def _tell(failure: Exception | None) -> str:
    match failure:
        case ssl.SSLCertVerificationError():
            return f"its certificate does not hold ({failure.verify_message})"
        case http.client.HTTPException() | ValueError():
            return "what came back is no HTTP"
        case _:
            return str(failure.strerror or failure) if isinstance(failure, OSError) else str(failure)


_PORTS = {"http": 80, "https": 443}
_TLS = ssl.create_default_context()
