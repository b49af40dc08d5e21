"""Feeds of all capsules, with every option, by the rules of the W3C feed validator."""
import os
import pathlib
import sys

import pytest
import splash

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "sites"))
sys.path.insert(0, str(HERE))
import capsule_text  # noqa: E402
import w3c_rules  # noqa: E402

CAPSULES = sorted([*HERE.glob("*capsules/*.txt"), *(HERE.parent / "sites").glob("*capsules/*.txt")])
FLAGS = [(), ("--content", "full"), ("--content", "summary"), ("--content", "none"), ("--alternate", "gopher"), ("--alternate", "web"),
         ("--alternate", "gopher", "--alternate", "web"), ("--limit", "1"), ("--base-url", "gemini://ex\u00e4mple.org:1966/")]


@pytest.mark.parametrize("path", CAPSULES, ids=lambda path: f"{path.parent.parent.name}-{path.parent.name}-{path.stem}")
def test_no_rule_is_broken(path, tmp_path):
    capsule = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path)
    wrong = {}
    for flags in FLAGS:
        code, out, _ = splash.feed(*flags, capsule, env=os.environ | {"TZ": "UTC"})
        if code == 0 and w3c_rules.complaints(out):
            wrong[flags] = w3c_rules.complaints(out)
        assert code == 0 or not out
    assert not wrong


@pytest.mark.parametrize("path", [path for path in CAPSULES if path.parent.name in ("many_capsules", "capsules")], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_rule_is_broken_in_feeds_of_tags_categories_collections_and_archives(path, tmp_path):
    capsule = capsule_text.write(path.read_text(encoding="utf-8"), tmp_path / "capsule")
    feeds = []
    for to in (["gemini"], ["web", "--base-url", "https://mirror.example/blog"]):
        out = tmp_path / to[0]
        assert splash.run("export", "--to", *to, "--output", out, capsule)[0] == 0
        made = [*out.rglob("atom.xml"), *out.rglob("atom/*.xml")]
        assert made
        feeds += made
    assert not {str(feed.relative_to(tmp_path)): wrong for feed in feeds if (wrong := w3c_rules.complaints(feed.read_bytes()))}


GOOD = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link rel="self" href="gemini://e.org/atom.xml"/><id>gemini://e.org/</id>
<updated>2024-05-01T00:00:00Z</updated><author><name>A</name></author><entry><title>E</title><id>gemini://e.org/a</id>
<updated>2024-05-01T00:00:00Z</updated><link href="gemini://e.org/a.gmi"/><content type="html">&lt;a href="gemini://e.org/"&gt;x&lt;/a&gt;</content></entry></feed>"""


@pytest.mark.parametrize("old,new,name", [
    (b"<id>gemini://e.org/a</id>", b"", "MissingElement"), (b"2024-05-01T00:00:00Z</updated><link", b"2024-05-01</updated><link", "InvalidRFC3339Date"),
    (b'href="gemini://e.org/"', b'href="/x"', "ContainsRelRef"), (b"&lt;a ", b"&lt;script&gt;&lt;a ", "SecurityRisk"),
    (b'rel="self"', b'rel="me"', "MissingSelf"), (b"<content ", b"<rights ", ""), (b"<title>E</title>", b"<title> </title>", "NotBlank"),
    (b"gemini://e.org/a<", b"gemini://e.org/a b<", "InvalidFullLink"), (b"<id>gemini://e.org/a<", b"<id>tag:e.org,/a<", "InvalidTAG"), (b"<name>A</name>", b"<name/>", "MissingElement"),
    (b"<link href=\"gemini://e.org/a.gmi\"/>", b"<link href=\"gemini://e.org/a.gmi\"/><link href=\"gemini://e.org/b.gmi\"/>", "DuplicateAtomLink")])
def test_a_rule_that_is_broken_is_named(old, new, name):
    assert not w3c_rules.complaints(GOOD) and old in GOOD
    bad = GOOD.replace(old, new)
    bad = bad.replace(b"</content>", b"</rights>") if b"<rights" in bad else bad
    assert any(found.startswith(name or "MissingTextualContent") for found in w3c_rules.complaints(bad))
