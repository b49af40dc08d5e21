"""Feeds as their readers take them: a schema, a parser, newsboat, and jekyll-feed's own for the same posts."""
import datetime
import html
import json
import os
import pathlib
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import urllib.parse

import feedparser
import pytest
import splash

HERE = pathlib.Path(__file__).resolve().parent
for folder in ("sites", "golden", "feeds"):
    sys.path.insert(0, str(HERE.parent / folder))
import capsule_text  # noqa: E402
import id_sites  # noqa: E402
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


def person(author):
    """Name, email and address: what is no email is none to us, and an address is escaped."""
    return {key: value.replace(" ", "%20") if key == "href" else value for key, value in author.items() if key != "email" or "@" in value}


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
    if wanted["author"] and wanted["author"].get("name"):
        assert person(parsed.feed.author_detail) == person(wanted["author"])
    assert [entry.id for entry in parsed.entries] == [entry["id"] for entry in wanted["entries"]]
    for ours, theirs in zip(parsed.entries, wanted["entries"]):
        assert plain(ours.title) == plain(theirs["title"])
        assert moment(ours.published) == moment(theirs["published"])
        assert moment(ours.updated) == moment(theirs["updated"])
        assert set(theirs["categories"]) <= {tag.term for tag in ours.get("tags", [])}
        # Notes and pictures in an excerpt are words of ours and marks of theirs.
        assert capsule.name in ("english", "people") or words_of(ours.get("summary", "")) == words_of(theirs["summary"])
        # Where several wrote it, theirs names the first; and it takes any text for an address.
        if theirs["author"] and theirs["author"].get("name"):
            assert person(ours.authors[0]) == person(theirs["author"])
        # Theirs is on the web, ours where the reader is.
        pictures = [urllib.parse.urlsplit(link.href).path for link in ours.links if link.rel == "enclosure"]
        assert pictures == ([urllib.parse.urlsplit(theirs["picture"]).path.removeprefix("/blog")] if theirs["picture"] else [])
        if theirs["content"] is None:
            assert "content" not in ours
        else:
            assert words_of(ours.content[0].value) == words_of(theirs["content"])


def test_newsboat_takes_it(capsule, tmp_path):
    source = tmp_path / "atom.xml"
    source.write_bytes(feed(capsule))
    (tmp_path / "urls").write_text(f'"exec:cat {source}"\n')
    (tmp_path / "config").write_text("")
    files = ["-u", tmp_path / "urls", "-C", tmp_path / "config", "-c", tmp_path / "cache.db"]
    subprocess.run(["newsboat", *files, "-x", "reload"], check=True, timeout=600, capture_output=True,
                   env={"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": os.environ["PATH"], "TERM": "dumb"})
    rows = sqlite3.connect(tmp_path / "cache.db").execute("SELECT guid, title, author, url, pubDate FROM rss_item").fetchall()
    entries = {entry.id: entry for entry in feedparser.parse(str(source)).entries}
    assert {row[0] for row in rows} == set(entries)
    for guid, title, author, url, date in rows:
        entry = entries[guid]
        # newsboat may keep one author of several; feedparser puts the email behind the name.
        names = [person["name"] for person in entry.authors]
        assert (title, url) == (entry.title, entry.link) and (author in names or author == ", ".join(names)), author
        assert date == moment(entry.published).timestamp() or date == moment(entry.updated).timestamp()


def test_a_tag_has_a_feed_of_its_own(tmp_path):
    capsule = capsule_text.write((HERE / "capsules" / "english.txt").read_text(encoding="utf-8"), tmp_path)
    parsed = feedparser.parse(feed("--tag", "far away", capsule))
    assert [entry.id for entry in parsed.entries] == ["https://example.org/blog/space/2024/05/01/moon"]
    assert parsed.feed.links[0].href == BASE + "tag/far-away/atom.xml"
    assert feedparser.parse(feed("--category", "space", capsule)).entries[0].id == parsed.entries[0].id
    code, _, said = splash.feed("--tag", "none", capsule)
    assert code == 1 and "none" in said


@pytest.mark.parametrize("name", id_sites.CONFIGS)
def test_ids_are_those_of_jekyll_feed(name, tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", id_sites.files(name))
    wanted = json.loads((HERE / "expected" / "ids.json").read_text(encoding="utf-8"))[name]
    parsed = feedparser.parse(feed("--limit", "1000", "--content", "none", capsule))
    ids = {entry.title: html.unescape(entry.id) for entry in parsed.entries}
    theirs = {title: html.unescape(name) for title, name in wanted["entries"].items()}
    # Of two posts with one address the one that Jekyll writes last is the only one there.
    assert len(ids) == len(id_sites.POSTS) - 1 == len(set(ids.values())) and set(ids) == set(theirs) - {"P22"}
    alone = {title: id for title, id in theirs.items() if list(theirs.values()).count(id) == 1 and title != "P22"}
    assert len(alone) > 30 and {title: ids[title] for title in alone} == alone
    assert parsed.feed.id == wanted["feed"]


def ids_of(capsule, *flags):
    return {entry.title: entry.id for entry in feedparser.parse(feed("--content", "none", *flags, capsule)).entries}


def test_of_posts_with_one_id_the_oldest_keeps_it(tmp_path):
    def files(*names):
        return {f"{name}/_posts/2024-05-{name[1:]}-moon.md": f"---\ntitle: {name}\ntags: t\n---\nx\n" for name in names}

    config = {"_config.yml": "url: https://example.org\npermalink: /:categories/:title/\ndefaults: [{ scope: { path: '' }, values: { permalink: '/moon/:day/' } }]\n"}
    capsule = splash.write_capsule(tmp_path / "c", config | files("a02", "a03", "a04") | {"_posts/2024-05-02-05.md": "---\ntitle: five\npermalink: /moon/zz\ntags: t\n---\nx\n"})
    before = ids_of(capsule)
    assert before == {"a02": "https://example.org/moon/moon", "a03": "https://example.org/moon/03/", "a04": "https://example.org/moon/04/",
                      "five": "https://example.org/moon/05"}
    assert ids_of(capsule, "--tag", "t") == before
    splash.write_capsule(capsule, files("a05") | {"_posts/2024-05-06-moon.md": "---\ntitle: later\npermalink: /moon/05\n---\nx\n"})
    after = ids_of(capsule)
    assert {name: after[name] for name in before} == before, "no later post changes an id"
    assert after["later"] == "https://example.org/moon/05#_posts/2024-05-06-moon.md" and len(set(after.values())) == 6
    splash.write_capsule(capsule, {"_posts/2024-05-07-x.md": "---\ntitle: x\nslug: ''\npermalink: /moon/04/x\n---\nx\n",
                                   "_posts/2024-05-08-x.md": "---\ntitle: y\nslug: moon\npermalink: /moon/05\n---\nx\n"})
    ids = ids_of(capsule)
    assert ids["y"] == "https://example.org/moon/05#_posts/2024-05-08-x.md" and "later" not in ids, "they have one address"
    assert {name: ids[name] for name in before} == before
    code, out, _ = splash.run("check", capsule)
    assert "a03/_posts/2024-05-03-moon.md: note: its id in feeds would be that of a02/_posts/2024-05-02-moon.md, which is older" in out.decode()
    splash.write_capsule(capsule, files("a01"))
    assert ids_of(capsule)["a01"] == "https://example.org/moon/moon"
    assert "a02/_posts/2024-05-02-moon.md: note: its id in feeds would be that of a01/" in splash.run("check", capsule)[1].decode()


def test_liquid_knows_the_id(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_config.yml": "permalink: /:year/:title/\n", "_posts/2024-05-01-é b.md": "---\nslug: ü d\n---\n{{ page.id }}\n",
                                                    "all.md": "---\n---\n{% for p in site.posts %}{{ p.id }}{% endfor %}\n"})
    for name in ("_posts/2024-05-01-é b.md", "all.md"):
        assert "/2024/ü d" in splash.run("render", "--to", "gemtext", capsule / name)[1].decode()


def test_the_feed_is_found_where_the_configuration_says(tmp_path):
    files = id_sites.POSTS | {"_config.yml": "url: https://example.org\nfeed: { path: 'new feeds/all.xml' }\n"}
    capsule = splash.write_capsule(tmp_path / "capsule", files)
    with splash.Server(capsule, tmp_path) as server:
        answer = server.get("/new%20feeds/all.xml")
        assert answer.meta == "application/atom+xml" and answer.body == server.get("/atom.xml").body == server.select("/new%20feeds/all.xml")
        parsed = feedparser.parse(answer.body)
        assert parsed.feed.id == "https://example.org/new%20feeds/all.xml"
        assert parsed.feed.links[0].href == server.url("/new%20feeds/all.xml") and server.get("/feed.xml").status == 31
    assert splash.run("export", "--to", "gemini", "--output", tmp_path / "out", capsule)[0] == 0
    assert (tmp_path / "out" / "new feeds" / "all.xml").read_bytes() == (tmp_path / "out" / "atom.xml").read_bytes()


def test_a_later_post_changes_no_tag_uri(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_posts/2024-05-01-a.md": "---\ntitle: root\n---\n", "b/_posts/2024-05-01-a.md": "---\ntitle: b\n---\n"})
    wanted = {"root": "tag:example.org,2024-05-01:a", "b": "tag:example.org,2024-05-01:b/_posts/2024-05-01-a"}
    assert ids_of(capsule) == wanted
    splash.write_capsule(capsule, {"_posts/2024-05-01-a.txt": "---\ntitle: text\npermalink: /t/\n---\n", "_posts/2024-05-01-z.md": "---\ntitle: slug\nslug: a\npermalink: /z/\n---\n"})
    ids = ids_of(capsule)
    assert ids | wanted == ids and ids["text"] == "tag:example.org,2024-05-01:_posts/2024-05-01-a"
    assert ids["slug"] == "tag:example.org,2024-05-01:_posts/2024-05-01-z"


def test_without_a_url_ids_are_tag_uris(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_posts/2024-05-01-a.md": "x\n", "b/_posts/2024-05-01-a.md": "y\n",
                                                    "_posts/2024-05-02-é.md": "z\n"})
    ids = [entry.id for entry in feedparser.parse(feed(capsule)).entries]
    assert ids[0] == "tag:example.org,2024-05-02:%C3%A9"
    assert len(set(ids)) == 3 and all(re.fullmatch(r"tag:example\.org,2024-05-0\d:\S+", name) for name in ids)


def test_ids_are_unique_whatever_stands_between(tmp_path):
    at = "---\ndate: 2024-05-01 {:02}:00\n---\nx\n"
    capsule = splash.write_capsule(tmp_path / "c", {"a/_posts/2024-05-01-same.md": at.format(8), "_posts/2024-05-01-other.md": at.format(9),
                                                    "b/_posts/2024-05-01-same.md": at.format(10), "_posts/2024-05-03-same.md": "x\n"})
    ids = [entry.id for entry in feedparser.parse(feed(capsule)).entries]
    assert ids == ["tag:example.org,2024-05-03:same", "tag:example.org,2024-05-01:b/_posts/2024-05-01-same", "tag:example.org,2024-05-01:other",
                   "tag:example.org,2024-05-01:a/_posts/2024-05-01-same"]
    assert [entry.id for entry in feedparser.parse(feed("--limit", "2", capsule)).entries] == ids[:2]


def test_the_order_and_the_age_of_files_change_nothing(capsule, tmp_path):
    """The same capsule written backwards, long ago, under another name and mask."""
    files = [path for path in capsule.rglob("*") if path.is_file()]
    mask = os.umask(0o077)
    try:
        for path in sorted(files, reverse=True):
            copy = tmp_path / "copy" / path.relative_to(capsule)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            os.utime(copy, (1_000_000_000, 1_000_000_000))
    finally:
        os.umask(mask)
    assert feed(tmp_path / "copy") == feed(capsule)


def test_content_is_full_a_summary_or_none(capsule):
    usual = {entry.id for entry in feedparser.parse(feed(capsule)).entries if entry.get("content")}
    full, summary, none = (feedparser.parse(feed(*flags, capsule), sanitize_html=False, resolve_relative_uris=False).entries for flags in (("--content", "full"), ("--content", "summary"), ("--content", "none")))
    assert all(entry.get("content") for entry in full), "a flag says more than the author's key"
    assert usual == {entry.id for entry in full} or capsule.name.startswith("excerpt-")
    assert not any(entry.get("content") for entry in summary + none)
    # An entry without content says at least its title (RFC 4287 4.1.1.1), here or by its author's description.
    assert all(entry.summary for entry in none) and any(entry.summary == entry.title for entry in none)
    assert [entry.summary for entry in summary] == [entry.summary for entry in full] and any(entry.summary for entry in summary)
    assert [entry.id for entry in none] == [entry.id for entry in full]
    for entry in full:
        assert not re.search(r'(?:href|src)="(?![a-z][a-z0-9+.-]*:)', entry.content[0].value), "an address that is not absolute"


def test_alternates_come_behind_gemini_and_only_when_asked_for(tmp_path):
    capsule = capsule_text.write((HERE / "capsules" / "english.txt").read_text(encoding="utf-8"), tmp_path)
    moon = BASE + "space/2024/05/01/moon.gmi"
    web, hole = "https://example.org/blog/space/2024/05/01/moon.html", "gopher://example.org/1/space/2024/05/01/moon"
    for flags, wanted in (((), [moon]), (("gopher",), [moon, hole]), (("web",), [moon, web]), (("web", "gopher"), [moon, hole, web])):
        arguments = [argument for name in flags for argument in ("--alternate", name)]
        entry = feedparser.parse(feed(*arguments, capsule)).entries[-1]
        assert [link.href for link in entry.links] == wanted and {link.rel for link in entry.links} == {"alternate"}


@pytest.mark.parametrize("name", ["excerpt-some", "excerpt-all"])
def test_what_an_author_keeps_back_is_in_no_served_feed(name, tmp_path):
    capsule = capsule_text.write((HERE / "capsules" / f"{name}.txt").read_text(encoding="utf-8"), tmp_path / "capsule")
    for path in capsule.rglob("_posts/*.md"):
        path.write_text(path.read_text().replace("---\n", "---\ntags: t\ncategories: c\n", 1))
    with splash.Server(capsule, tmp_path) as server:
        for path in ("/atom.xml", "/tag/t/atom.xml", "/category/c/atom.xml"):
            answer = server.get(path)
            assert answer.status == 20 and b"Kept back" not in answer.body and b"<summary" in answer.body, path
            assert (b"The rest" in answer.body) == (name == "excerpt-some") and server.select(path) == answer.body
    assert splash.run("export", "--to", "gemini", "--output", tmp_path / "out", capsule)[0] == 0
    assert b"Kept back" not in (tmp_path / "out" / "atom.xml").read_bytes()


def test_what_says_it_is_a_draft_is_in_no_feed_though_jekyll_publishes_it(tmp_path):
    files = {"_config.yml": "splashdown: { draft_key: ignore }\n", "_posts/2024-05-01-a.md": "x\n", "_posts/2024-05-02-b.md": "---\ndraft: true\n---\nx\n"}
    capsule = splash.write_capsule(tmp_path / "c", files)
    assert [entry.title for entry in feedparser.parse(feed(capsule)).entries] == ["A"]


def test_an_author_is_never_missing(tmp_path):
    posts = {"_posts/2024-05-01-a.md": "---\nauthor: Ana\n---\nx\n", "_posts/2024-05-02-b.md": "x\n"}
    for config, wanted in (("author: Bo\ntitle: T\n", "Bo"), ("author: { name: Cy }\n", "Cy"), ("title: T\n", "T"), ("lang: en\n", "example.org")):
        capsule = splash.write_capsule(tmp_path / wanted, {"_config.yml": config, **posts})
        parsed = feedparser.parse(feed(capsule))
        assert parsed.feed.author == wanted and [entry.author for entry in parsed.entries] == [wanted, "Ana"]


def test_what_is_not_published_is_in_no_feed(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_posts/2024-05-01-a.md": "x\n", "_posts/2024-05-02-b.md": "---\npublished: false\n---\nx\n",
                                                    "_posts/2999-05-02-c.md": "x\n", "_drafts/d.md": "x\n", "page.md": "x\n"})
    assert [entry.title for entry in feedparser.parse(feed(capsule)).entries] == ["A"]


def test_served_feeds_of_tags_and_categories_are_the_programs(tmp_path):
    capsule = capsule_text.write((HERE / "capsules" / "english.txt").read_text(encoding="utf-8"), tmp_path / "capsule")
    with splash.Server(capsule, tmp_path) as server:
        base = f"gemini://localhost:{server.gemini}/"
        for path, flags in (("/atom.xml", ()), ("/tag/far-away/atom.xml", ("--tag", "far away")), ("/category/space/atom.xml", ("--category", "space"))):
            code, printed, said = splash.feed("--base-url", base, *flags, capsule)
            assert code == 0, said
            answer = server.get(path)
            assert answer.meta == "application/atom+xml" and answer.body == printed == server.select(path)


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
                          preexec_fn=no_room, timeout=600)
    assert done.returncode == 1 and b"atom.xml" in done.stderr
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["atom.xml", "c"]


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root to make a disk that is full")
def test_a_disk_without_room_leaves_the_old_feed(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_posts/2024-05-01-a.md": "x\n" * 50000})
    (tmp_path / "disk").mkdir()
    script = (f"mount -t tmpfs -o size=64k tmpfs {tmp_path}/disk && echo old >{tmp_path}/disk/atom.xml && "
              f"{splash.FEED} --output {tmp_path}/disk/atom.xml {capsule}; echo $?; ls {tmp_path}/disk; cat {tmp_path}/disk/atom.xml")
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, timeout=600)
    assert done.stdout.split() == ["1", "atom.xml", "old"], done.stderr
    assert "No space left on device" in done.stderr


def test_progress_is_shown_where_somebody_watches(tmp_path):
    files = {"_config.yml": "url: https://example.org\n"} | {f"_posts/2024-05-01-p{number}.md": "x\n" for number in range(2100)}
    capsule = splash.write_capsule(tmp_path / "c", files)
    command = [splash.SPLASHDOWN.parent / "splashdown-feed", "--limit", "3000", "--content", "none", capsule]
    master, terminal = os.openpty()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal, check=True, timeout=600)
    os.close(terminal)
    assert b"2000 of 2100 posts" in os.read(master, 65536)
    os.close(master)
    assert subprocess.run(command, capture_output=True, check=True, timeout=600).stderr == b""


def test_links_to_the_same_post_say_what_they_lead_to(tmp_path):
    capsule = capsule_text.write((HERE / "capsules" / "english.txt").read_text(encoding="utf-8"), tmp_path)
    for entry in feedparser.parse(feed("--alternate", "gopher", "--alternate", "web", capsule)).entries:
        assert [link.type for link in entry.links if link.rel == "alternate"] == ["text/gemini", "application/gopher-menu", "text/html"]


def test_the_configuration_says_how_many_entries_there_are(tmp_path):
    posts = {f"_posts/2024-05-{day:02}-p{day}.md": "---\ntags: t\n---\nx\n" for day in range(1, 31)}
    for number, (config, wanted) in enumerate({"posts_limit: 3": 3, "posts_limit: 25": 25, "posts_limit: many": 20, "posts_limit: -1": 20, "path: f.xml": 20}.items()):
        capsule = splash.write_capsule(tmp_path / str(number), posts | {"_config.yml": f"url: https://example.org\nfeed: {{ {config} }}\n"})
        assert len(ids_of(capsule)) == wanted == len(ids_of(capsule, "--tag", "t"))
        assert len(ids_of(capsule, "--limit", "7")) == 7
    capsule = splash.write_capsule(tmp_path / "served", posts | {"_config.yml": "feed: { posts_limit: 3 }\n"})
    with splash.Server(capsule, tmp_path) as server:
        assert len(feedparser.parse(server.get("/atom.xml").body).entries) == 3 == len(feedparser.parse(server.get("/tag/t/atom.xml").body).entries)


def test_addresses_of_other_feeds_lead_to_ours(tmp_path):
    files = {"_posts/2024-05-01-a.md": "---\ntags: [Far Away, été]\ncategories: [Sea, by_tag]\n---\nx\n"}
    with splash.Server(splash.write_capsule(tmp_path / "c", files), tmp_path) as server:
        for old, new in {"/rss.xml": "/atom.xml", "/feed.xml": "/atom.xml", "/feed/sea.xml": "/category/sea/atom.xml", "/feed/by-tag.xml": "/category/by-tag/atom.xml",
                         "/feed/by_tag/far-away.xml": "/tag/far-away/atom.xml", "/feed/by_tag/%C3%A9t%C3%A9.xml": "/tag/%C3%A9t%C3%A9/atom.xml"}.items():
            answer = server.get(old)
            assert (answer.status, answer.meta) == (31, new) or answer.meta.endswith(new), old
            assert server.select(old) == server.select(new) == server.get(new).body != b"", old
        for none in ("/feed/none.xml", "/feed/by_tag/sea.xml", "/feed/far-away.xml", "/feed/sea", "/feed/.xml", "/feed/sea/x.xml"):
            assert server.get(none).status == 51, none
    (tmp_path / "own").mkdir()
    own = splash.write_capsule(tmp_path / "own" / "c", files | {"rss.xml": "own\n", "feed/sea.xml": "mine\n"})
    with splash.Server(own, tmp_path / "own") as server:
        assert server.get("/rss.xml").body == b"own\n" and server.get("/feed/sea.xml").body == b"mine\n"


@pytest.mark.parametrize("files", [{}, {"readme.md": "x\n"}, {"notes.txt": "x\n"}, {"_posts/no-date.md": "x\n"}], ids=str)
def test_there_is_no_feed_of_a_wrong_folder(files, tmp_path):
    (tmp_path / "c").mkdir()
    capsule, target = splash.write_capsule(tmp_path / "c", files), tmp_path / "atom.xml"
    target.write_text("old")
    code, out, said = splash.feed("--output", target, capsule)
    assert code == 1 and not out and "no posts" in said and target.read_text() == "old"
    assert splash.feed(capsule)[:2] == (1, b"")


def test_a_blog_whose_first_post_is_not_written_has_a_feed(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_config.yml": "title: Soon\n", "about.md": "x\n"})
    assert feedparser.parse(feed(capsule)).feed.title == "Soon"


def test_ids_that_follow_the_host_are_told(tmp_path):
    def said_of(config, *flags):
        return splash.feed(*flags, splash.write_capsule(tmp_path / "c", {"_config.yml": config, "_posts/2024-05-01-a.md": "x\n"}))[2]

    own = "splashdown: { gemini_url: gemini://example.org/ }\n"
    assert "localhost" in said_of("title: T\n") and "gemini_url" in said_of("title: T\n")
    assert said_of("title: T\n", "--base-url", "gemini://example.org/") == ""
    assert "other.example" in said_of(own, "--base-url", "gemini://other.example/")
    assert said_of(own) == said_of(own, "--base-url", BASE) == said_of("url: https://example.org\n") == ""


def test_a_language_is_written_as_it_should_be(tmp_path):
    forms = {"en_US": ("en-US", "en-US"), "zh_tw": ("zh-TW", "zh-TW"), "'en, fr'": ("en,fr", "en"), "[de, pt_br]": ("de,pt-BR", "de"), "ZH-hant-hk": ("zh-Hant-HK", "zh-Hant-HK"),
             "no": ("no", "no"), "English": ("", None), "'en, the usual'": ("en,the", "en"), "''": ("", None), "'x'": ("", None), "'en-'": ("", None)}
    for number, (written, (header, feed_lang)) in enumerate(forms.items()):
        (tmp_path / str(number)).mkdir()
        capsule = splash.write_capsule(tmp_path / str(number) / "c", {"_config.yml": f"lang: {written}\nurl: https://example.org\n", "_posts/2024-05-01-a.md": "x\n",
                                                                     "_posts/2024-05-02-b.md": f"---\nlang: ja_jp\n---\nx\n"})
        with splash.Server(capsule, tmp_path / str(number)) as server:
            assert server.get("/2024/05/01/a.gmi").meta == "text/gemini; charset=utf-8" + (f"; lang={header}" if header else ""), written
            assert server.get("/2024/05/02/b.gmi").meta == "text/gemini; charset=utf-8; lang=ja-JP"
        out = feed(capsule).decode()
        assert re.findall(r'xml:lang="([^"]*)"', out) == ([feed_lang] if feed_lang else []) + ["ja-JP"]
        listed = json.loads(splash.run("list", "--format", "json", capsule)[1])
        assert [page["lang"] for page in listed] == ["ja-JP", header or None]
        told = "is not a language tag" in splash.run("check", capsule)[1].decode()
        assert told == (written in ("English", "'en, the usual'", "''", "'x'", "'en-'")), written


def test_a_language_may_come_of_the_defaults(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_config.yml": "lang: en_US\ndefaults:\n- { scope: { path: _posts/zh }, values: { lang: zh_tw } }\n",
                                                   "_posts/zh/2024-05-01-a.md": "x\n", "_posts/2024-05-02-b.md": "x\n"})
    with splash.Server(capsule, tmp_path) as server:
        assert server.get("/2024/05/01/a.gmi").meta.endswith("; lang=zh-TW") and server.get("/2024/05/02/b.gmi").meta.endswith("; lang=en-US")
    assert re.findall(r'xml:lang="([^"]*)"', feed(capsule).decode()) == ["en-US", "zh-TW"]


def accept():
    import tempfile
    for name in CAPSULES:
        with tempfile.TemporaryDirectory() as folder:
            capsule_text.write((HERE / "capsules" / f"{name}.txt").read_text(encoding="utf-8"), pathlib.Path(folder))
            (HERE / "golden" / f"{name}.xml").write_bytes(feed(folder))


if __name__ == "__main__" and sys.argv[1:] == ["--accept"]:
    accept()
