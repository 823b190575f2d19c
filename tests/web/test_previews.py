"""Previews over HTTP: what caches are told of them, and figures that nothing published shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from tests.support.content import SVG, around, write_content
from tests.support.site import Site, open_site
from tests.web.answers import read_answer, read_data
from verbena.access.tokens import issue_token
from verbena.model.token import Grants

_FIGURE = "{#a.p1}\nBones.\n\n:::{figure} bone.svg\n:key: a.figure\n:alt: A bone\n:::\n"
_NEW = SVG.replace('width="4"', 'width="5"')
_PREVIEW = '{ article(slug: "bones", preview: true) { title { value } figures { url } } }'
_PUBLISHED = '{ article(slug: "bones") { figures { url } } }'


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An article that is published with one drawing, and whose draft has another title and another drawing."""
    root = tmp_path_factory.mktemp("previews")
    (root / "locales").mkdir()
    content = write_content(root, {"articles/bones.md": around(_FIGURE)})
    with open_site(root, content, root / "locales") as site:
        site.publish()
        article = content / "articles" / "bones.md"
        article.write_text(article.read_text().replace("# Bones", "# Draft bones"))
        (content / "figures" / "bone.svg").write_text(_NEW)
        site.load()
        yield site


@pytest.fixture(scope="module")
def tokens(drafted: Site) -> dict[str, dict[str, str]]:
    """The header of nobody, and of those who may see drafts in a locale, or may only publish."""

    def authorize(grants: Grants) -> dict[str, str]:
        made = issue_token(drafted.services.store, "Amina", grants, datetime.now(UTC), None)
        return {"authorization": f"Bearer {made.text}"}

    return {
        "nobody": {},
        "publisher": authorize(Grants(publish=("*",))),
        "ar": authorize(Grants(drafts=("ar",))),
        "en": authorize(Grants(drafts=("en",))),
    }


def _ask(site: Site, query: str, headers: dict[str, str]) -> httpx.Response:
    return site.request("POST", "/graphql", json={"query": query}, headers=headers)


def _find_figure(site: Site, tokens: dict[str, dict[str, str]]) -> str:
    (figure,) = read_data(_ask(site, _PREVIEW, tokens["en"]))["article"]["figures"]
    return str(figure["url"])


def test_preview_is_private(drafted: Site, tokens: dict[str, dict[str, str]]) -> None:
    """A preview shows the draft to who may see it, and to no cache."""
    shown = _ask(drafted, _PREVIEW, tokens["en"])

    assert read_data(shown)["article"]["title"] == {"value": "Draft bones"}
    assert shown.headers["cache-control"] == "private, no-store"
    assert shown.headers["vary"] == "Accept, Accept-Language, Authorization"


@pytest.mark.parametrize(
    ("name", "code"), [("nobody", "UNAUTHENTICATED"), ("publisher", "FORBIDDEN"), ("ar", "FORBIDDEN")]
)
def test_refused_preview_varies_by_who_asks(
    drafted: Site, tokens: dict[str, dict[str, str]], name: str, code: str
) -> None:
    """Who may not see it is told so, and a cache that this is so for those without the token alone."""
    refused = _ask(drafted, _PREVIEW, tokens[name])

    answer = read_answer(refused)
    assert answer["data"] == {"article": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
    assert "Authorization" in refused.headers["vary"].split(", ")
    assert "Draft" not in refused.text


def test_draft_figure_is_given_to_who_may_see_the_draft(drafted: Site, tokens: dict[str, dict[str, str]]) -> None:
    """The address in a preview leads to the new drawing, for who may see it, and nothing of it is kept."""
    given = drafted.request("GET", _find_figure(drafted, tokens), headers=tokens["en"])

    assert (given.status_code, given.text) == (200, _NEW)
    assert given.headers["cache-control"] == "private, no-store"
    assert given.headers["vary"] == "Authorization"
    assert "sandbox" in given.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["nobody", "publisher", "ar"])
@pytest.mark.parametrize("change", [("", ""), ("?preview=bones", ""), ("bones", "other"), ("?preview", "?x")])
def test_draft_figure_is_not_there_for_others(
    drafted: Site, tokens: dict[str, dict[str, str]], name: str, change: tuple[str, str]
) -> None:
    """Who may not see the draft gets what they get for a figure that doesn't exist."""
    url = _find_figure(drafted, tokens)
    unknown = url.replace(url.split("/figures/")[1][:64], "0" * 64)

    hidden = drafted.request("GET", url.replace(*change), headers=tokens[name])
    missing = drafted.request("GET", unknown.replace(*change), headers=tokens[name])

    assert hidden.status_code == 404
    assert (hidden.status_code, hidden.content, hidden.headers) == (404, missing.content, missing.headers)
    assert "no-store" in hidden.headers["cache-control"]


@pytest.mark.parametrize("change", [("?preview=bones", ""), ("=bones", "=other"), ("=bones", "=")])
def test_draft_figure_needs_the_article_that_shows_it(
    drafted: Site, tokens: dict[str, dict[str, str]], change: tuple[str, str]
) -> None:
    """Without the article, or with another, nobody can tell whose the figure is: it is not there."""
    url = _find_figure(drafted, tokens).replace(*change)

    assert drafted.request("GET", url, headers=tokens["en"]).status_code == 404


def test_token_that_does_not_hold_is_refused_at_figures(drafted: Site, tokens: dict[str, dict[str, str]]) -> None:
    """A token that does not hold is told so, where it was needed."""
    refused = drafted.request("GET", _find_figure(drafted, tokens), headers={"authorization": "Bearer nonsense"})

    assert refused.status_code == 401
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.parametrize("name", ["nobody", "ar", "en"])
def test_published_figure_is_everybodys(drafted: Site, tokens: dict[str, dict[str, str]], name: str) -> None:
    """What is published is served to all, kept for good, whoever asks for it."""
    (figure,) = read_data(_ask(drafted, _PUBLISHED, {}))["article"]["figures"]

    given = drafted.request("GET", figure["url"], headers=tokens[name])

    assert (given.status_code, given.text) == (200, SVG)
    assert given.headers["cache-control"].startswith("public")
    assert "?" not in figure["url"]
