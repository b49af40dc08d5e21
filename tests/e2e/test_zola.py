"""A Zola site is served as Zola publishes it, on both protocols, in lists, feed, export and check."""
import json
import subprocess
import urllib.parse

import pytest
import splash

SITE = {
    "config.toml": 'base_url = "https://example.org"\ntitle = "Of the sea"\ndefault_language = "en"\ntaxonomies = [{name = "tags"}, {name = "series"}]\n'
    "[languages.fr]\n",
    "content/_index.md": "+++\n+++\nA word of welcome.\n",
    "content/blog/_index.md": '+++\ntitle = "The log"\nsort_by = "date"\n+++\nWhat I log.\n',
    "content/blog/2024-01-02-Moon rise.md": '+++\ntitle = "The moon"\nupdated = 2024-02-01\n[taxonomies]\ntags = ["Night"]\nseries = ["Of the sea"]\n[extra]\nx = 1\n+++\n'
    "It rises.\n\n<!-- more -->\n\n[The hill](@/blog/hill.md#top), [a picture](@/blog/trip/index.md).\n\n"
    '{{ youtube(id="abc") }}\n\n{% note(title=\'Mind\') %}\nthe **tide**\n{% end %}\n\n`{{/* youtube(id="x") */}}`\n',
    "content/blog/hill.md": '+++\ntitle = "A hill"\ndate = 2024-03-01T10:00:00Z\nslug = "steep-hill"\naliases = ["old/hill"]\n+++\n## Top\n\nSteep.\n',
    "content/blog/hill.fr.md": '+++\ntitle = "Une colline"\ndate = 2024-03-01\n+++\nRaide.\n',
    "content/blog/2024-05-05_tide.md": '+++\ntitle = "Tide"\ndate = 2023-01-01\n+++\nx\n',
    "content/blog/trip/index.md": '---\ntitle: Café trip\ndate: 2024-04-01\n---\n![map](map.png)\n',
    "content/blog/trip/map.png": "png",
    "content/Über uns.md": '+++\ntitle = "About"\n+++\nWe are.\n',
    "content/elsewhere.md": '+++\ntitle = "Elsewhere"\npath = "far/Away"\n+++\nx\n',
    "content/draft.md": '+++\ntitle = "SECRET"\ndraft = true\n+++\nx\n',
    "content/parts.md": '+++\ntitle = "SECRET"\nrender = false\n+++\nx\n',
    "static/robots-art.txt": "static\n",
    "templates/index.html": "SECRET", "sass/a.scss": "SECRET", "README.md": "SECRET",
}


@pytest.fixture
def site(tmp_path):
    return splash.write_capsule(tmp_path / "site", SITE)


def test_addresses_dates_and_terms_are_zolas(site):
    done = subprocess.run([splash.SPLASHDOWN, "list", "--format", "json", site], capture_output=True, text=True, check=True)
    pages = {page["source"]: page for page in json.loads(done.stdout)}
    stems = {source: page["stem"] for source, page in pages.items() if "_index" not in source}
    assert stems == {
        "content/blog/2024-01-02-Moon rise.md": "/blog/moon-rise/", "content/blog/2024-05-05_tide.md": "/blog/tide/", "content/blog/hill.md": "/blog/steep-hill/",
        "content/blog/hill.fr.md": "/fr/blog/hill/", "content/blog/trip/index.md": "/blog/trip/", "content/Über uns.md": "/uber-uns/",
        "content/elsewhere.md": "/far/Away/"}
    moon = pages["content/blog/2024-01-02-Moon rise.md"]
    assert moon["date"].startswith("2024-01-02") and moon["tags"] == ["Night"] and moon["kind"] == "post"


def test_readers_get_it_on_both_protocols(site, tmp_path):
    with splash.Server(site, tmp_path) as server:
        moon = server.get("/blog/moon-rise/").body.decode()
        assert "=> /blog/steep-hill/ The hill" in moon and "=> /blog/trip/ a picture" in moon and "watch?v=abc" in moon
        assert "Mind" in moon and "the tide" in moon and '{{ youtube(id="x") }}' in moon and "{%" not in moon
        home = server.get("/").body.decode()
        assert "A word of welcome." in home and "2024-04-01 Café trip" in home and "/uber-uns/ About" in home and "SECRET" not in home
        assert "What I log." in server.get("/blog/").body.decode() and "The moon" in server.get("/series/of-the-sea/").body.decode()
        assert server.get("/old/hill/").status == 31 and server.get("/blog/trip/map.png").body == b"png"
        assert server.get("/robots-art.txt").body == b"static\n"
        feed = server.get("/atom.xml").body.decode()
        assert "https://example.org/blog/moon-rise/" in feed and "SECRET" not in feed
        assert "steep-hill" in splash.gopher(server.gopher, "/blog/moon-rise/").decode()
        for path in ("/draft/", "/parts/", "/templates/index.html", "/sass/a.scss", "/config.toml", "/README.md"):
            assert server.get(path).status == 51, path


def test_export_and_check_know_it(site, tmp_path):
    done = subprocess.run([splash.SPLASHDOWN, "export", "--to", "gemini", "--output", tmp_path / "out", site], capture_output=True, text=True, check=True)
    assert (tmp_path / "out/blog/moon-rise/index.gmi").exists() and (tmp_path / "out/blog/trip/map.png").exists(), done.stderr
    done = subprocess.run([splash.SPLASHDOWN, "check", site], capture_output=True, text=True)
    assert "0 errors" in done.stdout and "taken for a Zola site, since there is base_url" in done.stderr, done.stdout


@pytest.mark.parametrize("mode,stem", [("on", "/uber-uns/"), ("safe", "/Über_uns/"), ("off", "/Über uns/")])
def test_slugify_decides_about_addresses(site, mode, stem):
    (site / "config.toml").write_text(SITE["config.toml"] + f'[slugify]\npaths = "{mode}"\n', encoding="utf-8")
    done = subprocess.run([splash.SPLASHDOWN, "list", "--format", "json", site], capture_output=True, text=True, check=True)
    assert stem in [urllib.parse.unquote(page["stem"]) for page in json.loads(done.stdout)]
