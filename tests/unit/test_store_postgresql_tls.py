"""What a URL demands of TLS is had, or the server is refused with the reason.

The bundled PostgreSQL was built without TLS, so a proxy speaks it in front of it; what is tested is the client's part.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from psycopg.conninfo import conninfo_to_dict

from tests.support.postgresql import Server
from tests.support.tls_proxy import serve_tls
from verbena.model.errors import StoreUnavailable
from verbena.store.opening import open_store


@pytest.fixture(scope="module")
def server(own_postgresql: Server) -> tuple[Path, str]:
    """The socket of the run's own server, and the name of a database on it."""
    parameters = conninfo_to_dict(own_postgresql.make_database(migrated=True))
    return Path(parameters["host"]) / ".s.PGSQL.5432", parameters["dbname"]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def root(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the authority's certificate."""
    path = tmp_path_factory.mktemp("tls") / "root.crt"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture(scope="module", params=["localhost"])
def port(request: pytest.FixtureRequest, server: tuple[Path, str], authority: trustme.CA) -> Iterator[int]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(request.param).configure_cert(context)
    with serve_tls(server[0], context) as port:
        yield port


def _write_url(port: int, database: str, **parameters: object) -> str:
    asked = "&".join(f"{name}={value}" for name, value in parameters.items())
    return f"postgresql://postgres:hidden@localhost:{port}/{database}?{asked}"


@pytest.mark.parametrize("mode", ["prefer", "require", "verify-ca", "verify-full"])
def test_connections_are_encrypted_as_demanded(port: int, server: tuple[Path, str], root: Path, mode: str) -> None:
    """A server with a certificate that the authority signed is taken by every mode that has TLS."""
    store = open_store(_write_url(port, server[1], sslmode=mode, sslrootcert=root))

    assert store.is_ready()
    store.close()


def test_certificate_of_another_name_is_refused(port: int, server: tuple[Path, str], root: Path) -> None:
    """With `verify-full`, a certificate must have the name that the URL has, and the reason is told."""
    url = _write_url(port, server[1], sslmode="verify-full", sslrootcert=root).replace("@localhost", "@127.0.0.1")

    with pytest.raises(StoreUnavailable, match=r"sslmode.*does not match host name") as refused:
        open_store(url)

    assert "hidden" not in str(refused.value)


def test_certificate_of_another_authority_is_refused(port: int, server: tuple[Path, str], tmp_path: Path) -> None:
    """A certificate that the named authority did not sign is refused, and the reason is told."""
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.crt")

    with pytest.raises(StoreUnavailable, match=r"sslmode.*certificate verify failed"):
        open_store(_write_url(port, server[1], sslmode="verify-ca", sslrootcert=tmp_path / "other.crt"))


def test_missing_root_is_named(port: int, server: tuple[Path, str], tmp_path: Path) -> None:
    """A file of root certificates that is not there is refused by its path."""
    with pytest.raises(StoreUnavailable, match=r"sslmode.*missing\.crt"):
        open_store(_write_url(port, server[1], sslmode="verify-full", sslrootcert=tmp_path / "missing.crt"))


def test_server_without_tls_is_refused_where_it_is_demanded(server: tuple[Path, str]) -> None:
    """A server that offers no TLS is not spoken to in the clear where the URL forbids it, and the reason is told."""
    with serve_tls(server[0], None) as port:
        with pytest.raises(StoreUnavailable, match=r"sslmode.*does not support SSL"):
            open_store(_write_url(port, server[1], sslmode="require"))

        store = open_store(_write_url(port, server[1], sslmode="prefer"))
        assert store.is_ready()
        store.close()
