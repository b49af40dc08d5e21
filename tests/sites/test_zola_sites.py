"""A Zola site of Zola's documented differences, by hand, since Debian has no zola to ask: https://www.getzola.org/documentation/content/page/."""
import json
import os
import pathlib
import subprocess

import capsule_text
import pytest

HERE = pathlib.Path(__file__).resolve().parent
SPLASHDOWN = pathlib.Path(os.environ.get("SPLASHDOWN_BIN", HERE.parent.parent / "build" / "asan")) / "splashdown"
# By source: address and day. The title of each page says the rule by which it is so.
EXPECTED = {
    "blog/2018-10-10-moon.md": ("/blog/moon/", "2018-10-10"),
    "blog/2018-10-11_sun.md": ("/blog/sun/", "2018-10-11"),
    "blog/2018-10-12-star/index.md": ("/blog/star/", "2018-10-12"),
    "blog/2018-10-13-tide.md": ("/blog/tide/", "2020-02-03"),
    "blog/2018-10-14-high.md": ("/blog/low/", "2018-10-14"),
    "blog/Rope Work_2.md": ("/blog/rope-work-2/", "2020-02-04"),
    "blog/Überfahrt.md": ("/blog/uberfahrt/", "2020-02-05"),
    "blog/path.md": ("/Far/Away/", "2020-02-06"),
    "blog/terms.md": ("/blog/terms/", "2020-02-07"),
    "blog/yaml.md": ("/blog/yaml/", "2020-02-08"),
    "blog/terms.fr.md": ("/fr/blog/terms/", "2020-02-11"),
    "about.md": ("/about/", None),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    site = capsule_text.write((HERE / "zola_capsules" / "documented.txt").read_text(encoding="utf-8"), tmp_path_factory.mktemp("zola"))
    done = subprocess.run([SPLASHDOWN, "list", "--format", "json", site], capture_output=True, text=True, check=True)
    return {page["source"].removeprefix("content/"): page for page in json.loads(done.stdout) if not page["source"].endswith("_index.md")}


def test_what_is_published_is_where_and_when_zola_says(pages):
    assert {source: (page["stem"], page["date"] and page["date"][:10]) for source, page in pages.items()} == EXPECTED


def test_terms_are_those_of_the_table(pages):
    assert (pages["blog/terms.md"]["tags"], pages["blog/terms.md"]["categories"]) == (["Night", "Sea"], ["Log"])
    assert not any(page["tags"] for source, page in pages.items() if source != "blog/terms.md")


def test_what_is_dated_is_a_post(pages):
    assert {source for source, page in pages.items() if page["kind"] == "post"} == set(EXPECTED) - {"about.md"}
