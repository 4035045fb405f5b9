"""Where a site can be published: the settings of each kind of destination.

Secrets are none of these settings: they come from the environment or the system's own stores.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.errors import Place


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine: *path* holds ``releases/`` and the link ``current``."""

    path: str


@dataclass(frozen=True, slots=True)
class Ssh:
    """A folder of another machine, reached by SSH.

    *user* and *port* are the system's where they are not given, *key* a file with a private key beside those of the
    agent, *known_hosts* a file of host keys in place of the user's own. *transfer* is "rsync", "sftp" or "auto".
    """

    host: str
    path: str
    user: str = ""
    port: int = 22
    key: str = ""
    known_hosts: str = ""
    transfer: str = "auto"


@dataclass(frozen=True, slots=True)
class S3:
    """A bucket of Amazon S3, or of a store that speaks its protocol at *endpoint*."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Gcs:
    """A bucket of Google Cloud Storage."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Azure:
    """A container of Azure Blob Storage."""

    account: str
    container: str
    prefix: str = ""
    endpoint: str = ""


@dataclass(frozen=True, slots=True)
class WebDav:
    """A folder of a WebDAV server (RFC 4918)."""

    url: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class Git:
    """A branch of a git repository, from which a host serves pages.

    Without *history* each release is a commit without a parent, and the branch never grows.
    """

    repository: str
    branch: str
    history: bool = True


@dataclass(frozen=True, slots=True)
class Zip:
    """A single file with everything in it, for those who read without a network."""

    path: str


Where = Folder | Ssh | S3 | Gcs | Azure | WebDav | Git | Zip

KINDS: Mapping[str, type[Where]] = {
    "folder": Folder,
    "ssh": Ssh,
    "s3": S3,
    "gcs": Gcs,
    "azure": Azure,
    "webdav": WebDav,
    "git": Git,
    "zip": Zip,
}
"""The kinds by the word that publication.yaml has for them."""


@dataclass(frozen=True, slots=True)
class Destination:
    """One place where the site is published.

    *address* is the URL at which readers find it ("" if nobody reads there by HTTP), *keep* the number of releases to
    which one can go back, *max_deletes* how many files a release may take away. A *draft* destination takes text that
    is missing or stale. *without* names the languages that a document may lack: document id -> language tags.
    """

    id: str
    where: Where
    address: str = ""
    keep: int = 5
    max_deletes: int = 100
    draft: bool = False
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: Place = field(default=Place("content/publication.yaml"), compare=False)

    @property
    def kind(self) -> str:
        """The word for its kind."""
        return next(word for word, kind in KINDS.items() if isinstance(self.where, kind))


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that moved for good: *old* is a path from the site's root, *new* such a path or a URL."""

    old: str
    new: str
    place: Place = field(default=Place("content/publication.yaml"), compare=False)
