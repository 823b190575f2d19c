"""Catalogs over HTTP: taken out by GET, sent back by PUT, so that nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from verbena.access.authentication import Authenticator
from verbena.access.principal import require_drafts
from verbena.catalogs.formats import (
    FORMATS,
    CatalogFormat,
    facts_of,
    format_of_media_type,
    format_of_suffix,
    write_catalog,
)
from verbena.graph.context import RequestContext
from verbena.language.tags import tag_of_folder
from verbena.model.errors import ErrorCode, NotFound
from verbena.publishing.acting import Act, read_reason
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.translating.domains import read_domain
from verbena.translating.exchange import CatalogFile, Sent, Wanted, send_in, take_out
from verbena.translating.export import export_template
from verbena.translating.tell_report import tell_report
from verbena.web.authentication import PRIVATE, open_request
from verbena.web.encoding import encode_json
from verbena.web.graphql_request import RequestRefused, join_lines
from verbena.web.preconditions import matches_strongly, matches_weakly, quote_tag
from verbena.web.problem_details import KNOWN, Problem, respond_problem, tell_error

CATALOG_LIMIT = 20_000_000
"""The longest catalog taken, in bytes."""

_HEADERS = {**PRIVATE, "Vary": "Authorization, Accept-Language", "X-Content-Type-Options": "nosniff"}
# What programs send that know no better: the address tells what it is.
_GENERIC = frozenset({"", "application/octet-stream", "text/plain", "text/xml", "application/xml"})

Handler = Callable[[Request], Awaitable[Response]]


def serve_catalogs(store: Store, library: Library, authenticator: Authenticator) -> Handler:
    """The handler of `/catalogs/<locale>/<domain>.<suffix>`: GET gives a catalog as a file, PUT takes one in.

    GET needs a grant to see the drafts of the locale, PUT one to translate into it. With `?only=needs-work`, a catalog
    is given without what is done. PUT needs the tag of the state that it was made from in If-Match, answers with a
    report of every unit, and writes nothing with `?dryRun=true`; `?force=true` takes what conflicts.
    """
    return _carefully(library, authenticator, lambda request, act, context: _serve(store, request, act, context))


def serve_templates(store: Store, library: Library, authenticator: Authenticator) -> Handler:
    """The handler of `/catalogs/<domain>.pot`: the texts of a domain as they are to be translated.

    It needs a grant to see the drafts of the locale that they are written in.
    """
    return _carefully(library, authenticator, lambda request, act, _: _serve_template(store, request, act))


def _carefully(
    library: Library, authenticator: Authenticator, serve: Callable[[Request, Act, RequestContext], Awaitable[Response]]
) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            context = await open_request(library, authenticator, request)
            act = Act(context.principal, datetime.now(UTC), read_reason(request.query_params.get("why")))
            return await serve(request, act, context)
        except RequestRefused as refused:
            return respond_problem(Problem(refused.status, refused.code, str(refused), refused.headers), _HEADERS)
        except Problem as problem:
            return respond_problem(problem, _HEADERS)
        except KNOWN as error:
            return respond_problem(tell_error(error), _HEADERS)
        except ClientDisconnect:
            return Response(status_code=499)  # nobody hears it

    return handle


async def _serve(store: Store, request: Request, act: Act, context: RequestContext) -> Response:
    wanted = _read_address(request)
    file = await to_thread.run_sync(take_out, store, act, wanted)
    if request.method == "PUT":
        sent = await _read_sent(request, wanted, file)
        return await _take_in(store, act, wanted, sent, context)
    headers = {**_HEADERS, "ETag": quote_tag(file.tag)}
    if matches_weakly(request.headers.get("if-none-match", ""), file.tag):
        return Response(status_code=304, headers=headers)
    facts = facts_of(wanted.format)
    headers |= {
        "Content-Type": f"{facts.media_type}; charset=utf-8",
        "Content-Language": wanted.locale,
        "Content-Disposition": f'attachment; filename="{wanted.domain}.{wanted.locale}{facts.suffix}"',
    }
    return Response(file.data, headers=headers)


async def _read_sent(request: Request, wanted: Wanted, file: CatalogFile) -> Sent:
    dry_run, force = (_read_flag(request, name) for name in ("dryRun", "force"))
    _require_seen(request, file, dry_run=dry_run)
    _require_media_type(request, wanted.format)
    return Sent(await _read_body(request), wanted.format, dry_run, force)


async def _take_in(store: Store, act: Act, wanted: Wanted, sent: Sent, context: RequestContext) -> Response:
    report = await to_thread.run_sync(send_in, store, act, wanted.domain, wanted.locale, sent)
    after = await to_thread.run_sync(take_out, store, act, wanted)
    messages = {id(finding): await context.tell_finding(finding) for finding in report.all_findings()}
    told = {**tell_report(report, lambda finding: messages[id(finding)]), "etag": quote_tag(after.tag)}
    if report.is_refused or (report.has_errors and not report.units):
        detail = "Nothing of the file was taken: `report` tells why."
        raise Problem(422, ErrorCode.CONTENT_INVALID, detail, report=told)
    # No ETag: what is kept is not the file that was sent (RFC 9110 section 8.8).
    return Response(encode_json(told), headers={**_HEADERS, "Content-Type": "application/json"})


async def _serve_template(store: Store, request: Request, act: Act) -> Response:
    name = request.path_params["domain"]
    data = await to_thread.run_sync(_write_template, store, act, name)
    headers = {
        **_HEADERS,
        "Content-Type": "text/x-gettext-translation-template; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.pot"',
    }
    return Response(data, headers=headers)


def _write_template(store: Store, act: Act, name: str) -> bytes:
    domain = read_domain(store, name)
    # Whoever may see no draft at all learns nothing of what there is.
    require_drafts(act.principal, [domain.revisions[0].locale] if domain.revisions else ["*"])
    if not domain.revisions:
        raise NotFound(f"nothing that is loaded is called {name[:60]!a}.")
    return write_catalog(export_template(domain), CatalogFormat.PO)


def _read_address(request: Request) -> Wanted:
    name, suffix = request.path_params["domain"], request.path_params["suffix"]
    format = format_of_suffix(f".{suffix}")  # noqa: A001 - the word for it
    if format is None:
        known = ", ".join(f"{facts.suffix} ({facts.title})" for facts in FORMATS)
        raise Problem(404, ErrorCode.NOT_FOUND, f"No catalog ends with .{suffix[:20]}: ask for one of {known}.")
    only = request.query_params.get("only")
    if only not in (None, "needs-work"):
        raise Problem(400, ErrorCode.BAD_REQUEST, f"only={only[:40]!a}: write only=needs-work, or leave it out.")
    return Wanted(name, tag_of_folder(request.path_params["locale"]), format, only is not None)


def _read_flag(request: Request, name: str) -> bool:
    value = request.query_params.get(name, "false")
    if value not in ("true", "false"):
        raise Problem(400, ErrorCode.BAD_REQUEST, f"{name}={value[:40]!a}: write true or false.")
    return value == "true"


def _require_seen(request: Request, file: CatalogFile, *, dry_run: bool) -> None:
    """Refuse whoever does not say which state they have seen (RFC 6585 section 3), or has seen another."""
    header = join_lines(request, "if-match")
    if not header:
        if dry_run:
            return
        detail = (
            "There is no If-Match: send the ETag that the catalog had when you got it, so that you overwrite nothing"
            " that you have not seen. With ?dryRun=true none is needed."
        )
        raise Problem(428, ErrorCode.PRECONDITION_REQUIRED, detail)
    if not matches_strongly(header, file.tag):
        detail = (
            "The catalog is no longer the one that you have: get it again, and send what you have changed in it."
            " What others changed since would be told as conflicting, unit by unit, if you sent yours with the ETag of"
            " now."
        )
        raise Problem(412, ErrorCode.PRECONDITION_FAILED, detail, {"ETag": quote_tag(file.tag)})


def _require_media_type(request: Request, format: CatalogFormat) -> None:  # noqa: A002 - the word for it
    given = request.headers.get("content-type", "")
    bare = given.partition(";")[0].strip().lower()
    if bare not in _GENERIC and format_of_media_type(given) is not format:
        wanted = facts_of(format).media_type
        detail = f"Content-Type is {given[:60]!a}: send {wanted} to this address."
        raise Problem(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail, {"Accept": wanted})
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        detail = "The body is encoded, such as by gzip: send it as it is."
        raise Problem(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail, {"Accept-Encoding": "identity"})


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > CATALOG_LIMIT:
            detail = f"The file is longer than {CATALOG_LIMIT} bytes: send it in parts, each with some of the units."
            raise Problem(413, ErrorCode.PAYLOAD_TOO_LARGE, detail)
    return bytes(body)
