"""draft: true in front matter, as other generators write it: a draft wherever the file is, on every way out of a capsule."""
import json

import pytest

import splash
from splash import eventually, write_capsule

SECRET = "Nobody reads this yet."
PLAIN = {
    "_config.yml": ("title: Site\nsplashdown: { listing: true }\ncollections: { work: { output: true } }\n"
                    "defaults: [{ scope: { path: later }, values: { draft: true } }]\n"),
    "_posts/2024-05-01-first.md": "---\ntitle: First\ntags: [night]\n---\none\n",
    "_posts/2024-05-03-third.md": "---\ntitle: Third\ntags: [night]\n---\nthree\n",
    "works.md": "---\ntitle: Works\n---\n{% for w in site.work %}{{ w.title }}{% endfor %}{% for p in site.pages %}{{ p.title }} {% endfor %}\n",
    "later/shown.md": "---\ntitle: Shown\ndraft: false\n---\nx\n",
    "_work/done.md": "---\ntitle: Done\n---\nx\n",
}
# Paths of drafts: the file, and the name of its page without an extension.
DRAFTS = {
    "_posts/2024-05-02-second.md": ("/sky/2024/05/02/second", "---\ntitle: Hidden\ndraft: true\ntags: [night, only]\ncategories: sky\n"
                                                          "redirect_from: /old/second\n---\n"),
    "blog/_posts/2024-05-04-html.html": ("/blog/2024/05/04/html", "---\ntitle: Hidden\ndraft: yes\n---\n<p>"),
    "_posts/2024-05-05-gem.gmi": ("/2024/05/05/gem", "---\ntitle: Hidden\ndraft: on\n---\n"),
    "_posts/2024-05-06-text.txt": ("/2024/05/06/text", '---\ntitle: Hidden\ndraft: "true"\n---\n'),
    "page.md": ("/page", "---\ntitle: Hidden\nDraft: True\n---\n"),
    "folder/inner.gmi": ("/folder/inner", "---\ntitle: Hidden\ndraft: true\n---\n"),
    "folder/web.html": ("/folder/web", "---\ntitle: Hidden\ndraft: true\n---\n<p>"),
    "zola.md": ("/zola", "+++\ntitle = \"Hidden\"\ndraft = true # not yet\n[extra]\nx = 1\n+++\n\n"),
    "later/by-default.md": ("/later/by-default", "---\ntitle: Hidden\n---\n"),
    "later/bare.md": ("/later/bare", ""),
    "unclear.md": ("/unclear", "---\ntitle: Hidden\ndraft: maybe\n---\n"),
    "_work/secret.md": ("/work/secret", "---\ntitle: Hidden\ndraft: true\n---\n"),
}
PAGES = {source: stem for source, (stem, _) in DRAFTS.items() if not source.startswith("_work/")}


def capsule(folder, config=""):
    files = {source: front + SECRET + "\n" for source, (_, front) in DRAFTS.items()}
    return write_capsule(folder, PLAIN | files | {"_config.yml": PLAIN["_config.yml"] + config})


def spellings(source, stem):
    return [stem + end for end in ("", "/", ".gmi", ".html", ".md", ".txt")] + ["/" + source]


def test_a_draft_is_answered_as_what_does_not_exist(tmp_path):
    with splash.Server(capsule(tmp_path / "capsule"), tmp_path) as server:
        nothing = server.get("/nothing").raw
        for source, (stem, _) in DRAFTS.items():
            for path in (*spellings(source, stem), "/old/second", "/drafts/", "/tag/only/", "/category/sky/", "/folder/"):
                assert server.get(path).raw == nothing, path
                assert server.select(path) == server.select("/nothing").replace(b"/nothing", path.encode()), path
        assert server.get("/later/shown.gmi").status == 20


def test_a_draft_is_in_no_list_feed_or_answer(tmp_path):
    with splash.Server(capsule(tmp_path / "capsule"), tmp_path) as server:
        for path in ("/", "/posts/", "/tags/", "/tag/night/", "/tag/night/atom.xml", "/2024/", "/atom.xml", "/works.gmi", "/works", "/later/",
                     "/2024/05/01/first.gmi", "/2024/05/03/third.gmi", "/2024/05/03/third", "/search?hidden", "/search?nobody"):
            for answer in (server.get(path).body, server.select(path.replace("?", "\t"))):
                assert b"Hidden" not in answer and SECRET.encode() not in answer, path
        assert "Third" in server.get("/2024/05/01/first.gmi").text, "the neighbours of a draft are each other's"
        assert "Done" in server.get("/works.gmi").text


def test_no_command_shows_a_draft(tmp_path):
    folder = capsule(tmp_path / "capsule")
    code, out, said = splash.run("list", "--format", "json", folder)
    assert code == 0 and sorted(page["title"] for page in json.loads(out)) == ["Done", "First", "Shown", "Third", "Works"], said
    code, out, said = splash.feed(folder)
    assert code == 0 and out.count(b"<entry") == 2 and b"Hidden" not in out
    for protocol in ("gemini", "gopher"):
        code, _, said = splash.run("export", "--to", protocol, "--output", tmp_path / "out" / protocol, folder)
        assert code == 0 and "Hidden" not in said and "/page" not in said, said
    assert list((tmp_path / "out").rglob("third.gmi"))
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes() and b"Hidden" not in path.read_bytes(), path


@pytest.mark.parametrize("how", ["flag", "show_drafts", "ignore"])
def test_drafts_are_shown_when_asked_for(how, tmp_path):
    config = {"flag": "", "show_drafts": "show_drafts: true\n", "ignore": ""}[how]
    folder = capsule(tmp_path / "capsule", config)
    if how == "ignore":
        text = (folder / "_config.yml").read_text().replace("listing: true", "draft_key: ignore")
        (folder / "_config.yml").write_text(text)
    with splash.Server(folder, tmp_path, *(["--drafts"] if how == "flag" else [])) as server:
        for source, stem in PAGES.items():
            answer = server.get(stem + ".gmi")
            assert answer.status == 20 and SECRET in answer.text, source
            assert SECRET.encode() in server.select(stem)
        assert "Hidden" in server.get("/posts/").text and "Hidden" in server.get("/works.gmi").text
        assert (b"Hidden" in server.get("/atom.xml").body) == (how == "ignore"), "a draft that is shown for now has no id yet"


def test_editors_see_them_as_those_in_drafts(tmp_path):
    pem, fingerprint = splash.client_certificate(tmp_path, "ana")
    config = f"hosts: [{{ name: localhost, capsule: capsule, editors: ['{fingerprint}'] }}]\n"
    capsule(tmp_path / "capsule")
    with splash.Server(None, tmp_path, config=config) as server:
        def get(path, context=splash.tls_context(certificate=pem)):
            return server.get(path, context=context)

        listed = [url for url, label in splash.links(get("/drafts/").text)]
        for source, stem in PAGES.items():
            assert stem + ".gmi" in listed and SECRET in get(stem + ".gmi").text, source
            assert server.get(stem + ".gmi").status == 51
        assert "Hidden" not in get("/posts/").text
        path = tmp_path / "capsule" / "page.md"
        path.write_text(path.read_text().replace("Draft: True", "draft: false"))
        eventually(lambda: server.get("/page.gmi").status == 20, "the page that is no draft any more")
        path.write_text(path.read_text().replace("draft: false", "draft: true"))
        eventually(lambda: server.get("/page.gmi").status == 51, "the draft that it is again")


@pytest.mark.parametrize("value,hidden", [("true", True), ("True", True), ("yes", True), ("on", True), ("'true'", True), ("1", True), ("y", True),
                                          ("wip", True), ("[a]", True), ("false", False), ("no", False), ("off", False), ('"false"', False),
                                          ("0", False), ("", False), ("~", False), ("''", False)])
def test_the_words_for_a_draft(value, hidden, tmp_path):
    folder = write_capsule(tmp_path, {"a.md": f"---\ntitle: A\ndraft: {value}\n---\nx\n", "b.md": "x\n"})
    titles = [page["title"] for page in json.loads(splash.run("list", "--format", "json", folder)[1])]
    assert titles == (["B"] if hidden else ["A", "B"])


@pytest.mark.parametrize("head,hidden", [("draft = true", True), ("'draft' = \"true\"", True), ("Draft=true", True), ("draft = false", False),
                                         ("[extra]\ndraft = true", False), ("# draft = true", False), ("drafts = true", False)])
def test_the_words_for_a_draft_in_toml(head, hidden, tmp_path):
    folder = write_capsule(tmp_path, {"a.md": f"+++\r\ntitle = 'A'\r\n{head}\r\n+++\r\nx\r\n", "b.md": "x\n"})
    titles = [page["title"] for page in json.loads(splash.run("list", "--format", "json", folder)[1])]
    assert len(titles) == (1 if hidden else 2)


def test_check_tells_of_them(tmp_path):
    folder = capsule(tmp_path / "capsule")
    code, out, said = splash.run("check", "--format", "json", folder)
    told = {(e["file"], e["line"], e["severity"]): e["message"] for e in json.loads(out)}
    differs = "Jekyll itself would publish it, so the web differs"
    assert told[("_posts/2024-05-02-second.md", 3, "note")] == f"a draft, since it says draft: true; {differs}"
    assert told[("later/by-default.md", 0, "note")] == f"a draft, since the defaults of _config.yml say draft: true; {differs}"
    assert differs in told[("_work/secret.md", 0, "note")] and differs in told[("zola.md", 0, "note")]
    assert "neither true nor false" in told[("unclear.md", 3, "warning")]
    assert not any(file == "later/shown.md" for file, _, _ in told)
    (folder / "_config.yml").write_text("splashdown: { draft_key: nonsense }\n")
    out = splash.run("check", folder)[1].decode()
    assert '_config.yml:1: warning: splashdown.draft_key: "nonsense" is not understood; write ignore, or obey' in out
    (folder / "_config.yml").write_text("splashdown: { draft_key: ignore }\n")
    assert "a draft" not in splash.run("check", folder)[1].decode()
