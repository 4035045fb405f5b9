"""A cache that machines share: what one of them made no other makes again, and nothing that is wrong with it stops a build."""

import shutil

import pytest

from generator.build import Means, Order, build
from generator.build.press import Presses
from generator.errors import GeneratorError
from tests.builds import bytes_in
from tests.publishing import servers


@pytest.fixture
def machines(ready, tmp_path):
    """The same project on two machines, with every page, PDF and file of data still to be made."""
    shutil.rmtree(ready / ".cache" / "targets")
    return ready, shutil.copytree(ready, tmp_path / "other")


@pytest.fixture(params=["folder", "S3"])
def address(request, tmp_path, monkeypatch):
    if request.param == "folder":
        yield str(tmp_path / "shared")
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with servers.s3() as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        import s3fs

        s3fs.S3FileSystem.clear_instance_cache()  # of a server that another test had
        s3fs.S3FileSystem().mkdir("builds")
        yield "s3://builds/cache"


def built(project, shared, told=print, jobs=1):
    build(project, Order(languages=("de",)), project / "output", Means(jobs, shared=shared), told=told)
    return bytes_in(project / "output")


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_one_machine_made_another_takes(jobs, machines, address, monkeypatch):
    """The second machine, which could make nothing, has the same site; workers that fork take part."""
    first, second = machines
    made = built(first, address, jobs=jobs)

    def pressed(presses, target):
        raise AssertionError(f"{target} was made again")

    monkeypatch.setattr(Presses, "_pressed", pressed)
    assert built(second, address, jobs=jobs) == made


def test_a_damaged_file_is_made_again(machines, tmp_path):
    """What lost its end on the way is not believed."""
    first, second = machines
    shared = tmp_path / "shared"
    made = built(first, str(shared))
    files = [path for path in shared.rglob("*") if path.is_file()]
    assert files
    for path in files:
        path.write_bytes(path.read_bytes()[:-1])
    assert built(second, str(shared)) == made


def test_a_store_that_is_not_there_is_left_out(machines, monkeypatch):
    """It is told once, and everything is made here."""
    first, _ = machines
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{servers.free_port()}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    told = []
    assert any(path.endswith(".pdf") for path in built(first, "s3://gone/cache", told.append))
    (sentence,) = told
    assert sentence.startswith("the shared cache s3://gone/cache is left out: ")


def test_an_address_that_nothing_speaks_to_is_told_before_anything_is_made(machines):
    with pytest.raises(GeneratorError) as caught:
        built(machines[0], "gopher://there")
    (finding,) = caught.value.findings
    assert finding.problem == "nothing here speaks to the shared cache gopher://there"
    assert "s3://" in finding.hint
    assert not (machines[0] / "output").exists()
