"""contrib/release: tarball, checksum and notes of what is committed; that two builds are the same bytes is a step of tests/nightly."""
import re
import subprocess
import tarfile

import pytest
from splash import ROOT


def git(folder, *arguments):
    return subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def clone(tmp_path):
    if subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("these sources are in no repository")
    git(tmp_path, "clone", "-q", ROOT, "clone")
    return tmp_path / "clone"


def release(clone, *arguments):
    done = subprocess.run(["contrib/release", *arguments], cwd=clone, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_a_release_is_all_that_is_published(clone, tmp_path):
    code, said, errors = release(clone, "--no-build", "9.8.7", tmp_path / "out")
    assert code == 0, errors
    name = "splashdown-9.8.7"
    assert {f"{name}.tar.gz", f"{name}.tar.gz.sha256", f"{name}.changes.md", "splashdown.1.txt"} <= {line.split("/")[-1] for line in said.split()}
    subprocess.run(["sha256sum", "--check", "--quiet", f"{name}.tar.gz.sha256"], cwd=tmp_path / "out", check=True)
    with tarfile.open(tmp_path / "out" / f"{name}.tar.gz") as tar:
        def text(path):
            return tar.extractfile(f"{name}/{path}").read().decode()

        assert "project(splashdown VERSION 9.8.7 " in text("CMakeLists.txt")
        assert re.search(r"^## 9\.8\.7 \(\d{4}-\d\d-\d\d\)$", text("CHANGELOG.md"), re.M) and "## Unreleased" not in text("CHANGELOG.md")
        assert text("contrib/packaging/debian/changelog").startswith("splashdown (9.8.7-1) bookworm; ")
    assert "### What changes for you" in (tmp_path / "out" / f"{name}.changes.md").read_text()
    assert git(clone, "tag").split() == ["v9.8.7"] and git(clone, "log", "-1", "--format=%s").strip() == "Release 9.8.7"
    assert git(clone, "status", "--porcelain") == ""


def test_a_try_leaves_the_repository_alone(clone, tmp_path):
    before = git(clone, "log", "-1", "--format=%H")
    assert release(clone, "--try", "--no-build", "9.8.7", tmp_path / "out")[0] == 0
    assert git(clone, "tag") == "" and git(clone, "log", "-1", "--format=%H") == before


def test_what_cannot_be_released_is_told(clone, tmp_path):
    for arguments, words in ((["1.2"], "is no version"), ([], "give the version"), (["--bogus", "1.2.3"], "there is no flag --bogus")):
        code, _, errors = release(clone, *arguments)
        assert code == 2 and words in errors, errors
    (clone / "README.md").write_text("x\n")
    code, _, errors = release(clone, "9.8.7", tmp_path / "out")
    assert code == 2 and "not committed" in errors
