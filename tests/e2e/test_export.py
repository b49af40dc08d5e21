"""An export is what the server sends: every address, byte for byte, on both protocols."""
import os
import pathlib
import stat
import urllib.parse

import pytest
import splash
from conftest import SAMPLE
from splash import run, write_capsule
from test_crawl import crawl_gemini, crawl_gopher

LIST = ".splashdown-export"
ODD = {
    "_config.yml": "title: Odd — 奇\nurl: https://odd.example\ntimezone: Asia/Taipei\nsplashdown: { listing: true, strict_rfc1436: true }\n",
    "_posts/2024-05-01-月.md": "---\ntitle: 月\ntags: [C, C++, a/b, 日本, '..', 'q?#%']\nredirect_from: [/old/月, former]\n---\n"
                              "[a picture](/pictures/our%20cat.png) and [another](/100%25.txt)\n\n" + "長い文章です。" * 40 + "\n",
    "_posts/2024-06-01-plain.html": "---\ncategory: day & night\n---\n<p>x</p>\n.\n",
    "_posts/2024-07-01-long.md": "Words and words. " * 6000,
    "_posts/2099-01-01-later.md": "x\n",
    "_drafts/secret.md": "x\n",
    "index.md": "---\nlayout: home\n---\nWelcome.\n",
    "q?u#e & %41 'x' \"y\".md": "---\n---\n[home](/)\n",
    "up.md": "---\npermalink: /a/../../b/./c/\n---\nx\n",
    "own.gmi": "# Own\n\n=> /pictures/our%20cat.png a cat\n",
    "box/gophermap": "iA box\tnull\t-\t1\n0A note\tnote.txt\nplain\n",
    "box/note.txt": ".\n..two dots\nlast line without its end",
    "folder/deep/日 本.txt": "x\r\ny\r\n",
    "pictures/our cat.png": b"\x89PNG\r\n\x1a\n.\n\x00\xff",
    "100%.txt": "100%25\n",
    "LICENSE": "free\n",
    "empty.bin": b"",
    "large.bin": bytes(range(256)) * 3000,
    "robots.txt": "User-agent: *\nDisallow: /q\n",
}


def files_of(folder):
    """{path: bytes} of an export, without the list of its own."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sorted(urllib.parse.unquote(name) for name in found.pop(LIST).decode().splitlines()[1:]) == sorted(found)
    return found


def export(to, folder, *arguments):
    code, out, err = run("export", "--to", to, "--output", folder, *arguments)
    assert code == 0, err
    return files_of(folder), out.decode(), err


def gemini_path(name):
    name = name.removesuffix("index.gmi") if name.split("/")[-1] == "index.gmi" else name
    return "/" + urllib.parse.quote(name)


def gemini_file(path):
    name = urllib.parse.unquote(path)[1:]
    return name + "index.gmi" if name == "" or name.endswith("/") else name


def selector(name):
    parts = name.split("/")
    return ("/" if len(parts) > 1 else "") + urllib.parse.quote("/".join(parts[:-1])) if parts[-1] == "gophermap" else "/" + urllib.parse.quote(name)


def gopher_file(kind, asked):
    name = urllib.parse.unquote(asked)[1:]
    return f"{name.rstrip('/')}/gophermap".lstrip("/") if kind == "1" else name


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A capsule of odd names, served under a name and with narrow lines."""
    scratch = tmp_path_factory.mktemp("odd")
    capsule = write_capsule(scratch / "capsule", ODD)
    (capsule / "outside.txt").symlink_to("/etc/passwd")
    config = f"gopher: {{ width: 50 }}\nhosts:\n  - name: odd.example\n    capsule: {capsule}\n"
    with splash.Server(None, scratch, "--public-gemini-port", 1965, config=config) as server:
        server.capsule = capsule
        yield server


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The sample capsule, whose readers see the port of the protocol's own."""
    with splash.Server(SAMPLE, tmp_path_factory.mktemp("plain"), "--public-gemini-port", 1965) as server:
        server.capsule = SAMPLE
        yield server


def flags_for(server, host):
    return "--host", host, "--gopher-port", server.gopher, *(("--width", 50) if host != "localhost" else ()), server.capsule


@pytest.mark.parametrize("which, host", [("plain", "localhost"), ("odd", "odd.example")])
def test_every_file_of_a_gemini_export_is_what_the_server_sends(which, host, request, tmp_path):
    server = request.getfixturevalue(which)
    files, out, _ = export("gemini", tmp_path / "out", *flags_for(server, host))
    assert out == f"{len(files)} files in {tmp_path / 'out'}, 0 removed\n"
    for name, content in files.items():
        answer = splash.gemini(server.gemini, server.url(gemini_path(name), host), sni=host)
        assert answer.status == 20, f"{name}: {answer.header}"
        assert answer.body == content, name


@pytest.mark.parametrize("which, host", [("plain", "localhost"), ("odd", "odd.example")])
def test_every_file_of_a_gopher_export_is_what_the_server_sends(which, host, request, tmp_path):
    server = request.getfixturevalue(which)
    files, _, _ = export("gopher", tmp_path / "out", *flags_for(server, host))
    for name, content in files.items():
        body = server.select(selector(name))
        assert not body.startswith(b"3"), name
        assert body == content, name


def test_the_odd_capsule_has_all_that_it_should(odd, tmp_path):
    files, _, err = export("gemini", tmp_path / "gemini", *flags_for(odd, "odd.example"))
    assert {"index.gmi", "posts/index.gmi", "2024/index.gmi", "tag/c/index.gmi", "tag/日本/atom.xml", "tags/index.gmi",
            "category/day-night/index.gmi", "categories/index.gmi", "atom.xml", "robots.txt", "2024/05/01/月.gmi", "own.gmi",
            "box/index.gmi", "box/note.txt", "folder/index.gmi", "folder/deep/index.gmi", "folder/deep/日 本.txt", "100%.txt",
            "empty.bin", "large.bin", "pictures/our cat.png"} <= set(files)
    assert "LICENSE" not in files, "it is about the folder, not a part of the blog"
    assert not [name for name in files if ".." in name or "later" in name or "secret" in name or "outside" in name]
    assert "splashdown: /old/%E6%9C%88 leads to /2024/05/01/%E6%9C%88.gmi; a redirect cannot be a file\n" in err
    assert "splashdown: /former leads to " in err and "splashdown: /feed.xml leads to /atom.xml" in err
    assert "splashdown: /search needs a server; it cannot be a file\n" in err
    files, _, _ = export("gopher", tmp_path / "gopher", *flags_for(odd, "odd.example"))
    assert {"gophermap", "posts/gophermap", "2024/05/01/月/gophermap", "2024/05/01/月.txt", "box/gophermap", "caps.txt", "index.txt",
            "tag/c/gophermap", "folder/gophermap", "empty.bin"} <= set(files)
    assert files["box/note.txt"] == b"..\r\n...two dots\r\nlast line without its end\r\n.\r\n", "strict_rfc1436 is of files, too"


@pytest.mark.parametrize("which, host", [("plain", "localhost")])
def test_every_address_that_a_crawl_finds_is_exported(which, host, request, tmp_path):
    server = request.getfixturevalue(which)
    files, _, _ = export("gemini", tmp_path / "gemini", *flags_for(server, host))
    for path, answer in crawl_gemini(server).items():
        if not path.startswith("/search"):
            assert files[gemini_file(path)] == answer.body, path
    files, _, _ = export("gopher", tmp_path / "gopher", *flags_for(server, host))
    for asked, (kind, body) in crawl_gopher(server).items():
        if not asked.startswith(("/search", "URL:")):
            assert files[gopher_file(kind, asked)] == body, asked


def test_every_address_of_a_generated_capsule_is_exported(serve, tmp_path):
    words = ["moon", "月", "Über", "c sharp"]
    posts = {f"_posts/20{10 + i % 5}-03-{i % 28 + 1:02}-{words[i % 4].replace(' ', '-')}-{i}.md":
             f"---\ntags: [{words[i % 4]}, {words[(i + 1) % 4]}]\ncategory: {words[i % 3]}\n---\n[next](/posts/) {i}\n" for i in range(60)}
    server = serve({"_config.yml": "title: T\npermalink: pretty\n", "about.md": "---\n---\n[x](/tags)\n", **posts},
                   "--public-gemini-port", 1965)
    files, _, _ = export("gemini", tmp_path / "gemini", *flags_for(server, "localhost"))
    found = crawl_gemini(server)
    assert len(found) > 70
    for path, answer in found.items():
        if not path.startswith("/search"):
            assert files[gemini_file(path)] == answer.body, path
    files, _, _ = export("gopher", tmp_path / "gopher", *flags_for(server, "localhost"))
    for asked, (kind, body) in crawl_gopher(server).items():
        if not asked.startswith(("/search", "URL:")):
            assert files[gopher_file(kind, asked)] == body, asked


# The folder


@pytest.fixture
def capsule(tmp_path):
    return write_capsule(tmp_path / "capsule", {"_config.yml": "title: T\n", "_posts/2024-05-01-moon.md": "x\n",
                                                "_posts/2024-06-01-sun.md": "---\ntags: [day]\n---\ny\n", "a.txt": "z\n"})


def test_a_second_export_replaces_takes_away_and_leaves_the_rest(capsule, tmp_path):
    out = tmp_path / "new" / "folder"
    first, _, _ = export("gemini", out, capsule)
    assert "tag/day/index.gmi" in first and first["a.txt"] == b"z\n"
    mine = out / "CNAME"
    mine.write_text("mine")
    (capsule / "_posts/2024-06-01-sun.md").unlink()
    (capsule / "a.txt").write_text("changed\n")
    code, said, _ = run("export", "--to", "gemini", "--output", out, capsule)
    assert code == 0 and b", 6 removed\n" in said  # the page; its month and day; of its tag the list, the feed, and the index
    assert not (out / "2024/06").exists() and not (out / "tag").exists(), "no empty folders"
    assert (out / "a.txt").read_bytes() == b"changed\n" and mine.read_text() == "mine"
    assert not list(out.rglob(".splashdown-new"))
    mode = stat.S_IMODE((out / "a.txt").stat().st_mode)
    assert mode == 0o666 & ~current_umask()


def current_umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_file_and_a_folder_may_change_places(capsule, tmp_path):
    out = tmp_path / "out"
    export("gemini", out, capsule)
    (capsule / "a.txt").unlink()
    write_capsule(capsule, {"a.txt/b.txt": "x"})
    files, _, _ = export("gemini", out, capsule)
    assert files["a.txt/b.txt"] == b"x"
    (capsule / "a.txt/b.txt").unlink()
    (capsule / "a.txt").rmdir()
    (capsule / "a.txt").write_text("z")
    assert export("gemini", out, capsule)[0]["a.txt"] == b"z"


@pytest.mark.parametrize("inside", [".", "_site", "deep/er"])
def test_a_folder_in_the_capsule_is_refused(inside, capsule, tmp_path):
    before = sorted(capsule.rglob("*"))
    code, out, err = run("export", "--to", "gopher", "--output", capsule / inside, capsule)
    assert (code, out) == (1, b"") and "is in the capsule" in err and "name a folder outside" in err
    (tmp_path / "link").symlink_to(capsule)
    assert run("export", "--to", "gopher", "--output", tmp_path / "link" / inside, capsule)[0] == 1
    assert sorted(capsule.rglob("*")) == before


def test_a_folder_of_somebody_else_is_refused(capsule, tmp_path):
    write_capsule(tmp_path / "mine", {"index.gmi": "mine"})
    code, _, err = run("export", "--to", "gemini", "--output", tmp_path / "mine", capsule)
    assert code == 1 and "is not empty and holds no export; name a new folder or an empty one" in err
    assert sorted(os.listdir(tmp_path / "mine")) == ["index.gmi"]
    export("gemini", tmp_path / "out", capsule)
    code, _, err = run("export", "--to", "gopher", "--output", tmp_path / "out", capsule)
    assert code == 1 and "holds something other than an export to gopher; name another folder" in err


def test_what_stands_in_the_way_stays(capsule, tmp_path):
    """Nothing is written over a file that is not ours, nor through a link, whoever put it there."""
    out, aside = tmp_path / "out", write_capsule(tmp_path / "aside", {"secret": "kept"})
    export("gemini", out, capsule)
    write_capsule(capsule, {"b.txt": "new", "c/d.txt": "new", "e.txt": "new"})
    (out / "b.txt").write_text("mine")
    (out / "c").symlink_to(aside)
    (out / "e.txt").symlink_to(aside / "secret")
    code, _, err = run("export", "--to", "gemini", "--output", out, capsule)
    assert code == 1
    assert f"splashdown: {out}/b.txt exists already, and no export wrote it; move it away\n" in err
    assert f"splashdown: {out}/e.txt exists already" in err and f"splashdown: {out}/c/d.txt: " in err
    assert (out / "b.txt").read_text() == "mine" and os.listdir(aside) == ["secret"] and (aside / "secret").read_text() == "kept"
    assert (out / "posts/index.gmi").exists(), "the rest is written all the same"


def test_a_list_that_leads_outside_removes_nothing_there(capsule, tmp_path):
    out, aside = tmp_path / "out", write_capsule(tmp_path / "aside", {"secret": "kept"})
    export("gemini", out, capsule)
    (out / "link").symlink_to(aside)
    with open(out / LIST, "a", encoding="utf-8") as listed:
        listed.write("../aside/secret\n%2e%2e/aside/secret\n/etc/none\nlink/secret\n")
    run("export", "--to", "gemini", "--output", out, capsule)
    assert (aside / "secret").read_text() == "kept"


def test_one_name_for_a_file_and_a_folder_is_told(tmp_path):
    capsule = write_capsule(tmp_path / "capsule", {
        "one.md": "---\npermalink: /a\n---\nx\n", "two.md": "---\npermalink: /a/\n---\ny\n",
        "LICENSE": "x", "three.md": "---\npermalink: /LICENSE/text/\n---\nz\n", "long.md": f"---\npermalink: /{'x' * 253}\n---\n"})
    code, _, err = run("export", "--to", "gopher", "--output", tmp_path / "gopher", capsule)
    assert code == 1 and "/a and /a/ would be the same file; give one of the pages another permalink" in err
    code, _, err = run("export", "--to", "gemini", "--output", tmp_path / "gemini", capsule)
    assert code == 1 and "gemini/LICENSE: Is a directory; a file and a folder cannot have the same name" in err
    assert "give the page a shorter permalink" in err
    assert {"a.gmi", "a/index.gmi", "posts/index.gmi"} <= {path.relative_to(tmp_path / "gemini").as_posix()
                                                          for path in (tmp_path / "gemini").rglob("*")}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_said_and_ends_it(tmp_path):
    capsule = write_capsule(tmp_path / "capsule", {"a.bin": b"x" * 3000000, "b.txt": "x"})
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.system(f"mount -t tmpfs -o size=1m none {disk} 2>/dev/null"):
        pytest.skip("this machine lets nobody mount")
    try:
        code, _, err = run("export", "--to", "gemini", "--output", disk / "out", capsule)
        assert code == 1 and "No space left on device; make room and export again" in err
        assert not list(disk.rglob(".splashdown-new"))
        (capsule / "a.bin").unlink()
        assert export("gemini", disk / "out", capsule)[0]["b.txt"] == b"x"
    finally:
        os.system(f"umount {disk}")


def test_a_folder_that_may_not_be_written_is_said(capsule, tmp_path):
    code, _, err = run("export", "--to", "gemini", "--output", "/proc/none/out", capsule)
    assert code == 1 and err.startswith("splashdown: /proc/none/out: ")
    (tmp_path / "file").write_text("x")
    code, _, err = run("export", "--to", "gemini", "--output", tmp_path / "file", capsule)
    assert code == 1 and f"splashdown: {tmp_path}/file: Not a directory" in err


def test_a_broken_post_is_named_and_the_rest_exported(capsule, tmp_path):
    write_capsule(capsule, {"_posts/2024-07-01-broken.md": "---\ntitle: [x\n---\ny\n"})
    files, _, err = export("gemini", tmp_path / "out", capsule)
    assert "splashdown: _posts/2024-07-01-broken.md:2: " in err and "2024/05/01/moon.gmi" in files


def test_usage_of_export(capsule, tmp_path):
    assert run("export", "--to", "gemini", capsule)[0] == 2
    assert run("export", "--output", tmp_path / "x", capsule)[0] == 2
    assert run("export", "--to", "gopher", "--output", tmp_path / "x", "--gopher-port", "0", capsule)[0] == 2
    assert run("export", "--to", "gopher", "--output", tmp_path / "x", "--host", "a b", capsule)[0] == 2
    assert not (tmp_path / "x").exists()


def test_an_export_to_gemini_alone_has_no_way_to_gopher(capsule, tmp_path):
    assert b"gopher://" in export("gemini", tmp_path / "both", capsule)[0]["index.gmi"]
    assert b"gopher://" not in b"".join(export("gemini", tmp_path / "one", "--gopher-port", 0, capsule)[0].values())
