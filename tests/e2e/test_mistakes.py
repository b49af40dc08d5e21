"""Ordinary mistakes: each message says what is wrong, where, and what to write instead."""
import os
import shutil
import subprocess

import pytest

from splash import SPLASHDOWN, free_port, run, write_capsule

POST = "---\ntitle: Moon\n---\nLight.\n"


@pytest.fixture(scope="module")
def capsule(tmp_path_factory):
    return write_capsule(tmp_path_factory.mktemp("mistakes") / "capsule", {"_posts/2024-05-01-moon.md": POST})


def said(*arguments, **keywords):
    code, out, errors = run(*arguments, **keywords)
    return code, out.decode() + errors


def configured(tmp_path, text):
    path = tmp_path / "splashdown.yml"
    path.write_text(text)
    return path


@pytest.mark.parametrize("given, meant", [("--port", "--gemini-port"), ("--gopher", "--gopher-port"), ("--hots", "--host")])
def test_an_option_is_known_by_its_last_word(capsule, given, meant):
    code, words = said("serve", given, "1965", capsule)
    assert code == 2 and f"unknown option {given}; did you mean {meant}?" in words


def test_a_certificate_or_key_in_another_form_comes_with_the_command_that_converts_it(tmp_path, capsule):
    def openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, cwd=tmp_path)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-days", "9", "-subj",
            "/CN=localhost")
    openssl("x509", "-in", "c.pem", "-outform", "DER", "-out", "c.der")
    openssl("pkey", "-in", "k.pem", "-outform", "DER", "-out", "k.der")
    openssl("pkcs12", "-export", "-in", "c.pem", "-inkey", "k.pem", "-passout", "pass:", "-out", "both.p12")
    (tmp_path / "words.pem").write_text("not a certificate\n")
    os.chmod(tmp_path / "k.der", 0o600)
    os.chmod(tmp_path / "k.pem", 0o600)
    for certificate, key, wanted in (("c.der", "k.pem", "it is DER; convert it: openssl x509 -inform DER -in"),
                                     ("c.pem", "k.der", "it is DER; convert it: openssl pkey -inform DER -in"),
                                     ("both.p12", "k.pem", "it is PKCS#12; convert it: openssl pkcs12 -nodes -in"),
                                     ("words.pem", "k.pem", "it has no line -----BEGIN; name a file that has")):
        config = configured(tmp_path, f"hosts:\n  - {{ name: localhost, capsule: {capsule}, certificate: {tmp_path}/{certificate}, key: {tmp_path}/{key} }}\n")
        code, words = said("check", "-c", config)
        assert code == 1 and wanted in words and f"{tmp_path}/{key if key.endswith('der') else certificate}: error:" in words, words
        code, words = said("serve", "-c", config, "--gemini-port", free_port(), "--gopher-port", "0", "--listen", "127.0.0.1", "--certs", tmp_path / "certs")
        assert code != 0 and wanted in words, words


@pytest.mark.parametrize("text, line, bracket", [
    ("hosts: [\n  - name: localhost\n", 1, "["),
    ("hosts: [{name: localhost}\nlisten: [\"::1\"]\n", 1, "["),
    ("workers: 1\nhosts:\n  - {name: localhost\nlisten: []\n", 3, "{"),
    ("# [ {\nhosts: [ \"]\", '{' # ]\n", 2, "["),
    ("a: \"月月月 [\"\nhosts: [月, [月], {月: 1}\nb: 1\n", 2, "["),
])
def test_a_bracket_that_is_not_closed_is_told_where_it_opens(tmp_path, text, line, bracket):
    config = configured(tmp_path, text)
    code, words = said("check", "-c", config)
    assert code == 1 and f"{config}:{line}: this is not YAML: the bracket {bracket} is not closed" in words, words


@pytest.mark.parametrize("value", ['"Fine', "'Fine", '"Fine\n  and more', "'it''s"])
def test_a_quotation_mark_that_is_not_closed_is_told_where_it_opens(tmp_path, value):
    post = tmp_path / "post.md"
    post.write_text(f"---\nlang: en\ntitle: {value}\ntags: [a]\n---\nHello.\n")
    code, words = said("check", post)
    assert code == 1 and "post.md:3: " in words and "the quotation mark before the value is not closed" in words, words


@pytest.mark.parametrize("text", ["hosts: [a] b\n", "hosts: [a: b: c]\n", "hosts: [@a, b]\n", "hosts: ]\n", "hosts: a [b\n c: d\n"])
def test_a_bracket_that_is_closed_is_not_blamed(tmp_path, text):
    code, words = said("check", "-c", configured(tmp_path, text))
    assert code == 1 and "is not closed" not in words, words


def test_an_address_of_one_link_needs_its_interface(tmp_path, capsule):
    config = configured(tmp_path, f"listen: [\"127.0.0.1\", \"fe80::1\"]\nhosts:\n  - {{ name: localhost, capsule: {capsule} }}\n")
    for arguments in (["check", "-c", config], ["serve", "-c", config]):
        code, words = said(*arguments)
        assert code == 1 and f"{config}:1: fe80::1 is an address of one link, and needs its interface; write fe80::1%eth0" in words, words
    code, words = said("serve", "--listen", "[fe80::1]", capsule)
    assert code != 0 and "is an address of one link" in words, words


def test_a_folder_that_may_not_be_read_is_an_error_of_list_and_check(actor):
    if actor.is_root:
        pytest.skip("root may read every folder")
    files = {"_posts/2024-05-01-moon.md": POST, "about.md": "# About\n"}
    capsule = actor.capsule(files)
    os.chmod(capsule / "_posts", 0)
    for command in ("list", "check"):
        code, out, errors = actor.run(command, capsule)
        assert code == 1 and "this folder cannot be read: Permission denied" in out.decode() + errors and "setfacl" in out.decode() + errors
        assert b"About" in out or command == "check"
    os.chmod(capsule / "_posts", 0o755)
    assert actor.run("list", capsule)[0] == 0


def test_a_container_without_the_workers_user_is_told(tmp_path, capsule):
    alone = ["unshare", "--user", "--map-root-user"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("this machine allows no user namespace")
    done = subprocess.run([*alone, SPLASHDOWN, "serve", "--gemini-port", str(free_port()), "--gopher-port", "0", "--listen", "127.0.0.1", "--certs", tmp_path / "certs",
                           capsule], capture_output=True, text=True, timeout=600)
    assert done.returncode != 0 and "this container has no such user" in done.stderr and "--user 1000" in done.stderr, done.stderr
    assert "could not give up its privileges" not in done.stderr


@pytest.mark.parametrize("permalink, address, fault", [
    ("/[a]/", "/[a]", "must be escaped"), ("/a b/", "/a b", "must be escaped"), ("x?y#z", "/x?y#z", 'ends before "?" and "#"'),
    ("/a#b", "/a#b", 'ends before "?" and "#"'), ("/../../x", "/x", '".." is left out'), ("a/../b", "/a/b", '".." is left out')])
def test_a_permalink_that_is_no_plain_path_is_told(tmp_path, permalink, address, fault):
    capsule = write_capsule(tmp_path / "capsule", {"_posts/2024-05-01-moon.md": f"---\npermalink: \"{permalink}\"\n---\nLight.\n"})
    code, words = said("check", capsule)
    assert f"_posts/2024-05-01-moon.md:2: warning: permalink: this page is at {address}" in words and fault in words, words


@pytest.mark.parametrize("permalink", ["/a/b/", "/a..b/", "/:year/:title.html", "月/"])
def test_a_plain_permalink_is_not_told(tmp_path, permalink):
    capsule = write_capsule(tmp_path / "capsule", {"_posts/2024-05-01-moon.md": f"---\npermalink: {permalink}\n---\nLight.\n"})
    code, words = said("check", capsule)
    assert code == 0 and "permalink" not in words, words


@pytest.mark.parametrize("day, shown", [("2024-02-30", "2024-03-01"), ("2023-02-29", "2023-03-01"), ("2024-4-31", "2024-05-01")])
def test_a_day_that_there_is_not_is_told_and_served_where_it_was(tmp_path, day, shown):
    capsule = write_capsule(tmp_path / "capsule", {f"_posts/{day}-moon.md": POST, "_posts/2024-02-29-sun.md": POST})
    code, words = said("check", capsule)
    assert f"_posts/{day}-moon.md: warning: there is no {day}: the post is of {shown} until" in words and "2024-02-29" not in words, words
    assert f"{shown}  /{shown.replace('-', '/')}/moon" in said("list", capsule)[1]


@pytest.mark.parametrize("flags, wanted", [(("--listen", "127.0.0.1"), False), (("--listen", "0.0.0.0"), True),
                                           (("--listen", "0.0.0.0", "--host", "example.org"), False)])
def test_a_server_that_others_reach_but_cannot_name_says_so(tmp_path, capsule, flags, wanted):
    port, other = free_port(), free_port()
    with subprocess.Popen([SPLASHDOWN, "serve", "--gemini-port", str(port), "--gopher-port", str(other), "--certs", tmp_path / "certs", *flags, capsule],
                          stderr=subprocess.PIPE, text=True) as server:
        lines = iter(server.stderr.readline, "")
        assert "ready\n" in lines
        server.terminate()
        assert any("answers as localhost only" in line and "--host NAME" in line for line in lines) == wanted
