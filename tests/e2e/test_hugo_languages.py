"""Lists and feeds of a language of a Hugo site are in that language: title, words of ours, and what readers' programs are told."""
import pytest
import splash

POST = "---\ntitle: {}\ndate: 2020-05-01\ntags: [a]\ncategories: [b]\n---\nx\n"
BASE = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Of the sea"\nlanguageCode = "en-gb"\n[languages.en]\nweight = 1\n[languages.de]\n'
                 'weight = 2\ntitle = "Vom Meer"\nlanguageCode = "de-at"\nlanguageName = "Deutsch"\n[languages.zh]\nweight = 3\nlabel = "简体中文"\n'
                 '[languages.tw]\nweight = 4\nlocale = "zh-TW"\ntitle = "海"\n',
    "content/post/moon.md": POST.format("The moon"),
    "content/post/moon.de.md": POST.format("Der Mond"),
    "content/post/hill.de.md": POST.format("Der Berg"),
    "content/post/moon.zh.md": POST.format("月亮"),
    "content/post/moon.tw.md": POST.format("月亮"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    with splash.Server(splash.write_capsule(folder / "site", BASE), folder) as server:
        yield server


def listed(server, path):
    answer = server.get(path)
    assert answer.status == 20, (path, answer.status, answer.meta)
    return answer.meta.partition("lang=")[2], answer.body.decode()


def test_the_home_of_a_language_is_called_as_the_site_is_in_it(server):
    lang, home = listed(server, "/de/")
    assert lang == "de-at" and home.startswith("# Vom Meer\n") and "2020-05-01 Der Mond" in home
    assert "=> /de/tags/ Schlagwörter\n" in home and "=> /de/categories/ Kategorien\n" in home
    assert "=> /de/atom.xml Atom-Feed" in home and "=> /de/search Suche" in home
    lang, home = listed(server, "/")
    assert lang == "en-gb" and home.startswith("# Of the sea\n") and home.count("=> /de/ ") == 1 and "=> /de/ Deutsch\n" in home


def structure(home, prefix, names):
    """The addresses and headings of a home, without the prefix of its language; NAMES are those of the headings in it."""
    lines = [line for line in home.splitlines() if line.startswith(("#", "=> /"))]
    return [names.get(line, line) if line.startswith("#") else line.split()[1].removeprefix(prefix) for line in lines]


def test_the_home_of_each_language_has_the_same_parts(tmp_path):
    files = {"hugo.toml": BASE["hugo.toml"].replace('title = "Vom Meer"', 'title = "Vom Meer"\n[languages.de.params]\ndescription = "Worte"')}
    for end in ("", ".de"):
        for path in ("content/post/moon", "content/notes/sun"):
            files[f"{path}{end}.md"] = BASE["content/post/moon.md"]
        files[f"content/about{end}.md"] = files[f"content/notes/undated{end}.md"] = "---\ntitle: A page\n---\nx\n"
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        english, german = listed(server, "/")[1], listed(server, "/de/")[1]
        names = {"# Vom Meer": "# Of the sea", "## Neueste Beiträge": "## Newest posts", "## Seiten": "## Pages"}
        german_parts = structure(german, "/de", names)
        assert [part for part in structure(english, "", {}) if part != "/de/"] == [part for part in german_parts if part != "/"]
        assert "/" in german_parts and "=> / en" in german and "\nWorte\n" in german and "=> /de/post/ Posts (1)" in german and "2020 (" not in german
        posts = listed(server, "/de/posts/")[1]
        assert posts.startswith("# Vom Meer · Alle Beiträge\n\n## 2020\n") and "/de/notes/sun/" in posts and "=> /post/" not in posts
        pages = listed(server, "/de/pages/")[1]
        assert pages.startswith("# Vom Meer · Alle Seiten\n") and "=> /de/about/ A page" in pages and "=> /about/" not in pages
        assert "=> /de/posts/ Alle Beiträge" in listed(server, "/de/post/moon/")[1]
        menu = server.select("/de/").decode()
        assert "/de/search" in menu and "/de/posts/" in menu and "Neueste Beiträge" in menu


def test_homes_name_the_others_in_the_order_of_their_weight(tmp_path):
    files = {"hugo.toml": '[languages.en]\nweight = 2\n[languages.de]\nweight = 3\n[languages.fr]\n[languages.es]\nweight = 1\n',
             **{f"content/about.{lang}.md": "---\ntitle: A\n---\nx\n" for lang in ("en", "de", "fr", "es")}}
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        assert "=> /es/ es\n=> /de/ de\n=> /fr/ fr\n" in listed(server, "/")[1]
        assert "=> / en\n=> /es/ es\n=> /fr/ fr\n" in listed(server, "/de/")[1]


def test_check_names_a_page_that_hides_a_list_of_its_language(tmp_path):
    files = {**BASE, "content/x.de.md": "---\ntitle: X\nurl: /de/posts/\n---\nx\n"}
    said = splash.run("check", splash.write_capsule(tmp_path / "site", files))[1].decode()
    assert "content/x.de.md: warning: has the address /de/posts/ and hides the list of all posts" in said


def test_a_home_without_a_title_is_called_as_the_site_is_in_its_language(tmp_path):
    files = {**BASE, "content/_index.de.md": "---\ndate: 2016-03-19\n---\n", "content/_index.md": "---\ndate: 2016-03-19\n---\n"}
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        assert listed(server, "/de/")[1].startswith("# Vom Meer\n") and listed(server, "/")[1].startswith("# Of the sea\n")
        assert listed(server, "/")[1].count("=> /de/ ") == 1


def test_a_search_has_pages_of_its_language_first(server):
    lang, found = listed(server, "/de/search?x")
    assert lang == "de-at" and found.startswith("# Vom Meer · Suche\n") and "Gefundene Seiten: 5" in found
    own, others = found.split("## In anderen Sprachen\n")
    assert "/de/post/moon/" in own and "/de/post/hill/" in own and "=> /post/moon/" not in own
    assert "=> /post/moon/" in others and "=> /zh/post/moon/" in others and "=> /de/post" not in others
    assert "=> /de/search Suche" in others and "=> /de/ Startseite" in others
    own, others = listed(server, "/search?x")[1].split("## In other languages\n")
    assert "=> /post/moon/" in own and "=> /de/" not in own and "=> /de/post/hill/" in others
    assert "other languages" not in listed(server, "/search?The%20moon")[1] and server.get("/de/search").meta == "Wonach suchen?"
    assert b"/de/post/hill/" in server.select("/de/search\tx") and b"Disallow: /de/search\n" in server.get("/robots.txt").body
    assert server.get("/fr/search?x").status == 51


def test_a_page_for_a_search_by_a_script_yields_in_each_language(tmp_path):
    files = {**BASE, "content/search.de.md": "---\ntitle: Suchen\nlayout: search\n---\n"}
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        assert server.get("/de/search").status == 10 and "Suchen" not in listed(server, "/de/")[1]


def test_results_of_all_languages_go_on_over_pages(tmp_path):
    files = {"hugo.toml": BASE["hugo.toml"], **{f"content/post/p{i}{end}.md": POST.format(f"P{i}{end}") for i in range(15) for end in ("", ".de")}}
    with splash.Server(splash.write_capsule(tmp_path / "site", files), tmp_path) as server:
        first, second = listed(server, "/de/search?x")[1], listed(server, "/de/search/2?x")[1]
        assert first.count("=> /de/post/p") == 15 and first.count("=> /post/p") == 5 and "=> /de/search/2?x Weitere Treffer" in first
        assert second.count("=> /post/p") == 10 and "=> /de/post/p" not in second and "## In anderen Sprachen" in second
        assert len(set(line for line in (first + second).splitlines() if line.startswith("=> /") and "/post/p" in line)) == 30


@pytest.mark.parametrize("path", ["/de/post/", "/de/tags/", "/de/tags/a/", "/de/2020/"])
def test_lists_of_a_language_are_in_it(server, path):
    lang, text = listed(server, path)
    assert lang == "de-at" and text.startswith("# Vom Meer · ") and "=> /de/ Startseite" in text and "Home" not in text, text
    assert "=> /de/posts/ Alle Beiträge" in text and "=> /posts/" not in text


def test_lists_of_tags_are_called_in_their_language(server):
    assert listed(server, "/de/tags/")[1].startswith("# Vom Meer · Schlagwörter\n")
    assert listed(server, "/de/categories/")[1].startswith("# Vom Meer · Kategorien\n")
    assert listed(server, "/tags/")[1].startswith("# Of the sea · Tags\n")


def test_a_page_names_its_terms_in_its_language(server):
    page = listed(server, "/de/post/moon/")[1]
    assert "=> /de/tags/a/ Schlagwort: a\n" in page and "=> /de/categories/b/ Kategorie: b\n" in page


def test_feeds_of_a_language_are_in_it(server):
    feed = listed(server, "/de/atom.xml")[1]
    assert 'xml:lang="de-at"' in feed.partition("<entry")[0] and "xml:lang" not in feed.partition("<entry")[2]
    assert '<title type="text">Vom Meer</title>' in feed
    assert '<title type="text">Vom Meer | a</title>' in listed(server, "/de/tags/a/atom.xml")[1]
    assert 'xml:lang="en-gb"' in listed(server, "/atom.xml")[1]


def test_the_script_of_chinese_is_that_of_its_name(server):
    lang, home = listed(server, "/zh/")
    assert lang == "zh-Hans" and home.startswith("# Of the sea · 简体中文\n") and "标签" in home
    lang, home = listed(server, "/tw/")
    assert lang == "zh-TW" and home.startswith("# 海\n") and "標籤" in home
    assert "=> /zh/ 首页" in listed(server, "/zh/post/")[1] and "=> /tw/ 首頁" in listed(server, "/tw/post/")[1]
    assert server.get("/zh/post/moon/").meta.endswith("lang=zh-Hans")
