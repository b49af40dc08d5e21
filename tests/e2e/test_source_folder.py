"""source: in _config.yml (every Octopress blog): the site lies in a folder of the capsule, and nothing outside it is shown."""
import os

import pytest
import splash
from actors import NAMES, acting_as
from splash import eventually

SECRET = "mellon-4711"
CONFIG = "title: Moria\nsource: source\ndestination: public\nsplashdown: {listing: true}\n"
FILES = {
    "_config.yml": CONFIG,
    "Rakefile": SECRET,
    "notes.md": SECRET,
    "_posts/2024-01-01-outer.md": SECRET,
    "plugins/tag.rb": SECRET,
    "public/index.html": SECRET,
    "source/_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nmoonlight {% include name.html %} {{ site.data.sea.depth }}\n",
    "source/_includes/name.html": "included",
    "source/_data/sea.yml": "depth: fathoms\n",
    "source/about.md": "---\ntitle: About\n---\nus\n",
    "source/images/a.txt": "a picture\n",
    "source/.hidden/a.txt": SECRET,
    "source/_drafts/later.md": SECRET,
    "source/_private/a.txt": SECRET,
    "source/list/a.txt": "listed\n",
    "other/_posts/2024-06-01-sun.md": "---\ntitle: Sun\n---\nsunlight\n",
}
OUTSIDE = ["/Rakefile", "/notes.gmi", "/notes.md", "/plugins/tag.rb", "/public/index.html", "/public/", "/2024/01/01/outer.gmi", "/_config.yml",
           "/../Rakefile", "/%2e%2e/Rakefile", "/source/../Rakefile", "/source/.hidden/a.txt", "/.hidden/a.txt", "/_private/a.txt",
           "/source/_private/a.txt", "/source/_data/sea.yml", "/_drafts/later.md", "/source/_posts/2024-05-01-moon.md"]


@pytest.fixture(params=NAMES)
def actor(request):
    with acting_as(request.param) as one:
        yield one


@pytest.fixture
def served(actor):
    with actor.serve(actor.capsule(FILES)) as server:
        yield server


def test_the_site_is_the_folder(served):
    assert "Moon" in served.get("/").text and "About" in served.get("/pages/").text
    answer = served.get("/2024/05/01/moon.gmi")
    assert answer.status == 20 and "moonlight included fathoms" in answer.text
    assert b"moonlight" in served.select("/2024/05/01/moon")
    assert served.get("/images/a.txt").body == b"a picture\n" and "a.txt" in served.get("/list/").text
    assert b">Moon</title>" in served.get("/atom.xml").body and "Moon" in served.get("/search?moonlight").text


def test_nothing_outside_is_shown(served):
    for path in OUTSIDE:
        answer = served.get(path)
        assert answer.status in (51, 59) and SECRET not in repr(answer), path
        assert SECRET.encode() not in served.select(path), path
    for path in ("/", "/posts/", "/pages/", "/atom.xml"):
        body = served.get(path).body.decode()
        assert SECRET not in body and "outer" not in body.lower()


def test_addresses_by_the_path_in_the_capsule_still_lead_there(served):
    for path, now in (("/source/images/a.txt", "/images/a.txt"), ("/source/about.md", "/about.gmi"), ("/source/about.gmi", "/about.gmi")):
        assert served.get(path).status == 31 and served.get(path).meta.endswith(now), path
    assert served.select("/source/images/a.txt").startswith(b"a picture")


def test_edits_are_seen(actor):
    capsule = actor.capsule(FILES)
    with actor.serve(capsule) as server:
        assert "fathoms" in server.get("/2024/05/01/moon.gmi").text
        (capsule / "source/_data/sea.yml").write_text("depth: leagues\n")
        eventually(lambda: "leagues" in server.get("/2024/05/01/moon.gmi").text, "the data's edit is seen")
        (capsule / "_config.yml").write_text(CONFIG.replace("Moria", "Khazad"))
        eventually(lambda: "Khazad" in server.get("/").text, "the title's edit is seen")
        (capsule / "_config.yml").write_text(CONFIG.replace("source: source", "source: other"))
        eventually(lambda: server.get("/2024/06/01/sun.gmi").status == 20, "the other source is read")
        assert server.get("/2024/05/01/moon.gmi").status == 51
        os.rename(capsule / "other", capsule / "old")
        os.rename(capsule / "source", capsule / "other")
        eventually(lambda: b"moonlight" in server.get("/2024/05/01/moon.gmi").body, "the folder that took its place is read")


BAD = {
    "..": "leads out", "/etc": "leads out", "a/../..": "leads out", "out": "leads out", "_site": "where Jekyll writes", "public/in": "where Jekyll writes",
    "built": "where Jekyll writes", ".git": "is hidden", "gone": "does not exist", "Rakefile": "not a folder", "private": "restricted",
    "round": "leads back to itself",
}


@pytest.mark.parametrize("source", BAD)
def test_a_source_that_must_not_be_shown_is_told_and_refused(actor, source):
    capsule = actor.capsule({**FILES, "_config.yml": CONFIG.replace("source: source", f"source: {source}"), ".git/a.txt": SECRET,
                             "_site/a.txt": SECRET, "public/in/a.txt": SECRET, "private/a.txt": SECRET})
    for link, target in (("out", actor.folder), ("built", "public"), ("round", "round")):
        os.symlink(target, capsule / link)
    folder = "restricted: {/private/: [any]}"
    config = actor.folder / "config.yml"
    config.write_text(f"hosts:\n  - {{name: localhost, capsule: {capsule}, {folder}}}\n")
    code, out, errors = actor.run("check", "-c", config)
    if source != "private":  # what is restricted, the server knows
        assert code == 1 and "_config.yml:2: " in out.decode() + errors and BAD[source] in out.decode() + errors
    with actor.serve(None, config=config.read_text()) as server:
        assert "_config.yml:2: " in server.said() and BAD[source] in server.said()
        for path in ("/", "/a.txt", "/Rakefile", "/notes.gmi"):
            answer = server.get(path)
            assert answer.status == 42 and SECRET not in repr(answer)


def test_a_configuration_within_is_told_and_not_obeyed(actor):
    capsule = actor.capsule({**FILES, "source/_config.yml": "title: Inner\n"})
    code, out, errors = actor.run("check", capsule)
    assert "source/_config.yml: warning: not read" in out.decode() + errors
    with actor.serve(capsule) as server:
        assert "Moria" in server.get("/").text and server.get("/_config.yml").status == 51


def test_check_names_files_by_their_path_in_the_capsule(actor):
    capsule = actor.capsule({**FILES, "source/bad.md": "---\ntitle: [\n---\n"})
    said = actor.run("check", capsule)[1].decode() + actor.run("check", capsule / "source/bad.md")[1].decode()
    assert said.count("source/bad.md:") == 2


def test_new_writes_into_the_source(actor):
    capsule = actor.capsule(FILES)
    code, out, _ = actor.run("new", "Star", capsule)
    assert code == 0 and list((capsule / "source/_posts").glob("*-star.md")) and "/source/_posts/" in out.decode()
