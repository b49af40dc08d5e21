"""The end of a page: neighbours, groups, ways, each set off by a blank line."""
import xml.etree.ElementTree as ET

import pytest
import splash
from splash import feed, write_capsule

ATOM = "{http://www.w3.org/2005/Atom}"


def post(title, groups):
    return f"---\ntitle: {title}\n{groups}\n---\nText.\n"


FILES = {
    "_config.yml": "title: T\nurl: https://e.org\npermalink: /:title.html\n",
    "_posts/2024-01-01-a.md": post("A", "tags: [sea, 月]\ncategories: [sea, life]"),
    "_posts/2024-01-02-b.md": post("B", "tags: [月, 'C&amp;C', life]\ncategories: [Sea, 月]"),
    "_posts/2024-01-03-c.md": post("C", "tags: sea"),
    "about.md": "---\ntitle: About\n---\nx\n",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("footer")
    with splash.Server(write_capsule(folder / "capsule", FILES), folder) as server:
        yield server


def test_three_groups_end_a_post_on_gemini(served):
    text = served.get("/b.gmi").text
    assert text.endswith(
        "Text.\n\n=> /a.gmi Previous: A\n=> /c.gmi Next: C\n\n"
        "=> /category/sea/ Category: Sea\n=> /category/%E6%9C%88/ Category: 月\n=> /tag/%E6%9C%88/ Tag: 月\n"
        "=> /tag/c-amp-c/ Tag: C&C\n=> /tag/life/ Tag: life\n\n"
        "=> /posts/ All posts\n=> / Home\n=> /search Search\n"
        f"=> gopher://localhost:{served.gopher}/1/b Also on Gopher\n=> https://e.org/b.html On the web\n"), text


def test_three_groups_end_a_post_on_gopher(served):
    lines = [item.display for item in splash.menu(served.select("/b"))]
    end = lines[lines.index("Previous: A") - 1:]
    assert end == ["", "Previous: A", "Next: C", "", "Category: Sea", "Category: 月", "Tag: 月", "Tag: C&C", "Tag: life",
                   "", "All posts", "Home", "Search", "As plain text", "Also on Gemini", "On the web"]


def test_a_tag_that_holds_what_its_category_holds_is_one_line(tmp_path):
    files = {"_posts/2024-01-01-a.md": post("A", "tags: [sea, 潮]\ncategories: [Sea, 潮]"),
             "_posts/2024-01-02-b.md": post("B", "tags: [sea]\ncategories: [sea]")}
    with splash.Server(write_capsule(tmp_path / "c", files), tmp_path) as server:
        for path in ("/sea/%E6%BD%AE/2024/01/01/a.gmi", "/sea/2024/01/02/b.gmi"):
            groups = [label for _, label in splash.links(server.get(path).text) if ": " in label and "A" not in label[-1]]
            names = [label.split(": ")[1] for label in groups if label.split(":")[0] in ("Tag", "Category")]
            assert len(names) == len(set(name.lower() for name in names)) and names, groups
        for address in ("/tag/sea/", "/category/sea/", "/tag/%E6%BD%AE/", "/category/%E6%BD%AE/"):
            assert server.get(address).status == 20


def test_a_tag_that_is_named_twice_is_one_line(tmp_path):
    capsule = write_capsule(tmp_path / "c", {"_posts/2024-01-01-a.md": post("A", "tags: [sea, moon, sea, Moon]")})
    with splash.Server(capsule, tmp_path) as server:
        addresses = [address for address, _ in splash.links(server.get("/2024/01/01/a.gmi").text) if "/tag/" in address]
    assert addresses == ["/tag/sea/", "/tag/moon/"]


def test_a_list_and_a_page_lead_on(served):
    assert served.get("/tag/sea/").text.endswith(
        f"=> /tag/sea/atom.xml Atom feed\n\n=> /posts/ All posts\n=> / Home\n=> /search Search\n"
        f"=> gopher://localhost:{served.gopher}/1/tag/sea/ Also on Gopher\n")
    assert "All posts" not in [label for _, label in splash.links(served.get("/posts/").text)]
    assert "x\n\n=> /posts/ All posts\n=> / Home\n" in served.get("/about.gmi").text


def test_a_feed_names_each_category_once(tmp_path):
    _, out, _ = feed(write_capsule(tmp_path, FILES))
    terms = [[c.get("term") for c in e.findall(ATOM + "category")] for e in ET.fromstring(out).findall(ATOM + "entry")]
    assert terms == [["sea"], ["Sea", "月", "C&C", "life"], ["sea", "life", "月"]]


@pytest.mark.parametrize("url, offered", [
    ("http://localhost:1313/", False), ("http://127.0.0.1:4000", False), ("http://[::1]:4000", False), ("http://0.0.0.0:4000", False),
    ("https://localhost.example.org", True), ("https://e.org", True),
])
def test_no_reader_is_led_to_a_machine_of_his_own(tmp_path, url, offered):
    with splash.Server(write_capsule(tmp_path / "capsule", {**FILES, "_config.yml": f"title: T\nurl: '{url}'\npermalink: /:title.html\n"}), tmp_path) as server:
        assert ("On the web" in server.get("/b.gmi").text) == offered
        assert (b"On the web" in server.select("/b")) == offered
