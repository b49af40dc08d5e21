"""The path of a source in a folder like _posts is no address: what is asked for there is answered as what does not exist."""
import json

import pytest

import splash

FILES = {
    "_config.yml": "title: T\nbaseurl: /blog\ninclude: [_pages, .well-known, _notes.md]\ncollections: { docs: { output: true } }\n",
    "index.md": "Home [post](/_posts/2024-01-02-first.md) [page](_pages/p.md)\n",
    "about.md": "About\n",
    "_posts/2024-01-02-first.md": "---\ntitle: First\nredirect_from: [/_old/first/]\n---\nFirst, then [the second](2024-01-03-second.md) {% link _posts/2024-01-03-second.md %}\n",
    "_posts/2024-01-03-second.md": "---\ntitle: Second\npermalink: /_hidden/second/\n---\nSecond\n",
    "_posts/deep/2024-01-04-third.gmi": "Third\n",
    "trips/_posts/2024-01-05-fourth.txt": "Fourth\n",
    "_drafts/idea.md": "---\ntitle: Idea\n---\nIdea\n",
    "trips/_drafts/plan.md": "Plan\n",
    "_pages/p.md": "A page\n",
    "_pages/s.txt": "static\n",
    "_notes.md": "Notes\n",
    ".well-known/w.txt": "known\n",
    "_docs/d.md": "---\ntitle: D\n---\nD\n",
}
SOURCES = ["_posts/2024-01-02-first.md", "_posts/2024-01-03-second.md", "_posts/deep/2024-01-04-third.gmi", "trips/_posts/2024-01-05-fourth.txt",
           "_drafts/idea.md", "trips/_drafts/plan.md", "_docs/d.md", "_config.yml"]


def spellings(source):
    """Other ways to ask for the same path."""
    stem = source.rsplit(".", 1)[0]
    folder, _, name = source.rpartition("/")
    yield from (f"/{source}", f"/{stem}", f"/{stem}.html", f"/{stem}.gmi", f"/{stem}.txt", f"/{stem}.md", f"/{stem}/", f"/{source}/", f"/{source}/index.html")
    yield from (f"/{source.replace('_', '%5f')}", f"/{source.replace('_', '%5F')}", f"/{source.replace('.', '%2e')}", f"/{source.replace('/', '%2F')}")
    yield from (f"//{source}", f"/{folder}//{name}", f"/./{source}", f"/x/../{source}", f"/{source.upper()}", f"/{source.title()}", f"/blog/{source}",
                f"/blog/{source.replace('_', '%5f')}", f"/{source}?x", *((f"/{folder}/", f"/{folder}") if folder else ()))


@pytest.mark.parametrize("drafts", [False, True])
def test_no_source_path_is_an_address(actor, drafts):
    folder = actor.capsule(FILES)
    with actor.serve(folder, *(["--drafts"] if drafts else []), workers=1) as server:
        absent, absent_menu = server.get("/_posts/2024-01-02-never.md").raw, server.select("/_posts/2024-01-02-never.md")
        assert absent == server.get("/nowhere.md").raw and absent.startswith(b"51 ") and absent_menu == server.select("/nowhere.md")
        for source in SOURCES:
            for path in spellings(source):
                assert server.get_with_single_slashes(path).raw == absent, path
                assert server.select(path) == absent_menu, path
                assert server.select(path.removeprefix("/")) == absent_menu, path


def test_what_is_made_an_address_stays_one(actor):
    folder = actor.capsule(FILES)
    with actor.serve(folder, workers=1) as server:
        for path, body in (("/_hidden/second/", b"Second"), ("/2024/01/02/first.gmi", b"First"), ("/_pages/p.gmi", b"A page"), ("/_pages/s.txt", b"static"),
                           ("/.well-known/w.txt", b"known"), ("/trips/2024/01/05/fourth.gmi", b"Fourth"), ("/_notes.gmi", b"Notes")):
            answer = server.get(path)
            assert answer.status == 20 and body in answer.body, (path, answer)
            assert body in server.select(path.removesuffix(".gmi")), path
        for old, new in (("/_old/first/", "/2024/01/02/first.gmi"), ("/_hidden/second", "/_hidden/second/"), ("/_pages/p.md", "/_pages/p.gmi"),
                         ("/blog/_pages/p.md", "/_pages/p.gmi"), ("/about.md", "/about.gmi"), ("/_notes.md", "/_notes.gmi"),
                         ("/blog/_hidden/second/index.html", "/_hidden/second/")):
            answer = server.get(old)
            assert (answer.status, answer.meta) == (31, new), (old, answer)
            assert not server.select(old).startswith(b"3"), old
        # An author's link to a source leads to its page.
        links = [url for url, _ in splash.links(server.get("/2024/01/02/first.gmi").text)]
        assert links.count("/_hidden/second/") >= 1 and not any("_posts" in url for url in links), links
        links = [url for url, _ in splash.links(server.get("/").text)]
        assert "/2024/01/02/first.gmi" in links and "/_pages/p.gmi" in links, links
        assert b"2024-01-02-first.md" not in server.select("")


def test_included_posts_folders_are_addresses(actor):
    """include: names the folder itself: its author wants to have it so."""
    folder = actor.capsule(dict(FILES, **{"_config.yml": "include: [_posts]\n"}))
    with actor.serve(folder, workers=1) as server:
        assert (server.get("/_posts/2024-01-02-first.md").status, server.get("/_posts/2024-01-02-first.md").meta) == (31, "/2024/01/02/first.gmi")


def test_hidden_drafts_have_no_source_path_for_editors_either(actor):
    folder = actor.capsule(FILES)
    certificate, fingerprint = splash.client_certificate(actor.folder, "editor")
    config = f"hosts: [{{ name: localhost, capsule: {folder}, editors: ['SHA256:{fingerprint}'] }}]\n"
    with actor.serve(None, config=config, workers=1) as server:
        context = splash.tls_context(certificate=certificate)
        draft = [url for url, label in splash.links(server.get("/drafts/", context=context).text) if label.endswith("Idea")]
        assert len(draft) == 1 and server.get(draft[0], context=context).status == 20
        absent = server.get("/nowhere.md", context=context).raw
        for path in spellings("_drafts/idea.md"):
            assert server.get_with_single_slashes(path, context=context).raw == absent, path
            assert server.get_with_single_slashes(path).raw == absent, path
        assert server.get(draft[0]).raw == absent


def test_lists_name_sources_and_export_writes_none(actor):
    folder = actor.capsule(FILES)
    code, out, _ = actor.run("list", "--format", "json", folder)
    found = {page["source"]: page["gemini"] for page in json.loads(out)}
    assert code == 0 and found["_posts/2024-01-03-second.md"] == "/_hidden/second/"
    for kind in ("gemini", "gopher"):
        target = actor.folder / kind
        assert actor.run("export", "--to", kind, "--output", target, folder)[0] == 0
        names = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
        assert not any(name.startswith(("_posts", "_drafts", "_docs")) or "/_posts" in name for name in names)
        assert any(name.startswith("_hidden/second") for name in names) and "_pages/s.txt" in names
