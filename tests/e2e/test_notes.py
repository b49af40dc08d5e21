"""A folder of notes: wiki links, callouts, marks and comments; and a vault, of which only what its author names is published."""
import itertools
import urllib.parse

import pytest
import splash
from splash import feed, run, write_capsule

TEXT = """\
See [[Rope work]], [[sub/Deep|deep]], [[#Here]] and [[Nowhere|gone]].

[[rope WORK|knots]]

[[Rope work#Bowline]]

![[Sea.PNG|300]]
![[sub/Deep]]

> [!warning]- Mind the tide
> It rises.

> [!tip]
> Look.

A ==bright word==, 記==重點==者, a == b == c, x==1. Hidden %%secretword%% here, 100%% and 50%% stay.

%%
secretblock

more
%%

Code `[[Rope work]] ==x== %%y%%` and arr[[1]] and [[a]](https://e.org/).

```sh
[[ -f x ]] && echo ==a== %%b%%
[[Rope work]]
```
"""
NOTES = {
    "Start.md": TEXT,
    "Rope work.md": "---\naliases: [knots]\n---\nropeword\n",
    "sub/Deep.md": "deepword\n",
    "img/sea.png": b"\x89PNG\r\n\x1a\n",
}


@pytest.fixture
def start(tmp_path):
    servers = []

    def start(files, *flags):
        server = splash.Server(write_capsule(tmp_path / "vault", files), tmp_path, *flags)
        servers.append(server.__enter__())
        return server
    yield start
    for server in servers:
        server.__exit__(None, None, None)


def test_wiki_links_lead_to_the_file_of_that_name(start):
    server = start(NOTES)
    text = server.get("/Start.gmi").text
    links = splash.links(text)
    assert ("/Rope%20work.gmi", "Rope work") in links and ("/Rope%20work.gmi", "knots") in links
    assert ("/Rope%20work.gmi", "Rope work > Bowline") in links
    assert ("/sub/Deep.gmi", "deep") in links and ("/sub/Deep.gmi", "sub/Deep") in links
    assert ("/img/sea.png", "sea") in links
    assert "Here and gone." in text and "[[#" not in text and "Nowhere" not in text
    menu = splash.menu(server.select("/Start"))
    assert any(item.selector == "/Rope%20work" for item in menu) and any(item.selector == "/img/sea.png" for item in menu)


def test_callouts_marks_and_comments(start):
    text = start(NOTES).get("/Start.gmi").text
    assert "> Mind the tide\n> It rises." in text and "> Tip\n> Look." in text and "[!" not in text
    assert "A bright word, 記重點者, a == b == c, x==1." in text
    assert "Hidden  here, 100%% and 50%% stay." in text or "Hidden here, 100%% and 50%% stay." in text
    assert "secretword" not in text and "secretblock" not in text and "more" not in text.split("Code")[0]


def test_code_stays_as_it_is(start):
    text = start(NOTES).get("/Start.gmi").text
    assert "[[Rope work]] ==x== %%y%%" in text and "arr[[1]]" in text
    assert "[[ -f x ]] && echo ==a== %%b%%\n[[Rope work]]\n" in text


def test_check_names_a_link_that_leads_nowhere_by_its_line(tmp_path):
    out = run("check", write_capsule(tmp_path / "vault", NOTES))[1].decode()
    assert "Start.md:1: warning: [[Nowhere]]: no page or file that readers see has this name" in out
    assert "[[Rope work]]" not in out and "[[1]]" not in out


def test_a_link_follows_a_note_that_appears(start, tmp_path):
    server = start(NOTES)
    assert "=> /Nowhere.gmi" not in server.get("/Start.gmi").text
    (tmp_path / "vault" / "Nowhere.md").write_text("now here\n")
    splash.eventually(lambda: "=> /Nowhere.gmi gone" in server.get("/Start.gmi").text, "the link to the new note")


VAULT = {
    ".obsidian/app.json": "{}\n",
    ".obsidian/secret.md": "---\npublish: true\n---\nprivateword\n",
    "_splashdown.yml": "publish: [blog, one.md, /files/open/]\n",
    "blog/2024-05-01-moon.md": "---\ntags: [sea]\n---\nmoonword, see [[Diary]] and ![[private.png]] and [[photo.png]]\n",
    "blog/no.md": "---\npublish: false\n---\nprivateword\n",
    "blog/photo.png": b"\x89PNG\r\n\x1a\n",
    "blogger/x.md": "privateword\n",
    "one.md": "oneword\n",
    "open.md": "---\npublish: true\ntags: [land]\n---\nopenword [[Diary|d]]\n",
    "files/open/a.pdf": b"%PDF-1\n",
    "files/shut/b.pdf": b"%PDF-1 privateword\n",
    "Diary.md": "privateword\n",
    "Diary no.md": "---\npublish: false\ntags: [secret]\n---\nprivateword\n",
    "words.md": "---\npublish: maybe\n---\nprivateword\n",
    "2024-05-02-private.md": "privateword\n",
    "2024-05-03-private.gmi": "privateword\n",
    "2024-05-04-private.txt": "privateword\n",
    "page.html": "privateword\n",
    "gophermap": "iprivateword\tx\tx\t1\n",
    "robots.txt": "privateword\n",
    "private.png": b"privateword",
    "drawing.canvas": "privateword\n",
    "Templates/note.md": "---\npublish: true\n---\nprivateword\n",
    "Broken.md": "---\npublish: true\nx: [\n---\nprivateword\n",
}
SHOWN = {"blog/2024-05-01-moon.md", "blog/photo.png", "one.md", "open.md", "files/open/a.pdf"}


def spellings(source):
    """Names under which anybody might guess a file."""
    stem = source.rsplit(".", 1)[0]
    ends = ["", ".gmi", ".html", ".md", ".txt", "/", "/index.gmi"]
    paths = {source, *(stem + end for end in ends), *(source + end for end in ends)}
    paths |= {path.lower() for path in paths} | {"/" + path for path in paths}
    return sorted(urllib.parse.quote("/" + path) for path in paths)


@pytest.mark.parametrize("protocol", ["gemini", "gopher"])
def test_nothing_of_a_vault_has_an_address_but_what_its_author_names(start, protocol):
    server = start(VAULT)
    for source in VAULT:
        for path in spellings(source) if source not in SHOWN else []:
            if protocol == "gemini":
                answer = server.get_with_single_slashes(path)
                assert answer.status in (51, 59) or (path.endswith("/robots.txt") and "privateword" not in answer.text), (path, answer)
            else:
                answer = server.select(urllib.parse.unquote(path))
                assert b"privateword" not in answer and (answer.startswith(b"3") or path.endswith("robots.txt")), path
    for source in SHOWN:
        assert server.get("/" + source.replace(".md", ".gmi")).status == 20, source


def test_nothing_of_a_vault_is_in_lists_feed_search_or_export(start, tmp_path):
    server = start(VAULT)
    pages = ["/", "/posts/", "/pages/", "/tags/", "/2024/", "/atom.xml", "/search?privateword", "/blog/", "/sitemap.xml"]
    for path, word in itertools.product(pages, ["privateword", "Diary.gmi", "2024-05-02", "blogger", "/tag/secret"]):
        assert word not in (server.get(path).text or "").replace("search?privateword", "").replace("privateword", "", path.startswith("/search")), (path, word)
    assert "2024-05-01" in server.get("/posts/").text and "sea" in server.get("/tags/").text
    assert b"privateword" not in feed(tmp_path / "vault")[1]
    assert run("export", "--to", "gemini", "--output", tmp_path / "out", tmp_path / "vault")[0] == 0
    exported = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"moonword" in exported and b"privateword" not in exported


def test_how_many_notes_are_left_out_is_told(start, tmp_path):
    server = start(VAULT)
    words = "notes are not published; write publish: true into a note, or name folders in _splashdown.yml"
    assert words in server.said()
    code, out, _ = run("check", tmp_path / "vault")
    private = sum(1 for source, text in VAULT.items() if source.endswith((".md", ".gmi", ".html")) and source not in SHOWN
                  and not source.startswith((".", "Broken")))
    assert f"{private} {words}" in out.decode()


def test_a_vault_without_a_list_shows_only_notes_that_say_so(tmp_path):
    files = {name: text for name, text in VAULT.items() if name != "_splashdown.yml"}
    assert run("list", write_capsule(tmp_path / "vault", files))[1].decode() == "            /open.gmi  Open\n".replace("Open", "open")


@pytest.mark.parametrize("target", ["settings", "/etc", "nowhere"])
def test_a_vault_whose_settings_lie_elsewhere_is_private_too(tmp_path, target):
    files = {name: text for name, text in VAULT.items() if not name.startswith((".obsidian", "_splash"))}
    folder = write_capsule(tmp_path / "vault", {**files, "settings/app.json": "{}"})
    (folder / ".obsidian").symlink_to(target)
    assert run("list", folder)[1].decode() == "            /open.gmi  open\n"


def test_publish_narrows_a_plain_folder_too_and_a_broken_list_publishes_nothing(tmp_path):
    files = {name: text for name, text in VAULT.items() if not name.startswith(".obsidian")}
    out = run("list", write_capsule(tmp_path / "a", files))[1].decode()
    assert "/one.gmi" in out and "Diary" not in out
    out = run("list", write_capsule(tmp_path / "b", {**files, "_splashdown.yml": "publish: {blog: yes}\n"}))[1].decode()
    assert "/open.gmi" in out and "/one.gmi" not in out and "Diary" not in out


def test_a_vault_that_begins_later_changes_nothing_until_a_reload(start, tmp_path):
    files = {name: text for name, text in VAULT.items() if not name.startswith((".obsidian", "_splash"))}
    server = start(files)
    assert server.get("/Diary.gmi").status == 20
    (tmp_path / "vault" / ".obsidian").mkdir()
    (tmp_path / "vault" / "new.md").write_text("newword\n")
    splash.eventually(lambda: server.get("/new.gmi").status == 20, "the edit")
    assert server.get("/Diary.gmi").status == 20
