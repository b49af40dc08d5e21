"""Folders of Pelican, MultiMarkdown, Eleventy and Astro: texts with headers of other programs, read as a plain folder's."""
import json

import pytest
import splash

PELICAN = {
    "pelicanconf.py": "SITENAME = 'Tide notes'  # ours\nAUTHOR = \"Ann Lee\"\nTIMEZONE = 'Europe/Paris'\nDEFAULT_PAGINATION = 10\n",
    "content/first.md": "Title: My \"super\" title\nDate: 2010-12-03 10:20\nCategory: Python\nTags: pelican, two words\nSummary: Short\n    and long\n\n"
                        "See [second]({filename}sea/second.md) and ![Han]({static}/images/han.jpg), {filename} as it is.\n\n[dead](gone.md)\n",
    "content/sea/second.md": "title: Second: the sea\ndate: 2014-11-11\n\n[first]({filename}/first.md), [tag]({tag}pelican)\n",
    "content/draft.md": "Title: D\nDate: 2015-01-01\nStatus: draft\n\nsecretword\n",
    "content/hidden.md": "Title: Hid\nDate: 2015-01-01\nStatus: hidden\n\nhiddenword\n",
    "content/talk.md": "Ann: hello\nBob: hi\n\nThe end.\n",
    "content/images/han.jpg": "x",
}
ELEVENTY = {
    "eleventy.config.js": "",
    "content/about.md": "---js\nconst key = { a: 1 };\n---\n# About\n\naboutword\n",
    "content/data.md": "---json\n{\"title\": \"From JSON\", \"date\": \"2018-07-04\"}\n---\nx\n",
    "content/blog/first.md": "---\ntitle: First\ndate: 2018-05-01\n---\n[second](/blog/second/)\n",
    "content/blog/second.md": "---\ntitle: Second\ndate: 2018-05-02\n---\nx\n",
}
ASTRO = {
    "astro.config.mjs": "",
    "src/content/blog/mdx.mdx": "---\ntitle: Using MDX\npubDate: 'Jun 01 2024'\n---\n\nimport A from '../a.astro';\nexport const x = 1;\n\n<A href='#'>\n  Embedded\n</A>\n\n"
                                "{/* commentword\nmore */}\n\n[plain](/blog/plain/)\n\n```js\nimport kept from 'x';\n```\n",
    "src/content/blog/plain.md": "---\ntitle: Plain\npublished: 2021-11-30\n---\nx\n",
    "src/pages/index.astro": "---\n---\n<html>",
}


def listed(folder):
    code, out, err = splash.run("list", "--format", "json", folder)
    assert code == 0, err
    return {page["source"]: page for page in json.loads(out)}


def test_pelicans_headers_are_front_matter(tmp_path):
    site = splash.write_capsule(tmp_path / "site", PELICAN)
    pages = listed(site)
    first = pages["content/first.md"]
    assert (first["kind"], first["title"], first["date"]) == ("post", 'My "super" title', "2010-12-03T10:20:00+01:00")
    assert first["tags"] == ["pelican", "two words"] and first["categories"] == ["Python"]
    assert pages["content/sea/second.md"]["title"] == "Second: the sea" and "content/draft.md" not in pages
    with splash.Server(site, tmp_path) as server:
        home, text = server.get("/").text, server.get("/content/first.gmi").text
        assert home.startswith("# Tide notes\n") and "Hid" not in home and server.get("/content/draft.gmi").status == 51
        assert "hiddenword" in server.get("/content/hidden.gmi").text and b"hiddenword" not in splash.feed(site)[1]
        assert "=> /content/sea/second.gmi second" in text and "=> /content/images/han.jpg Han" in text and "{filename} as it is" in text
        assert "Ann Lee" in splash.feed(site)[1].decode() and "Title:" not in text
        assert "=> /tag/pelican/ tag" in server.get("/content/sea/second.gmi").text
        assert "Ann: hello" in server.get("/content/talk.gmi").text


def test_complaints_name_the_authors_line(tmp_path):
    said = splash.run("check", splash.write_capsule(tmp_path / "site", PELICAN))[1].decode()
    assert "content/first.md:10: warning: a link to gone.md" in said and "content/draft.md: note: a draft, since it says draft: true\n" in said


@pytest.mark.parametrize("text", ["Note: a sentence\n\nx\n", "Title: x\nand prose below\n", "Title\n\nx\n"])
def test_prose_is_no_header(text, tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"pelicanconf.py": "", "a.md": text})
    assert text.split()[0] in splash.run("render", "--to", "gemtext", site / "a.md")[1].decode().split("\n", 1)[1]


def test_eleventys_scripts_are_no_text_and_links_lead_to_pages(tmp_path):
    site = splash.write_capsule(tmp_path / "site", ELEVENTY)
    pages = listed(site)
    assert pages["content/about.md"]["title"] == "About" and pages["content/data.md"]["title"] == "From JSON"
    assert pages["content/data.md"]["date"].startswith("2018-07-04")
    with splash.Server(site, tmp_path) as server:
        assert server.get("/content/about.gmi").text.split() == ["#", "About", "aboutword"] or "const" not in server.get("/content/about.gmi").text
        assert "=> /content/blog/second.gmi second" in server.get("/content/blog/first.gmi").text
        assert server.get("/blog/second/").status == 31


def test_mdx_is_markdown_without_its_program(tmp_path):
    site = splash.write_capsule(tmp_path / "site", ASTRO)
    pages = listed(site)
    assert {source: page["kind"] for source, page in pages.items()} == {"src/content/blog/mdx.mdx": "post", "src/content/blog/plain.md": "post"}
    text = splash.run("render", "--to", "gemtext", site / "src/content/blog/mdx.mdx")[1].decode()
    assert "Embedded" in text and "import kept" in text and "=> /src/content/blog/plain.gmi plain" in text
    assert not [word for word in ("import A", "export", "commentword", "more */", "<A") if word in text]
    said = splash.run("check", site)[1].decode()
    assert "neither true nor false" not in said and "Jekyll" not in said
