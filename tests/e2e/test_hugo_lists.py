"""Sections, terms and languages of a Hugo site have their lists, with the author's own words above them."""
import pytest
import splash

BASE = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Of the sea"\n[taxonomies]\ntag = "tags"\nseries = "series"\n'
                 '[languages.en]\nweight = 1\n[languages.zh]\nweight = 2\nlanguageName = "中文"\ntitle = "海"\n',
    "content/_index.md": "---\ntitle: Welcome home\n---\nA word of welcome.\n",
    "content/post/_index.md": "---\ntitle: The log\n---\nWhat I *log*.\n",
    "content/post/moon.md": "---\ntitle: The moon\ndate: 2020-05-01\ntags: [Night]\nseries: [Tides]\n---\nIt rises.\n",
    "content/post/moon.zh.md": "---\ntitle: 月亮\ndate: 2020-05-02\ntags: [夜]\n---\n升起。\n",
    "content/notes/hill.md": "---\ntitle: A hill\ndate: 2020-06-01\n---\nSteep.\n",
    "content/docs/_index.md": "---\ntitle: Manual\n---\nRead this.\n",
    "content/docs/two.md": "---\ntitle: Aaa comes second\nweight: 20\n---\nx\n",
    "content/docs/one.md": "---\ntitle: Zzz comes first\nweight: 10\n---\nx\n",
    "content/docs/guide/_index.md": "---\ntitle: The guide\n---\nOf the guide.\n",
    "content/docs/guide/deep.md": "---\ntitle: Deep\n---\nx\n",
    "content/tags/night/_index.md": "---\ntitle: At night\n---\nAll of the night.\n",
    "content/hidden/_index.md": "---\ntitle: SECRET\ndraft: true\n---\nSECRET\n",
    "content/about.md": "---\ntitle: About me\n---\nI am.\n",
}


@pytest.fixture
def server(tmp_path):
    with splash.Server(splash.write_capsule(tmp_path / "site", BASE), tmp_path) as server:
        yield server


def body(server, path):
    answer = server.get(path)
    assert answer.status == 20, (path, answer.status, answer.meta)
    return answer.body.decode()


def test_a_section_has_its_text_above_its_list(server):
    docs = body(server, "/docs/")
    assert docs.startswith("# Manual\n") and "Read this." in docs and "=> /docs/guide/ The guide (1)" in docs
    assert docs.index("Read this.") < docs.index("Zzz comes first") < docs.index("Aaa comes second")
    assert "/docs/guide/deep/" not in docs and "=> /docs/guide/deep/ Deep" in body(server, "/docs/guide/")
    log = body(server, "/post/")
    assert "What I log." in log and "=> /post/moon/ 2020-05-01 The moon" in log and "hill" not in log and "月亮" not in log
    menu = server.select("/docs/").decode()
    assert "Read this." in menu and "Zzz comes first" in menu
    assert "=> /notes/hill/ 2020-06-01 A hill" in body(server, "/notes/")


def test_home_has_its_text_the_newest_posts_and_the_sections(server):
    home = body(server, "/")
    assert home.startswith("# Welcome home\n") and "A word of welcome." in home and "2020-05-01 The moon" in home
    for link in ("/docs/ Manual (2)", "/post/ The log (1)", "/notes/ Notes (1)", "/series/ Series", "/about/ About me", "/zh/ 中文"):
        assert f"=> {link}" in home, link
    assert "月亮" not in home and "Zzz" not in home and "SECRET" not in home


def test_own_taxonomies_have_lists_and_feeds(server):
    assert "=> /series/tides/ Tides (1)" in body(server, "/series/")
    assert "=> /post/moon/ 2020-05-01 The moon" in body(server, "/series/tides/")
    assert "=> /series/tides/ Series: Tides" in body(server, "/post/moon/")
    assert b"<title type=\"text\">The moon</title>" in server.get("/series/tides/atom.xml").body
    assert server.get("/series/tides/index.xml").status == 31


def test_a_term_has_the_text_of_its_index(server):
    night = body(server, "/tag/night/")
    assert night.startswith("# At night\n") and "All of the night." in night and "The moon" in night
    assert server.get("/tags/night/").status == 31


def test_each_language_has_its_own_lists(server):
    zh = body(server, "/zh/")
    assert "2020-05-02 月亮" in zh and "The moon" not in zh and "hill" not in zh
    assert "月亮" in body(server, "/zh/post/") and "月亮" in body(server, "/zh/tags/%E5%A4%9C/") and "月亮" in body(server, "/zh/2020/")
    for path in ("/posts/", "/2020/", "/atom.xml", "/tags/"):
        assert "月亮" not in body(server, path) and "夜" not in body(server, path), path
    feed = body(server, "/zh/atom.xml")
    assert "月亮" in feed and "The moon" not in feed
    assert server.get("/zh/index.xml").status == 31


def test_pages_lead_to_their_translations(server):
    assert "=> /zh/post/moon/ zh: 月亮" in body(server, "/post/moon/")
    moon = body(server, "/zh/post/moon/")
    assert "=> /post/moon/ en: The moon" in moon and "=> /zh/ " in moon and "=> / " not in moon and moon.count("=> /post/") == 1


def test_a_draft_of_a_list_is_nowhere(server):
    assert server.get("/hidden/").status == 51


def test_an_edit_of_an_index_shows_at_once(tmp_path):
    site = splash.write_capsule(tmp_path / "site", BASE)
    with splash.Server(site, tmp_path, workers=1) as server:
        assert "Read this." in body(server, "/docs/")
        (site / "content" / "docs" / "_index.md").write_text("---\ntitle: Handbook\n---\nAnew.\n")
        splash.eventually(lambda: "Anew." in body(server, "/docs/") and "Handbook" in body(server, "/"), "the new text")
        (site / "content" / "docs" / "_index.md").unlink()
        splash.eventually(lambda: server.get("/docs/").body.startswith(b"# Of the sea"), "the list without the text")
        assert "Zzz comes first" in body(server, "/docs/")


def test_pages_outside_sections_are_listed_without_the_path_of_content(tmp_path):
    files = {"hugo.toml": BASE["hugo.toml"], "content/about/index.md": "---\ntitle: About\n---\nx\n", "content/now.md": "---\ntitle: Now\n---\nx\n",
             "content/post/moon.md": BASE["content/post/moon.md"]}
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        pages = body(server, "/pages/")
        assert "content/" not in pages and "## " not in pages and "=> /about/ About\n=> /now/ Now\n" in pages
        assert "content/" not in server.select("/pages/").decode()


def test_a_taxonomy_that_two_files_name_has_each_page_once(tmp_path):
    files = {"config/_default/hugo.toml": 'title = "T"\n[taxonomies]\ntag = "tags"\nseries = "series"\n', "config/_default/taxonomies.toml": 'series = "series"\n',
             "config/production/languages.toml": '[en]\ntitle = "P"\n', "config/_default/languages.toml": '[en]\n[de]\n',
             "content/post/moon.md": "---\ntitle: The moon\ndate: 2020-05-01\nseries: [Tides, tides]\n---\nx\n"}
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        assert "=> /series/tides/ Tides (1)" in body(server, "/series/")
        assert body(server, "/series/tides/").count("The moon") == 1
        assert body(server, "/").startswith("# P\n")


def test_undated_pages_of_a_section_called_posts_stand_with_all_posts(tmp_path):
    files = {"hugo.toml": 'title = "T"\n', "content/posts/moon.md": BASE["content/post/moon.md"], "content/blog/sun.md": BASE["content/post/moon.md"], "content/posts/undated.md": "---\ntitle: Undated\n---\nx\n",
             "content/posts/deep/_index.md": "---\ntitle: Deep\n---\nx\n"}
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        assert body(server, "/").count("=> /posts/ ") == 1
        posts = body(server, "/posts/")
        assert "=> /posts/undated/ Undated" in posts and "=> /posts/deep/ Deep" in posts and "2020-05-01 The moon" in posts


def test_terms_have_posts_then_pages_by_title(tmp_path):
    page = "---\ntitle: {}\ntags: [Moon]\nseries: [Tides]\n---\nx\n"
    post = "---\ntitle: {}\ndate: {}\ntags: [Moon]\nseries: [Tides]\n---\nx\n"
    files = {"hugo.toml": BASE["hugo.toml"], "content/docs/_index.md": page.format("Of docs")}
    for end in ("", ".zh"):
        files |= {f"content/docs/b{end}.md": page.format("Bbb"), f"content/docs/a{end}.md": page.format("Zzz"),
                  f"content/post/old{end}.md": post.format("Old", "2020-01-01"), f"content/post/new{end}.md": post.format("New", "2021-01-01")}
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        for path, titles in (("/tag/moon/", ["New", "Old", "Bbb", "Of docs", "Zzz"]), ("/series/tides/", ["New", "Old", "Bbb", "Of docs", "Zzz"]),
                             ("/zh/tags/moon/", ["New", "Old", "Bbb", "Zzz"]), ("/zh/series/tides/", ["New", "Old", "Bbb", "Zzz"])):
            found = [line.split()[-1] if "Of docs" not in line else "Of docs" for line in body(server, path).splitlines() if any(line.endswith(title) for title in titles)]
            assert found == titles, (path, found)
        assert "Moon (5)" in body(server, "/tags/") and "Tides (5)" in body(server, "/series/") and "Moon (4)" in body(server, "/zh/tags/")
        assert "=> /tag/moon/ Tag: Moon" in body(server, "/docs/b/") and b"Bbb" not in server.get("/tag/moon/atom.xml").body


def test_a_term_of_pages_alone_has_a_list_and_no_feed(tmp_path):
    files = {"hugo.toml": 'title = "T"\n', "content/docs/b.md": "---\ntitle: Bbb\ntags: [Moon]\ncategories: [Sky]\n---\nx\n"}
    site = splash.write_capsule(tmp_path / "site", files)
    with splash.Server(site, tmp_path) as server:
        assert "=> /tags/" in body(server, "/") and "=> /categories/" in body(server, "/")
        assert "Bbb" in body(server, "/tag/moon/") and "atom.xml" not in body(server, "/tag/moon/") and server.get("/tag/moon/atom.xml").status == 51
        assert "Bbb" in body(server, "/category/sky/") and server.get("/tags/moon/").status == 31
        assert "Bbb" in server.select("/tag/moon/").decode()
    assert b"0 errors, 0 warnings" in splash.run("check", site)[1]
