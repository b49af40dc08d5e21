"""contrib/quickstart tells wrong arguments before it builds: a copy without sources, whose first step notes that it was reached."""
import re
import shutil
import subprocess

import pytest
import splash

REACHED = 77


@pytest.fixture
def quickstart(tmp_path):
    contrib = tmp_path / "splashdown" / "contrib"
    (contrib / "packaging").mkdir(parents=True)
    (contrib / "man").mkdir()
    shutil.copy(splash.ROOT / "contrib" / "quickstart", contrib)
    shutil.copy(splash.ROOT / "contrib" / "man" / "splashdown.1", contrib / "man")
    step = contrib / "packaging" / "install-missing"
    step.write_text(f"#!/bin/sh\nexit {REACHED}\n")
    step.chmod(0o755)
    (tmp_path / "blog").mkdir()

    def run(*arguments):
        done = subprocess.run([contrib / "quickstart", *arguments], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    return run


@pytest.mark.parametrize(("arguments", "told"), [
    (["--bogus"], "serve has no flag --bogus"),
    (["--gopher-prot=7071"], "serve has no flag --gopher-prot;"),
    (["-x", "blog"], "serve has no flag -x"),
    (["blog", "--host"], "--host needs a value"),
    (["nowhere"], "nowhere is no folder"),
    (["blog", "blog"], "blog is one capsule too many"),
])
def test_a_wrong_argument_is_told_before_anything_is_built(quickstart, arguments, told):
    status, said = quickstart(*arguments)
    assert status == 2 and told in said, (status, said)


def test_every_flag_of_serve_is_taken(quickstart):
    asked = subprocess.run([splash.SPLASHDOWN, "serve", "--help"], capture_output=True, text=True, check=True).stdout
    flags = re.findall(r"^ {2,6}(?:-(\w), )?--([a-z-]+)( [A-Z]\S*)?  ", asked, re.MULTILINE)
    assert len(flags) > 10
    for letter, name, value in flags:
        if name == "help":
            continue
        for form in ([f"--{name}", "7"], [f"--{name}=7"]) if value else ([f"--{name}"],):
            assert quickstart(*form, "blog")[0] == REACHED, form
        assert not letter or quickstart(f"-{letter}", *(["7"] if value else []), "blog")[0] == REACHED, letter


def test_what_is_built_is_not_built_again_at_the_next_start(tmp_path):
    def configure():
        subprocess.run(["cmake", "-G", "Ninja", "-S", splash.ROOT, "-B", tmp_path, "-DSPLASHDOWN_TESTS=OFF"], check=True, capture_output=True)
        return {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("generated/*/*.h")}

    assert configure() == configure() != {}
