"""What the site asks of its host: types, caching, headers, pages for errors, redirects; from one table, for each host.

``_headers`` and ``_redirects`` are read by Netlify and Cloudflare Pages; nginx and Caddy take a file of ``_hosting/``.
Object stores get type and caching with each file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from generator.destination import Redirect

FOLDER = "_hosting"
FOR_EVER = "public, max-age=31536000, immutable"
REVALIDATE = "public, max-age=0, must-revalidate"
"""Kept, but asked for each time (RFC 9111, 5.2.2.2): nobody reads last month's contract from a cache."""

SECURITY = (
    (
        "Content-Security-Policy",
        (
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'"
        ),
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
)
"""Headers of every answer. No page has a script or a style in its text, so the policy needs no exception.

None connects either: `connect-src` is for judges, who ask a page for /robots.txt from inside it.
"""

TYPES = {
    "atom": "application/atom+xml",
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "ico": "image/x-icon",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""Media type by suffix."""

UNKNOWN = "application/octet-stream"


class CacheClass(StrEnum):
    """What a file is for caches; also the order in which files go out: none leads to one that comes after it."""

    ASSET = "asset"  # named by the hash of its content
    ARCHIVE = "archive"  # an edition at its permanent address
    DOCUMENT = "document"
    INDEX = "index"
    FEED = "feed"  # feeds, site maps and rules: what machines read


@dataclass(frozen=True, slots=True)
class Rule:
    """Which paths belong to a class (a regular expression over the whole path), and how they are cached."""

    cache_class: CacheClass
    pattern: str
    cache_control: str


RULES = (
    Rule(CacheClass.ASSET, r"assets/.+", FOR_EVER),
    Rule(CacheClass.FEED, r"_.+|robots\.txt|(.+/)?sitemap[^/]*\.xml|.+\.atom|(.+/)?(feed|atom)\.xml", REVALIDATE),
    Rule(CacheClass.ARCHIVE, r"[^/]+/[^/]+/[12][0-9]{3}-[01][0-9]/.+", REVALIDATE),
    Rule(CacheClass.DOCUMENT, r"[^/]+/[^/]+/.+", REVALIDATE),
    Rule(CacheClass.INDEX, r".+", REVALIDATE),
)
"""The first rule that fits a path holds."""


def rule(path: str) -> Rule:
    """The rule for a path of the site, given without a slash before it."""
    return next(each for each in RULES if re.fullmatch(each.pattern, path))


def cache_control(cache_class: CacheClass) -> str:
    """How files of a class are cached."""
    return next(each.cache_control for each in RULES if each.cache_class is cache_class)


def media_type(path: str) -> str:
    """The Content-Type of a file, by its name; of a text with its charset, since ours are all UTF-8."""
    found = TYPES.get(PurePosixPath(path).suffix.removeprefix("."), UNKNOWN)
    if path.startswith("_") and found == UNKNOWN:
        found = TYPES["txt"]
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def files(paths: Iterable[str], languages: Sequence[str], redirects: Sequence[Redirect]) -> dict[str, bytes]:
    """The files for hosts: path -> content. *paths* are all of the site, *languages* its tags, the first the source."""
    errors = sorted(path for path in paths if PurePosixPath(path).name == "404.html")
    found = {
        "_headers": _headers(),
        f"{FOLDER}/nginx.conf": _nginx(errors, redirects),
        f"{FOLDER}/nginx-language.conf": _nginx_language(languages),
        f"{FOLDER}/Caddyfile": _caddy(errors, redirects),
    }
    if redirects:
        found["_redirects"] = [f"{each.old} {each.new} 301" for each in redirects]
    return {path: ("\n".join(lines) + "\n").encode() for path, lines in found.items()}


def _headers() -> list[str]:
    """Netlify and Cloudflare join the headers of all rules that fit, and ask the rest to be revalidated themselves."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in SECURITY)]
    return [*lines, "/assets/*", f"  Cache-Control: {FOR_EVER}"]


def _nginx(errors: Sequence[str], redirects: Sequence[Redirect]) -> list[str]:
    """An include for a `server` block.

    ``add_header`` in a location would hide those of the server, so there is none; Cache-Control is without ``always``,
    so that no error is cached for a year.
    """
    return [
        "# In a server block: root /srv/site/current; include /srv/site/current/_hosting/nginx.conf;",
        "index index.html;",
        "absolute_redirect off;",
        "server_tokens off;",
        "charset utf-8;",
        "charset_types text/css text/csv text/javascript text/plain;",
        "types {",
        *(f"    {type} {suffix};" for suffix, type in TYPES.items()),
        "}",
        "gzip on;",
        "gzip_vary on;",
        f"gzip_types {' '.join(_compressible())};",
        f'set $servicedocs_cache "{REVALIDATE}";',
        f'if ($uri ~ "^/{RULES[0].pattern}") {{ set $servicedocs_cache "{FOR_EVER}"; }}',
        "add_header Cache-Control $servicedocs_cache;",
        *(f'add_header {name} "{value}" always;' for name, value in SECURITY),
        "location ^~ /_ { return 404; }",
        *(f"location = {each.old} {{ return 301 {each.new}; }}" for each in redirects),
        *_nginx_errors(errors),
    ]


def _compressible() -> Iterator[str]:
    yield from (
        type
        for type in TYPES.values()
        if type != "text/html" and (type.startswith("text/") or type.endswith(("json", "xml")))
    )


def _nginx_errors(errors: Sequence[str]) -> Iterator[str]:
    for path in errors:
        folder = PurePosixPath(path).parent.as_posix()
        if folder == ".":
            yield f"error_page 404 /{path};"
        else:
            yield f"location /{folder}/ {{ error_page 404 /{path}; }}"


def _nginx_language(languages: Sequence[str]) -> list[str]:
    """Where a host wants it: who asks for / itself goes to the home of their first language. No other page redirects."""
    lines = [
        "# Optional, beside nginx.conf: / leads to the visitor's language; /index.html stays the list of languages.",
        "location = / {",
        '    set $servicedocs_cache "no-cache";',
        "    add_header Vary Accept-Language;",
        "    add_header Cache-Control $servicedocs_cache;",
    ]
    lines += [f'    if ($http_accept_language ~* "^{_accepted(tag)}") {{ return 302 /{tag}/; }}' for tag in languages]
    return [*lines, "}"]


def _accepted(tag: str) -> str:
    """A regular expression for how browsers ask for a language first: zh-CN means zh-Hans, zh-TW does not."""
    language, *rest = tag.split("-")
    scripts = {"Hans": "(?!-(TW|HK|MO|Hant))", "Hant": "-(TW|HK|MO|Hant)"}
    return rf"{language}{scripts.get(rest[0], '') if rest else ''}\b"


def _caddy(errors: Sequence[str], redirects: Sequence[Redirect]) -> list[str]:
    """A snippet for a site block of Caddy 2."""
    roots = [path for path in errors if "/" not in path]
    below = [path for path in errors if "/" in path]
    return [
        "# In a site block: root * /srv/site/current, then import /srv/site/current/_hosting/Caddyfile",
        "encode gzip",
        "@inside path /_*",
        "error @inside 404",
        *(f"redir {each.old} {each.new} permanent" for each in redirects),
        "header {",
        *(f'    {name} "{value}"' for name, value in SECURITY),
        "}",
        "@asset path /assets/*",
        "@other not path /assets/*",
        f'header @asset Cache-Control "{FOR_EVER}"',
        f'header @other Cache-Control "{REVALIDATE}"',
        *_caddy_errors(below, roots),
        "file_server",
    ]


def _caddy_errors(below: Sequence[str], roots: Sequence[str]) -> Iterator[str]:
    if not below and not roots:
        return
    yield "handle_errors {"
    yield '    header Cache-Control "no-store"'
    for number, path in enumerate(below):
        yield f"    @language{number} path /{PurePosixPath(path).parent}/*"
        yield f"    handle @language{number} {{"
        yield f"        rewrite * /{path}"
        yield "        file_server"
        yield "    }"
    for path in roots:
        yield "    handle {"
        yield f"        rewrite * /{path}"
        yield "        file_server"
        yield "    }"
    yield "}"


def expected(path: str) -> Mapping[str, str]:
    """The headers with which a host answers for a file of the site."""
    return {"Content-Type": media_type(path), "Cache-Control": rule(path).cache_control, **dict(SECURITY)}
