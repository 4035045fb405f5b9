"""Azure Blob Storage. Credentials come from the environment: AZURE_STORAGE_*, or those of the system's identity."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import adlfs
from azure.core import MatchConditions
from azure.core.exceptions import AzureError, ResourceModifiedError
from azure.storage.blob import ContentSettings

from generator.destination import Azure, Destination
from generator.publish.objects import Objects, Put, below
from generator.publish.ordered import Conflict, Ordered
from generator.publish.target import Holder

CONNECTION = "AZURE_STORAGE_CONNECTION_STRING"


def putting(system: Any) -> Put:
    """An upload with its conditions, on which the store itself decides."""

    def put(path: str, content: bytes, type: str, cache: str, stamp: str | None) -> None:
        settings = ContentSettings(content_type=type, cache_control=cache)
        options: dict[str, Any] = {"overwrite": stamp != "", "content_settings": settings}
        if stamp:
            options |= {"etag": stamp, "match_condition": MatchConditions.IfNotModified}
        try:
            system.pipe_file(path, content, **options)
        except ResourceModifiedError:
            raise Conflict from None

    return put


@contextmanager
def opened(destination: Destination, where: Azure, project: Path, holder: Holder) -> Iterator[Ordered]:
    """The container; it must be there."""
    options: dict[str, Any] = {"account_name": where.account, "anon": False}
    if CONNECTION in os.environ:
        options = {"connection_string": os.environ[CONNECTION]}
    if where.endpoint:
        options["account_host"] = where.endpoint.removeprefix("https://")
    system = adlfs.AzureBlobFileSystem(skip_instance_cache=True, use_listings_cache=False, **options)
    store = Objects(system, below(where.container, where.prefix), putting(system), "etag", (AzureError,))
    yield Ordered(store, destination, holder)
