"""Amazon S3, and stores that speak its protocol. Access keys come from the environment or the AWS configuration."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import s3fs
from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

from generator.destination import S3, Destination
from generator.publish.objects import Objects, Put, below
from generator.publish.ordered import Conflict, Ordered
from generator.publish.target import Holder


def putting(system: Any) -> Put:
    """PutObject with its conditions (If-Match, If-None-Match), on which the store itself decides."""

    def put(path: str, content: bytes, type: str, cache: str, stamp: str | None) -> None:
        conditions = {} if stamp is None else {"IfMatch": stamp} if stamp else {"IfNoneMatch": "*"}
        try:
            system.pipe_file(path, content, ContentType=type, CacheControl=cache, **conditions)
        except OSError as error:
            if not conditions or (isinstance(error, FileNotFoundError) and not stamp):
                raise  # there is no bucket
            # How s3fs tells of "412 Precondition Failed", and of an object that is gone.
            if error.errno in (errno.EINVAL, errno.EEXIST, errno.ENOENT, None):
                raise Conflict from error
            raise

    return put


@contextmanager
def opened(destination: Destination, where: S3, project: Path, holder: Holder) -> Iterator[Ordered]:
    """The bucket; it must be there."""
    system = s3fs.S3FileSystem(
        endpoint_url=where.endpoint or None,
        client_kwargs={"region_name": where.region} if where.region else {},
        skip_instance_cache=True,
        use_listings_cache=False,
    )
    store = Objects(system, below(where.bucket, where.prefix), putting(system), "ETag", (BotoCoreError, ClientError))
    try:
        yield Ordered(store, destination, holder)
    finally:
        # s3fs leaves that to the garbage collector, which may come when the loop is gone.
        if system._s3 is not None:
            system.close_session(system.loop, system._s3)
