"""Two servers on one database, and clients of npm that follow what is published through the other one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest

from tests.clients.conftest import ClientProject
from tests.clients.followers import follow
from tests.support.commands import run_verbena
from tests.support.content import around, write_content
from tests.support.postgresql_cluster import Cluster
from tests.support.servers import ask, run_server
from tests.support.waiting import wait_until
from verbena.reading.changes import write_feed_cursor

pytestmark = pytest.mark.xdist_group("live-server")

_START = write_feed_cursor(0)
_TITLE = '{ article(slug: "bones", locale: "en") { title { value } } }'
_PUBLISH = """mutation {
  publishArticle(input: {slug: "bones", why: "A better title"}) { problems { code } }
}"""
_SHOWN_WITHIN = 1.0  # seconds, as a rule: what is measured holds for most publications, whatever else the machine does


class Fleet:
    """Two servers on one database, and two ways to publish there: by a command, or through the first server."""

    def __init__(self, settings: dict[str, str], servers: tuple[str, ...], folder: Path) -> None:
        self.servers = servers
        self.folder = folder
        self._settings = settings
        self._article = Path(settings["VERBENA_CONTENT"], "articles", "bones.md")
        self._source = self._article.read_text()
        self._numbers = count(2)
        created = run_verbena("tokens", "create", "Ada", "--publish", "*", settings=settings)
        self._token = created.out.split()[0]

    def publish(self, *, through_server: bool = False) -> tuple[int, str, float]:
        """Publish the article anew; gives the number of its edition, its title, and when that was acknowledged."""
        number = next(self._numbers)
        title = f"Bones {number}"
        self._article.write_text(self._source.replace("# Bones", f"# {title}"))
        loaded = run_verbena("articles", "load", *([] if through_server else ["--publish"]), settings=self._settings)
        assert loaded.code == 0, loaded.err
        if through_server:
            answer = httpx.post(
                f"{self.servers[0]}/graphql",
                json={"query": _PUBLISH},
                headers={"Authorization": f"Bearer {self._token}"},
            ).json()
            assert answer["data"]["publishArticle"]["problems"] == []
        else:
            assert "Published 1 editions" in loaded.err
        return number, title, time.monotonic()

    def shows(self, title: str) -> bool:
        """Whether the second server shows the article under that title."""
        shown: bool = ask(self.servers[1], _TITLE)["article"]["title"]["value"] == title
        return shown


@contextmanager
def run_fleet(folder: Path, database: str) -> Iterator[Fleet]:
    content = write_content(folder, {"articles/bones.md": around("{#a.p1}\nA paragraph.\n")})
    (folder / "locales").mkdir()
    settings = {
        "VERBENA_CONTENT": str(content),
        "VERBENA_LOCALES": str(folder / "locales"),
        "VERBENA_DATABASE_URL": database,
    }
    for name in ("one", "two"):
        (folder / name).mkdir()
    with (
        run_server(folder / "one", settings=settings) as one,
        run_server(folder / "two", settings=settings) as two,
    ):
        yield Fleet(settings, (one, two), folder)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def fleet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    folder = tmp_path_factory.mktemp("fleet")
    if request.param == "sqlite":
        database = f"sqlite:///{folder / 'verbena.db'}"
    else:
        database = request.getfixturevalue("postgresql").make_database()
    with run_fleet(folder, database) as running:
        yield running


def name_change(number: int) -> dict[str, Any]:
    return {"kind": "PUBLISHED", "key": "bones", "slug": "bones", "locale": "en", "number": number}


def without_place(change: dict[str, Any]) -> dict[str, Any]:
    """A change without its cursor and version, which other changes of the same store decide."""
    return {name: value for name, value in change.items() if name not in ("cursor", "version")}


@pytest.mark.parametrize("through_server", [False, True], ids=["by a command", "through the first server"])
@pytest.mark.parametrize("transport", ["ws", "sse"])
def test_what_is_published_is_told_and_shown_by_all(
    client_project: ClientProject, fleet: Fleet, transport: str, through_server: bool
) -> None:
    """A client attached to the second server is told, and that server shows it, within a second of the publishing."""
    before, _, _ = fleet.publish()
    assert ask(fleet.servers[1], _TITLE)
    seconds: list[float] = []
    with follow(client_project, transport, fleet.servers[1], after=_START, slug="bones", locales=["en"]) as follower:
        follower.connect()
        told = [without_place(follower.hear_change()) for _ in range(before)]
        for _ in range(5):
            number, title, published = fleet.publish(through_server=through_server)
            told.append(without_place(follower.hear_change()))
            wait_until(lambda title=title: fleet.shows(title))  # type: ignore[misc]
            seconds.append(time.monotonic() - published)

    assert told == [name_change(place) for place in range(1, number + 1)]
    assert statistics.median(seconds) < _SHOWN_WITHIN


@pytest.mark.parametrize("transport", ["ws", "sse"])
def test_who_lost_the_connection_misses_nothing(client_project: ClientProject, fleet: Fleet, transport: str) -> None:
    """What was published meanwhile is told once, in order, and then what is published next."""
    number, _, _ = fleet.publish()
    with follow(client_project, transport, fleet.servers[1], after=_START) as follower:
        follower.connect()
        told = [follower.hear_change() for _ in range(number)]
        follower.drop()
        fleet.publish()
        fleet.publish()
        follower.say("resume")
        follower.connect()
        told += [follower.hear_change() for _ in range(2)]
        fleet.publish()
        told.append(follower.hear_change())

    assert [change["number"] for change in told] == list(range(1, number + 4))


@pytest.mark.parametrize("transport", ["ws", "sse"])
def test_what_cannot_be_followed_is_an_error(client_project: ClientProject, fleet: Fleet, transport: str) -> None:
    """Clients are told with a code why."""
    with follow(client_project, transport, fleet.servers[1], slug="nothing") as follower:
        follower.connect()
        (error,) = follower.hear()["errors"]

    assert error["extensions"] == {"code": "NOT_FOUND"}


def test_nothing_is_missed_while_postgresql_is_away(client_project: ClientProject) -> None:
    """Servers serve what they keep, say so, go on by themselves, and tell what was published since.

    The log has a line when the database goes and one when it is back.
    """
    with TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        cluster = Cluster(folder / "postgresql")
        cluster.make()
        cluster.start()
        try:
            cluster.execute("CREATE DATABASE verbena ENCODING 'UTF8'")
            with run_fleet(folder, cluster.url("verbena")) as fleet:
                _see_through_absence(client_project, fleet, cluster)
        finally:
            cluster.stop()


def _see_through_absence(project: ClientProject, fleet: Fleet, cluster: Cluster) -> None:
    second = fleet.servers[1]
    with follow(project, "ws", second, after=_START) as ws, follow(project, "sse", second, after=_START) as sse:
        followers = (ws, sse)
        for follower in followers:
            follower.connect()
            assert follower.hear_change()["number"] == 1
        fleet.shows("Bones")

        cluster.stop()
        wait_until(lambda: _read_health(second) == (200, "degraded"))
        assert fleet.shows("Bones")
        missed = httpx.post(f"{second}/graphql", json={"query": '{ article(slug: "hearts", locale: "en") { key } }'})
        assert missed.json()["errors"][0]["extensions"] == {"code": "STORE_UNAVAILABLE"}

        cluster.start()
        numbers = [fleet.publish()[0], fleet.publish()[0]]
        wait_until(lambda: _read_health(second) == (200, "ready"))
        wait_until(lambda: fleet.shows(f"Bones {numbers[-1]}"))
        for follower in followers:
            assert [follower.hear_change()["number"] for _ in numbers] == numbers
    log = (fleet.folder / "two" / "server.log").read_text()
    assert (log.count("The database is away"), log.count("The database is back")) == (1, 1)
    assert "Traceback" not in log


def _read_health(url: str) -> tuple[int, str]:
    response = httpx.get(f"{url}/health/ready", timeout=30)
    return response.status_code, response.json()["status"]
