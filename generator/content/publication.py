"""The form of publication.yaml, and its destinations and redirects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag
from pydantic.json_schema import SkipJsonSchema

from generator.content.forms import Form, Id, LanguageTag, Line, Message, MonthText, Url, like, one_of
from generator.content.places import Source
from generator.content.problems import Problems
from generator.destination import KINDS, Destination, Redirect
from generator.errors import did_you_mean
from generator.model import PAPERS, Month, Policy, Provenance, Withdrawal

SitePath = Annotated[
    str, *like(r"/[^\s?#;{}\"'\\$]*", "path of the site", "write it from the site's root: /de/service-management/")
]
Address = Annotated[
    str, *like(r"https?://[^\s?#\"'<>\\@]+", "address of a site", "for example: https://www.example.com/services/")
]
Repository = Annotated[
    str,
    *like(
        r"(?!\w+://[^/@]*:[^/@]*@)\S.*",
        "repository",
        "an address without a password, which git has from its credential helper; or a folder",
    ),
]
Prefix = Annotated[
    str, *like(r"[^/\s][^\s]*[^/\s]|[^/\s]", "prefix", "a path without a slash at its ends: docs/services")
]
Goal = Annotated[
    str,
    *like(
        r"(/|https://)[^\s;{}\"'\\$]*", "goal of a redirect", "a path from the site's root, or an address with https:"
    ),
]


PolicyName = Annotated[str, *one_of("policy", *Policy)]


class LinkForm(Form):
    """An address outside the documents."""

    url: Url = Field(description="https:, mailto: or tel:")
    label: Message = Field(description="Names the address where it stands alone.")


class ProvenanceForm(Form):
    """What each page and PDF states about its text."""

    revision: bool = Field(False, description="The revision of the source text: a hash of all that it says.")
    approved: bool = Field(False, description="How many of the translations were approved.")
    prevailing: LanguageTag = Field("", description="The language that counts where translations differ.")


class WithdrawnForm(Form):
    """A document that applies no more."""

    since: MonthText = Field(description="The first month in which it applies no more.")
    successor: Id = Field("", description="The document in its place.")


class DestinationForm(Form):
    """What holds for every kind of destination."""

    address: Address = Field("", description="Where readers find the site; verify asks there for headers too.")
    keep: int = Field(5, ge=1, description="How many releases stay, to go back to.")
    max_deletes: int = Field(100, ge=0, description="How many files a release may take away.")
    draft: bool = Field(False, description="A preview: text may be missing or stale.")
    without: dict[Id, list[LanguageTag]] = Field({}, description="Languages that a document may lack, by its id.")


class FolderForm(DestinationForm):
    """A folder of this machine."""

    kind: Literal["folder"]
    path: Line = Field(description="Gets the folder releases/ and the link current.")


class SshForm(DestinationForm):
    """A folder of another machine, reached by SSH."""

    kind: Literal["ssh"]
    host: Line
    path: Line = Field(description="Gets the folder releases/ and the link current.")
    user: Line = ""
    port: int = Field(22, ge=1)
    key: Line = Field("", description="A file with a private key, beside those of the agent.")
    known_hosts: Line = Field("", description="A file of host keys; ~/.ssh/known_hosts where it is not given.")
    transfer: Annotated[str, *one_of("way to transfer", "auto", "rsync", "sftp")] = "auto"


class S3Form(DestinationForm):
    """A bucket of Amazon S3, or of a store that speaks its protocol."""

    kind: Literal["s3"]
    bucket: Line
    prefix: Prefix = ""
    endpoint: Address = Field("", description="The address of a store that isn't Amazon's.")
    region: Line = ""


class GcsForm(DestinationForm):
    """A bucket of Google Cloud Storage."""

    kind: Literal["gcs"]
    bucket: Line
    prefix: Prefix = ""
    endpoint: Address = ""


class AzureForm(DestinationForm):
    """A container of Azure Blob Storage."""

    kind: Literal["azure"]
    account: Line
    container: Line
    prefix: Prefix = ""
    endpoint: Address = ""


class WebDavForm(DestinationForm):
    """A folder of a WebDAV server."""

    kind: Literal["webdav"]
    url: Address
    user: Line = Field("", description="The password comes from the environment: SERVICEDOCS_ID_PASSWORD.")


class GitForm(DestinationForm):
    """A branch of a git repository."""

    kind: Literal["git"]
    repository: Repository = Field(description="Whatever git can push to.")
    branch: Line
    history: bool = Field(True, description="Whether a release's commit follows the one before.")


class ZipForm(DestinationForm):
    """A single file with everything in it."""

    kind: Literal["zip"]
    path: Line


class UnknownForm(DestinationForm, extra="ignore"):
    """A destination whose kind nobody knows; only tells so."""

    kind: Annotated[str, *one_of("kind of destination", *KINDS)]


def _kind(value: object) -> str:
    kind = value.get("kind") if isinstance(value, dict) else None
    return f"{KINDS[kind].__name__}Form" if isinstance(kind, str) and kind in KINDS else "UnknownForm"


AnyDestination = Annotated[
    Annotated[FolderForm, Tag("FolderForm")]
    | Annotated[SshForm, Tag("SshForm")]
    | Annotated[S3Form, Tag("S3Form")]
    | Annotated[GcsForm, Tag("GcsForm")]
    | Annotated[AzureForm, Tag("AzureForm")]
    | Annotated[WebDavForm, Tag("WebDavForm")]
    | Annotated[GitForm, Tag("GitForm")]
    | Annotated[ZipForm, Tag("ZipForm")]
    | SkipJsonSchema[Annotated[UnknownForm, Tag("UnknownForm")]],
    Discriminator(_kind),
]


class PublicationForm(Form):
    """publication.yaml: what holds for the whole publication."""

    provider: Line = Field(description="Who provides the services; placed by {provider}.")
    legal_name: Line = Field("", description="The provider's name in law; placed by {legal_name}.")
    source: LanguageTag = Field(description="The language of the text in content/.")
    edition: MonthText = Field(description="The month of the edition; a document may say another.")
    documents: list[Id] = Field(min_length=1, description="The documents in the order of the site.")
    paper: Annotated[str, *one_of("sheet of paper", *PAPERS)] = Field("a4", description="The sheet of the PDFs.")
    names: list[Line] = Field([], description="Names that stay as they are in every language.")
    links: dict[Id, LinkForm] = Field({}, description="Addresses outside the documents, by id.")
    policy: PolicyName = Field("preview", description="What a release asks of translations.")
    policies: dict[LanguageTag, PolicyName] = Field({}, description="Languages with another policy, by tag.")
    provenance: ProvenanceForm | None = Field(None, description="What each page and PDF states about its text.")
    site: Address = Field("", description="Where readers find the site; without it there is no site map.")
    withdrawn: dict[Id, WithdrawnForm] = Field({}, description="Documents that apply no more, by id.")
    without: dict[Id, list[LanguageTag]] = Field(
        {}, description="Languages in which a document doesn't go out, by its id."
    )
    destinations: dict[Id, AnyDestination] = Field({}, description="Where the site is published, by id.")
    redirects: dict[SitePath, Goal] = Field({}, description="Addresses that moved for good: old -> new.")


def destinations(form: PublicationForm, source: Source, problems: Problems) -> dict[str, Destination]:
    """The destinations by id; a document that they name must be there."""
    found = {}
    for id, each in form.destinations.items():
        place = source.key(("destinations", id))
        own = without(each.without, form, source, ("destinations", id, "without"), problems)
        kind = KINDS[each.kind]
        where = kind(**{field.name: getattr(each, field.name) for field in fields(kind)})
        let_off = {document: tuple(tags) for document, tags in form.without.items()} | own
        found[id] = Destination(id, where, each.address, each.keep, each.max_deletes, each.draft, let_off, place)
    return found


def without(
    told: Mapping[str, Sequence[str]], form: PublicationForm, source: Source, path: tuple[str, ...], problems: Problems
) -> dict[str, tuple[str, ...]]:
    """The languages that documents lack, told at *path* of the file; the documents must be there, and in their source."""
    for document, tags in told.items():
        place = source.key((*path, document))
        if document not in form.documents:
            problems.add(place, f"there is no document '{document}'", did_you_mean(document, form.documents))
        if form.source in tags:
            problems.add(place, f"'{document}' can't lack its source language", f"take '{form.source}' away")
    return {document: tuple(tags) for document, tags in told.items()}


def withdrawn(form: PublicationForm, source: Source, problems: Problems) -> dict[str, Withdrawal]:
    """The documents that apply no more; what stands in the place of one must be there."""
    found = {}
    for id, each in form.withdrawn.items():
        if each.successor and each.successor not in form.documents:
            place = source.value(("withdrawn", id, "successor"))
            problems.add(
                place, f"there is no document '{each.successor}'", did_you_mean(each.successor, form.documents)
            )
        year, month = map(int, each.since.split("-"))
        found[id] = Withdrawal(Month(year, month), each.successor, source.key(("withdrawn", id)))
    return found


def policies(form: PublicationForm) -> dict[str, Policy]:
    """The policy of each language by its tag, and of all others under ""."""
    return {"": Policy(form.policy), **{tag: Policy(policy) for tag, policy in form.policies.items()}}


def provenance(form: PublicationForm) -> Provenance:
    """What each edition states about its text."""
    stated = form.provenance
    return Provenance(stated.revision, stated.approved, stated.prevailing) if stated else Provenance()


def redirects(form: PublicationForm, source: Source, problems: Problems) -> tuple[Redirect, ...]:
    """The redirects; whoever follows one must arrive somewhere."""
    for old in form.redirects:
        way = tuple(_way(old, form.redirects))
        if way[-1] == old:
            place = source.key(("redirects", old))
            problems.add(place, f"this redirect leads back: {' → '.join(way)}", "let it lead to a page")
    return tuple(Redirect(old, new, source.key(("redirects", old))) for old, new in form.redirects.items())


def _way(start: str, redirects: Mapping[str, str]) -> Iterator[str]:
    """The addresses that one passes from *start*, up to the last one or the first that one has seen before."""
    seen: list[str] = []
    here = start
    while here in redirects and here not in seen:
        seen.append(here)
        yield here
        here = redirects[here]
    yield here
