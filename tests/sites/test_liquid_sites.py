"""Liquid on whole capsules: the words of each page are Jekyll's. See make_expected_liquid.py."""
import json
import os
import pathlib
import re
import subprocess

import capsule_text
import page_words
import pytest

HERE = pathlib.Path(__file__).resolve().parent
SPLASHDOWN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", HERE.parent.parent / "build" / "asan")) / "splashdown"
CAPSULES = sorted((HERE / "liquid_capsules").glob("*.txt"))


def words_of(capsule, source):
    done = subprocess.run([SPLASHDOWN, "render", "--to", "html", capsule / source], capture_output=True, text=True, check=True,
                          timeout=600)
    return page_words.of_html(done.stdout), done.stderr


@pytest.mark.parametrize("path", CAPSULES, ids=lambda path: path.stem)
def test_the_words_of_each_page_are_jekylls(path, tmp_path):
    expected = json.loads((HERE / "liquid_expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
    capsule = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path)
    listed = subprocess.run([SPLASHDOWN, "list", "--format", "json", capsule], capture_output=True, text=True, check=True,
                            timeout=600)
    wrong = {}
    for page in json.loads(listed.stdout):
        name = page["gemini"].lstrip("/")
        name = name + "index.html" if name.endswith("/") or not name else re.sub(r"\.gmi$", ".html", name)
        words, told = words_of(capsule, page["source"])
        if words != expected[name]:
            wrong[page["source"]] = (words, expected[name], told)
    assert not wrong
