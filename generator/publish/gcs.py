"""Google Cloud Storage. Credentials are those of the system (gcloud, a service account, the machine itself)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientError
from gcsfs.core import GCSFileSystem
from gcsfs.retry import HttpError

from generator.destination import Destination, Gcs
from generator.publish.objects import Objects, Put, below
from generator.publish.ordered import Conflict, Ordered
from generator.publish.target import Holder


def putting(system: Any) -> Put:
    """An upload; gcsfs has a condition for what must be new only, so another is asked for just before."""

    def put(path: str, content: bytes, type: str, cache: str, stamp: str | None) -> None:
        if stamp:
            system.invalidate_cache()
            if str(system.info(path).get("generation", "")) != stamp:
                raise Conflict
        mode = "create" if stamp == "" else "overwrite"
        headers = {"cache_control": cache}
        system.pipe_file(path, content, content_type=type, fixed_key_metadata=headers, mode=mode)

    return put


@contextmanager
def opened(destination: Destination, where: Gcs, project: Path, holder: Holder) -> Iterator[Ordered]:
    """The bucket; it must be there. A store at another endpoint is asked without credentials."""
    options = {"endpoint_url": where.endpoint, "token": "anon"} if where.endpoint else {}
    # The package's own name stands for a class that asks by gRPC first what kind of bucket it is: any kind will do here.
    system = GCSFileSystem(skip_instance_cache=True, use_listings_cache=False, **options)
    store = Objects(system, below(where.bucket, where.prefix), putting(system), "generation", (HttpError, ClientError))
    yield Ordered(store, destination, holder)
