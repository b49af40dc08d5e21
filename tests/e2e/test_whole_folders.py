"""Whole folders of the kinds that need no generator of ours, end to end: the list, every link on both protocols, the feed, check, export and a new post."""
import json

import pytest
import splash
from test_crawl import crawl_gemini, crawl_gopher

VAULT = {
    ".obsidian/app.json": '{"secretword": 1}',
    "_splashdown.yml": "title: Vault\npublish: [blog, pictures]\n",
    "blog/2024-05-01 Moon.md": "---\npublish: true\ntags: [sea]\n---\nSee [[Tides]], [[Tides|water]], [[Tides#High]], [[sub/Note]], [[Note]], [[Diary]] and [[Knots]].\n\n"
                               "![[map.png|300]]\n\n> [!note]- Mind\n> text\n> > [!tip] Inner\n> > deep\n\nA ==mark==, %%secretword%% and #topic. ^moon-1\n\n%%\nsecretword\n%%\n\n"
                               "`[[Tides]] ==x== %%y%%`\n\n<code>[[Tides]] ==z==</code>\n\nThe area is x ^2\nof it.\n",
    "Tides.md": "---\npublish: true\naliases: [knots, Sea level]\n---\n## High\n\nHigh water.\n\n^high\n",
    "Note.md": "---\npublish: true\n---\nouterword\n",
    "sub/Note.md": "---\npublish: true\n---\ninnerword\n",
    "Diary.md": "secretword\n", "Templates/t.md": "---\npublish: true\n---\nsecretword\n",
    "pictures/map.png": b"\x89PNG\r\n\x1a\nmap", "private.png": b"\x89PNG\r\n\x1a\nsecretword",
}
GEMLOG = {
    "index.gmi": "# Gem\n\n=> gemlog/ The log\n=> about.gmi About\n",
    "about.gmi": "# About\n\nI am.\n",
    "gemlog/index.gmi": "# Log\n\n=> 2024-05-01-moon.gmi 2024-05-01 The moon\n=> tides.gmi 2024-04-01 - Of tides\n=> ./quiet%20day.gmi 2024-03-01 Quiet\n"
                        "=> post_2021_07_01_Words.gmi Words\n",
    "gemlog/tides.gmi": "No heading here.\n", "gemlog/quiet day.gmi": "# A quiet day\n\nx\n", "gemlog/post_2021_07_01_Words.gmi": "# Words\n\nx\n",
    "gemlog/2024-05-01-moon.gmi": "=> / Home\n\n# The moon\n\nIt rises.\n",
    "gemlog/2024-05-02.gmi": "# 2024-05-02\n\n## A day at sea\n\nx\n",
    "gemlog/2023/06/07-old.gmi": "# Old\n\nx\n",
    ".git/config": "secretword",
}
DATED = {
    "2024-05-01-moon.md": "# Moon\n\n[tide](log/deep/2024-05-03-tide.md)\n",
    "log/2024-05-02-sun.md": "It shines.\n",
    "log/deep/2024-05-03-tide.md": "---\ntitle: Tide\ntags: [a]\n---\n![p](p.png)\n",
    "log/deep/p.png": b"\x89PNG\r\n\x1a\n",
    "2024/05/04-star.md": "# Star\n", "20240505-compact.md": "# Compact\n", "2024_05_06_under.md": "# Under\n",
    "2024-13-01-bad.md": "# No day\n", "about.md": "# About\n",
    "2024-05-07-multi.md": "Title:   Many marks\nAuthor:  Ann\nDate:    2024-05-07\n\nbody\n",
    "2024-05-08-draft.md": "---\ndraft: true\n---\nsecretword\n",
    "_private/x.md": "secretword\n", ".hidden.md": "secretword\n",
}
ELEVENTY = {
    ".eleventy.js": "secretword", "package.json": '{"secretword": 1}', "src/index.md": "---\ntitle: Home\nlayout: base.njk\n---\nWelcome.\n",
    "src/posts/posts.json": '{"tags": "secretword"}', "src/posts/posts.11tydata.js": "secretword", "src/posts/a.11tydata.json": '{"secretword": 1}',
    "src/posts/first.md": "---\ntitle: First\ndate: 2024-05-01\ntags: [posts, sea]\n---\n[second](/the/second/), [fifth](/posts/fifth/)\n",
    "src/posts/2024-05-02-second.md": "---\ntitle: Second\npermalink: /the/second/index.html\n---\nx\n",
    "src/posts/third.md": "---\ntitle: Third\ndate: 2024-05-03\npermalink: false\n---\nsecretword\n",
    "src/posts/fourth.md": "---\ntitle: Fourth\ndate: 2024-05-04\neleventyExcludeFromCollections: true\n---\nfourthword\n",
    "src/posts/fifth.md": "---\ntitle: Fifth\ndate: 2024-05-05\npermalink: \"/blog/{{ title | slugify }}/\"\n---\nfifthword\n",
    "src/posts/sixth.md": "---\ntitle: Sixth\ndate: 2024-05-06\ndraft: true\n---\nsecretword\n",
    "src/page.njk": "---\ntitle: P\n---\nsecretword\n", "src/bare.njk": "secretword", "_site/index.html": "secretword", "src/_data/x.json": '"secretword"',
    "src/img/a.png": b"\x89PNG\r\n\x1a\n", "public/app.json": "{}\n",
}
ASTRO = {
    "astro.config.mjs": "secretword", "tsconfig.json": '"secretword"', "src/content.config.ts": "secretword", "src/pages/index.astro": "secretword",
    "src/components/X.astro": "---\n---\nsecretword", "dist/index.html": "secretword",
    "src/content/blog/one.md": "---\ntitle: One\npubDate: 2024-05-01\ndraft: false\ntags: [a]\n---\n[two](./two.mdx) [web](/blog/two/)\n\n![h](../../assets/h.png)\n",
    "src/content/blog/two.mdx": "---\ntitle: Two\npubDate: 30 Nov 2021\n---\nimport X from 'secretword';\n\n<X a='b' />\n\ntwoword\n",
    "src/content/blog/three.md": "---\ntitle: Three\npubDate: 2024-05-02\ndraft: true\n---\nsecretword\n",
    "src/assets/h.png": b"\x89PNG\r\n\x1a\n", "public/data.json": "{}\n",
}
PELICAN = {
    "pelicanconf.py": "SITENAME = 'Tide'\nKEY = 'secretword'\n", "publishconf.py": "secretword", "Makefile": "secretword", "tasks.py": "secretword",
    "output/moon.html": "secretword", "theme/templates/base.html": "secretword",
    "content/moon.md": "Title: The moon\nDate: 2024-05-01 10:00\nCategory: Sky\nTags: a, two words\nSlug: luna\n\n[sun]({filename}/sky/sun.md)\n",
    "content/sky/sun.md": "Title: Sun\nDate: 2024-05-02\nStatus: published\n\nIt shines.\n",
    "content/old.rst": "Old\n###\n\n:date: 2010-10-03\n", "content/pages/about.md": "Title: About us\n\nWe.\n",
    "content/draft.md": "Title: D\nDate: 2024-05-03\nStatus: draft\n\nsecretword\n",
}
ZOLA = {
    "zola.toml": 'base_url = "https://example.org"\ntitle = "Sea"\ntaxonomies = [{name = "tags"}]\n',
    "content/_index.md": "+++\n+++\nWelcome.\n", "content/blog/_index.md": '+++\ntitle = "Log"\nsort_by = "date"\n+++\nI log.\n',
    "content/blog/2024-01-02-Moon rise.md": '+++\ntitle = "The moon"\n[taxonomies]\ntags = ["Night"]\n+++\n[hill](@/blog/hill.md)\n',
    "content/blog/hill.md": '+++\ntitle = "A hill"\ndate = 2024-03-01\nslug = "steep-hill"\n+++\nSteep.\n',
    "content/about.md": '+++\ntitle = "About"\n+++\nWe are.\n', "content/draft.md": '+++\ntitle = "D"\ndraft = true\n+++\nsecretword\n',
    "templates/index.html": "secretword", "static/a.txt": "static\n",
}
PARTLY = ", whose texts are read and its program is not; if it is another"
# What each is taken for; its pages by source, posts with a day; where a new post lies.
FOLDERS = {
    "vault": (VAULT, "a folder of notes, private but for what says otherwise, since there is the folder .obsidian; if", {
        "blog/2024-05-01 Moon.md": ("/blog/2024-05-01%20Moon", "2024-05-01", "2024-05-01 Moon"), "Tides.md": ("/Tides", None, "Tides"),
        "Note.md": ("/Note", None, "Note"), "sub/Note.md": ("/sub/Note", None, "Note")}, "blog/"),
    "gemlog": (GEMLOG, "a plain folder, since there is no sign of a generator; if", {
        "index.gmi": ("/index", None, "Gem"), "about.gmi": ("/about", None, "About"), "gemlog/index.gmi": ("/gemlog/index", None, "Log"),
        "gemlog/2024-05-01-moon.gmi": ("/gemlog/2024-05-01-moon", "2024-05-01", "The moon"),
        "gemlog/2024-05-02.gmi": ("/gemlog/2024-05-02", "2024-05-02", "A day at sea"),
        "gemlog/tides.gmi": ("/gemlog/tides", "2024-04-01", "Of tides"), "gemlog/quiet day.gmi": ("/gemlog/quiet%20day", "2024-03-01", "A quiet day"),
        "gemlog/post_2021_07_01_Words.gmi": ("/gemlog/post_2021_07_01_Words", "2021-07-01", "Words"),
        "gemlog/2023/06/07-old.gmi": ("/gemlog/2023/06/07-old", "2023-06-07", "Old")}, "gemlog/"),
    "dated": (DATED, "a plain folder, since there is no sign of a generator; if", {
        "2024-05-01-moon.md": ("/2024-05-01-moon", "2024-05-01", "Moon"), "log/2024-05-02-sun.md": ("/log/2024-05-02-sun", "2024-05-02", "Sun"),
        "log/deep/2024-05-03-tide.md": ("/log/deep/2024-05-03-tide", "2024-05-03", "Tide"), "2024/05/04-star.md": ("/2024/05/04-star", "2024-05-04", "Star"),
        "20240505-compact.md": ("/20240505-compact", "2024-05-05", "Compact"), "2024_05_06_under.md": ("/2024_05_06_under", "2024-05-06", "Under"),
        "2024-05-07-multi.md": ("/2024-05-07-multi", "2024-05-07", "Many marks"), "2024-13-01-bad.md": ("/2024-13-01-bad", None, "No day"),
        "about.md": ("/about", None, "About")}, "log/"),
    "eleventy": (ELEVENTY, "a plain folder, since there is .eleventy.js" + PARTLY, {
        "src/index.md": ("/src/", None, "Home"), "src/posts/first.md": ("/src/posts/first", "2024-05-01", "First"),
        "src/posts/2024-05-02-second.md": ("/the/second/index", "2024-05-02", "Second"),
        "src/posts/fifth.md": ("/src/posts/fifth", "2024-05-05", "Fifth")}, ""),
    "astro": (ASTRO, "a plain folder, since there is astro.config.mjs" + PARTLY, {
        "src/content/blog/one.md": ("/src/content/blog/one", "2024-05-01", "One"), "src/content/blog/two.mdx": ("/src/content/blog/two", "2021-11-30", "Two")}, ""),
    "pelican": (PELICAN, "a plain folder, since there is pelicanconf.py" + PARTLY, {
        "content/moon.md": ("/content/moon", "2024-05-01", "The moon"), "content/sky/sun.md": ("/content/sky/sun", "2024-05-02", "Sun"),
        "content/pages/about.md": ("/content/pages/about", None, "About us")}, ""),
    "zola": (ZOLA, "a Zola site, since there is base_url in its configuration; if", {
        "content/blog/2024-01-02-Moon rise.md": ("/blog/moon-rise/", "2024-01-02", "The moon"), "content/blog/hill.md": ("/blog/steep-hill/", "2024-03-01", "A hill"),
        "content/about.md": ("/about/", None, "About")}, "content/"),
}


@pytest.fixture(params=FOLDERS)
def kind(request):
    return request.param


@pytest.fixture
def folder(kind, tmp_path):
    return splash.write_capsule(tmp_path / "folder", FOLDERS[kind][0])


def posts(kind):
    return {title for _, day, title in FOLDERS[kind][2].values() if day}


def test_the_list_has_its_pages_and_no_other(kind, folder):
    code, out, err = splash.run("list", "--format", "json", folder)
    assert code == 0, err
    found = {page["source"]: (page["stem"], page["date"][:10] if page["kind"] == "post" else None, page["title"])
             for page in json.loads(out) if not page["source"].endswith("_index.md")}
    # What its author keeps out of readers' lists is published all the same.
    apart = {"src/posts/fourth.md": ("/src/posts/fourth", "2024-05-04", "Fourth")} if kind == "eleventy" else {}
    assert found == {source: (stem, day, title) for source, (stem, day, title) in FOLDERS[kind][2].items()} | apart


def test_no_link_is_dead_and_nothing_private_is_reached(kind, folder, tmp_path):
    with splash.Server(folder, tmp_path) as server:
        gemini, gopher = crawl_gemini(server), crawl_gopher(server)
        assert f"taken for {FOLDERS[kind][1]}" in server.said()
    assert not [path for path, answer in gemini.items() if b"secretword" in answer.body]
    assert not [selector for selector, (_, body) in gopher.items() if b"secretword" in body]
    pages = [answer.text for answer in gemini.values() if answer.meta.startswith("text/gemini")]
    # A gemlog's indexes are its author's, who links what is to be found there; the list of posts has the others.
    unlinked = {"A day at sea", "Old", "Of tides"} if kind == "gemlog" else set()
    assert {title for _, _, title in FOLDERS[kind][2].values() if any(f"# {title}\n" in page for page in pages)} | unlinked == \
        {title for _, _, title in FOLDERS[kind][2].values()}


def test_no_file_of_the_program_has_an_address(kind, folder, tmp_path):
    with splash.Server(folder, tmp_path) as server:
        for source, text in FOLDERS[kind][0].items():
            if b"secretword" in (text if isinstance(text, bytes) else text.encode()) and source not in FOLDERS[kind][2]:
                for path in filter(None, (source, source.rsplit(".", 1)[0] + ".gmi", source.rsplit(".", 1)[0], source.removeprefix("src/"), source.removeprefix("content/"))):
                    answer = server.get("/" + path.replace(" ", "%20"))
                    assert answer.status in (31, 51) and b"secretword" not in answer.body, path
                    assert b"secretword" not in server.select("/" + path), path


def test_the_feed_has_its_posts(kind, folder):
    feed = splash.feed(folder)[1].decode()
    assert {title for title in posts(kind) if f">{title}</title>" in feed} == posts(kind)
    assert feed.count("<entry>") == len(posts(kind)) and "secretword" not in feed


def test_check_finds_no_fault_and_says_what_it_was_taken_for(kind, folder):
    code, out, err = splash.run("check", folder)
    assert code == 0 and "0 errors" in out.decode() and f"taken for {FOLDERS[kind][1]}" in err, out.decode()
    told = out.decode()
    assert ("content/old.rst: warning: reStructuredText is no page here" in told) == (kind == "pelican"), told
    assert ("src/posts/third.md: note: not shown: its front matter says published or permalink: false" in told) == (kind == "eleventy"), told
    assert ("[[Diary]]" in told) == (kind == "vault") and "[[Knots]]" not in told, told


def test_the_export_has_the_posts_and_nothing_private(kind, folder, tmp_path):
    assert splash.run("export", "--to", "gemini", "--output", tmp_path / "out", folder)[0] == 0
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not [path for path in files if b"secretword" in path.read_bytes()]
    assert len([path for path in files if path.suffix == ".gmi"]) >= len(FOLDERS[kind][2])


def test_a_new_post_is_one_at_once(kind, folder):
    code, out, err = splash.run("new", "Fresh words", folder)
    made = [path for path in folder.rglob("*") if "fresh-words" in path.name]
    assert code == 0 and len(made) == 1 and made[0].relative_to(folder).as_posix().startswith(FOLDERS[kind][3]), (err, made)
    listed = {page["source"]: page for page in json.loads(splash.run("list", "--format", "json", folder)[1])}
    assert listed[made[0].relative_to(folder).as_posix()]["kind"] == "post"


def test_the_words_of_a_note(tmp_path):
    site = splash.write_capsule(tmp_path / "vault", VAULT)
    text = splash.run("render", "--to", "gemtext", site / "blog/2024-05-01 Moon.md")[1].decode()
    assert "See Tides, water, Tides > High, sub/Note, Note, Diary and Knots." in text
    assert "=> /sub/Note.gmi sub/Note" in text and "=> /Note.gmi Note" in text and "=> /pictures/map.png map" in text
    assert "> Mind\n> text\n>\n> Inner\n> deep\n" in text and "A mark, and #topic.\n" in text
    assert "[[Tides]] ==x== %%y%%" in text and "[[Tides]] ==z==" in text and "x ^2 of it." in text
    assert "^" not in splash.run("render", "--to", "gemtext", site / "Tides.md")[1].decode()


def test_a_gemlogs_index_that_changes_changes_its_posts(tmp_path):
    site = splash.write_capsule(tmp_path / "gem", GEMLOG)
    with splash.Server(site, tmp_path) as server:
        assert "=> /gemlog/tides.gmi 2024-04-01 Of tides" in server.get("/posts/").text
        (site / "gemlog/index.gmi").write_text("# Log\n\n=> tides.gmi 2024-04-09 Tides again\n")
        splash.eventually(lambda: "=> /gemlog/tides.gmi 2024-04-09 Tides again" in server.get("/posts/").text, "the new day")


def test_the_old_addresses_of_pelican_and_eleventys_tags(tmp_path):
    with splash.Server(splash.write_capsule(tmp_path / "pelican", PELICAN), tmp_path) as server:
        for old, new in (("/luna.html", "/content/moon.gmi"), ("/sun.html", "/content/sky/sun.gmi"), ("/pages/about-us.html", "/content/pages/about.gmi")):
            answer = server.get(old)
            assert answer.status == 31 and answer.meta.endswith(new), (old, answer)
    site = splash.write_capsule(tmp_path / "eleventy", ELEVENTY)
    with splash.Server(site, tmp_path) as server:
        assert "fourthword" in server.get("/src/posts/fourth.gmi").text and "Fourth" not in server.get("/").text + server.get("/posts/").text
        assert server.get("/public/app.json").status == 20
    tags = {page["source"]: page["tags"] for page in json.loads(splash.run("list", "--format", "json", site)[1])}
    assert tags["src/posts/first.md"] == ["sea"]
