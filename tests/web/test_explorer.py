"""The page that a browser gets at the GraphQL address."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.support.site import Site
from tests.web.answers import read_data, read_refusal

_BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
_PLACES = {"src", "href", "srcset", "data", "poster", "background", "formaction", "ping", "action", "manifest"}


@pytest.fixture(scope="module")
def page(site: Site) -> Element:
    """The page, as the HTML standard's parser reads it without finding a mistake."""
    response = site.request("GET", "/graphql", headers=_BROWSER)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    parsed: Element = parser.parse(response.text)
    return parsed


def test_browser_gets_a_page(site: Site) -> None:
    """A browser that opens the address gets HTML, and a cache knows that others get something else."""
    response = site.request("GET", "/graphql", headers=_BROWSER)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_page_loads_nothing(site: Site, page: Element) -> None:
    """The page names no other host and runs no script, and its policy would let it do neither."""
    policy = site.request("GET", "/graphql", headers=_BROWSER).headers["content-security-policy"]

    places = {value for element in page.iter() for name, value in element.items() if name in _PLACES}
    assert places == {"graphql"}
    assert not {element.tag for element in page.iter()} & {"script", "link", "iframe", "img", "object", "embed", "base"}
    assert "url(" not in "".join(page.itertext())
    assert set(policy.split("; ")) == {"default-src 'none'", "style-src 'unsafe-inline'", "form-action 'self'"}


def test_page_can_be_read_aloud(page: Element) -> None:
    """The page has a language and a title, and each field a label (WCAG 3.1.1, 2.4.2, 1.3.1)."""
    fields = {element.get("id") for element in page.iter() if element.tag in ("input", "textarea", "select")}

    assert page.get("lang") == "en"
    assert page.findtext(".//title")
    assert fields == {element.get("for") for element in page.iter("label")}


def test_form_is_answered(site: Site, page: Element) -> None:
    """What the form sends as it stands is a query that works."""
    form = next(page.iter("form"))
    filled = {field.get("name"): field.text for field in form.iter("textarea")}
    method, action = (form.get(name) or "" for name in ("method", "action"))

    response = site.request(method.upper(), action, params=filled, headers=_BROWSER)

    assert read_data(response)["articles"]["nodes"]


@pytest.mark.parametrize("locale", ["ar", "en", "sw"])
def test_page_names_what_is_published(page: Element, locale: str) -> None:
    """The page says which locales there are."""
    told = next(text for text in page.itertext() if "Published in" in text)

    assert locale in told.strip(".").replace(",", " ").split()


def test_page_has_no_body_for_head(site: Site) -> None:
    """HEAD has the headers of the page."""
    got, headed = (site.request(method, "/graphql", headers=_BROWSER) for method in ("GET", "HEAD"))

    assert (headed.status_code, headed.headers) == (got.status_code, got.headers)


def test_others_are_told_what_is_missing(site: Site) -> None:
    """Whoever asks nothing and takes no page is told that there is no query."""
    assert read_refusal(site.request("GET", "/graphql")) == (400, "BAD_REQUEST")
