"""Titles, tags, authors and descriptions are plain words wherever readers meet them."""
import json
import xml.etree.ElementTree as ET

import pytest
import splash
from splash import feed, run, write_capsule

ATOM = "{http://www.w3.org/2005/Atom}"


def post(**front):
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f"---\n{lines}---\nText.\n"


FILES = {
    "_config.yml": 'title: "R&amp;D <b>notes</b>"\ndescription: "On <i>tides</i> &amp; 潮汐"\n'
                   'author: "<a href=\'/jo\'>Jo</a>"\nurl: https://e.org\n',
    "_posts/2024-01-01-a.md": post(title="AT&amp;T &#8217;s", tags=["C&amp;C", "夜<b>空</b>"], categories=["<i>Sea</i>"]),
    "_posts/2024-01-02-b.md": post(title="Tom <em>Jerry</em><br>", description="A <b>b</b> &gt; c"),
    "_posts/2024-01-03-c.md": post(title="<strong>潮汐</strong>と&quot;月&quot;", author="<a href='/m'>M&uuml;</a>"),
    "_posts/2024-01-04-d.md": post(title="The <dialog> element and Vec<T>"),
    "_posts/2024-01-05-e.md": post(title="Show &lt;b&gt; in {{ a }}"),
    "_posts/2024-01-06-f.md": "---\ntitle: \"A &lt;b&gt; tag\"\n---\n{{ page.title }} {{ site.posts[0].title }} end\n",
}
TITLES = ["A <b> tag", "Show <b> in {{ a }}", "The <dialog> element and Vec<T>", '潮汐と"月"', "Tom Jerry", "AT&T ’s"]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    with splash.Server(write_capsule(folder / "capsule", FILES), folder) as server:
        yield server


def test_the_list_of_the_command_has_plain_titles(tmp_path):
    code, out, err = run("list", "--format", "json", write_capsule(tmp_path, FILES))
    pages = json.loads(out)
    assert (code, err) == (0, "") and [p["title"] for p in pages if p["kind"] == "post"] == TITLES
    assert pages[-1]["tags"] == ["C&C", "夜空"] and pages[-1]["categories"] == ["Sea"]


def test_lists_and_pages_have_plain_titles_on_both_protocols(served):
    listed = [label[11:] for _, label in splash.links(served.get("/posts/").text) if label[:4] == "2024"]
    assert listed == TITLES
    items = splash.menu(served.select("/posts/"))
    assert [item.display[11:] for item in items if item.type == "1" and item.display[:4] == "2024"] == TITLES
    assert "2024-01-03 · Mü\n" in served.get("/2024/01/03/c.gmi").text
    home = served.get("/").text
    assert home.startswith("# R&D notes\n\nOn tides & 潮汐\n")
    assert "2024-01-02 · Jo\n" in served.get("/2024/01/02/b.gmi").text


def test_tags_keep_the_addresses_of_what_was_written(served):
    assert served.get("/tag/c-amp-c/").text.startswith("# R&D notes · C&C\n")
    assert "C&C (1)" in served.get("/tags/").text and "夜空 (1)" in served.get("/tags/").text
    address = next(url for url, label in splash.links(served.get("/posts/").text) if "AT&T" in label)
    page = served.get(address).text
    assert page.startswith("# AT&T ’s\n") and "=> /tag/c-amp-c/ Tag: C&C\n" in page and "Category: Sea\n" in page


def test_the_feed_has_plain_titles(tmp_path):
    code, out, _ = feed(write_capsule(tmp_path, FILES))
    root = ET.fromstring(out)
    entries = root.findall(ATOM + "entry")
    assert code == 0 and root.find(ATOM + "title").text == "R&D notes"
    assert root.find(ATOM + "subtitle").text == "On tides & 潮汐"
    assert [e.find(ATOM + "title").text for e in entries] == TITLES
    assert [e.find(f"{ATOM}author/{ATOM}name").text for e in entries][3:] == ["Mü", "Jo", "Jo"]
    assert entries[4].find(ATOM + "summary").text == "A b > c"
    assert {c.get("term") for c in entries[5].findall(ATOM + "category")} == {"C&C", "夜空", "Sea"}


def test_liquid_sees_what_was_written(served):
    assert "A <b> tag A <b> tag end" in served.get("/2024/01/06/f.gmi").text


def test_search_finds_plain_words(served):
    assert "潮汐と" in served.get("/search?%E6%BD%AE%E6%B1%90").text


def test_check_says_so_once_per_file(tmp_path):
    code, out, _ = run("check", "--format", "json", write_capsule(tmp_path, FILES))
    told = [(e["file"], e["line"]) for e in json.loads(out) if "is shown without its HTML" in e["message"]]
    assert code == 0 and told == [("_posts/2024-01-01-a.md", 2), ("_posts/2024-01-02-b.md", 2),
                                  ("_posts/2024-01-03-c.md", 2), ("_posts/2024-01-05-e.md", 2),
                                  ("_posts/2024-01-06-f.md", 2)]
