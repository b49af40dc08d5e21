"""README.md is the page of a folder that has no index of any kind, and 404.md says what is not there."""
import pytest
import splash

SITE = {
    "_config.yml": "title: T\nsplashdown: { search: false }\n", "README.md": "# Root\n", "about.md": "# About\n\nSee [docs](docs/) and [none](none/).\n",
    "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nx\n", "docs/README.md": "# Docs\n", "docs/a.md": "# A\n", "markdown/README.markdown": "# Long\n",
    "listed/README.md": "# L\n", "listed/index.html": "---\n---\n{% for p in site.posts %}{{ p.title }}{% endfor %}\n",
    "none/README.md": "# N\n", "none/index.html": "---\n---\n{% if page.none %}x{% endif %}\n",
    "own/README.md": "# O\n", "own/index.md": "# Own index\n", "gem/README.md": "# G\n", "gem/index.gmi": "# Gem index\n",
    "posts/README.md": "# P\n", "static/README.md": "# S\n", "static/index.html": "<p>Static</p>\n",
    "404.md": "---\ntitle: Gone\n---\nIt sailed off.\nLook\tat the *home*, " + "or wait a while " * 30 + "\n"}


@pytest.mark.parametrize("path,status,meta", [
    ("/docs/", 31, "/docs/README.gmi"), ("/docs", 31, "/docs/README.gmi"), ("/markdown/", 31, "/markdown/README.gmi"), ("/docs/README.gmi", 20, ""),
    ("/listed/", 31, "/posts/"), ("/none/", 51, ""), ("/own/", 20, ""), ("/gem/", 20, ""), ("/posts/", 20, ""), ("/static/", 51, ""), ("/", 20, ""),
    ("/_posts/", 51, "")])
def test_a_readme_is_the_page_of_a_folder_without_any_index(serve, path, status, meta):
    answer = serve(SITE).get(path)
    assert answer.status == status and (not meta or answer.meta == meta)
    assert b"# P\n" not in answer.body and b"# Root\n" not in answer.body


def test_links_to_the_folder_lead_to_it_and_an_edit_counts_at_once(serve):
    server = serve(SITE)
    about = server.get("/about.gmi").body.decode()
    assert "=> /docs/README.gmi docs\n" in about and "/none/README" not in about
    assert b"Docs" in server.select("/docs/") and server.select("/none/").startswith(b"3")
    (server.capsule / "docs" / "index.md").write_text("# New index\n")
    splash.eventually(lambda: server.get("/docs/").status == 20, "the edit")
    assert b"New index" in server.get("/docs/").body and b"=> /docs/ docs\n" in server.get("/about.gmi").body
    (server.capsule / "docs" / "index.md").unlink()
    splash.eventually(lambda: server.get("/docs/").status == 31, "the edit")


BARE = {"_config.yml": "title: T\n", "README.md": "# Read me\n\nSee [about](about.md).\n", "about.md": "# About\n\nBack to [it](README.md).\n", "guide.md": "# Guide\n"}


@pytest.mark.parametrize("config", ["", "permalink: pretty\n"])
def test_at_the_root_it_is_the_home_of_a_capsule_without_posts(serve, tmp_path, config):
    server = serve(BARE | {"_config.yml": "title: T\n" + config})
    guide = "/guide/" if config else "/guide.gmi"
    home = server.get("/")
    assert home.status == 20 and home.text.startswith("# Read me\n") and f"=> {guide} Guide\n" in home.text and "README" not in home.text
    assert b"See" in server.select("") and server.select("/") == server.select("") == server.select("/README")
    for old in ("/README.gmi", "/README", "/README.html", "/README.md"):
        assert (server.get(old).status, server.get(old).meta) == (31, "/"), old
    assert "=> / it\n" in server.get("/about/" if config else "/about.gmi").text
    code, _, _ = splash.run("export", "--to", "gemini", "--output", tmp_path / "out", server.capsule)
    assert code == 0 and (tmp_path / "out" / "index.gmi").read_text().startswith("# Read me\n") and not list((tmp_path / "out").glob("README*"))


def test_at_the_root_a_post_or_any_index_takes_its_place_and_gives_it_back(serve):
    server = serve(BARE)
    for name, text, first in (("_posts/2024-05-01-moon.md", "# Moon\n", "# T\n"), ("index.md", "# Mine\n", "# Mine\n"),
                              ("index.html", "---\n---\n{% for p in site.posts %}{{ p.title }}{% endfor %}\n", "# T\n")):
        splash.write_capsule(server.capsule, {name: text})
        splash.eventually(lambda: server.get("/").body.decode().startswith(first), name)
        splash.eventually(lambda: server.get("/README.gmi").body.startswith(b"# Read me\n"), name)
        (server.capsule / name).unlink()
        splash.eventually(lambda: server.get("/").body.startswith(b"# Read me\n"), f"without {name}")
        splash.eventually(lambda: server.get("/README.gmi").status == 31, name)


def test_the_words_of_404_say_what_is_not_there(serve):
    server = serve(SITE)
    answer = server.get("/nothing")
    assert answer.status == 51 and answer.meta.startswith("Gone: It sailed off. Look at the home, or wait") and answer.meta.endswith("\u2026")
    lines = server.select("/nothing").decode().split("\r\n")
    assert lines[0].startswith("3Gone: It sailed off.") and lines[0].endswith("\terror\terror.host\t1")
    assert len(lines) > 4 and all(line[0] == "i" and len(line.split("\t")[0]) <= 68 for line in lines[1:-2])
    assert " ".join(line.split("\t")[0][1:] for line in lines[1:-2]) == answer.meta
    (server.capsule / "404.md").write_text("Elsewhere.\n")
    splash.eventually(lambda: server.get("/nothing").meta == "Elsewhere", "the edit")
    (server.capsule / "404.md").unlink()
    splash.eventually(lambda: server.get("/nothing").meta == "Not found", "the edit")
