"""Whole Hexo sites: what is published, under which title, date, address and terms, as Hexo itself says (make_expected_hexo.py)."""
import json
import os
import pathlib
import re
import subprocess
import sys

import capsule_text
import pytest

HERE = pathlib.Path(__file__).resolve().parent
SPLASHDOWN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", HERE.parent.parent / "build" / "asan")) / "splashdown"
CAPSULES = sorted((HERE / "hexo_capsules").glob("*.txt"))
OTHERS = sorted(path for folder in ("sites/capsules", "sites/hugo_capsules", "sites/liquid_capsules", "feeds/capsules")
                for path in (HERE.parent / folder).glob("*.txt"))
TEXTS = sorted((HERE / "hexo_expected").glob("*.texts.json"))
sys.path.insert(0, str(HERE.parent / "peers"))
import hexo_pages  # noqa: E402
import hexo_texts  # noqa: E402


@pytest.mark.parametrize("path", CAPSULES, ids=lambda path: path.stem)
def test_pages_are_what_hexo_publishes(path, tmp_path):
    site = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path)
    done = subprocess.run([SPLASHDOWN, "list", "--format", "json", site], capture_output=True, text=True, check=True)
    ours = {page["source"]: page for page in json.loads(done.stdout)}
    theirs = json.loads((HERE / "hexo_expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert theirs and sorted(ours) == sorted(theirs)
    for source, page in theirs.items():
        assert not list(hexo_pages.differences(page, ours[source])), source


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name.partition(".")[0])
def test_posts_have_the_words_links_and_pictures_that_hexo_shows(path, tmp_path):
    capsule = HERE / "hexo_capsules" / f"{path.name.partition('.')[0]}.txt"
    site = capsule_text.write(capsule.read_text(encoding="utf-8"), tmp_path)
    theirs = json.loads(path.read_text(encoding="utf-8"))
    ours = hexo_texts.our_texts(SPLASHDOWN.parent, site)
    assert len(theirs) >= 10
    for source, text in theirs.items():
        assert source not in ours or ours[source] == text, source


def test_what_is_shown_otherwise_than_by_hexo_says_why():
    for path in CAPSULES:
        text = path.read_text(encoding="utf-8")
        assert len(re.findall("(?m)^ours: ", text)) == len(re.findall("(?m)^ours: .*\nwhy: .", text)), path.stem


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_other_capsule_is_taken_for_hexos(path, tmp_path):
    site = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path)
    done = subprocess.run([SPLASHDOWN, "check", site], capture_output=True, text=True, check=False)
    assert "Hexo" not in done.stderr


def test_each_capsule_of_hexos_is_taken_for_one(tmp_path):
    for path in CAPSULES:
        site = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path / path.stem)
        done = subprocess.run([SPLASHDOWN, "check", site], capture_output=True, text=True, check=False)
        assert "taken for a Hexo site" in done.stderr, path.stem
