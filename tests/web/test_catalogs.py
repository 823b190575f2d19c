"""Catalogs taken out by GET and sent back by PUT."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import httpx
import polib
import pytest

from tests.support.catalog_desk import CatalogDesk
from tests.support.site import Site, open_site
from verbena.access.tokens import issue_token
from verbena.catalogs.formats import FORMATS, FormatFacts
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import plain_words
from verbena.model.token import Grants
from verbena.web.catalogs import CATALOG_LIMIT

_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_BEES = "/catalogs/ar/bees.po"
_PO = "text/x-gettext-translation"


class Door:
    """A site with three small articles, and a translator's and a reader's tokens for Arabic."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.translator = self.issue("Ana", Grants(translate=("ar",)))
        self.reader = self.issue("Rae", Grants(drafts=("ar",)))

    def issue(self, name: str, grants: Grants) -> str:
        return issue_token(self.site.services.store, name, grants, datetime.now(UTC), None).text

    def ask(
        self,
        method: str,
        url: str,
        *,
        token: str | None = "translator",
        headers: dict[str, str] | None = None,
        data: Any = b"",
    ) -> httpx.Response:
        known = {"translator": self.translator, "reader": self.reader}
        given = {} if token is None else {"Authorization": f"Bearer {known.get(token, token)}"}
        return self.site.request(method, url, headers={**given, **(headers or {})}, content=data)

    def get(self, url: str = _BEES) -> httpx.Response:
        response = self.ask("GET", url)
        assert response.status_code == 200, response.text
        return response

    def put(self, data: bytes, tag: str | None, url: str = _BEES, media_type: str = _PO) -> httpx.Response:
        headers = {"Content-Type": media_type, **({"If-Match": tag} if tag else {})}
        return self.ask("PUT", url, headers=headers, data=data)

    def title(self) -> str:
        held = self.site.services.store.read_translations(SubjectName(SubjectKind.ARTICLE, "bees"), "ar")["ar"]
        return plain_words(held["title"].inlines)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    desk = CatalogDesk(tmp_path)
    with open_site(tmp_path, desk.content, desk.locales) as site:
        site.load()
        yield Door(site)


def _translate(data: bytes, text: str, path: str = "title") -> bytes:
    file = polib.pofile(data.decode(), wrapwidth=0)
    (entry,) = (one for one in file if one.msgctxt == path)
    entry.msgstr = text
    return str(file).encode()


def _outcomes(response: httpx.Response) -> dict[str, str]:
    assert response.status_code == 200, response.text
    return {unit["path"]: unit["outcome"] for unit in response.json()["units"]}


@pytest.mark.parametrize("facts", FORMATS, ids=lambda facts: str(facts.format))
def test_a_catalog_is_given_as_a_file(door: Door, facts: FormatFacts) -> None:
    """It has its media type, language and name, is for nobody else, and comes back as it is without a change."""
    url = f"/catalogs/ar/bees{facts.suffix}"
    got = door.get(url)

    assert got.headers["content-type"] == f"{facts.media_type}; charset=utf-8"
    assert got.headers["content-language"] == "ar"
    assert got.headers["content-disposition"] == f'attachment; filename="bees.ar{facts.suffix}"'
    assert got.headers["cache-control"] == "private, no-store"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "authorization" in got.headers["vary"].lower()
    assert set(_outcomes(door.put(got.content, got.headers["etag"], url, facts.media_type)).values()) == {"UNCHANGED"}
    assert door.get(url).content == got.content


def test_head_tells_what_get_gives(door: Door) -> None:
    """HEAD has the headers of GET, and no body."""
    got, headed = door.get(), door.ask("HEAD", _BEES)

    assert (headed.status_code, headed.headers, headed.content) == (200, got.headers, b"")


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_known_state_is_not_sent_again(door: Door, form: str) -> None:
    """A client that has the catalog as it is gets 304 without a body."""
    tag = door.get().headers["etag"]

    response = door.ask("GET", _BEES, headers={"If-None-Match": form.format(tag)})

    assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)
    assert not tag.startswith("W/")


def test_a_translation_is_sent_back(door: Door) -> None:
    """What was changed is accepted and told with its line, and the next ETag is that of the report."""
    got = door.get()

    response = door.put(_translate(got.content, "النحل"), got.headers["etag"])

    assert _outcomes(response)["title"] == "ACCEPTED"
    report = response.json()
    assert (report["counts"]["accepted"], report["counts"]["unchanged"], report["dryRun"]) == (1, 2, False)
    assert all(unit["line"] > 1 for unit in report["units"])
    assert "etag" not in response.headers
    assert (door.title(), door.get().headers["etag"]) == ("النحل", report["etag"])
    assert report["etag"] != got.headers["etag"]


def test_a_put_must_say_what_it_was_made_from(door: Door) -> None:
    """Without If-Match nothing is taken (428), and the answer tells what to send; a dry run needs none."""
    data = _translate(door.get().content, "النحل")
    before = door.title()

    refused = door.put(data, None)
    tried = door.put(data, None, f"{_BEES}?dryRun=true")

    assert (refused.status_code, refused.headers["content-type"]) == (428, "application/problem+json")
    assert (refused.json()["code"], "If-Match" in refused.json()["detail"]) == ("PRECONDITION_REQUIRED", True)
    assert (_outcomes(tried)["title"], tried.json()["dryRun"]) == ("ACCEPTED", True)
    assert door.title() == before


@pytest.mark.parametrize("form", ['"other"', "W/{}", "nonsense", '"{}'])
def test_a_stale_state_is_refused(door: Door, form: str) -> None:
    """Where If-Match names another state, or not strongly this one, it is 412 with the ETag of now."""
    got = door.get()
    before = door.title()

    response = door.put(_translate(got.content, "النحل"), form.format(got.headers["etag"]))

    assert (response.status_code, response.json()["code"]) == (412, "PRECONDITION_FAILED")
    assert response.headers["etag"] == got.headers["etag"]
    assert door.title() == before


def test_the_second_of_two_is_told(door: Door) -> None:
    """Who sends a file that was made before somebody else's came in gets 412; with the tag of now, a conflict."""
    got = door.get()
    mine, theirs = _translate(got.content, "نحل"), _translate(got.content, "النحل")
    assert door.put(mine, got.headers["etag"]).status_code == 200

    late = door.put(theirs, got.headers["etag"])
    again = door.put(theirs, late.headers["etag"])
    forced = door.put(theirs, late.headers["etag"], f"{_BEES}?force=true")

    assert late.status_code == 412
    assert _outcomes(again)["title"] == "CONFLICTING"
    (unit,) = (one for one in again.json()["units"] if one["path"] == "title")
    assert [finding["code"] for finding in unit["findings"]] == ["unit-conflicting"]
    assert (_outcomes(forced)["title"], door.title()) == ("ACCEPTED", "النحل")


def test_two_at_once_with_one_tag_lose_nothing(door: Door) -> None:
    """Of two requests at the same moment, one is taken, and the other is told of it: by 412 or as a conflict."""
    got = door.get()
    responses: dict[str, httpx.Response] = {}
    together = Barrier(2)

    def send(text: str) -> None:
        together.wait()
        responses[text] = door.put(_translate(got.content, text), got.headers["etag"])

    threads = [Thread(target=send, args=[text]) for text in ("نحل", "النحل")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    taken = [
        text for text, one in responses.items() if one.status_code == 200 and _outcomes(one)["title"] == "ACCEPTED"
    ]
    told = [
        text
        for text, one in responses.items()
        if one.status_code == 412 or (one.status_code == 200 and _outcomes(one)["title"] == "CONFLICTING")
    ]
    assert (len(taken), len(told)) == (1, 1)
    assert door.title() == taken[0]


def test_only_what_needs_work_is_asked_for(door: Door) -> None:
    """With `only=needs-work` what is done is left out, and the state's tag is another than the whole's."""
    whole, part = door.get(), door.get(f"{_BEES}?only=needs-work")

    assert (len(polib.pofile(whole.text)), len(polib.pofile(part.text))) == (3, 0)
    assert whole.headers["etag"] != part.headers["etag"]
    assert door.ask("GET", f"{_BEES}?only=all").status_code == 400


@pytest.mark.parametrize(
    ("method", "token", "status"),
    [
        ("GET", None, 401),
        ("PUT", None, 401),
        ("GET", "nonsense", 401),
        ("PUT", "reader", 403),
        ("GET", "sw", 403),
        ("PUT", "sw", 403),
        ("GET", "publisher", 403),
        ("GET", "reader", 200),
    ],
)
@pytest.mark.parametrize("domain", ["bees", "nothing"])
def test_who_may_not_learns_nothing(door: Door, method: str, token: str | None, status: int, domain: str) -> None:
    """Taking out needs the drafts of the locale, sending in its translation; nobody else learns what there is."""
    known = {
        "sw": door.issue("Sam", Grants(translate=("sw",))),
        "publisher": door.issue("Pat", Grants(publish=("*",))),
    }

    response = door.ask(
        method, f"/catalogs/ar/{domain}.po", token=known.get(token or "", token), headers={"If-Match": "*"}
    )

    expected = 404 if domain == "nothing" and (status == 200 or token == "reader") else status
    assert response.status_code == expected
    if status != 200:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.headers["cache-control"] == "private, no-store"
    if expected == 401:
        assert response.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("url", ["/catalogs/ar/nothing.po", "/catalogs/en/bees.po", "/catalogs/ar/bees.exe"])
def test_what_is_not_there_is_404(door: Door, url: str) -> None:
    """An article that is not loaded, the language it is written in, and a format that nobody knows."""
    everybody = door.issue("Eve", Grants(translate=("*",)))

    response = door.ask("GET", url, token=everybody)

    assert (response.status_code, response.json()["code"], response.json()["status"]) == (404, "NOT_FOUND", 404)


@pytest.mark.parametrize(
    ("media_type", "encoding", "status"),
    [
        (_PO, "identity", 200),
        ("text/x-gettext-translation; charset=utf-8", "identity", 200),
        ("application/octet-stream", "identity", 200),
        ("application/json", "identity", 415),
        ("application/x-xliff+xml", "identity", 415),
        (_PO, "gzip", 415),
    ],
)
def test_what_is_sent_must_be_what_the_address_says(door: Door, media_type: str, encoding: str, status: int) -> None:
    """Another media type, or an encoded body, is refused with what would be taken (RFC 9110 section 15.5.16)."""
    got = door.get()
    headers = {"Content-Type": media_type, "Content-Encoding": encoding, "If-Match": got.headers["etag"]}

    response = door.ask("PUT", _BEES, headers=headers, data=got.content)

    assert response.status_code == status
    if status == 415:
        assert {"accept", "accept-encoding"} & set(response.headers)


def test_a_file_that_is_too_long_is_refused(door: Door) -> None:
    """No more is read than may be taken, and it is 413."""
    got = door.get()

    response = door.put(got.content + b"\n" * CATALOG_LIMIT, got.headers["etag"])

    assert (response.status_code, response.json()["code"]) == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize("name", ["apples", "sw"])
def test_another_s_catalog_is_refused_whole(door: Door, name: str) -> None:
    """A file of another article or language is 422, and the report in it says why."""
    everybody = door.issue("Eve", Grants(translate=("*",)))
    other = "/catalogs/sw/bees.po" if name == "sw" else "/catalogs/ar/apples.po"
    data = door.ask("GET", other, token=everybody).content
    before = door.title()

    response = door.put(_translate(data, "x"), door.get().headers["etag"])

    assert (response.status_code, response.json()["report"]["refused"]) == (422, True)
    assert response.json()["report"]["findings"] != []
    assert door.title() == before


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe\xff" * 50, b'msgid "', b"<?xml version='1.0'?><a/>"])
def test_what_is_no_catalog_changes_nothing(door: Door, data: bytes) -> None:
    """Nonsense is answered, and no translation is touched."""
    before = door.get().content

    response = door.put(data, door.get().headers["etag"])

    assert response.status_code in (200, 422)
    assert door.get().content == before


@pytest.mark.parametrize("flag", ["dryRun=yes", "force=1"])
def test_a_flag_that_is_none_is_refused(door: Door, flag: str) -> None:
    """A mistyped flag never means that something is written."""
    got = door.get()

    response = door.put(_translate(got.content, "نحل"), got.headers["etag"], f"{_BEES}?{flag}")

    assert response.status_code == 400
    assert door.get().content == got.content


def test_other_methods_are_named(door: Door) -> None:
    """405 says which there are."""
    response = door.ask("DELETE", _BEES)

    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "PUT"}


def test_templates_are_given_to_who_sees_the_source(door: Door) -> None:
    """The texts of a domain need the drafts of the locale they are written in."""
    writer = door.issue("Win", Grants(drafts=("en",)))

    given = door.ask("GET", "/catalogs/bees.pot", token=writer)

    assert [entry.msgctxt for entry in polib.pofile(given.text)] == ["title", "summary", "p1.text"]
    assert not any(entry.msgstr for entry in polib.pofile(given.text))
    assert door.ask("GET", "/catalogs/bees.pot").status_code == 403
    assert door.ask("GET", "/catalogs/bees.pot", token=None).status_code == 401
    assert door.ask("GET", "/catalogs/nothing.pot", token=writer).status_code == 403


def test_who_sent_it_and_why_is_kept(door: Door) -> None:
    """The history names the token's name and the reason that was given."""
    got = door.get()

    door.put(_translate(got.content, "نحل"), got.headers["etag"], f"{_BEES}?why=The%20spring%20batch")

    event = door.site.services.store.read_unit_events(0, 100).events[-1]
    assert (event.signature.by, event.signature.why, event.unit.path) == ("Ana", "The spring batch", "title")
