"""What several machines made, each its share, put together: one site and one manifest."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.build import manifest
from generator.build.manifest import Artifact, Shard
from generator.build.output import Content, replace_folder
from generator.build.record import SITE
from generator.errors import Finding, GeneratorError, Place, Severity
from generator.tree import Folder


def merge(shares: Sequence[Path], output: Path) -> tuple[int, int]:
    """Put the outputs of all shards together into *output*; tells how many files were written and how many kept.

    Every file is compared with its manifest. Raises GeneratorError with everything that is wrong: a share that is missing
    or there twice, a file that is not as it was listed, or two files that differ under one path.
    """
    problems = [*_incomplete([(share, manifest.read_shard(share)) for share in shares])]
    listed: dict[str, Artifact] = {}
    files: dict[str, Content] = {}
    for share in shares:
        for artifact in manifest.read(share):
            problems += _damaged(share, artifact)
            known = listed.setdefault(artifact.path, artifact)
            if known.sha256 != artifact.sha256:
                problem = f"'{artifact.path}' differs from that of another share"
                problems.append(_problem(share, problem, "build all of them anew, into empty folders"))
            files[artifact.path.removeprefix(f"{SITE}/")] = Content(
                artifact.sha256, artifact.bytes, Folder(share).read, artifact.path
            )
    if problems:
        raise GeneratorError(problems)
    done = replace_folder(output / SITE, files, {})
    manifest.write(output, sorted(listed.values()))
    return done


def _incomplete(shards: Sequence[tuple[Path, Shard | None]]) -> Iterator[Finding]:
    """Every share must be there, once, and all must be of the same whole."""
    there = [(share, shard) for share, shard in shards if shard]
    for share, shard in shards:
        if shard is None:
            yield _problem(share, "there is no share of a build", "build it with: servicedocs build --shard I/N")
    for place, (share, shard) in enumerate(there):
        if (shard.of, shard.whole) != (there[0][1].of, there[0][1].whole):
            hint = "they were built from other files, or by other versions: build all of them anew"
            yield _problem(share, f"this is a share of another whole than {there[0][0]}", hint)
        elif shard.number in {other.number for _, other in there[:place]}:
            yield _problem(share, f"this is share {shard.number} again", "name each share once")
    missing = sorted({*range(1, there[0][1].of + 1)} - {shard.number for _, shard in there}) if there else []
    if missing:
        named = ", ".join(map(str, missing))
        problem = f"of {there[0][1].of} shares these are missing: {named}"
        yield _problem(there[0][0], problem, "name their folders too")


def _damaged(share: Path, artifact: Artifact) -> Iterator[Finding]:
    folder = Folder(share)
    if not folder.has(artifact.path) or Content.at(folder, artifact.path).sha256 != artifact.sha256:
        yield _problem(share, f"'{artifact.path}' is not as it was built", "build this share anew, or copy it again")


def _problem(share: Path, problem: str, hint: str) -> Finding:
    return Finding(Severity.ERROR, "merge", Place((share / manifest.NAME).as_posix()), problem, hint)
