"""Collections with output: true: their documents are pages, and each collection has a list."""
import json
import os

import feedparser
import pytest
import splash
from actors import NAMES, acting_as
from splash import eventually, links

SECRET = "mellon-4711"
CONFIG = """title: T
url: https://e.example
collections:
  recipes: { output: true, permalink: "/:collection/:name/" }
  work: { output: true }
  out: { output: true }
  search: { output: true }
  quiet:
"""
FILES = {
    "_config.yml": CONFIG,
    "_posts/2024-01-01-post.md": "---\ntitle: Post\n---\n[a](/_recipes/soup.md) [b]({% link _work/deep/tool.md %}) [c](https://e.example/recipes/bread/)\n"
                                 "{% for r in site.recipes %}{{ r.title }};{% endfor %} pages: {{ site.pages | size }}.\n",
    "about.md": "---\ntitle: About\n---\nus\n",
    "_recipes/soup.md": "---\ntitle: Soup\ndate: 2020-05-06\n---\nboiled [bread](bread.md)\n",
    "_recipes/bread.md": "---\ntitle: Bread\n---\nbaked\n",
    "_recipes/secret.md": f"---\ntitle: {SECRET}\npublished: false\n---\n{SECRET}\n",
    "_recipes/.hidden.md": f"---\n---\n{SECRET}\n",
    "_recipes/_under.md": f"---\n---\n{SECRET}\n",
    "_recipes/raw.md": SECRET,
    "_recipes/soup.svg": "<svg>steam</svg>",
    "_work/deep/table.csv": "a,b\n",
    "_work/deep/show.md": "---\ntitle: Show\n---\n![steam](../../_recipes/soup.svg) [t]({% link _work/deep/table.csv %}) [u](table.csv)\n",
    "_work/table.json": '---\ntitle: Table\n---\n{}\n',
    "_quiet/q.svg": f"<svg>{SECRET}</svg>",
    "_recipes/key.txt": "-----BEGIN PRIVATE KEY-----\nMIIB\n",
    "_work/deep/tool.md": "---\ntitle: Tool\n---\nhammered\n",
    "_search/s.md": "---\ntitle: Searched\n---\nsought\n",
    "_quiet/q.md": f"---\ntitle: {SECRET}\n---\n{SECRET}\n",
}


@pytest.fixture(scope="module", params=NAMES)
def actor(request):
    with acting_as(request.param) as one:
        yield one


@pytest.fixture(scope="module")
def served(actor):
    with actor.serve(actor.capsule(FILES)) as server:
        yield server


def test_documents_are_pages(served):
    for path, words in (("/recipes/soup/", "boiled"), ("/work/deep/tool.gmi", "hammered"), ("/search/s.gmi", "sought")):
        assert words in served.get(path).text
        assert words in served.select(path.removesuffix(".gmi")).decode()
    assert served.get("/recipes/soup.html").meta.endswith("/recipes/soup/")
    assert "Soup" in served.get("/search?boiled").text


def test_a_collection_has_a_list_and_the_home_leads_there(served):
    listed = served.get("/recipes/").text
    assert [label for url, label in links(listed) if url.startswith("/recipes/")] == ["2020-05-06 Soup", "Bread"]
    assert served.get("/recipes").status == 31 and "Tool" in served.get("/work/").text
    for page in ("/", "/pages/"):
        targets = {url for url, _ in links(served.get(page).text)}
        assert {"/recipes/", "/work/"} <= targets and "/search/" not in targets and "/recipes/soup/" not in targets
    assert "/search/s.gmi" in served.get("/pages/").text and served.get("/search/").status in (10, 31)
    assert served.get("/quiet/").status == 51 and served.get("/out/").status == 51


def test_they_are_in_no_list_of_posts(served):
    for path in ("/posts/", "/atom.xml", "/2020/"):
        body = served.get(path).body or b""
        assert b"boiled" not in body and b"hammered" not in body and b"Tool" not in body and b"Soup\n" not in body


def test_links_by_source_path_lead_to_them_and_no_request_does(served):
    text = served.get("/2024/01/01/post.gmi").text
    assert {url for url, _ in links(text)} >= {"/recipes/soup/", "/work/deep/tool.gmi", "/recipes/bread/"}
    assert "Soup;Bread; pages: 1." in text
    assert "/recipes/bread/" in {url for url, _ in links(served.get("/recipes/soup/").text)}
    for path in ("/_recipes/soup.md", "/_work/deep/tool.md", "/_recipes/", "/_recipes/raw.md"):
        assert served.get(path).status == 51 and b"boiled" not in served.select(path), path


def test_files_beside_documents_have_the_address_that_jekyll_gives_them(served):
    for path, words in (("/recipes/soup.svg", "steam"), ("/work/deep/table.csv", "a,b")):
        assert words.encode() in served.get(path).body and words.encode() in served.select(path)
    targets = [url for url, _ in links(served.get("/work/deep/show.gmi").text)]
    assert targets[:2] == ["/recipes/soup.svg", "/work/deep/table.csv"]
    for path in ("/_recipes/soup.svg", "/_work/deep/table.csv", "/work/table.json", "/_work/table.json", "/quiet/q.svg", "/_quiet/q.svg", "/recipes/key.txt",
                 "/recipes/key"):
        assert served.get(path).status == 51 and b"PRIVATE" not in served.select(path), path


def test_files_of_a_restricted_source_or_address_are_not_shown(actor):
    capsule = actor.capsule(FILES, "restricted")
    hosts = f"hosts:\n  - {{ name: localhost, capsule: {capsule}, restricted: {{ /_work/: [any], /recipes/: [any] }} }}\n"
    with actor.serve(None, config=hosts) as server:
        for path in ("/work/deep/table.csv", "/recipes/soup.svg"):
            assert server.get(path).status == 60 and b"a,b" not in server.select(path) and b"steam" not in server.select(path), path


def test_what_is_not_published_stays_so(served):
    for path in ("/", "/pages/", "/recipes/", "/recipes/secret/", "/recipes/hidden/", "/recipes/_under/", "/recipes/raw/", "/quiet/q.gmi", "/atom.xml",
                 "/recipes/secret.gmi", "/recipes/raw.md", "/recipes/raw", "/quiet/q.svg"):
        assert SECRET.encode() not in (served.get(path).body or b"") + served.select(path), path


def test_list_and_export_have_them(actor):
    capsule = actor.capsule(FILES, "listed")
    pages = {page["source"]: page for page in json.loads(actor.run("list", "--format", "json", capsule)[1])}
    assert pages["_recipes/soup.md"]["date"].startswith("2020-05-06") and pages["_work/deep/tool.md"]["kind"] == "page"
    out = actor.folder / "export"
    assert actor.run("export", "--to", "gemini", "--output", out, capsule)[0] == 0
    assert (out / "recipes/soup/index.gmi").exists() and (out / "recipes/index.gmi").exists() and (out / "work/deep/tool.gmi").exists()


def test_a_collection_that_is_a_link_out_and_two_with_one_address_are_told(actor):
    files = {**FILES, "_work/one.md": "---\npermalink: /same/\n---\n", "_recipes/two.md": "---\npermalink: /same/\n---\n"}
    capsule = actor.capsule(files, "bad")
    (actor.folder / "elsewhere").mkdir()
    (actor.folder / "elsewhere" / "x.md").write_text(f"---\n---\n{SECRET}\n")
    os.symlink(actor.folder / "elsewhere", capsule / "_out")
    said = actor.run("check", capsule)[1].decode()
    assert "documents of collections with output: true are pages" in said
    assert "_out: warning: not served: this link leads out" in said
    assert "_work/one.md" in said and "_recipes/two.md" in said
    with actor.serve(capsule) as server:
        assert server.get("/out/x.gmi").status == 51 and server.get("/same/").status == 20


def test_edits_are_seen(actor):
    capsule = actor.capsule(FILES, "edited")
    with actor.serve(capsule) as server:
        assert "Soup;" in server.get("/2024/01/01/post.gmi").text
        (capsule / "_recipes/soup.md").write_text("---\ntitle: Stew\n---\nstewed\n")
        eventually(lambda: "stewed" in server.get("/recipes/soup/").text, "the document's edit is seen")
        eventually(lambda: "Stew" in server.get("/recipes/").text, "the list has the title")
        eventually(lambda: "Stew;" in server.get("/2024/01/01/post.gmi").text, "a loop has the title")


def test_a_document_of_a_day_to_come_is_not_shown_before(tmp_path):
    capsule = splash.write_capsule(tmp_path / "capsule", {
        "_config.yml": CONFIG, "_recipes/pie.md": f"---\ntitle: Pie\ndate: 2120-01-01\n---\n{SECRET}\n", "_recipes/soup.md": FILES["_recipes/soup.md"],
        "index.md": "---\ntitle: Home\n---\n{% for r in site.recipes %}{{ r.title }}.{% endfor %}\n"})
    with splash.Server(capsule, tmp_path) as server:
        assert server.get("/recipes/pie/").status == 51 and b"Pie" not in server.get("/recipes/").body
        # Liquid has it, in Jekyll, too.
        assert "Soup.Pie." in server.get("/").text
    code, out, err = splash.run("check", capsule)
    assert "_recipes/pie.md:3: warning: not shown before 2120-01-01" in out.decode() + err
    with splash.Server(capsule, tmp_path, "--future") as server:
        assert SECRET in server.get("/recipes/pie/").text


@pytest.mark.parametrize("named,addresses", [
    ("[works, none, posts]", {"/feed/works.xml": "/works/atom.xml", "/feed/talks.xml": None, "/talks/atom.xml": None, "/feed/none.xml": None}),
    ("{ works: { path: w.xml }, talks: { path: /t/t.xml } }", {"/w.xml": "/works/atom.xml", "/t/t.xml": "/talks/", "/feed/works.xml": None}),
    ("{ works: { categories: [x] }, talks: { category: x } }", {"/feed/works.xml": "/works/atom.xml", "/feed/works/x.xml": "/works/atom.xml", "/feed/works/y.xml": None, "/feed/talks.xml": "/talks/"}), ("works", {"/feed/works.xml": None, "/works/atom.xml": None})])
def test_the_address_of_a_collections_feed_leads_to_it_or_to_the_list(serve, named, addresses):
    server = serve({"_config.yml": f"title: T\ncollections: {{ works: {{ output: true }}, talks: {{ output: true }} }}\nfeed: {{ collections: {named} }}\n",
                    "_works/a.md": "---\ntitle: A\ndate: 2024-05-01\n---\nx\n", "_talks/b.md": "---\ntitle: B\n---\nx\n"})
    for old, new in addresses.items():
        answer = server.get(old)
        assert (answer.status, answer.meta) == (31, new) if new else answer.status == 51, old


def test_the_feed_of_a_collection_has_its_documents_and_no_others(tmp_path):
    capsule = splash.write_capsule(tmp_path / "capsule", {
        "_config.yml": "title: T\nurl: https://example.org\ncollections: { works: { output: true } }\nfeed: { collections: [works] }\n",
        "_works/old.md": "---\ntitle: Old\ndate: 2024-05-01\n---\nx\n", "_works/new.md": "---\ntitle: New\ndate: 2024-06-01\n---\nx\n",
        "_works/same.md": "---\ntitle: Same\ndate: 2023-06-01\npermalink: /2024/05/01/same.html\n---\nx\n", "_works/undated.md": "---\ntitle: Undated\n---\nx\n",
        "_works/draft.md": "---\ntitle: Draft\ndraft: true\ndate: 2024-05-01\n---\nx\n", "_works/moved.md": "---\ntitle: Moved\ndate: 2024-05-01\nredirect_to: /works/old.html\n---\nx\n",
        "_posts/2024-05-01-same.html": "---\npermalink: /2024/05/01/SAME.html\nslug: same\n---\n<p>A post</p>\n"})
    with splash.Server(capsule, tmp_path) as server:
        feed = feedparser.parse(server.get("/works/atom.xml").body)
        assert [entry.title for entry in feed.entries] == ["New", "Old", "Same"] and feed.feed.title == "T | works"
        assert [entry.id for entry in feed.entries] == ["https://example.org/works/new", "https://example.org/works/old", "https://example.org/2024/05/01/same.html"]
        main = feedparser.parse(server.get("/atom.xml").body)
        assert [entry.id for entry in main.entries] == ["https://example.org/2024/05/01/same"]
        assert "=> /works/atom.xml" in server.get("/works/").text and b"0Atom feed" in server.select("/works/")
    assert splash.run("export", "--to", "gemini", "--output", tmp_path / "out", capsule)[0] == 0
    assert (tmp_path / "out/works/atom.xml").exists()


def test_a_list_has_the_order_that_sort_by_asks_for_and_its_feed_is_by_date(serve):
    server = serve({"_config.yml": "title: T\ncollections: { works: { output: true, sort_by: rank } }\nfeed: { collections: [works] }\n",
                    **{f"_works/{name}.md": f"---\ntitle: {name}\nrank: {rank}\ndate: 2024-01-0{day}\n---\nx\n" for name, rank, day in (("Third", 3, 1), ("First", 1, 2), ("Second", 2, 3))},
                    "_works/last.md": "---\ntitle: Last\n---\nx\n"})

    def listed():
        return [label.split()[-1] for url, label in links(server.get("/works/").text) if url.startswith("/works/") and "atom" not in url]

    assert listed() == ["First", "Second", "Third", "Last"]
    assert [entry.title for entry in feedparser.parse(server.get("/works/atom.xml").body).entries] == ["Second", "First", "Third"]
    (server.capsule / "_works/First.md").write_text("---\ntitle: First\nrank: 9\ndate: 2024-01-02\n---\nx\n")
    splash.eventually(lambda: listed() == ["Second", "Third", "First", "Last"], "the edit")
