"""PDFs pressed on a cluster of Dask: jobs travel whole, and results come back as bytes that belong to one key.

A worker needs this package and nothing of the project. One that has another version of anything that has a say in the
bytes refuses to work. What a worker was at when it is lost, the scheduler gives to another one.
"""

import importlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.build import makers
from generator.build.press import Presses
from generator.build.targets import Target
from generator.edition import Edition
from generator.errors import Finding, GeneratorError, Place, Severity
from generator.formats import FORMATS, Press, templates
from generator.formats.pdf import Face
from generator.store import kept, key, write_beside
from generator.workers import Told

SCHEME = "dask://"
PATIENCE = "10s"
"""How long a scheduler may take to answer."""

RETRIES = 3
"""How many workers a job may lose before it is given up."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that a target is made of, and under which key it is kept; *environment* is what must make it."""

    key: str
    format: str
    edition: Edition
    stylesheets: tuple[str, ...]
    faces: tuple[Face, ...]
    templates: Mapping[str, bytes]
    environment: Mapping[str, str]


def press(presses: Presses, targets: Sequence[Target], address: str, told: Told) -> Iterator[Target]:
    """Have targets made by the cluster at ``dask://host:port`` and keep them; each as it is done.

    *told* hears of workers that can't be used. Raises GeneratorError if there is none that can, and at the end with
    everything that was wrong.
    """
    distributed = _distributed()
    wrong: list[Finding] = []
    with _client(distributed, address) as client:
        able = _able(client, told)
        waiting = {_submitted(client, _parcel(presses, target), able): target for target in targets}
        for future in distributed.as_completed(list(waiting), loop=client.loop):
            target = waiting.pop(future)
            try:
                _keep(presses, target, future.result())
            except GeneratorError as error:
                wrong += error.findings
            except (distributed.KilledWorker, OSError, RuntimeError) as error:
                hint = "see what the workers say; the next build goes on where this one ended"
                wrong.append(_problem(f"{target}: {type(error).__name__}: {error}", hint))
            else:
                yield target
            future.release()
    if wrong:
        raise GeneratorError(sorted(dict.fromkeys(wrong), key=lambda finding: finding.place))


def _distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError:
        hint = "install it with: pip install 'servicedocs[cluster]'"
        raise GeneratorError([_problem("a cluster needs the package 'distributed'", hint)]) from None


def _client(distributed: Any, address: str) -> Any:
    if not address.startswith(SCHEME):
        raise GeneratorError([_problem(f"'{address}' is no cluster", f"write {SCHEME}host:port")])
    try:
        return distributed.Client(f"tcp://{address.removeprefix(SCHEME)}", timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        problem = f"no scheduler answers at {address}: {error}"
        raise GeneratorError([_problem(problem, "start one with: dask scheduler")]) from None


def _able(client: Any, told: Told) -> list[str]:
    """The addresses of the workers that make the same bytes as this process."""
    found: Mapping[str, Mapping[str, str]] = client.run(makers.environment)
    unlike = {address: _differences(theirs) for address, theirs in found.items()}
    for address, differences in sorted(unlike.items()):
        if differences:
            told(f"worker {address} is left out, it would make other bytes: {', '.join(differences)}")
    able = [address for address, differences in unlike.items() if not differences]
    if not able:
        hint = "install the same versions everywhere, in the same image best"
        raise GeneratorError([_problem(f"none of {len(found)} workers would make the same bytes", hint)])
    return able


def _differences(theirs: Mapping[str, str]) -> list[str]:
    ours = makers.environment()
    return [
        f"{name} {theirs.get(name, 'absent')[:16]} instead of {ours.get(name, 'absent')[:16]}"
        for name in sorted({*ours, *theirs})
        if ours.get(name) != theirs.get(name)
    ]


def _parcel(presses: Presses, target: Target) -> Parcel:
    dressed = presses.dressed(target)
    shop = presses.shop
    return Parcel(
        target.key,
        target.format,
        presses.drafts.edition(target.draft),
        dressed.stylesheets,
        dressed.faces,
        {path: (shop.project / path).read_bytes() for path in shop.inputs.below(templates.FOLDER)},
        makers.environment(),
    )


def _submitted(client: Any, parcel: Parcel, able: Iterable[str]) -> Any:
    return client.submit(
        pressed, parcel, key=f"servicedocs-{parcel.key}", workers=list(able), retries=RETRIES, pure=True
    )


def pressed(parcel: Parcel) -> tuple[str, bytes]:
    """The hash of a target and its bytes, made on a worker. Raises GeneratorError if this is no place to make it."""
    if differences := _differences_from(parcel.environment):
        raise GeneratorError([_problem(f"a worker would make other bytes: {', '.join(differences)}", "leave it out")])
    cache = Path(tempfile.gettempdir()) / f"servicedocs-{os.getuid() if hasattr(os, 'getuid') else 0}"
    made = kept(cache / "targets" / parcel.key, lambda: _made(parcel, cache))
    return sha256(made).hexdigest(), made


def _differences_from(wanted: Mapping[str, str]) -> list[str]:
    here = makers.environment()
    return [name for name in sorted({*here, *wanted}) if here.get(name) != wanted.get(name)]


def _made(parcel: Parcel, cache: Path) -> bytes:
    environment = templates.environment(_unpacked(parcel.templates, cache))
    press = Press(environment, stylesheets=parcel.stylesheets, faces=parcel.faces, cache=cache)
    return FORMATS[parcel.format](parcel.edition, press)


def _unpacked(files: Mapping[str, bytes], cache: Path) -> Path:
    """A folder with the templates; the same templates lie in the same folder."""
    digest = key(sorted((path, sha256(content).hexdigest()) for path, content in files.items()))
    project = cache / "projects" / digest
    for path, content in files.items():
        if not (project / path).is_file():
            write_beside(project / path, content)
    return project


def _keep(presses: Presses, target: Target, result: tuple[str, bytes]) -> None:
    digest, made = result
    if sha256(made).hexdigest() != digest:
        raise GeneratorError([_problem(f"{target}: the bytes were damaged on their way", "build again")])
    kept(presses.shop.path("targets", target.key), lambda: made)


def _problem(problem: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, "cluster", Place("."), problem, hint)
