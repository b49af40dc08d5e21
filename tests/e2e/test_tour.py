"""The pictures of the README are what the programs send today."""
import subprocess
import xml.etree.ElementTree as xml

import pytest

import splash
from splash import ROOT

TOUR = ROOT / "contrib" / "tour"
PICTURES = sorted(TOUR.glob("*.svg"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tour")
    done = subprocess.run([TOUR / "make-tour", "--bin", splash.BIN, "--output", folder], capture_output=True, text=True,
                          timeout=600)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_pictures_are_what_the_script_makes(made):
    assert {path.name for path in made.iterdir()} == {path.name for path in PICTURES} and PICTURES
    for path in PICTURES:
        assert (made / path.name).read_text("utf-8") == path.read_text("utf-8"), f"run {TOUR}/make-tour"


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_everything_stands_within_its_panel(path):
    """Columns times the width of a cell: a wide character has two, and nothing reaches over the edge."""
    name = "{http://www.w3.org/2000/svg}"
    root = xml.parse(path).getroot()
    panels = [(float(rect.get("x")), float(rect.get("x")) + float(rect.get("width"))) for rect in root.iter(f"{name}rect")]
    assert len(panels) == 2
    for text in root.iter(f"{name}text"):
        begin = float(text.get("x"))
        end = begin + float(text.get("textLength", 0))
        assert any(left <= begin and end <= right for left, right in panels), text.text


def test_the_readmes_show_them():
    for readme in ("README.md", "README.zh-TW.md"):
        assert "contrib/tour/" in (ROOT / readme).read_text("utf-8")
    everything = (ROOT / "README.md").read_text("utf-8") + (ROOT / "README.zh-TW.md").read_text("utf-8")
    assert all(f"contrib/tour/{path.name}" in everything for path in PICTURES)
