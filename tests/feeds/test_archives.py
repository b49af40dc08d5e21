"""The archives of the feed (RFC 5005 §4): every post can be reached from the feed, and an archive never changes its set."""
import re
import subprocess
import xml.etree.ElementTree

import feedparser
import pytest
import splash
from test_feeds import BASE, HERE, feed

ATOM = "{http://www.w3.org/2005/Atom}"


def write_posts(folder, count, config="feed: { posts_limit: 3 }\n", first=1):
    files = {f"_posts/2024-{number // 28 + 1:02}-{number % 28 + 1:02}-p{number}.md": f"---\ntitle: P{number}\ntags: [t]\n---\nx\n"
             for number in range(first, count + 1)}
    return splash.write_capsule(folder, {"_config.yml": config, **files})


def links_of(text):
    return {link.rel: link.href for link in feedparser.parse(text).feed.links if link.rel not in ("alternate",)}


def titles_of(text):
    return [entry.title for entry in feedparser.parse(text).entries]


def number_of(address):
    return re.fullmatch(re.escape(BASE) + r"atom/([1-9][0-9]*)\.xml", address)[1]


@pytest.mark.parametrize("count", [1, 3, 4, 6, 7, 11])
def test_from_the_feed_every_post_is_reached(count, tmp_path):
    capsule = write_posts(tmp_path / "c", count)
    seen, archives, text = [], [], feed(capsule)
    identity = feedparser.parse(text).feed.id
    assert "current" not in links_of(text) and "next-archive" not in links_of(text)
    while (before := links_of(text).get("prev-archive")):
        text = feed("--archive", number_of(before), capsule)
        links = links_of(text)
        assert links["self"] == before and links["current"] == BASE + "atom.xml"
        assert links.get("next-archive") == (archives[-1] if archives else None)
        assert feedparser.parse(text).feed.id == identity
        archives.append(before)
        assert len(titles_of(text)) == 3
        seen += titles_of(text)
    assert [int(number_of(address)) for address in archives] == list(range((count - 1) // 3, 0, -1))
    assert len(set(seen)) == len(seen) and set(seen) | set(titles_of(feed(capsule))) == {f"P{number}" for number in range(1, count + 1)}
    if archives:
        assert seen[-3:] == ["P3", "P2", "P1"]


def test_a_new_post_changes_no_archives_set(tmp_path):
    sets = {}
    for count in range(1, 14):
        capsule = write_posts(tmp_path / "c", count, first=count)
        for number in range(1, (count - 1) // 3 + 1):
            now = titles_of(feed("--archive", str(number), capsule))
            assert sets.setdefault(number, now) == now, (count, number)
    assert sorted(sets) == [1, 2, 3, 4]


def test_an_archive_is_dated_by_its_own_posts_and_valid(tmp_path):
    capsule = write_posts(tmp_path / "c", 8)
    for arguments in ((), ("--archive", "1"), ("--archive", "2")):
        text = feed(*arguments, capsule)
        parsed = feedparser.parse(text)
        assert parsed.feed.updated == max(entry.updated for entry in parsed.entries)
        for element in xml.etree.ElementTree.fromstring(text).iter():
            assert element.tag.startswith(ATOM)
        assert b"xmlns:" not in text
        path = tmp_path / "feed.xml"
        path.write_bytes(text)
        done = subprocess.run(["jing", "-c", HERE.parent / "e2e" / "atom.rnc", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_served_printed_and_exported_archives_are_the_same_bytes(tmp_path):
    capsule = write_posts(tmp_path / "capsule", 10, "feed: { posts_limit: 3, path: blog/all.xml }\n")
    with splash.Server(capsule, tmp_path) as server:
        base = f"gemini://localhost:{server.gemini}/"
        for number in (1, 2, 3):
            code, printed, said = splash.feed("--base-url", base, "--archive", str(number), capsule)
            assert code == 0, said
            answer = server.get(f"/atom/{number}.xml")
            assert answer.status == 20 and answer.meta == "application/atom+xml"
            assert answer.body == printed == server.select(f"/atom/{number}.xml")
            assert links_of(printed)["current"] == base + "blog/all.xml"
        for path in ("/atom/0.xml", "/atom/01.xml", "/atom/4.xml", "/atom/-1.xml", "/atom/+1.xml", "/atom/x.xml", "/atom/.xml", "/atom/1.xml/2",
                     "/atom/99999999999999999999.xml", "/atom/", "/tag/t/atom/1.xml"):
            assert server.get(path).status == 51, path
    for protocol in ("gemini", "gopher"):
        assert splash.run("export", "--to", protocol, "--output", tmp_path / protocol, capsule)[0] == 0
        assert sorted(path.name for path in (tmp_path / protocol / "atom").iterdir()) == ["1.xml", "2.xml", "3.xml"]
        for number in (1, 2, 3):
            printed = splash.feed("--base-url", "gemini://localhost/", "--archive", str(number), capsule)[1]
            assert (tmp_path / protocol / "atom" / f"{number}.xml").read_bytes() == printed


def test_a_feed_that_leaves_posts_out_between_leads_to_no_archive(tmp_path):
    capsule = write_posts(tmp_path / "c", 9)
    assert "prev-archive" in links_of(feed("--limit", "4", capsule)) and "prev-archive" in links_of(feed("--limit", "3", capsule))
    assert "prev-archive" not in links_of(feed("--limit", "2", capsule)), "of nine posts, six are in archives"
    assert "prev-archive" not in links_of(feed("--tag", "t", capsule))


def test_an_archive_that_there_is_not_is_an_error(tmp_path):
    capsule = write_posts(tmp_path / "c", 4)
    for flags, code, words in ((("--archive", "2"), 1, b"--archive 1"), (("--archive", "1", "--tag", "t"), 2, b"leave out"),
                               (("--archive", "1", "--limit", "2"), 2, b"leave out"), (("--archive", "0"), 2, b"archive")):
        got, out, said = splash.feed("--output", tmp_path / "f.xml", *flags, capsule)
        assert got == code and words in (said if isinstance(said, bytes) else said.encode()) and not (tmp_path / "f.xml").exists(), flags
    assert splash.feed("--archive", "1", write_posts(tmp_path / "few", 3))[0] == 1


def test_a_file_of_the_authors_at_an_archives_address_wins_and_is_told(tmp_path):
    capsule = write_posts(tmp_path / "capsule", 4)
    (capsule / "atom").mkdir()
    (capsule / "atom" / "1.xml").write_text("mine")
    code, out, err = splash.run("check", capsule)
    assert "atom/1.xml" in out.decode() + err and "hides an archive of the feed" in out.decode() + err
    with splash.Server(capsule, tmp_path) as server:
        assert server.get("/atom/1.xml").body == b"mine"
