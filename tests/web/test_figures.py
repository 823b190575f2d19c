"""Figures at addresses that name their content."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from tests.support.site import ADDRESS, Site
from tests.web.answers import SLUG

_FIGURES = """
query ($slug: String!, $locale: Locale) { article(slug: $slug, locale: $locale) { figures { url mediaType } } }
"""


@pytest.fixture(scope="module", params=["en", "ar", "sw"])
def figure(site: Site, request: pytest.FixtureRequest) -> dict[str, Any]:
    """A figure of the bundled article, in each of its locales."""
    figures = site.ask(_FIGURES, slug=SLUG, locale=request.param)["article"]["figures"]
    first: dict[str, Any] = figures[0]
    return first


def test_address_leads_to_the_content_it_names(site: Site, figure: dict[str, Any]) -> None:
    """The address is absolute, holds the hash of what it leads to, and its media type is the one that was told."""
    response = site.request("GET", figure["url"])

    assert figure["url"].startswith(f"{ADDRESS}/figures/")
    assert hashlib.sha256(response.content).hexdigest() in figure["url"]
    assert response.status_code == 200
    assert response.headers["content-type"] == figure["mediaType"]


def test_figures_are_kept_for_good(site: Site, figure: dict[str, Any]) -> None:
    """A cache may keep a figure for a year without asking again (RFC 8246)."""
    control = site.request("GET", figure["url"]).headers["cache-control"]

    assert set(control.split(", ")) == {"public", "max-age=31536000", "immutable"}


def test_figures_run_nothing(site: Site, figure: dict[str, Any]) -> None:
    """Opened by itself a drawing loads and runs nothing, is taken for nothing else, and other sites may show it."""
    headers = site.request("GET", figure["url"]).headers

    assert {"default-src 'none'", "sandbox"} <= set(headers["content-security-policy"].split("; "))
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_head_has_the_same_headers(site: Site, figure: dict[str, Any]) -> None:
    """HEAD tells what GET would send, without sending it."""
    got, headed = (site.request(method, figure["url"]) for method in ("GET", "HEAD"))

    assert (headed.status_code, headed.headers) == (200, got.headers)


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}'])
def test_known_figure_is_not_sent_again(site: Site, figure: dict[str, Any], form: str) -> None:
    """Whoever has the figure is told so, without a body (RFC 9110 section 13.1.2)."""
    tag = site.request("GET", figure["url"]).headers["etag"]

    response = site.request("GET", figure["url"], headers={"if-none-match": form.format(tag)})

    assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag)


def test_another_figure_is_sent(site: Site, figure: dict[str, Any]) -> None:
    """Whoever has another version gets this one."""
    assert site.request("GET", figure["url"], headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("digest", ["0" * 64, "x", "%00", "%ff", "..%2f..", "%", "A" * 5000, "'"])
def test_unknown_hash_is_not_found(site: Site, digest: str) -> None:
    """A hash that names nothing is 404, whatever characters it has, and is not kept as if it were immutable."""
    response = site.request("GET", f"/figures/{digest}/bone-density.svg")

    assert response.status_code == 404
    assert "immutable" not in response.headers.get("cache-control", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_figures_are_only_read(site: Site, figure: dict[str, Any], method: str) -> None:
    """Any other method is refused, and Allow names those that there are."""
    response = site.request(method, figure["url"])

    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}
