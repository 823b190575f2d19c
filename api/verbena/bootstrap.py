"""Where implementations are chosen: settings become services, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct
from platformdirs import user_data_path

from verbena.access.authentication import Authenticator
from verbena.access.issuer import read_issuer
from verbena.access.issuer_keys import IssuerKeys
from verbena.access.signed_tokens import SignedTokens
from verbena.language.tags import parse_tag
from verbena.model.errors import InvalidLocale, StoreUnavailable
from verbena.outgoing.exchange import Policy
from verbena.outgoing.libre_translate import LibreTranslate
from verbena.outgoing.machine import Machine, MachineFailed
from verbena.publishing.required_states import read_required_states
from verbena.reading.library import Library
from verbena.settings import Settings
from verbena.store.contract import Store
from verbena.store.database import Database
from verbena.store.opening import open_database, open_store
from verbena.store.postgresql import Limits
from verbena.translating.report_gate import ReportGate
from verbena.translating.surroundings import Surroundings


class Services(Struct, frozen=True):
    """What a command or a server works with."""

    settings: Settings
    store: Store
    library: Library
    authenticator: Authenticator

    def open_machine(self) -> Machine:
        """The service that translates by machine.

        Raises:
            MachineFailed: where none is set up.
        """
        named = self.settings.machine
        if named.url is None:
            raise MachineFailed(
                "no service translates by machine here: set VERBENA_MACHINE_URL to a LibreTranslate server's address."
            )
        return LibreTranslate(named.url, named.key, named.seconds)

    def look_around(self) -> Surroundings:
        """What a server answers requests with besides the library; reports are counted from here on."""
        settings = self.settings
        return Surroundings(ReportGate(settings.reports_per_hour), self.open_machine, settings.trusted_proxies)

    @property
    def webhook_policy(self) -> Policy:
        """Where webhooks may be."""
        return Policy(self.settings.webhook_networks)


@contextmanager
def open_services(settings: Settings, address: str = "http://127.0.0.1:8000") -> Iterator[Services]:
    """Services over a migrated store, closed at the end; `address` is the public one where settings name none.

    Raises:
        StoreUnavailable: where the database can't be opened or migrated.
        BadUserInput: where replicas, an issuer of tokens or required states are named that can't be.
        InvalidLocale: where the default locale is no language tag.
    """
    default_locale = _read_default_locale(settings)
    required = read_required_states(settings.required_states)
    issuer = read_issuer(settings.oidc)
    signed = SignedTokens(issuer, IssuerKeys(issuer.url)) if issuer else None
    store = open_store(
        find_database(settings),
        Limits(connections=settings.database_pool, statement_timeout=settings.statement_timeout),
        settings.replica_urls,
    )
    try:
        store.migrate()
        memory = settings.cache_memory * 1_000_000
        library = Library(
            store,
            settings.public_url or address,
            default_locale,
            memory,
            skips_outdated=settings.skips_outdated,
            makes_pseudo=settings.makes_pseudo,
            required=required,
        )
        yield Services(settings, store, library, Authenticator(store, signed))
    finally:
        store.close()


def find_database(settings: Settings) -> str:
    """The URL of the database; the folder of the default one is made where it is not there yet.

    Raises:
        StoreUnavailable: where that can't be.
    """
    return settings.database_url or _make_default_database()


@contextmanager
def open_whole_database(settings: Settings, url: str, *, must_exist: bool = False) -> Iterator[Database]:
    """A database for work on all that it holds, as it is: not migrated, and without a limit on a statement's time.

    Raises:
        StoreUnavailable: where it can't be opened, or is not there and must exist.
    """
    limits = Limits(connections=settings.database_pool, statement_timeout=0)
    database = open_database(url, limits, must_exist=must_exist)
    try:
        yield database
    finally:
        database.close()


def _read_default_locale(settings: Settings) -> str:
    try:
        return parse_tag(settings.default_locale)
    except InvalidLocale as error:
        raise InvalidLocale(f"VERBENA_DEFAULT_LOCALE: {error}") from error


def _make_default_database() -> str:
    """The URL of `verbena.db` in the user's data folder, made where it is not there yet (XDG Base Directory)."""
    folder = user_data_path("verbena")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"can't make the folder {folder} for the database: {error.strerror}; name a place in VERBENA_DATABASE_URL"
        ) from error
    return f"sqlite:///{folder / 'verbena.db'}"
