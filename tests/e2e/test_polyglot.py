"""A Jekyll site in several languages by jekyll-polyglot: each language has its addresses, lists and a feed."""
import json

import feedparser
import pytest
import splash
from test_crawl import crawl_gemini, crawl_gopher

CONFIG = "title: T\nurl: https://example.org\npermalink: pretty\nlanguages: [en, es, zh-TW]\ndefault_lang: en\nplugins: [jekyll-polyglot]\n"


def page(title, lang=None, more=""):
    return f"---\ntitle: {title}\n" + (f"lang: {lang}\n" if lang else "") + more + f"---\nText of {title}.\n"


SITE = {
    "_config.yml": CONFIG,
    "_posts/2024-05-01-moon.md": page("Moon", "en"), "_posts/es/2024-05-01-moon.md": page("Luna", "es"), "_posts/zh-TW/2024-05-01-moon.md": page("月", "zh-TW"),
    "_posts/2024-05-02-sun.md": page("Sun"), "_posts/es/2023-01-02-old.md": page("Vieja", "es"),
    "about.en.md": page("About", "en"), "about.es.md": page("Sobre", "es"), "own.md": page("Own", "en", "permalink: own/\npage_id: x\n"),
    "own-es.md": page("Propia", "es", "permalink: mi/propia/\npage_id: x\n"), "odd.md": page("Odd", "fr"),
}
ADDRESSES = {"Moon": "/2024/05/01/moon/", "Luna": "/es/2024/05/01/moon/", "月": "/zh-TW/2024/05/01/moon/", "Sun": "/2024/05/02/sun/", "Vieja": "/es/2023/01/02/old/",
             "About": "/about/", "Sobre": "/es/about/", "Own": "/own/", "Propia": "/es/mi/propia/", "Odd": "/odd/"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = splash.write_capsule(tmp_path_factory.mktemp("polyglot") / "capsule", SITE)
    with splash.Server(folder, tmp_path_factory.mktemp("server")) as found:
        found.capsule = folder
        yield found


def test_each_language_has_its_addresses(server):
    listed = {one["title"]: one["stem"] for one in json.loads(splash.run("list", "--format", "json", server.capsule)[1])}
    assert listed == ADDRESSES
    assert server.get("/es/2024/05/01/moon/").meta == "text/gemini; charset=utf-8; lang=es"
    assert server.get("/2024/05/02/sun/").meta == "text/gemini; charset=utf-8; lang=en"
    assert b"same address" not in splash.run("check", server.capsule)[1]


def test_pages_lead_to_their_translations(server):
    assert "=> /es/2024/05/01/moon/" in server.get("/2024/05/01/moon/").text and "=> /2024/05/01/moon/" in server.get("/zh-TW/2024/05/01/moon/").text
    assert "=> /es/mi/propia/" in server.get("/own/").text and "=> /own/" in server.get("/es/mi/propia/").text
    assert "=> /es/" in server.get("/about/").text and "/es/" not in server.get("/odd/").text


def test_lists_and_feeds_are_of_one_language(server):
    home, spanish = server.get("/").text, server.get("/es/").text
    assert "Moon" in home and "Luna" not in home and "Luna" in spanish and "Vieja" in spanish and "Moon" not in spanish
    assert "Luna" not in server.get("/posts/").text and "Vieja" in server.get("/es/2023/").text
    assert [entry.title for entry in feedparser.parse(server.get("/atom.xml").body).entries] == ["Sun", "Moon"]
    spanish_feed = feedparser.parse(server.get("/es/atom.xml").body).entries
    assert [(entry.title, entry.id) for entry in spanish_feed] == [("Luna", "https://example.org/es/2024/05/01/moon"), ("Vieja", "https://example.org/es/2023/01/02/old")]


def test_each_language_has_the_home_of_the_main_one(server):
    spanish = server.get("/es/").text
    for line in ("## Entradas recientes", "## Páginas", "=> /es/posts/ Todas las entradas", "=> /es/atom.xml Canal Atom", "=> /es/search Buscar", "=> / en", "=> /zh-TW/ zh-TW"):
        assert line in spanish, (line, spanish)
    assert "2023 (" not in spanish and "=> /es/ es" in server.get("/").text
    assert "Luna" in server.get("/es/posts/").text and "=> /es/about/ Sobre" in server.get("/es/pages/").text
    assert "## En otros idiomas" in server.get("/es/search?Text").text


def test_terms_of_a_language_have_lists(serve):
    server = serve({**SITE, "_posts/es/2024-05-01-moon.md": page("Luna", "es", "tags: [Noche, noche]\ncategories: Cielo\n")})
    assert "=> /es/tags/ Etiquetas" in server.get("/es/").text and "=> /es/tags/noche/ Noche (1)" in server.get("/es/tags/").text
    assert "Luna" in server.get("/es/tags/noche/").text and "Luna" in server.get("/es/categories/cielo/").text and server.get("/es/tags/noche/atom.xml").status == 20
    assert any(path.startswith("/es/") and "=> /es/tags/noche/ Etiqueta: Noche" in (server.get(path).text or "") for path in crawl_gemini(server))


def test_no_link_is_dead(server):
    assert set(ADDRESSES.values()) <= set(crawl_gemini(server))
    crawl_gopher(server)


def test_without_the_plugin_the_keys_mean_nothing(serve):
    server = serve({**SITE, "_config.yml": CONFIG.replace("jekyll-polyglot", "jekyll-feed")})
    assert server.get("/es/about/").status == 51 and "Sobre" in server.get("/about.es/").text
