"""A link within the capsule shows what its target shows by itself, to those who may see that: as root and as an ordinary user."""
import json
import os

import pytest

import splash
from splash import eventually

# Each text that no reader without a certificate may ever see has a word of its own with the name of its place.
HIDDEN = {
    ".env": "PASSWORD=Quirk-env\n",
    ".hide/z.txt": "Quirk-dot\n",
    "_hidden/h.md": "Quirk-underscore\n",
    "_hidden/h.txt": "Quirk-underscore\n",
    "_hidden/deep/d.txt": "Quirk-underscore\n",
    "_drafts/x.md": "---\ntitle: Quirk-draft\n---\nQuirk-draft\n",
    "_posts/2024-01-03-off.md": "---\ntitle: Quirk-off\npublished: false\n---\nQuirk-off\n",
    "_posts/2999-01-01-late.md": "Quirk-late\n",
    "_posts/table.csv": "Quirk,csv\n",
    "off.md": "---\npublished: false\n---\nQuirk-unpublished\n",
    "wip/w.md": "Quirk-wip\n",
    "secretdir/s.txt": "Quirk-excluded\n",
    "secretdir/s.md": "Quirk-excluded\n",
    "hush.txt": "Quirk-hush\n",
    "tilde.txt~": "Quirk-backup\n",
}
RESTRICTED = {
    "private/index.md": "---\ntitle: Quirk-page\n---\nQuirk-page\n",
    "private/x.txt": "Quirk-file\n",
    "private/deep/y.md": "Quirk-deep\n",
    "private/menu/gophermap": "iQuirk-menu\n",
}
OPEN = {
    "_config.yml": "title: T\nexclude: [secretdir, hush.txt]\nsplashdown: { listing: true }\n"
                   "defaults:\n- { scope: { path: wip/w.md }, values: { published: false } }\n",
    "index.md": "Home\n",
    "about.md": "---\ntitle: About\n---\nAbout us\n",
    "notes/a.txt": "open note\n",
    "notes/b.md": "An open page\n",
    "notes/deep/c.txt": "deep note\n",
    "_posts/2024-01-02-first.md": "---\ntitle: First\n---\nThe first post\n",
    "_includes/own.html": "own include\n",
}

# link: target, path that would show it
TO_NOTHING = {
    "env.txt": (".env", "/env.txt"),
    "env.md": (".env", "/env.gmi"),
    "hide": (".hide", "/hide/z.txt"),
    "under": ("_hidden", "/under/h.gmi"),
    "under2": ("_hidden/deep", "/under2/d.txt"),
    "page.md": ("_hidden/h.md", "/page.gmi"),
    "page.txt": ("_hidden/h.txt", "/page.txt"),
    "include.txt": ("_includes/own.html", "/include.txt"),
    "config.txt": ("_config.yml", "/config.txt"),
    "draft.md": ("_drafts/x.md", "/draft.gmi"),
    "draft.dat": ("_drafts/x.md", "/draft.dat"),
    "ideas": ("_drafts", "/ideas/x.gmi"),
    "off2.md": ("off.md", "/off2.gmi"),
    "off.dat": ("off.md", "/off.dat"),
    "off3.md": ("_posts/2024-01-03-off.md", "/off3.gmi"),
    "late.md": ("_posts/2999-01-01-late.md", "/late.gmi"),
    "late.txt": ("_posts/2999-01-01-late.md", "/late.txt"),
    "blog": ("_posts", "/blog/2999-01-01-late.gmi"),
    "table.csv": ("_posts/table.csv", "/table.csv"),
    "wip2.md": ("wip/w.md", "/wip2.gmi"),
    "wip.dat": ("wip/w.md", "/wip.dat"),
    "excluded": ("secretdir", "/excluded/s.txt"),
    "excluded.md": ("secretdir/s.md", "/excluded.gmi"),
    "hush2.txt": ("hush.txt", "/hush2.txt"),
    "backup.txt": ("tilde.txt~", "/backup.txt"),
    "chain1.txt": ("chain2.txt", "/chain1.txt"),
    "chain2.txt": ("notes/../env.txt", "/chain2.txt"),
    "notes/up": ("../.hide", "/notes/up/z.txt"),
    "notes/round": ("./deep/../../under", "/notes/round/h.txt"),
    "_posts/2024-02-02-linked.md": ("../_drafts/x.md", "/2024/02/02/linked.gmi"),
    "_posts/2024-02-03-hidden.md": ("../_hidden/h.md", "/2024/02/03/hidden.gmi"),
    "_posts/2024-02-04-late.md": ("2999-01-01-late.md", "/2024/02/04/late.gmi"),
    "_posts/more": ("../_drafts", "/2024/02/04/x.gmi"),
    "loop1": ("loop2", "/loop1"),
    "loop2": ("loop1", "/loop2"),
    "self.txt": ("self.txt", "/self.txt"),
    "gone.txt": ("nowhere.txt", "/gone.txt"),
    "out.txt": ("../outside.txt", "/out.txt"),
    "etc": ("/etc", "/etc/passwd"),
    "root": (".", "/root/notes/a.txt"),
    "notes/back": ("..", "/notes/back/about.gmi"),
    "notes/deep/here": ("../../notes", "/notes/deep/here/a.txt"),
}
TO_RESTRICTED = {
    "priv": ("private", "/priv/x.txt"),
    "priv2": ("priv", "/priv2/deep/y.gmi"),
    "p.txt": ("private/x.txt", "/p.txt"),
    "p.md": ("private/index.md", "/p.gmi"),
    "notes/in": ("../private/deep", "/notes/in/y.gmi"),
    "_posts/2024-02-05-in.md": ("../private/deep/y.md", "/2024/02/05/in.gmi"),
    "gophermap": ("private/menu/gophermap", None),
}
TO_OPEN = {
    "about2.md": ("about.md", "/about2.gmi", b"About us"),
    "n.txt": ("notes/a.txt", "/n.txt", b"open note\n"),
    "papers": ("notes", "/papers/deep/c.txt", b"deep note\n"),
    "blog2": ("_posts", "/blog2/2024-01-02-first.gmi", b"The first post"),
    "papers2": ("papers", "/papers2/b.gmi", b"An open page"),
    "first.md": ("_posts/2024-01-02-first.md", "/first.gmi", b"The first post"),
    "_posts/2024-03-03-again.md": ("2024-01-02-first.md", "/2024/03/03/again.gmi", b"The first post"),
    "_posts/2024-03-04-note.md": ("../notes/b.md", "/2024/03/04/note.gmi", b"An open page"),
    "notes/middle.txt": ("../papers/deep/../a.txt", "/notes/middle.txt", b"open note\n"),
}
NOWHERE = "/surely/nowhere.txt"


def make_links(folder, links):
    for name, (target, *_) in links.items():
        (folder / name).symlink_to(target)


def make_capsule(actor, *kinds):
    (actor.folder / "outside.txt").write_text("Quirk-outside\n")
    folder = actor.capsule(dict(OPEN, **HIDDEN, **(RESTRICTED if TO_RESTRICTED in kinds else {})))
    for links in kinds:
        make_links(folder, links)
    actor.give(folder)
    return folder


def with_restricted(actor, folder, restricted="/private/: [any]"):
    return actor.serve(None, config=f"hosts: [{{ name: localhost, capsule: {folder}, restricted: {{ {restricted} }} }}]\n")


def no_one_else(text):
    assert b"Quirk" not in text, text


def shown_paths(server, *starts):
    """All that a reader without a certificate finds by following links on both protocols; no body may hold a secret."""
    seen, queue = set(), list(starts)
    while queue:
        path = queue.pop()
        if path in seen or len(seen) > 600:
            continue
        seen.add(path)
        answer = server.get(path)
        no_one_else(answer.raw)
        no_one_else(server.select(path.removesuffix(".gmi")))
        if answer.status == 20 and answer.meta.startswith("text/gemini"):
            queue += [link for link, _ in splash.links(answer.text) if link.startswith("/")]
    return seen


def test_what_a_link_hides_is_nowhere(actor):
    folder = make_capsule(actor, TO_NOTHING, TO_OPEN)
    with actor.serve(folder, workers=1) as server:
        absent, absent_menu = server.get(NOWHERE).raw, server.select(NOWHERE)
        for name, (target, path) in TO_NOTHING.items():
            for spelling in {path, path.removesuffix(".gmi"), path + ".html", *(() if name == "blog" else ("/" + name, "/" + name + "/"))}:
                assert server.get(spelling).raw == absent, (name, target, spelling)
                assert server.select(spelling) == absent_menu, (name, target, spelling)
        for name, (target, path, body) in TO_OPEN.items():
            answer = server.get(path)
            assert answer.status == 20 and body in answer.body, (name, target, answer)
            assert body in server.select(path.removesuffix(".gmi") if path.endswith(".gmi") else path), name
        seen = shown_paths(server, "/", "/posts/", "/notes/", "/papers/", "/blog/", "/atom.xml", "/search?quirk", "/2024/")
        assert not {path for _, path in TO_NOTHING.values()} & seen
        for folder_path in ("/notes/", "/papers/"):
            listed = server.get(folder_path).text
            for name in ("up", "round", "back", "here"):
                assert f"/{name}" not in listed and f" {name}" not in listed, listed
    code, listed, _ = actor.run("list", "--format", "json", folder)
    sources = {page["source"] for page in json.loads(listed)}
    assert code == 0 and not sources & set(TO_NOTHING) and {"about2.md", "first.md"} <= sources
    no_one_else(listed)
    for kind in ("gemini", "gopher"):
        out = actor.folder / f"out-{kind}"
        code, _, errors = actor.run("export", "--to", kind, "--output", out, folder)
        assert code == 0, errors
        files = {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        for body in files.values():
            no_one_else(body)
        assert not {path.lstrip("/") for _, path in TO_NOTHING.values()} & set(files)
        assert files["n.txt"] == b"open note\n" and files["papers/deep/c.txt"] == b"deep note\n"
    code, feed, _ = actor.run(folder, program="splashdown-feed")
    assert code == 0 and b"The first post" in feed
    no_one_else(feed)


def test_check_says_truly_where_links_lead(actor):
    folder = make_capsule(actor, TO_NOTHING, TO_OPEN)
    (folder / "abs.txt").symlink_to(folder / "notes/a.txt")
    code, out, _ = actor.run("check", "--format", "json", folder)
    told = {}
    for entry in json.loads(out):
        told.setdefault(entry["file"], []).append(entry["message"])
    words = {
        "env.txt": "leads to .env, which is not published",
        "hide": "leads to .hide, which is not published",
        "under": "leads to _hidden, which is not published",
        "draft.md": "leads to _drafts/x.md, which is not published",
        "chain1.txt": "leads to .env, which is not published",
        "notes/round": "leads to _hidden, which is not published",
        "off2.md": "published: false",
        "off.dat": "",
        "late.txt": "leads to _posts/2999-01-01-late.md, which is not shown",
        "table.csv": "leads to _posts/table.csv, which is not shown",
        "wip.dat": "leads to wip/w.md, which is not shown",
        "loop1": "leads back to itself",
        "self.txt": "leads back to itself",
        "gone.txt": "leads to nothing",
        "out.txt": "leads out of the capsule",
        "etc": "leads out of the capsule",
        "root": "a folder that it lies in",
        "notes/back": "a folder that it lies in",
    }
    for name, part in words.items():
        assert any(part in message for message in told.get(name, [])), (name, told.get(name))
    for name in [*TO_OPEN, "abs.txt"]:
        assert not any("leads " in message and "no page" not in message for message in told.get(name, [])), (name, told[name])
    assert "out of the capsule" not in str({name: told[name] for name in told if name not in ("out.txt", "etc")})


def test_links_into_restricted_folders_are_for_who_may_see_those(actor):
    folder = make_capsule(actor, TO_RESTRICTED, TO_OPEN)
    certificate, _ = splash.client_certificate(actor.folder, "someone")
    with with_restricted(actor, folder) as server:
        absent_menu = server.select(NOWHERE)
        context = splash.tls_context(certificate=certificate)
        for name, (target, path) in TO_RESTRICTED.items():
            if not path:
                continue
            answer = server.get(path)
            assert answer.status == 60, (name, answer)
            seen = server.get(path, context=context)
            assert seen.status == 20 and b"Quirk" in seen.body, (name, seen)
            assert server.select(path.removesuffix(".gmi")) == absent_menu, name
            assert server.select(path) == absent_menu, name
        for path in ("/priv/", "/priv/nothing.txt", "/priv2/deep/", "/notes/in/", "/notes/in/nothing", "/priv"):
            assert server.get(path).status == 60, path
            assert server.select(path) == absent_menu, path
        no_one_else(server.select(""))
        seen = shown_paths(server, "/", "/posts/", "/notes/", "/atom.xml", "/search?quirk", "/2024/02/", "/2024/")
        assert not {path for _, path in TO_RESTRICTED.values()} & seen
        listed = server.get("/notes/").text
        assert "deep/" in listed and "/in" not in listed
        inside = server.get("/priv/deep/", context=context)
        assert "y.gmi" in inside.text
        assert server.get("/n.txt").body == b"open note\n"
    config = actor.folder / "export.yml"
    config.write_text(f"hosts: [{{ name: localhost, capsule: {folder}, restricted: {{ /private/: [any] }} }}]\n")
    for kind in ("gemini", "gopher"):
        out = actor.folder / f"out-{kind}"
        code, _, errors = actor.run("export", "-c", config, "--to", kind, "--output", out)
        assert code == 0, errors
        for file in out.rglob("*"):
            if file.is_file():
                no_one_else(file.read_bytes())


def test_absolute_links_within_the_capsule(actor):
    real = actor.folder / "releases" / "one"
    splash.write_capsule(real, dict(OPEN, **HIDDEN, **RESTRICTED))
    current = actor.folder / "current"
    current.symlink_to("releases/one")
    for name, target in {"given.txt": current / "notes/a.txt", "real.txt": real / "notes/a.txt", "folder": current / "notes",
                         "whole": current, "spelled.txt": f"{current.parent}//current/./notes/../notes/a.txt", "env.txt": current / ".env",
                         "sibling.txt": f"{real}x/notes/a.txt", "climbs.txt": f"{current}/../../outside.txt"}.items():
        (real / name).symlink_to(target)
    (actor.folder / "outside.txt").write_text("Quirk-outside\n")
    actor.give(actor.folder)
    for capsule, cwd in ((current, None), ("current", actor.folder), (".", current)):
        with actor.serve(capsule, workers=1, cwd=cwd) as server:
            for path in ("/real.txt", "/spelled.txt", "/given.txt", "/folder/a.txt")[:None if capsule != "." else 1]:
                assert server.get(path).body == b"open note\n", (capsule, path)
                assert server.select(path) == b"open note\n", (capsule, path)
            absent = server.get(NOWHERE).raw
            for path in ("/env.txt", "/whole/notes/a.txt", "/sibling.txt", "/climbs.txt"):
                assert server.get(path).raw == absent, path
    _, out, _ = actor.run("check", "--format", "json", current)
    assert {e["file"] for e in json.loads(out) if "out of the capsule" in e["message"]} == {"sibling.txt", "climbs.txt"}
    with actor.serve(current, workers=1) as server:
        two = actor.give(splash.write_capsule(actor.folder / "releases" / "two", {"index.md": "x\n", "notes/a.txt": "second\n"}))
        (two / "given.txt").symlink_to(current / "notes/a.txt")
        (two / "old.txt").symlink_to(real / "notes/a.txt")
        (actor.folder / "next").symlink_to("releases/two")
        os.rename(actor.folder / "next", current)
        eventually(lambda: server.get("/given.txt").body == b"second\n", "the new folder")
        assert server.get("/old.txt").status == 51


def test_the_same_version_behind_another_link_is_another_file(actor):
    """Neither the next snapshot nor a cache takes one target for another that has its size and its time."""
    folder = actor.capsule({"index.md": "x\n", "pub/a.txt": "first\n", "pub/b.txt": "other\n", "pub/a.md": "first\n", "pub/b.md": "other\n",
                            "private/c.txt": "Quirk\n", "private/c.md": "Quirk\n"})
    for path in folder.rglob("*.*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    (folder / "now.txt").symlink_to("pub/a.txt")
    (folder / "now.md").symlink_to("pub/a.md")
    actor.give(folder)

    def lead_to(name, target):
        (folder / "new").symlink_to(target)
        os.rename(folder / "new", folder / name)

    with with_restricted(actor, folder) as server:
        for path, extension in (("/now.txt", "txt"), ("/now.gmi", "md")):
            name = "now." + extension
            assert b"first" in server.get(path).body
            lead_to(name, f"pub/b.{extension}")
            eventually(lambda: b"other" in server.get(path).body, "the other target")
            lead_to(name, f"private/c.{extension}")
            eventually(lambda: server.get(path).status == 60, "the restricted target")
            lead_to(name, f"pub/a.{extension}")
            eventually(lambda: b"first" in server.get(path).body, "the first target")


def test_edits_behind_links_are_seen(actor):
    folder = actor.capsule({"index.md": "x\n", "deep/er/a.txt": "one\n", "deep/er/b.md": "one\n"})
    (folder / "a.txt").symlink_to("deep/er/a.txt")
    (folder / "box").symlink_to("deep/er")
    actor.give(folder)
    with actor.serve(folder) as server:
        assert server.get("/a.txt").body == b"one\n" and b"one" in server.get("/box/b.gmi").body
        (folder / "deep/er/a.txt").write_text("two, now\n")
        (folder / "deep/er/b.md").write_text("two, now\n")
        eventually(lambda: server.get("/a.txt").body == b"two, now\n", "the edit behind a link")
        eventually(lambda: b"two, now" in server.get("/box/b.gmi").body, "the edit behind a link to its folder")
        eventually(lambda: b"two, now" in server.select("/box/b"), "the same on Gopher")
        actor.give(splash.write_capsule(folder, {"deep/er/new.txt": "new\n"}))
        eventually(lambda: server.get("/box/new.txt").body == b"new\n", "a new file behind a link")
        (folder / "deep/er/a.txt").unlink()
        eventually(lambda: server.get("/a.txt").status == 51, "a target that went")


def test_what_becomes_hidden_behind_a_link_becomes_so_there(actor):
    folder = actor.capsule({"index.md": "x\n", "page.md": "---\ntitle: Seen\n---\nSeen\n", "notes/a.txt": "Seen\n", "_config.yml": "title: T\n"})
    (folder / "l.md").symlink_to("page.md")
    (folder / "l.dat").symlink_to("notes/a.txt")
    actor.give(folder)
    with actor.serve(folder) as server:
        assert server.get("/l.gmi").status == 20 and server.get("/l.dat").status == 20
        (folder / "page.md").write_text("---\ntitle: Seen\npublished: false\n---\nSeen\n")
        (folder / "_config.yml").write_text("title: T\nexclude: [notes]\n")
        eventually(lambda: (server.get("/l.gmi").status, server.get("/l.dat").status) == (51, 51), "both gone")
        (folder / "page.md").write_text("---\ntitle: Seen\n---\nSeen again\n")
        (folder / "_config.yml").write_text("title: T\nexclude: [notes]\ninclude: [notes]\n")
        eventually(lambda: (server.get("/l.gmi").status, server.get("/l.dat").status) == (20, 20), "both back")


def test_include_names_what_is_hidden(actor):
    folder = actor.capsule({"_config.yml": "include: [_pages, .well-known]\n", "_pages/p.md": "A page\n", ".well-known/w.txt": "known\n"})
    (folder / "p2.md").symlink_to("_pages/p.md")
    (folder / "w").symlink_to(".well-known")
    with actor.serve(actor.give(folder), workers=1) as server:
        assert b"A page" in server.get("/p2.gmi").body and server.get("/w/w.txt").body == b"known\n"


def test_drafts_are_behind_links_what_they_are(actor):
    folder = actor.capsule({"index.md": "x\n", "_drafts/x.md": "---\ntitle: Idea\n---\nAn idea\n"})
    (folder / "l.md").symlink_to("_drafts/x.md")
    (folder / "_posts").mkdir()
    (folder / "_posts/2024-01-01-l.md").symlink_to("../_drafts/x.md")
    actor.give(folder)
    with actor.serve(folder, workers=1) as server:
        assert "Idea" not in server.get("/posts/").raw.decode() and server.get("/l.gmi").status == 51
    with actor.serve(folder, "--drafts", workers=1) as server:
        assert "Idea" in server.get("/posts/").text
    _, out, _ = actor.run("list", "--drafts", "--format", "json", folder)
    assert {page["source"] for page in json.loads(out)} == {"index.md", "_drafts/x.md", "l.md", "_posts/2024-01-01-l.md"}


def test_what_pages_are_made_with_may_be_behind_links(actor):
    """Its author names each file. Restricted files are for pages of that folder alone; a collection shows published files."""
    folder = actor.capsule({
        "_config.yml": "collections: { docs: {} }\n", "index.md": "x\n",
        ".parts/part.html": "a part\n", "private/part.html": "Quirk-part\n", "private/d.yml": "word: Quirk-data\n", ".parts/d.yml": "word: a datum\n",
        "_drafts/x.md": "---\ntitle: Quirk-doc\n---\n", "notes/n.md": "---\ntitle: a document\n---\n", "_docs/d.md": "---\ntitle: d\n---\n",
        "a.md": "---\n---\n{% include part.html %} {{ site.data.d.word }} {% for d in site.docs %}[{{ d.title }}]{% endfor %}\n",
        "b.md": "---\n---\nB{% include secret.html %} {{ site.data.s.word }} {% include_relative private/part.html %}\n",
        "private/c.md": "---\n---\nC {% include secret.html %} {% include_relative part.html %}\n",
        "loop.md": "---\n---\nL{% include round.html %}{% include out.html %}\n"})
    for name, target in {"_includes/part.html": "../.parts/part.html", "_includes/secret.html": "../private/part.html", "_data/d.yml": "../.parts/d.yml",
                         "_data/s.yml": "../private/d.yml", "_data/round": ".", "_docs/n.md": "../notes/n.md", "_docs/x.md": "../_drafts/x.md",
                         "_docs/again.md": "d.md", "_docs/round": "..", "_includes/round.html": "round.html", "_includes/out.html": "/etc/passwd"}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).symlink_to(target)
    certificate, _ = splash.client_certificate(actor.folder, "someone")
    with with_restricted(actor, actor.give(folder)) as server:
        text = server.get("/a.gmi").text
        assert "a part a datum [d][d][a document]" in text.replace("\n", " "), text
        assert server.get("/b.gmi").text.count("Quirk") == 0 and "B" in server.get("/b.gmi").text
        assert "Quirk" not in server.select("/b").decode()
        context = splash.tls_context(certificate=certificate)
        assert server.get("/private/c.gmi", context=context).text.count("Quirk-part") == 2
        assert "root:" not in server.get("/loop.gmi").text and server.get("/loop.gmi").status == 20
        (folder / ".parts/part.html").write_text("another part\n")
        os.utime(folder / "a.md")
        eventually(lambda: "another part" in server.get("/a.gmi").text, "the edited include")


@pytest.mark.parametrize("target", ["../config.yml", "nowhere.yml", "/etc/passwd"])
def test_a_configuration_that_a_link_hides_is_an_error(actor, target):
    """Without its exclude: more would be served."""
    folder = actor.capsule({"index.md": "x\n", "hush.txt": "Quirk\n", "conf/c.yml": "title: T\nexclude: [hush.txt]\n"})
    (actor.folder / "config.yml").write_text("exclude: [hush.txt]\n")
    (folder / "_config.yml").symlink_to("conf/c.yml")
    actor.give(folder)
    with actor.serve(folder) as server:
        assert server.get("/hush.txt").status == 51 and "# T\n" in server.get("/").text + server.get("/posts/").text + "# T\n"
        (folder / "new").symlink_to(target)
        os.rename(folder / "new", folder / "_config.yml")
        (folder / "later.md").write_text("x\n")
        eventually(lambda: "cannot be read: this link leads to nothing in the capsule" in server.said(), "the complaint")
        assert server.get("/hush.txt").status == 51
    code, _, errors = actor.run("list", folder)
    assert code == 1 and "_config.yml" in errors


def test_folders_that_lead_to_each_other_have_an_end(actor):
    """Twelve folders with a link to each other: 10^9 paths without a bound; a hundred links to a thousand files."""
    names = [f"f{i}" for i in range(12)]
    folder = actor.capsule({"index.md": "x\n", **{f"{name}/a.txt": name for name in names}})
    for name in names:
        for other in names:
            if name != other:
                (folder / name / other).symlink_to(f"../{other}")
    code, out, errors = actor.run("check", "--format", "json", actor.give(folder), timeout=600)
    assert code == 0, errors
    assert any("more than 1000 links behind links" in entry["message"] for entry in json.loads(out))
    folder = actor.capsule({"index.md": "x\n", **{f"_vault/f/.{i}.csv": "" for i in range(1010)}}, "many")
    (folder / "_config.yml").write_text("include: [_vault]\n")
    for i in range(100):
        (folder / f"link{i}").symlink_to("_vault/f")
    code, out, errors = actor.run("check", "--format", "json", actor.give(folder), timeout=600)
    assert code == 0, errors
    assert any("more than 100000 files behind links" in entry["message"] for entry in json.loads(out))


def test_hard_links_are_ordinary_files(actor):
    folder = actor.capsule({"index.md": "x\n", "_hidden/h.txt": "shared\n"})
    os.link(folder / "_hidden/h.txt", folder / "h.txt")
    with actor.serve(actor.give(folder), workers=1) as server:
        assert server.get("/h.txt").body == b"shared\n" and server.get("/_hidden/h.txt").status == 51
