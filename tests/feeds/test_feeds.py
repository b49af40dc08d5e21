"""Feeds as their readers take them: a schema, a parser, newsboat, and jekyll-feed's own for the same posts."""
import datetime
import json
import os
import pathlib
import re
import resource
import signal
import sqlite3
import subprocess
import sys

import feedparser
import pytest
import splash

HERE = pathlib.Path(__file__).resolve().parent
for folder in ("sites", "golden"):
    sys.path.insert(0, str(HERE.parent / folder))
import capsule_text  # noqa: E402
import test_invariants  # noqa: E402

BASE = "gemini://example.org/"
CAPSULES = sorted(path.stem for path in (HERE / "capsules").glob("*.txt"))
TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "---"})


@pytest.fixture(scope="module", params=CAPSULES)
def capsule(request, tmp_path_factory):
    return capsule_text.write((HERE / "capsules" / f"{request.param}.txt").read_text(encoding="utf-8"),
                              tmp_path_factory.mktemp("feeds") / request.param)


def feed(*arguments, **keywords):
    code, out, err = splash.feed("--base-url", BASE, *arguments, **keywords)
    assert code == 0, err
    return out


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def plain(text):
    return text.translate(TYPOGRAPHY)


def words_of(markup):
    # A footnote's number stands in brackets here, and bare there.
    return [word for word in test_invariants.words_of_html(plain(markup).replace("<sup", " <sup")) if word != "1"]


def test_the_feed_is_the_golden_one(capsule):
    assert feed(capsule).decode() == (HERE / "golden" / f"{capsule.name}.xml").read_text(encoding="utf-8")


def test_locale_and_zone_change_nothing(capsule):
    usual = feed(capsule)
    for env in ({"TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"TZ": "America/New_York", "LC_ALL": "C.UTF-8"}):
        assert feed(capsule, env=os.environ | env) == usual


@pytest.mark.parametrize("flags", [(), ("--content", "summary"), ("--content", "none"), ("--alternate", "gopher", "--alternate", "web"),
                                   ("--limit", "1")], ids=" ".join)
def test_every_feed_is_valid(capsule, flags, tmp_path):
    path = tmp_path / "atom.xml"
    path.write_bytes(feed(*flags, capsule))
    subprocess.run(["xmllint", "--noout", path], check=True)
    done = subprocess.run(["jing", "-c", HERE.parent / "e2e" / "atom.rnc", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    parsed = feedparser.parse(str(path))
    assert not parsed.bozo and parsed.entries
    assert b'<feed xmlns="http://www.w3.org/2005/Atom"' in path.read_bytes()
    for entry in parsed.entries:
        assert entry.title and entry.author and entry.links[0].href.startswith(BASE)
        if "--alternate" not in flags:
            assert entry.link.startswith(BASE)
    assert moment(parsed.feed.updated) == max(moment(entry.updated) for entry in parsed.entries) or "--limit" in flags


def test_jekyll_feed_has_the_same(capsule):
    path = HERE / "expected" / f"{capsule.name}.json"
    if not path.exists():
        assert "\nurl: " not in (HERE / "capsules" / f"{capsule.name}.txt").read_text(encoding="utf-8")
        return
    wanted = json.loads(path.read_text(encoding="utf-8"))
    parsed = feedparser.parse(feed(capsule), sanitize_html=False, resolve_relative_uris=False)
    assert parsed.feed.id == wanted["id"]
    assert [entry.id for entry in parsed.entries] == [entry["id"] for entry in wanted["entries"]]
    for ours, theirs in zip(parsed.entries, wanted["entries"]):
        assert plain(ours.title) == plain(theirs["title"])
        assert moment(ours.published) == moment(theirs["published"])
        assert moment(ours.updated) == moment(theirs["updated"])
        assert set(theirs["categories"]) <= {tag.term for tag in ours.get("tags", [])}
        assert words_of(ours.content[0].value) == words_of(theirs["content"])


def test_newsboat_takes_it(capsule, tmp_path):
    source = tmp_path / "atom.xml"
    source.write_bytes(feed(capsule))
    (tmp_path / "urls").write_text(f'"exec:cat {source}"\n')
    (tmp_path / "config").write_text("")
    files = ["-u", tmp_path / "urls", "-C", tmp_path / "config", "-c", tmp_path / "cache.db"]
    subprocess.run(["newsboat", *files, "-x", "reload"], check=True, timeout=60, capture_output=True,
                   env={"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": os.environ["PATH"], "TERM": "dumb"})
    rows = sqlite3.connect(tmp_path / "cache.db").execute("SELECT guid, title, author, url, pubDate FROM rss_item").fetchall()
    entries = {entry.id: entry for entry in feedparser.parse(str(source)).entries}
    assert {row[0] for row in rows} == set(entries)
    for guid, title, author, url, date in rows:
        entry = entries[guid]
        assert (title, author, url) == (entry.title, entry.author, entry.link)
        assert date == moment(entry.published).timestamp() or date == moment(entry.updated).timestamp()


def test_a_tag_has_a_feed_of_its_own(tmp_path):
    capsule = capsule_text.write((HERE / "capsules" / "english.txt").read_text(encoding="utf-8"), tmp_path)
    parsed = feedparser.parse(feed("--tag", "far away", capsule))
    assert [entry.id for entry in parsed.entries] == ["https://example.org/blog/space/2024/05/01/moon"]
    assert parsed.feed.links[0].href == BASE + "tag/far-away/atom.xml"
    assert feedparser.parse(feed("--category", "space", capsule)).entries[0].id == parsed.entries[0].id
    code, _, said = splash.feed("--tag", "none", capsule)
    assert code == 1 and "none" in said


def test_without_a_url_ids_are_tag_uris(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_posts/2024-05-01-a.md": "x\n", "b/_posts/2024-05-01-a.md": "y\n",
                                                    "_posts/2024-05-02-é.md": "z\n"})
    ids = [entry.id for entry in feedparser.parse(feed(capsule)).entries]
    assert ids[0] == "tag:example.org,2024-05-02:%C3%A9"
    assert len(set(ids)) == 3 and all(re.fullmatch(r"tag:example\.org,2024-05-0\d:\S+", name) for name in ids)


def test_broken_posts_are_left_out_and_controls_removed(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_posts/2024-05-01-a.md": '---\ntitle: "open\n---\nx\n',
                                                    "_posts/2024-05-02-b.md": "---\ntitle: T\n---\nbell \x07 and \ufffe end\n"})
    code, out, said = splash.feed("--base-url", BASE, capsule)
    assert code == 0 and "_posts/2024-05-01-a.md:" in said
    parsed = feedparser.parse(out)
    assert not parsed.bozo and [entry.title for entry in parsed.entries] == ["T"]


def test_a_full_disk_leaves_the_old_feed(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_posts/2024-05-01-a.md": "x\n" * 5000})
    target = tmp_path / "atom.xml"
    target.write_text("old")

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = subprocess.run([splash.SPLASHDOWN.parent / "splashdown-feed", "--output", target, capsule], capture_output=True,
                          preexec_fn=no_room, timeout=60)
    assert done.returncode == 1 and b"atom.xml" in done.stderr
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["atom.xml", "c"]


def test_progress_is_shown_where_somebody_watches(tmp_path):
    files = {f"_posts/2024-05-01-p{number}.md": "x\n" for number in range(2100)}
    capsule = splash.write_capsule(tmp_path / "c", files)
    command = [splash.SPLASHDOWN.parent / "splashdown-feed", "--limit", "3000", "--content", "none", capsule]
    master, terminal = os.openpty()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal, check=True, timeout=60)
    os.close(terminal)
    assert b"2000 of 2100 posts" in os.read(master, 65536)
    os.close(master)
    assert subprocess.run(command, capture_output=True, check=True, timeout=60).stderr == b""


def accept():
    import tempfile
    for name in CAPSULES:
        with tempfile.TemporaryDirectory() as folder:
            capsule_text.write((HERE / "capsules" / f"{name}.txt").read_text(encoding="utf-8"), pathlib.Path(folder))
            (HERE / "golden" / f"{name}.xml").write_bytes(feed(folder))


if __name__ == "__main__" and sys.argv[1:] == ["--accept"]:
    accept()
