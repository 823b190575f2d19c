"""A plain page for people who open the GraphQL address in a browser."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from verbena.reading.library import Library

_EXAMPLE = """query ($locale: Locale) {
  articles(locale: $locale, first: 3) {
    nodes {
      slug
      title { value lang dir isFallback }
      faqs { question { value } }
    }
  }
}"""

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Verbena: GraphQL</title>
<style>
  body {{ font: 1.1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem }}
  textarea {{ box-sizing: border-box; font: 1rem/1.4 ui-monospace, monospace; width: 100% }}
  button {{ font: inherit; padding: .4em 1.2em }}
</style>
<main>
<h1>Verbena</h1>
<p>This is the GraphQL address, <code>{address}</code>. A graphical explorer would have to be loaded from another
host, so there is none on this page: point one of your own at the address, or ask here.</p>
<form action="graphql" method="get">
<p><label for="query">Query</label><br>
<textarea id="query" name="query" rows="14" spellcheck="false">{example}</textarea></p>
<p><label for="variables">Variables, as JSON</label><br>
<textarea id="variables" name="variables" rows="3" spellcheck="false">{{"locale": "{locale}"}}</textarea></p>
<p><button>Ask</button></p>
</form>
<p>Published in: {locales}.</p>
</main>
</html>
"""


def wants_explorer(request: Request) -> bool:
    """Whether a browser opened the address itself, with nothing to ask."""
    return (
        request.method in ("GET", "HEAD")
        and "text/html" in request.headers.get("accept", "")
        and "query" not in request.query_params
    )


def render_explorer(library: Library) -> Response:
    """The page, which loads nothing and needs no script."""
    page = _PAGE.format(
        address=escape(f"{library.public_url}/graphql"),
        example=escape(_EXAMPLE),
        locale=escape(library.default_locale),
        locales=escape(", ".join(sorted(library.supported()))),
    )
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
        "Vary": "Accept",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(page, headers=headers)
