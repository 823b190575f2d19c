"""Which methods the GraphQL address answers, and what other addresses there are."""

from __future__ import annotations

import pytest

from tests.support.site import Site
from tests.web.answers import read_data, read_refusal

_QUERY = "{ __typename }"


def test_post_is_answered(site: Site) -> None:
    """A query in a JSON body is executed."""
    response = site.request("POST", "/graphql", json={"query": _QUERY})

    assert read_data(response) == {"__typename": "Query"}


def test_get_is_answered(site: Site) -> None:
    """A query in the address is executed, with variables and extensions as JSON."""
    document = "query One { __typename } query Two($slug: String!) { article(slug: $slug) { slug } }"
    parameters = {"query": document, "operationName": "Two", "variables": '{"slug": "none"}', "extensions": "{}"}

    response = site.request("GET", "/graphql", params=parameters)

    assert read_data(response) == {"article": None}


@pytest.mark.parametrize("name", ["variables", "extensions", "operationName"])
def test_empty_parameters_of_get_are_left_out(site: Site, name: str) -> None:
    """A form sends the fields that nobody filled in as well: they mean nothing."""
    response = site.request("GET", "/graphql", params={"query": _QUERY, name: ""})

    assert read_data(response) == {"__typename": "Query"}


def test_head_is_get_without_a_body(site: Site) -> None:
    """HEAD has GET's status and headers (RFC 9110 section 9.3.2)."""
    got, headed = (site.request(method, "/graphql", params={"query": _QUERY}) for method in ("GET", "HEAD"))

    assert (headed.status_code, headed.headers) == (got.status_code, got.headers)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_get_executes_no_mutation(site: Site, method: str) -> None:
    """A mutation by a safe method is refused with 405 and the method that is right."""
    response = site.request(method, "/graphql", params={"query": "mutation { anything }"})

    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    if method == "GET":
        assert read_refusal(response) == (405, "METHOD_NOT_ALLOWED")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "query"])
def test_other_methods_are_refused(site: Site, method: str) -> None:
    """Any other method gives 405, and Allow names those that there are (RFC 9110 section 15.5.6)."""
    response = site.request(method, "/graphql", json={"query": _QUERY})

    assert read_refusal(response) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("path", ["/nothing", "/graphql/more", "/figures", "/health", "/%00", "/%ff", "/../graphql2"])
def test_other_addresses_are_not_found(site: Site, path: str) -> None:
    """An address that leads nowhere is 404."""
    assert site.request("GET", path).status_code == 404


def test_top_leads_to_graphql(site: Site) -> None:
    """Whoever opens the server's address comes to the page about GraphQL."""
    response = site.request("GET", "/", follow_redirects=True, headers={"accept": "text/html"})

    assert response.url.path == "/graphql"
    assert response.headers["content-type"].startswith("text/html")
