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
    assert "=> / Home" in home and "/posts/" not in home and "=> /de/tags/ Schlagwörter\n" in home and "=> /de/categories/ Kategorien\n" in home
    assert "=> /de/atom.xml Atom-Feed" in home and "=> /search Suche" in home
    lang, home = listed(server, "/")
    assert lang == "en-gb" and home.startswith("# Of the sea\n") and "=> /de/ Deutsch (2)" in home


@pytest.mark.parametrize("path", ["/de/post/", "/de/tags/", "/de/tags/a/", "/de/2020/"])
def test_lists_of_a_language_are_in_it(server, path):
    lang, text = listed(server, path)
    assert lang == "de-at" and text.startswith("# Vom Meer · ") and "=> /de/ Startseite" in text and "Home" not in text, text
    assert "/posts/" not in text


def test_lists_of_tags_are_called_in_their_language(server):
    assert listed(server, "/de/tags/")[1].startswith("# Vom Meer · Schlagwörter\n")
    assert listed(server, "/de/categories/")[1].startswith("# Vom Meer · Kategorien\n")
    assert listed(server, "/tags/")[1].startswith("# Of the sea · Tags\n")


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
