"""One request and its answer: where it goes, how long it takes and how much comes back is ours to say."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from threading import Event

import pytest
import trustme

from tests.support.http_receiver import Receiver, run_receiver
from verbena.outgoing.exchange import Failed, Policy, Refused, Reply, Request, check_url, choose_addresses, exchange

LOOPBACK = Policy((ip_network("127.0.0.0/8"),))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with run_receiver() as running:
        yield running


def post(url: str, policy: Policy = LOOPBACK, most: int = 0, to: tuple[str, ...] = ("127.0.0.1",)) -> Reply:
    return exchange(Request("POST", url, {"X-Test": "yes"}, b"body"), policy, most, lambda *_: to)


def test_request_arrives(receiver: Receiver) -> None:
    """What is sent is what comes: method, path, query, headers, the host by its name, and the body."""
    receiver.answering = lambda _: (200, {"X-Answer": "well"}, b"done")

    reply = post(receiver.url("/in?a=b", host="hooks.example"), most=100)

    assert (reply.status, reply.body, reply.is_whole) == (200, b"done", True)
    assert reply.headers["x-answer"] == "well"
    (received,) = receiver.received
    assert (received.method, received.path, received.body) == ("POST", "/in?a=b", b"body")
    assert received.headers["host"] == f"hooks.example:{receiver.port}"
    assert received.headers["x-test"] == "yes"


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("http://hooks.example/", ("127.0.0.1",)),
        ("https://hooks.example/", ("127.0.0.1", "10.0.0.1")),
        ("https://hooks.example/", ("169.254.169.254",)),
        ("https://hooks.example/", ("::ffff:127.0.0.1",)),
        ("https://[::1]/", ("::1",)),
        ("https://2130706433/", ("127.0.0.1",)),
        ("http://hooks.example/", ("93.184.216.34",)),
        ("http://hooks.example/", ("93.184.216.34", "127.0.0.1")),
    ],
)
def test_inside_is_not_reached(url: str, to: tuple[str, ...]) -> None:
    """Nothing goes to an address that is not public, nor by http, unless its network is allowed."""
    with pytest.raises(Refused, match=r"allow its network"):
        post(url, Policy(), to=to)


def test_public_addresses_are_chosen_among_others() -> None:
    """Of several addresses of a host, those are tried that may be reached."""
    parts = check_url("https://hooks.example/")

    assert choose_addresses(parts, Policy(), lambda *_: ("10.0.0.1", "93.184.216.34")) == ("93.184.216.34",)


def test_name_is_resolved_once(receiver: Receiver) -> None:
    """The connection goes to the address that was judged, whatever the name leads to a moment later."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    asked: list[str] = []

    def rebind(host: str, _: int) -> list[str]:
        asked.append(host)
        return next(answers)

    reply = exchange(Request("POST", receiver.url(host="hooks.example"), {}, b""), LOOPBACK, resolver=rebind)

    assert reply.status == 204
    assert asked == ["hooks.example"]


def test_next_address_is_tried(receiver: Receiver) -> None:
    """Where nobody takes the connection at one address, the next is tried."""
    assert post(receiver.url(host="hooks.example"), to=("127.77.0.1", "127.0.0.1")).status == 204


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    """A redirection is an answer like any other."""
    receiver.answering = lambda _: (302, {"Location": receiver.url("/elsewhere")}, b"")

    assert post(receiver.url()).status == 302
    assert [request.path for request in receiver.received] == ["/"]


def test_body_is_bounded(receiver: Receiver) -> None:
    """Of a body no more is read than was asked for, and that it was longer is told."""
    receiver.answering = lambda _: (200, {}, b"x" * 100_000)

    reply = post(receiver.url(), most=10)
    assert (reply.body, reply.is_whole) == (b"x" * 10, False)


def drip(stopped: Event) -> Callable[[BaseHTTPRequestHandler], None]:
    """Write a header that never ends, a byte now and then."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not stopped.wait(0.02):
            handler.wfile.write(b"x")

    return write


def hang(stopped: Event) -> Callable[[BaseHTTPRequestHandler], None]:
    """Write nothing at all."""

    def wait(_: BaseHTTPRequestHandler) -> None:
        stopped.wait()

    return wait


@pytest.mark.parametrize("slow", [drip, hang])
def test_slow_answers_are_cut_off(
    receiver: Receiver, slow: Callable[[Event], Callable[[BaseHTTPRequestHandler], None]]
) -> None:
    """The time is for the whole of it: a byte now and then keeps nothing open."""
    stopped = Event()
    receiver.answering = lambda _: slow(stopped)

    try:
        with pytest.raises(Failed, match=r"no answer within 0\.2 seconds"):
            post(receiver.url(), Policy(LOOPBACK.networks, 0.2))
    finally:
        stopped.set()


def test_nonsense_is_no_answer(receiver: Receiver) -> None:
    """What is no HTTP is a failure, told as one."""
    receiver.answering = lambda _: lambda handler: handler.wfile.write(b"SSH-2.0-nonsense\r\n\r\n") and None

    with pytest.raises(Failed, match="no HTTP"):
        post(receiver.url())


def test_nobody_there_is_told() -> None:
    """Where nobody listens, that is told, and a name without address too."""
    with run_receiver() as gone:
        url = gone.url()

    with pytest.raises(Failed, match="refused"):
        post(url)

    def lack(*_: object) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(Failed, match=r"hooks\.example has no address"):
        exchange(Request("POST", "https://hooks.example/", {}, b""), LOOPBACK, resolver=lack)


def test_certificates_are_checked() -> None:
    """By https the certificate must be of the host's name, though the connection goes to an address."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("hooks.example").configure_cert(context)
    with run_receiver(tls=context) as receiver:
        with pytest.raises(Failed, match="certificate does not hold"):
            post(receiver.url(host="hooks.example"))
        trusting = ssl.create_default_context()
        authority.configure_trust(trusting)
        trusted = Policy(LOOPBACK.networks, tls=trusting)

        assert post(receiver.url(host="hooks.example"), trusted).status == 204
        with pytest.raises(Failed, match="certificate does not hold"):
            post(receiver.url(host="other.example"), trusted)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "hooks.example",
            "ftp://hooks.example/",
            "file:///etc/passwd",
            "https://",
            "https:///path",
            "//a.example",
        ),
        *("https://u:p@hooks.example/", "https://hooks.example/#part", "https://hooks.example:0/", "https://a:99999/"),
        *(
            "https://hooks.example/\r\nX: y",
            "https://hooks.example/a b",
            "https://gesundheit-ä.example/",
            "https://[::1",
        ),
        "https://hooks.example/" + "x" * 2000,
    ],
)
def test_no_urls_are_refused(url: str) -> None:
    """What no request can go to is refused before anything is resolved."""
    with pytest.raises(Refused):
        check_url(url)
