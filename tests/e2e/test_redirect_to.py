"""redirect_to: of a page of ours is a redirect, of anything else a page with one link."""
import re

import feedparser
import pytest
import splash


def page(to, front="", text="Old text."):
    return f"---\ntitle: Moved\nredirect_to: {to}\n{front}---\n{text}\n"


@pytest.fixture
def moved(tmp_path):
    return splash.write_capsule(tmp_path / "capsule", {
        "_config.yml": "title: T\nurl: https://example.org\nbaseurl: /blog\n",
        "_posts/2024-05-01-new.md": "---\ntitle: New\n---\nNew text.\n",
        "_posts/2024-05-02-old.md": page("/2024/05/01/new.html"),
        "_posts/2024-05-03-based.md": page("/blog/2024/05/01/new.html"),
        "_posts/2024-05-04-whole.md": page("https://example.org/blog/2024/05/01/new.html#top"),
        "_posts/2024-05-05-list.md": page("[/2024/05/01/new.html, /other.html]"),
        "_posts/2024-05-06-twice.md": page("/2024/05/02/old.html"),
        "_posts/2024-05-07-away.md": page("'https://elsewhere.example/a?b=1&c=2'", text="Old {% for x in site.posts %}{% endfor %} text."),
        "_posts/2024-05-08-round.md": page("/2024/05/09/about.html"),
        "_posts/2024-05-09-about.md": page("/2024/05/08/round.html"),
        "_posts/2024-05-10-gone.md": page("/nothing.html"),
        "_posts/2024-05-11-self.md": page("/2024/05/11/self.html"),
        "_posts/2024-05-12-file.md": page("/photo.png"), "photo.png": b"\x89PNG",
        "_posts/2024-05-13-list-of-ours.md": page("/tags/"),
        "_posts/2024-05-14-tagged.md": "---\ntitle: Tagged\ntags: [t]\n---\nx\n",
        "old.html": page("/2024/05/01/new.html"), "older.md": page("https://elsewhere.example/", "redirect_from: /oldest\n")})


@pytest.mark.parametrize("path,target", [
    ("/2024/05/02/old.gmi", "/2024/05/01/new.gmi"), ("/2024/05/02/old.html", "/2024/05/01/new.gmi"), ("/2024/05/03/based.gmi", "/2024/05/01/new.gmi"),
    ("/2024/05/04/whole.gmi", "/2024/05/01/new.gmi"), ("/2024/05/05/list.gmi", "/2024/05/01/new.gmi"), ("/2024/05/06/twice.gmi", "/2024/05/01/new.gmi"),
    ("/2024/05/12/file.gmi", "/photo.png"), ("/2024/05/13/list-of-ours.gmi", "/tags/"), ("/old.gmi", "/2024/05/01/new.gmi"), ("/oldest", "/older.gmi")])
def test_to_a_page_of_ours_readers_are_sent(moved, tmp_path, path, target):
    with splash.Server(moved, tmp_path) as server:
        answer = server.get(path)
        assert (answer.status, answer.meta) == (31, target)
        if target.endswith("new.gmi"):
            assert server.select(path.removesuffix(".gmi")) == server.select("/2024/05/01/new")


def test_elsewhere_leads_one_link_and_nobody_runs_in_a_circle(moved, tmp_path):
    with splash.Server(moved, tmp_path) as server:
        for path, line in (("/2024/05/07/away", "=> https://elsewhere.example/a?b=1&c=2"), ("/older", "=> https://elsewhere.example/"),
                           ("/2024/05/08/round", "=> /2024/05/09/about.gmi"), ("/2024/05/10/gone", "=> https://example.org/blog/nothing.html"),
                           ("/2024/05/11/self", "=> /2024/05/11/self.gmi")):
            answer = server.get(path + ".gmi")
            body = answer.body.decode()
            assert answer.status == 20 and line in body and "Old" not in body and body.startswith("# Moved\n"), path
        menu = server.select("/2024/05/07/away").decode()
        assert "\tURL:https://elsewhere.example/a?b=1&c=2\t" in menu and "Old" not in menu


def test_no_feed_has_it_and_an_export_says_where_it_leads(moved, tmp_path):
    code, out, err = splash.feed(moved)
    assert code == 0 and {entry.title for entry in feedparser.parse(out).entries} == {"New", "Tagged"}
    code, out, err = splash.run("export", "--to", "gemini", "--output", tmp_path / "out", moved)
    assert code == 0 and "/2024/05/02/old.gmi leads to /2024/05/01/new.gmi" in err
    assert not (tmp_path / "out" / "2024/05/02/old.gmi").exists()
    assert "=> https://elsewhere.example/" in (tmp_path / "out" / "2024/05/07/away.gmi").read_text()


def test_a_control_in_an_address_reaches_nobody(tmp_path):
    capsule = splash.write_capsule(tmp_path / "capsule", {"_posts/2024-05-01-a.md": page('"https://elsewhere.example/a\\eb\\x07c"')})
    with splash.Server(capsule, tmp_path) as server:
        for body in (server.get("/2024/05/01/a.gmi").body, server.select("/2024/05/01/a"), server.select("/2024/05/01/a.txt")):
            assert b"elsewhere.example" in body and not set(body) & (set(range(32)) - {9, 10, 13}), body


@pytest.mark.parametrize("protocol", ["gemini", "gopher"])
def test_links_and_lists_of_an_export_lead_to_what_is_there(moved, tmp_path, protocol):
    links = "\n".join(f"- [to {name}](/2024/05/{name}.html)" for name in ("02/old", "05/list", "06/twice", "08/round", "12/file", "13/list-of-ours"))
    splash.write_capsule(moved, {"index.md": f"# Home\n\n{links}\n- [top](/2024/05/02/old.html#top)\n- [old](old.html)\n",
                                 "chain.md": "[long](/c0.html)\n", **{f"c{i}.md": page(f"/c{i + 1}.html") for i in range(12)}, "c12.md": "end\n"})
    out = tmp_path / "out"
    assert splash.run("export", "--to", protocol, "--output", out, moved)[0] == 0
    for file in out.rglob("*"):
        if file.suffix == ".gmi":
            targets = re.findall(r"^=> (/\S*)", file.read_text(), re.M)
        elif file.name == "gophermap":
            targets = re.findall(r"^[01I9g][^\t]*\t(/[^\t\n]*)", file.read_text(), re.M)
        else:
            continue
        for target in targets:
            there = out / target.lstrip("/")
            there = there if there.is_file() else there / ("index.gmi" if protocol == "gemini" else "gophermap")
            assert there.is_file() or target == "/search", (file, target)


def test_a_list_leads_there_at_once_and_follows_an_edit(moved, tmp_path):
    with splash.Server(moved, tmp_path) as server:
        assert b"=> /2024/05/01/new.gmi 2024-05-02 Moved" in server.get("/posts/").body
        assert "=> /tags/ Previous: Moved" in server.get("/2024/05/14/tagged.gmi").text
        splash.write_capsule(moved, {"_posts/2024-05-13-list-of-ours.md": page("/2024/05/01/new.html")})
        splash.eventually(lambda: "=> /2024/05/01/new.gmi Previous: Moved" in server.get("/2024/05/14/tagged.gmi").text, "the new place")
