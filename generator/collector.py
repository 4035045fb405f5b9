"""Python's collector of what nobody refers to any more."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """While much is read that stays, nobody looks for what could be thrown away: a third faster."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What was made meanwhile counts as old at once: looking through it all takes long, and most of it stays.
        gc.freeze()
        gc.unfreeze()
        if collecting:
            gc.enable()
