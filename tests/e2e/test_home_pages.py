"""The home leads to the author's pages, and a folder's own papers are no part of a blog."""
import pytest
import splash
from splash import feed, run, write_capsule


def page(title, body="x"):
    return f"---\ntitle: {title}\n---\n{body}\n"


POST = {"_posts/2024-05-01-moon.md": page("Moon", "moonlight")}
PAPERS = {name: f"# {name}\n\npaperword\n" for name in
          ("README.md", "readme.zh-TW.md", "LICENSE.md", "CLAUDE.md", "AGENTS.md", "CONTRIBUTING.md", "offline.md")}
PAPERS |= {"404.html": page("Nothing", "paperword"), "id/404.md": page("Tidak ada", "paperword"), "LICENSE": "paperword\n"}
PAGES = {"about.md": page("About me"), "c/notes.md": page("Notes"), "c/zebra.md": page("Zebra"), "work.md": page("作品")}


@pytest.fixture
def start(tmp_path):
    servers = []

    def start(files, name="tides", *flags):
        server = splash.Server(write_capsule(tmp_path / name, files), tmp_path, *flags)
        servers.append(server.__enter__())
        return server
    yield start
    for server in servers:
        server.__exit__(None, None, None)


def labels(server, path):
    gemini = [label for _, label in splash.links(server.get(path).text)]
    gopher = [item.display for item in splash.menu(server.select(path)) if item.type != "i"]
    return gemini, gopher


def between(lines, first, last):
    return lines[lines.index(first) + 1:lines.index(last) + 1]


def test_the_made_home_leads_to_the_pages(start):
    server = start({"_config.yml": "title: T\n", **POST, **PAGES})
    for lines in labels(server, "/"):
        assert between(lines, "2024-05-01 Moon", "All pages") == ["About me", "Notes", "Zebra", "作品", "All pages"]
    assert "## Pages\n\n=> /about.gmi About me\n" in server.get("/").text


def test_header_pages_come_first_and_twenty_are_enough(start):
    many = {f"p{i:02}.md": page(f"Page {i:02}") for i in range(30)}
    server = start({"_config.yml": "title: T\nheader_pages: [p29.md, p03.md, none.md]\n", **POST, **many})
    for lines in labels(server, "/"):
        shown = between(lines, "2024-05-01 Moon", "All pages")[:-1]
        assert shown[:4] == ["Page 29", "Page 03", "Page 00", "Page 01"] and len(shown) == 20
    for lines in labels(server, "/pages/"):
        assert len([line for line in lines if line.startswith("Page ")]) == 30


def test_a_home_of_the_author_does_not_repeat_what_it_links(start):
    index = "---\nlayout: home\ntitle: H\n---\nSee [me](about.md), [works]({% link work.md %}#a) and [out](https://e.org/c/notes.html).\n"
    server = start({**POST, **PAGES, "index.md": index})
    for lines in labels(server, "/"):
        assert between(lines, "2024-05-01 Moon", "All pages") == ["Notes", "Zebra", "All pages"]


def test_a_home_with_a_layout_of_its_own_stays_as_it_is(start):
    server = start({**POST, **PAGES, "index.md": page("H")})
    assert "All pages" not in server.get("/").text and "Zebra" in server.get("/pages/").text


def test_all_pages_stand_folder_by_folder(start):
    server = start({"_config.yml": "title: T\n", **POST, **PAGES, "d/漢/x.md": page("X")})
    assert server.get("/pages/").text.startswith(
        "# T · All pages\n\n=> /about.gmi About me\n=> /work.gmi 作品\n\n## c/\n\n=> /c/notes.gmi Notes\n"
        "=> /c/zebra.gmi Zebra\n\n## d/漢/\n\n=> /d/%E6%BC%A2/x.gmi X\n")
    assert server.get("/pages").status == 31


def test_a_folder_without_posts_lists_its_pages_by_folder(start):
    server = start({"_config.yml": "title: T\n", **PAGES, "README.md": page("Read me")})
    text = server.get("/").text
    assert text.startswith("# Read me\n\nx\n\n=> /about.gmi About me\n=> /work.gmi 作品\n\n## c/\n")
    assert "All pages" not in text


def test_a_page_of_the_author_takes_the_address(start):
    server = start({**POST, **PAGES, "pages/index.md": page("Mine", "my own")})
    assert "my own" in server.get("/pages/").text and "my own" in server.select("/pages/").decode()


def test_the_papers_of_a_folder_are_in_no_list_but_answer(start, tmp_path):
    server = start({"_config.yml": "title: T\nsplashdown: { listing: true }\n", **POST, **PAGES, **PAPERS})
    for path in ("/", "/pages/", "/posts/", "/search?paperword"):
        text = server.get(path).text
        assert not any(name.split(".")[0] in text for name in PAPERS) and "Nothing\n" not in text and "Tidak" not in text, path
    assert "Moon" in server.get("/search?moonlight").text
    for path in ("/README.gmi", "/readme.zh-TW.gmi", "/LICENSE.gmi", "/404.gmi", "/id/404.gmi", "/offline.gmi", "/LICENSE"):
        assert "paperword" in server.get(path).text, path
    assert b"paperword" in server.select("/AGENTS") and server.get("/CLAUDE.md").status == 31
    code, out, _ = run("list", tmp_path / "tides")
    assert code == 0 and b"Moon" in out and b"README" not in out and b"offline" not in out
    code, _, err = run("export", "--to", "gemini", "--output", tmp_path / "out", tmp_path / "tides")
    written = {str(f.relative_to(tmp_path / "out")) for f in (tmp_path / "out").rglob("*") if f.is_file()}
    assert code == 0 and "about.gmi" in written and "pages/index.gmi" in written
    assert not any(f.startswith(("README", "readme", "LICENSE", "404", "AGENTS", "CLAUDE")) for f in written)


def test_without_posts_a_readme_is_a_page(start):
    server = start({"README.md": page("Read me", "x")})
    assert "Read me" in server.get("/").text


@pytest.mark.parametrize("flags, title", [((), "tides"), (("--host", "e.example"), "e.example")])
def test_without_a_title_the_host_or_the_folder_gives_one(start, tmp_path, flags, title):
    server = start(POST, "tides", *flags)
    host = flags[1] if flags else "localhost"
    answer = splash.gemini(server.gemini, f"gemini://{host}:{server.gemini}/\r\n", sni=host)
    assert answer.text.startswith(f"# {title}\n")
    answer = splash.gemini(server.gemini, f"gemini://{host}:{server.gemini}/atom.xml\r\n", sni=host)
    assert f"<title type=\"text\">{title}</title>" in answer.body.decode()
    assert server.select("/").decode().startswith(f"i{title}\t")
    code, out, _ = feed(tmp_path / "tides")
    assert code == 0 and b"<title type=\"text\">tides</title>" in out


def test_check_names_what_has_the_address_of_the_list(tmp_path):
    folder = write_capsule(tmp_path, {**POST, **PAGES, "pages.md": page("Mine")})
    code, out, _ = run("check", folder)
    assert code == 0 and "pages.md: warning: has the address /pages/ and hides the list of all pages" in out.decode()
