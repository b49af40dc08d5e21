"""Nothing that must stay private is ever seen: a capsule full of traps, and a crawl that requests each of its paths in every
spelling, on both protocols, and searches everything that the commands print."""
import os
import pathlib
import urllib.parse

import pytest

import splash
import traps

WEB = {"web": ("--base-url", "https://mirror.example")}
SERVER = """# {word}
gopher: {{ width: 70 }}
log: {{ access: {capsule}/access.log }}
hosts:
- name: localhost
  capsule: {capsule}
  restricted: {{ /private/: [any] }}
"""
GENERATED = ["/", "/posts/", "/tags/", "/categories/", "/pages/", "/atom.xml", "/feed.xml", "/2024/", "/robots.txt", "/caps.txt", "/search?trap",
             "/search?word", "/search?secret", "/private/", "/drafts/", "/files/", "/files", "/tools/", "/deep/", "/x/", "/x/y/", "/shown/", "/folder/"]


def encode_all(path):
    return "".join(c if c == "/" else "".join(f"%{byte:02x}" for byte in c.encode()) for c in path)


def spellings(path):
    """PATH begins with a slash."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    quoted = urllib.parse.quote(path)
    return [quoted, encode_all(path), "/" + quoted, quoted.replace("/", "/./"), f"/nowhere/..{quoted}", quoted + "/",
            urllib.parse.quote(f"{folder}/{stem}"), urllib.parse.quote(f"{folder}/{stem}.gmi"), urllib.parse.quote(f"{folder}/{stem}.html"),
            path.upper().replace(" ", "%20"), quoted.replace("/", "%2f")]


def paths_of(folder):
    for below, folders, files in os.walk(folder, followlinks=False):
        for name in folders + files:
            yield "/" + str((pathlib.Path(below) / name).relative_to(folder))
    for link in ("/shown/a.txt", "/x/y/c.txt", "/folder/a.txt", "/folder/b.txt", "/certs/localhost.key"):
        yield link


def gemini_seen(server, path):
    answer = server.get(path)
    seen = answer.raw
    # A redirect is followed: what it leads to is asked for as well.
    if answer.status in (30, 31) and answer.meta.startswith("/"):
        seen += server.get(answer.meta).raw
    return seen


def asked(folder):
    for path in list(paths_of(folder)) + GENERATED:
        yield from [path] if path in GENERATED else spellings(path)


def served(folder, server):
    """All that a reader can see: [(how, bytes)]."""
    for path in dict.fromkeys(asked(folder)):
        yield f"gemini {path}", gemini_seen(server, path)
        selector = path.replace("?", "\t")
        yield f"gopher {path}", server.select(selector)
        yield f"gopher {path} as text", server.select(selector.rstrip("/") + ".txt")


def printed(actor, folder, configuration):
    """All that the commands write for readers."""
    for form in ("text", "json"):
        yield f"list {form}", actor.run("list", "--format", form, folder)[1]
    yield "feed", actor.run(folder, program="splashdown-feed")[1]
    for protocol in ("gemini", "gopher", "web"):
        out = actor.folder / f"export-{protocol}-{len(os.listdir(actor.folder))}"
        code, _, errors = actor.run("export", "-c", configuration, "--to", protocol, "--output", out, *WEB.get(protocol, ()))
        assert code == 0, errors
        for below, _, files in os.walk(out):
            for name in files:
                file = pathlib.Path(below) / name
                yield f"export {protocol} {file.relative_to(out)}", str(file.relative_to(out)).encode() + b"\n" + file.read_bytes()


def crawl(actor, folder, everything):
    """{kind of trap: where its secret was seen}"""
    word = traps.word("configuration")
    configuration = folder / "splashdown.yml"
    configuration.write_text(SERVER.format(word=word, capsule=folder))
    actor.give(folder)
    seen = {}
    def look(how, content):
        for trap in everything:
            if trap.secret in content:
                seen.setdefault(trap.kind, how)
    with actor.serve(None, "-c", configuration, workers=1) as server:
        for how, content in served(folder, server):
            look(how, content)
    for how, content in printed(actor, folder, configuration):
        look(how, content)
    return seen


def test_nothing_of_a_capsule_full_of_traps_is_ever_seen(actor):
    everything = traps.all_traps()
    folder = traps.write(actor.folder / "capsule", everything)
    assert crawl(actor, folder, everything) == {}


def test_the_crawl_sees_each_kind_of_trap_that_is_opened():
    import actors
    everything = traps.all_traps()
    kinds = {trap.kind for trap in everything}
    with actors.acting_as("ordinary") as actor:
        folder = traps.write(actor.folder / "capsule", everything, opened=kinds)
        assert kinds - set(crawl(actor, folder, everything)) == set()


@pytest.mark.parametrize("path", ["/a b/ü.txt", "/_posts/x.md"])
def test_spellings_are_different_and_mean_the_same(path):
    found = spellings(path)
    assert len(set(found)) == len(found) >= 8
    for spelling in found[:2]:
        assert urllib.parse.unquote(spelling) == path
