"""Control bytes in file names: percent-encoded on Gemini, no address on Gopher, and never shown to anybody."""
import re

import pytest
import splash

NAMES = {"a\x01b.txt": "/a%01b.txt", "tab\there.txt": "/tab%09here.txt", "line\nbreak.txt": "/line%0Abreak.txt", "del\x7f.bin": "/del%7F.bin",
         "c1\x9b.txt": "/c1%C2%9B.txt", "esc\x1b[2J/in.txt": "/esc%1B%5B2J/in.txt"}
PAGES = {"note\x02x.md": "/note%02x.gmi", "cr\rhere.md": "/cr%0Dhere.gmi"}


@pytest.fixture
def named(tmp_path):
    files = {name: f"words of {address}\n" for name, address in {**NAMES, **PAGES}.items()}
    links = "".join(f"- [to {i}](<{address}>)\n" for i, address in enumerate({**NAMES, **PAGES}.values()))
    return splash.write_capsule(tmp_path / "capsule", {
        "_config.yml": "title: T\nsplashdown: { listing: true }\n", "index.md": f"# Home\n\n{links}\n",
        "shelf/ok.txt": "fine", "shelf/odd\x07name.txt": "odd", "shelf/odd\x07folder/deep.txt": "deep",
        "_posts/2024-05-01-bell\x07here.md": "---\ntags: [t]\n---\nA post.\n",
        "docs/index.html": "---\n---\n{% for p in site.pages %}<p>[{{ p.path }}]</p>{% endfor %}", **files})


def controls(body):
    return set(body) & (set(range(32)) - {9, 10, 13} | {127}) or re.search(b"\xc2[\x80-\x9f]", body)


@pytest.mark.parametrize("address", [*NAMES.values(), *PAGES.values(), "/shelf/odd%07name.txt", "/shelf/odd%07folder/deep.txt"])
def test_gemini_serves_it_at_its_encoded_address(named, tmp_path, address):
    with splash.Server(named, tmp_path) as server:
        assert server.get(address).status == 20
        for selector in (address, address.removesuffix(".gmi"), address.removesuffix(".gmi") + ".txt"):
            assert server.select(selector).startswith(b"3"), selector


def test_no_byte_of_it_reaches_a_reader_and_no_link_is_dead(named, tmp_path):
    with splash.Server(named, tmp_path) as server:
        for address in ("/", "/pages/", "/posts/", "/shelf/", "/docs/", "/tag/t/", *PAGES.values(), "/atom.xml"):
            answer = server.get(address)
            assert answer.status == 20 and not controls(answer.body), address
            for link in re.findall(rb"^=> (/\S*)", answer.body, re.M):
                assert server.get(link.decode()).status in (20, 31, 10), link
        menu = server.select("/shelf/")
        assert b"\tURL:gemini://localhost" in menu and b"/shelf/odd%07name.txt\t" in menu and b"ioddname" not in menu
        assert b"hoddname.txt" in menu and b"0ok.txt" in menu, menu
        for selector in ("/", "/pages/", "/posts/", "/shelf/", "/docs/"):
            menu = server.select(selector)
            assert not controls(menu), selector
            for kind, target in re.findall(rb"^([0-9hgI9])[^\t]*\t(/[^\t]*)\tlocalhost", menu, re.M):
                assert not server.select(target.decode()).startswith(b"3"), target


def test_exports_have_it_where_it_can_be_asked_for(named, tmp_path):
    for protocol, there in (("gemini", True), ("gopher", False)):
        out = tmp_path / protocol
        assert splash.run("export", "--to", protocol, "--output", out, named)[0] == 0
        assert (out / "line\nbreak.txt").exists() == (out / "a\x01b.txt").exists() == there
        assert splash.run("export", "--to", protocol, "--output", out, named)[0] == 0
    (named / "line\nbreak.txt").unlink()
    assert splash.run("export", "--to", "gemini", "--output", tmp_path / "gemini", named)[0] == 0
    assert not (tmp_path / "gemini" / "line\nbreak.txt").exists() and (tmp_path / "gemini" / "tab\there.txt").exists()


def test_lists_and_complaints_print_no_control(named):
    for command in (("list",), ("list", "--format", "json"), ("check",)):
        code, out, err = splash.run(*command, named)
        assert code in (0, 1) and not controls(out + err.encode()), command


def test_a_name_that_is_not_utf8_has_no_address(tmp_path):
    capsule = splash.write_capsule(tmp_path / "capsule", {"index.md": "x"})
    with open(bytes(capsule) + b"/bad\xff.txt", "w") as file:
        file.write("x")
    code, out, err = splash.run("check", capsule)
    assert "has no address; rename it" in out.decode(errors="replace") + err
