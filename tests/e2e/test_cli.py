"""The command line: what 1.1 of the manual promises of every command, apart from what `serve` does once it is up."""
import datetime
import json
import os
import re
import stat
import subprocess

import pytest
import yaml

import splash
from splash import feed, run, write_capsule

POST = "---\ntitle: Moon\ndate: 2024-05-01 08:00:00 +0800\ntags: [sky, 夜]\n---\n\nA *bright* night.\n"
CAPSULE = {
    "_config.yml": "title: Tides\nauthor: Ana\nlang: en\ntimezone: Asia/Taipei\n",
    "_posts/2024-05-01-moon.md": POST,
    "_posts/2024-06-01-sun.md": "---\ntitle: \"Sun \\\"hot\\\"\"\ncategories: [day]\n---\n\nSee [moon]({% post_url 2024-05-01-moon %}).\n",
    "about.md": "---\ntitle: About\n---\n\nMe.\n",
}


@pytest.fixture
def capsule(tmp_path):
    return write_capsule(tmp_path / "capsule", CAPSULE)


# The shape of the command line

COMMANDS = ["serve", "render", "list", "check", "export", "cert", "new", "status"]


def test_version_names_the_program_and_its_number():
    code, out, _ = run("--version")
    assert code == 0 and re.fullmatch(rb"splashdown \d+\.\d+\.\d+\n", out)
    code, out, _ = feed("--version")
    assert code == 0 and re.fullmatch(rb"splashdown-feed \d+\.\d+\.\d+\n", out)


def test_help_lists_every_command_and_describes_each():
    code, out, _ = run("--help")
    assert code == 0
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", out.decode(), re.M)
        code, text, _ = run("help", name)
        assert code == 0 and f"usage: splashdown {name}".encode() in text
        assert run(name, "--help")[:2] == (0, text)
    assert run("help")[:2] == (0, out)


def test_help_lines_fit_a_terminal():
    for name in COMMANDS:
        for line in run("help", name)[1].decode().splitlines():
            assert len(line) <= 80, line


def test_nothing_at_all_is_wrong_usage():
    code, out, err = run()
    assert code == 2 and out == b"" and "usage: splashdown" in err


def test_an_unknown_command_gets_a_guess():
    code, out, err = run("rednder")
    assert (code, out) == (2, b"") and err == "splashdown: unknown command rednder; did you mean render?\n"
    code, _, err = run("frobnicate")
    assert code == 2 and err == "splashdown: unknown command frobnicate; see splashdown --help\n"
    assert run("help", "frobnicate")[0] == 2


@pytest.mark.parametrize("arguments, words", [
    (["list", "--fromat", "json"], "unknown option --fromat; did you mean --format?"),
    (["list", "--zzzzzzz"], "unknown option --zzzzzzz; see splashdown list --help"),
    (["list", "-z"], "unknown option -z"),
    (["list", "--format"], "--format needs a value; write --format text|json"),
    (["list", "--format", "xml"], "--format xml is unknown; give one of text|json"),
    (["list", "--drafts=yes"], "--drafts takes no value"),
    (["list", "a", "b"], "b is one argument too many"),
    (["render"], "--to is missing; write --to gemtext|gophermap|text|html"),
    (["render", "--to=gemtext", "--width", "9x", "-"], "--width 9x is not valid; give a number from 20 to 1000"),
    (["render", "--to", "gophermap", "--gopher-port", "70000"], "from 1 to 65535"),
    (["render", "--to", "gophermap", "--host="], "--host has an empty value"),
    (["cert"], "show|create|renew|tickets FILE is missing"),
    (["cert", "delete"], "delete is unknown"),
    (["cert", "show", "--host", "a b"], "a b is not a host name"),
    (["serve", "-q", "-v"], "--quiet and --verbose do not go together"),
    (["serve", "--gemini-prot", "1"], "did you mean --gemini-port?"),
    (["serve", "--workers", "none"], "--workers none is not valid"),
    (["serve", "--listen", "here"], "--listen here is not an address"),
    (["serve", "--host", "a b"], "--host a b is not a host name"),
])
def test_wrong_usage_is_one_line_and_2(arguments, words):
    code, out, err = run(*arguments, stdin=b"")
    assert code == 2 and out == b""
    assert err.startswith("splashdown: ") and words in err and err.count("\n") == 1


def test_options_may_be_written_each_way(capsule):
    expected = run("list", "--format", "json", capsule)
    assert expected[0] == 0
    assert run("list", "--format=json", capsule) == expected
    assert run("list", capsule, "--format", "json") == expected
    assert run("list", "--format", "text", "--format", "json", capsule) == expected
    assert run("list", "--format", "json", "--", capsule) == expected


def test_two_dashes_end_the_options(tmp_path):
    write_capsule(tmp_path / "--odd", CAPSULE)
    code, out, _ = run("list", "--", "--odd", cwd=tmp_path)
    assert code == 0 and b"Moon" in out


# list


def test_list_has_every_field_of_every_page(capsule):
    code, out, err = run("list", "--format", "json", capsule)
    assert (code, err) == (0, "")
    pages = json.loads(out)
    assert [page["title"] for page in pages] == ['Sun "hot"', "Moon", "About"]
    assert pages[1] == {
        "source": "_posts/2024-05-01-moon.md", "kind": "post", "title": "Moon", "date": "2024-05-01T08:00:00+08:00",
        "stem": "/2024/05/01/moon", "gemini": "/2024/05/01/moon.gmi", "gopher": "/2024/05/01/moon", "nex": "/2024/05/01/moon.txt", "web": "/2024/05/01/moon.html",
        "categories": [], "tags": ["sky", "夜"], "lang": "en"}
    assert pages[0]["stem"] == "/day/2024/06/01/sun" and pages[0]["categories"] == ["day"]
    assert pages[0]["date"] == "2024-06-01T00:00:00+08:00"
    assert (pages[2]["kind"], pages[2]["date"], pages[2]["gemini"]) == ("page", None, "/about.gmi")


def test_list_is_the_current_folder_without_a_name(capsule):
    assert run("list", cwd=capsule) == run("list", capsule)
    text = run("list", cwd=capsule)[1].decode()
    assert re.search(r"^2024-05-01  /2024/05/01/moon\.gmi  Moon$", text, re.M)


def test_list_shows_drafts_and_future_posts_only_when_asked(capsule):
    write_capsule(capsule, {"_drafts/idea.md": "---\ntitle: Idea\n---\n", "_posts/2999-01-01-later.md": "Later\n"})

    def titles(*flags):
        return {page["title"] for page in json.loads(run("list", "--format=json", *flags, capsule)[1])}

    assert titles() == {"Moon", 'Sun "hot"', "About"}
    assert "Idea" in titles("--drafts") and "Later" not in titles("--drafts")
    assert "Later" in titles("--future") and "Idea" not in titles("--future")


def test_list_names_a_broken_file_and_goes_on(capsule):
    write_capsule(capsule, {"_posts/2024-07-01-broken.md": "---\ntitle: a\ntags: [x\n---\nText\n"})
    code, out, err = run("list", capsule)
    assert code == 0 and b"Moon" in out and b"broken" not in out
    assert re.search(r"^splashdown: _posts/2024-07-01-broken\.md:\d+: ", err, re.M)


@pytest.mark.parametrize("line", ['title: "open', "tags: [a, b", "title: 'x", "data: {a: 1"])
def test_what_is_never_closed_is_told_where_it_begins(tmp_path, line):
    write_capsule(tmp_path, {"_posts/2024-05-01-a.md": f"---\nlayout: post\n{line}\nauthor: x\nlang: en\n---\nx\n"})
    assert "_posts/2024-05-01-a.md:3: " in run("list", tmp_path)[2]


def test_list_of_nothing_and_of_no_folder(tmp_path):
    (tmp_path / "empty").mkdir()
    code, out, _ = run("list", "--format", "json", tmp_path / "empty")
    assert code == 0 and json.loads(out) == []
    code, out, err = run("list", tmp_path / "missing")
    assert (code, out) == (1, b"") and err.startswith("splashdown: ") and "missing" in err and err.count("\n") == 1


def test_list_lets_no_control_bytes_through(capsule):
    write_capsule(capsule, {"odd.md": '---\ntitle: "a\\e[31mb\\u009b"\n---\n'})
    assert b"\x1b" not in run("list", capsule)[1]
    assert b"\x1b" not in run("list", "--format", "json", capsule)[1]


def test_a_full_disk_is_an_error(capsule):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([splash.SPLASHDOWN, "list", capsule], stdout=full, stderr=subprocess.PIPE, timeout=600)
    assert done.returncode == 1 and b"standard output" in done.stderr


# render


def test_render_writes_each_format(capsule):
    post = capsule / "_posts/2024-05-01-moon.md"
    code, gemtext, err = run("render", "--to", "gemtext", post)
    assert (code, err) == (0, "") and gemtext.startswith(b"# Moon\n") and b"A bright night." in gemtext
    code, menu, _ = run("render", "--to", "gophermap", "--host", "a.example", "--gopher-port", "7070", post)
    assert code == 0 and menu.endswith(b"\r\n.\r\n") and menu.count(b"\r\n.\r\n") == 1
    assert all(item.type == "i" for item in splash.menu(menu))
    code, text, _ = run("render", "--to", "text", post)
    assert code == 0 and b"A bright night." in text and b"\r" not in text
    code, html, _ = run("render", "--to", "html", post)
    assert code == 0 and b"<em>bright</em>" in html


def test_render_finds_the_capsule_above_the_file(capsule):
    code, out, _ = run("render", "--to", "gemtext", "2024-06-01-sun.md", cwd=capsule / "_posts")
    assert code == 0 and b"=> /2024/05/01/moon.gmi" in out


def test_render_reads_standard_input_as_a_page_of_no_capsule(capsule):
    code, out, err = run("render", "--to", "gemtext", "-", stdin=POST.encode(), cwd=capsule)
    assert (code, err) == (0, "") and out.startswith(b"# Moon\n")
    assert run("render", "--to", "gemtext", stdin=POST.encode(), cwd=capsule)[1] == out


def test_render_shows_what_is_not_published(capsule, tmp_path):
    write_capsule(capsule, {"_drafts/idea.md": "---\ntitle: Idea\n---\nSoon.\n",
                            "_posts/2024-01-01-no.md": "---\ntitle: No\npublished: false\n---\nHidden.\n",
                            "_posts/2999-01-01-later.md": "---\ntitle: Later\n---\nNot yet.\n"})
    for name, words in [("_drafts/idea.md", b"Soon."), ("_posts/2024-01-01-no.md", b"Hidden."),
                        ("_posts/2999-01-01-later.md", b"Not yet.")]:
        code, out, _ = run("render", "--to", "gemtext", capsule / name)
        assert code == 0 and words in out
    (tmp_path / "alone.md").write_text("# Alone\n\nText.\n")
    code, out, _ = run("render", "--to", "gemtext", tmp_path / "alone.md")
    assert code == 0 and b"# Alone" in out and b"Text." in out


def test_render_takes_a_broken_front_matter_as_absent(capsule):
    write_capsule(capsule, {"_posts/2024-07-01-broken.md": "---\ntitle: a\ntags: [x\n---\nStill here.\n"})
    code, out, err = run("render", "--to", "gemtext", capsule / "_posts/2024-07-01-broken.md")
    assert code == 0 and b"Still here." in out
    assert re.search(r"^splashdown: _posts/2024-07-01-broken\.md:\d+: ", err, re.M)


def test_render_says_why_a_file_cannot_be_read(capsule):
    code, out, err = run("render", "--to", "gemtext", capsule / "none.md")
    assert (code, out) == (1, b"") and "none.md: cannot be read: No such file" in err
    code, _, err = run("render", "--to", "gemtext", capsule)
    assert code == 1 and "cannot be read" in err


# cert


def test_cert_makes_shows_and_renews_over_the_same_key(tmp_path):
    certs = tmp_path / "certs"
    code, _, err = run("cert", "show", "--certs", certs, "--host", "example.org")
    assert code == 1 and err.startswith("splashdown: ")
    code, made, _ = run("cert", "create", "--certs", certs, "--host", "Example.org")
    assert code == 0
    assert stat.S_IMODE((certs / "example.org.key").stat().st_mode) == 0o600
    assert run("cert", "show", "--certs", certs, "--host", "example.org")[1] == made
    assert run("cert", "create", "--certs", certs, "--host", "example.org")[1] == made
    code, renewed, _ = run("cert", "renew", "--certs", certs, "--host", "example.org")
    assert code == 0

    def field(text, name):
        return re.search(rf"^{name} +(.*)$", text.decode(), re.M)[1]

    assert "example.org" in field(made, "subject") and "example.org" in field(made, "names")
    assert field(made, "public key") == field(renewed, "public key")
    assert field(made, "certificate") != field(renewed, "certificate")
    pem = (certs / "example.org.crt").read_text()
    shown = subprocess.run(["openssl", "x509", "-noout", "-fingerprint", "-sha256"], input=pem, text=True,
                           capture_output=True, check=True).stdout
    assert shown.split("=")[1].strip().replace(":", "").lower() == field(renewed, "certificate").removeprefix("SHA256:")


def test_cert_names_an_idn_by_its_a_label(tmp_path):
    assert run("cert", "create", "--certs", tmp_path, "--host", "bücher.example")[0] == 0
    assert (tmp_path / "xn--bcher-kva.example.crt").exists()


# splashdown-feed


def test_feed_writes_atom_to_standard_output_or_atomically_to_a_file(capsule, tmp_path):
    code, out, err = feed("--base-url", "gemini://a.example/", capsule)
    assert (code, err) == (0, "") and out.startswith(b"<?xml")
    assert b'href="gemini://a.example/2024/05/01/moon.gmi"' in out
    target = tmp_path / "feed.xml"
    target.write_text("old")
    os.chmod(target, 0o640)
    assert feed("--base-url", "gemini://a.example", "--output", target, capsule)[0] == 0
    assert target.read_bytes() == out and stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(tmp_path.glob("feed.xml*")) == [target]


def test_feed_takes_a_limit_a_tag_or_a_category(capsule):
    assert feed("--limit", "1", capsule)[1].count(b"<entry>") == 1
    assert b"moon.gmi" in feed("--tag", "sky", capsule)[1] and b"sun.gmi" not in feed("--tag", "sky", capsule)[1]
    assert feed("--category", "day", capsule)[1].count(b"<entry>") == 1
    code, out, err = feed("--tag", "sea", capsule)
    assert (code, out) == (1, b"") and "no post has the tag sea" in err
    code, _, err = feed("--tag", "sky", "--category", "day", capsule)
    assert code == 2 and "do not go together" in err
    assert feed("--base-url", "here", capsule)[0] == 2
    assert feed("--alternate", "ftp", capsule)[0] == 2


def test_feed_names_a_category_once_as_it_is_written(tmp_path):
    """As jekyll-feed has it, to which two names that differ in capitals are two."""
    post = "---\ntitle: Moon\ntags: [Moon, moon, C, C++]\ncategories: [moon]\n---\nThe moon.\n"
    out = feed(write_capsule(tmp_path, {"_config.yml": "title: T\n", "_posts/2024-01-01-moon.md": post}))[1]
    assert re.findall(rb'<category term="([^"]*)"', out) == [b"moon", b"Moon", b"C", b"C++"]


def test_feed_bases_its_links_on_the_configuration(capsule):
    assert b'href="gemini://localhost/' in feed(capsule)[1]
    write_capsule(capsule, {"_config.yml": CAPSULE["_config.yml"] + "url: https://tides.example\n"})
    assert b'href="gemini://tides.example/2024/05/01/moon.gmi"' in feed(capsule)[1]
    with_both = feed("--alternate", "gopher", "--alternate=web", capsule)[1]
    assert b'href="gopher://tides.example' in with_both and b'href="https://tides.example/2024/05/01/moon.html"' in with_both
    write_capsule(capsule, {"_config.yml": CAPSULE["_config.yml"] +
                            "url: https://tides.example\nsplashdown: { gemini_url: 'gemini://g.example/' }\n"})
    assert b'href="gemini://g.example/2024/05/01/moon.gmi"' in feed(capsule)[1]


def test_feed_leaves_the_old_file_when_the_disk_is_full(capsule, tmp_path):
    code, _, err = feed("--output", "/dev/full", capsule)
    assert code == 1 and "/dev/full: cannot be written" in err
    code, _, err = feed("--output", tmp_path / "no" / "feed.xml", capsule)
    assert code == 1 and "cannot be written" in err


def test_feed_of_a_broken_configuration_fails(capsule):
    write_capsule(capsule, {"_config.yml": "title: [x\n"})
    code, out, err = feed(capsule)
    assert (code, out) == (1, b"") and re.search(r"^splashdown: _config\.yml:\d+: ", err, re.M)


def test_the_programs_of_the_feed_know_no_network():
    needed = subprocess.run(["ldd", splash.FEED], capture_output=True, text=True, check=True).stdout
    assert "libuv" not in needed and "libssl" not in needed


# new


def test_new_begins_a_post_of_today(capsule):
    code, out, err = run("new", 'Café "Noir": 夜の散歩', cwd=capsule)
    assert (code, err) == (0, "")
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
    path = out.decode().rstrip("\n")
    assert re.fullmatch(r"_posts/(\d{4}-\d{2}-\d{2})-café-noir-夜の散歩\.md", path)
    assert abs((datetime.date.fromisoformat(path[7:17]) - today).days) <= 1
    page = next(p for p in json.loads(run("list", "--format=json", "--future", capsule)[1]) if p["source"] == path)
    assert page["title"] == 'Café "Noir": 夜の散歩' and page["date"].endswith("+08:00")


def test_new_never_overwrites(capsule):
    code, out, _ = run("new", "One Thing", capsule)
    path = out.decode().rstrip("\n")
    assert code == 0 and path == f"{capsule}/_posts/{os.path.basename(path)}"
    with open(path, "a", encoding="utf-8") as post:
        post.write("My text.\n")
    code, out, err = run("new", "one thing!", capsule)
    assert (code, out) == (1, b"") and "exists already" in err
    assert "My text." in open(path, encoding="utf-8").read()


TITLES = ["Café \"Noir\"", "back\\slash \\n", "- a: b # c", "[x] {y} *z* &a !b @c %d `e", "'single'", "true", "2024-05-01", "010", "null",
          "a: 'b': \"c\"", "月球：登陸 — 第一步", "😀 and 👩‍👩‍👧", "tab\there", "line\u2028and\u2029more", "next\u0085line", "nbsp\u00a0here", "bom\ufeffhere", "bell\x07",
          "c1\x9bhere", "two\nlines", "{{ liquid }} {% tag %}", "x" * 200]


@pytest.mark.parametrize("title", TITLES)
def test_new_writes_a_front_matter_that_reads_back_as_the_very_title(title, tmp_path):
    code, out, err = run("new", "--", title, tmp_path)
    assert (code, err) == (0, "")
    front = open(out.decode().rstrip("\n"), encoding="utf-8").read().split("---\n")[1]
    assert yaml.safe_load(front)["title"] == title
    page = json.loads(run("list", "--format=json", "--future", tmp_path)[1])[0]
    printable = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", title.replace("\n", " "))
    assert page["title"] == printable and run("check", tmp_path)[0] == 0


def test_new_names_the_file_as_jekyll_does(tmp_path):
    for title, slug in (("Hello, World!", "hello-world"), ("C++ & C#: what's new?", "c-c-what-s-new"), ("月球 登陸：第一步", "月球-登陸-第一步"),
                        ("Straße nach ÉVIAN", "straße-nach-évian"), ("ΑΣ και ΟΔΟΣ", "ασ-και-οδοσ"), ("--a_b--", "a-b"), ("1. 2/3", "1-2-3"),
                        ("한국어 😀 제목", "한국어-제목")):
        out = run("new", "--", title, tmp_path)[1].decode().rstrip("\n")
        assert os.path.basename(out)[11:] == slug + ".md", title


def test_new_says_what_stands_in_its_way(tmp_path):
    (tmp_path / "_posts").write_text("a file")
    code, out, err = run("new", "Title", tmp_path)
    assert (code, out) == (1, b"") and "Not a directory; posts are in a folder of that name" in err
    (tmp_path / "_posts").unlink()
    code, _, err = run("new", "月" * 90, tmp_path)
    assert code == 1 and "File name too long; give a shorter name with --slug" in err
    assert list((tmp_path / "_posts").iterdir()) == []
    code, _, err = run("new", "😀", tmp_path)
    assert code == 2 and "has no letter or digit to name a file by; give another title" in err
    code, _, err = run("new", b"caf\xe9".decode("utf-8", "surrogateescape"), tmp_path)
    assert code == 2 and "the title is not UTF-8" in err


def test_new_takes_tags_a_name_and_a_draft(tmp_path):
    code, out, err = run("new", "Über \"das\" Meer", "--tags", "sea, \"q\": [月] ,, moon", "--slug", "meer", tmp_path)
    path = out.decode().rstrip("\n")
    assert (code, err) == (0, "") and path.endswith("-meer.md")
    front = yaml.safe_load(open(path, encoding="utf-8").read().split("---\n")[1])
    assert front["tags"] == ["sea", "\"q\": [月]", "moon"] and front["title"] == "Über \"das\" Meer"
    code, out, _ = run("new", "Later 月", "--draft", tmp_path)
    path = out.decode().rstrip("\n")
    assert code == 0 and path == f"{tmp_path}/_drafts/later-月.md"
    assert "date" not in open(path, encoding="utf-8").read() and b"Later" not in run("list", "--future", tmp_path)[1]
    assert b"Later" in run("list", "--drafts", "--future", tmp_path)[1]
    for slug in ("a b", "../x", "A", "_x", "a/b", "?"):
        code, out, err = run("new", "T", "--slug", slug, tmp_path)
        assert (code, out) == (2, b"") and "cannot be part of an address as it is" in err
    assert len(list((tmp_path / "_posts").iterdir())) == 1


def test_new_puts_a_draft_where_the_generator_would(tmp_path):
    capsule = write_capsule(tmp_path / "hugo", {"hugo.toml": "baseURL = 'https://example.org/'\n", "content/posts/a.md": "---\ntitle: A\n---\n"})
    path = run("new", "Later", "--draft", capsule)[1].decode().rstrip("\n")
    assert path == f"{capsule}/content/posts/later.md" and "draft: true" in open(path, encoding="utf-8").read()
    assert b"Later" not in run("list", "--future", capsule)[1]
    capsule = write_capsule(tmp_path / "folders", {"_config.yml": "collections_dir: my\nsource: src\n", "src/index.md": "# x\n"})
    assert run("new", "Later", "--draft", capsule)[1].decode().rstrip("\n") == f"{capsule}/src/my/_drafts/later.md"


def test_new_opens_the_authors_editor(tmp_path):
    editor = tmp_path / "my editor"
    editor.write_text("#!/bin/sh\nprintf 'Written.\\n' >>\"$2\"\n")
    editor.chmod(0o755)
    capsule = tmp_path / "it's a blog"
    capsule.mkdir()
    code, out, err = run("new", "T", "--edit", capsule, env={"VISUAL": f"'{editor}' -x", "EDITOR": "false"})
    assert (code, err) == (0, "") and open(out.decode().rstrip("\n"), encoding="utf-8").read().endswith("---\n\nWritten.\n")


def test_new_wants_a_title_that_names_a_file(capsule):
    assert run("new", "?!", capsule)[0] == 2
    assert run("new", cwd=capsule)[0] == 2
    assert run("new", "Title", capsule / "none")[0] == 1
