"""Several machines build a share each, and the shares become the site that one machine would have built."""

import shutil

import pytest

from generator.build import Means, Order, build
from generator.build.shards import merge
from generator.errors import GeneratorError
from tests.builds import bytes_in, replaced


@pytest.fixture(scope="module")
def built_shares(built_once, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shares")
    for number in (1, 2, 3):
        build(built_once, Order(shard=(number, 3)), folder / f"share-{number}", Means(jobs=1))
    return folder


@pytest.fixture
def shares(built_shares, ready):
    """Three shares of a project, each in a folder of its own."""
    return [shutil.copytree(built_shares / f"share-{number}", ready / f"share-{number}") for number in (1, 2, 3)]


def test_the_shares_together_are_the_whole(ready, shares):
    """The same files, the same bytes and the same manifest as from one machine."""
    build(ready, Order(), ready / "output", Means(jobs=1))
    merge(shares, ready / "merged")
    assert bytes_in(ready / "merged") == bytes_in(ready / "output")


def test_each_share_is_a_part(ready, shares):
    """Nobody makes everything, and no document in a language is made twice."""
    pages = [{path for path in bytes_in(share) if path.endswith(".pdf")} for share in shares]
    assert all(pages)
    assert len(set.union(*pages)) == sum(map(len, pages)) == 6


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda shares: shares.pop(), "of 3 shares these are missing: 3"),
        (lambda shares: shares.append(shares[0]), "share 1 again"),
        (lambda shares: next(shares[1].rglob("*.pdf")).write_bytes(b"%PDF"), "is not as it was built"),
        (lambda shares: (shares[2] / "manifest.json").unlink(), "there is no share of a build"),
    ],
)
def test_what_is_no_whole_is_refused(ready, shares, spoil, problem):
    """A share that is missing, doubled or damaged is told, and nothing is written."""
    spoil(shares)
    with pytest.raises(GeneratorError, match=problem):
        merge(shares, ready / "merged")
    assert not (ready / "merged").exists()


def test_shares_of_different_projects_are_refused(ready, shares):
    """A share that was built after an edit does not fit to the others."""
    replaced(ready / "content/documents/every-fact.yaml", "Second point", "Another point")
    build(ready, Order(shard=(2, 3)), ready / "share-2", Means(jobs=1))
    with pytest.raises(GeneratorError, match="a share of another whole"):
        merge(shares, ready / "merged")
