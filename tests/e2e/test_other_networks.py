"""Spartan, Finger and Nex: the bytes that their clients send, the same pages as on Gemini, and nothing of what is not for everybody."""
import re

import pytest

import splash
from splash import connect, read_all
from test_visitors import PUBLIC, RESTRICTED, SECRET

CAPSULE = {
    "_config.yml": "title: Tides 潮汐\ndescription: What the sea does to those who live beside it, told by those who do.\nlang: en\nauthor: Jane Doe\n"
                   "permalink: /:title.html\n",
    "_posts/2024-05-01-moon.md": "---\ntitle: Moon\nauthor: 林雨潔\n---\nSee [the sun](/sun.html) and [far](gemini://far.example/).\n\n=: /x no prompt\n",
    "_posts/2024-06-01-sun.md": "---\ntitle: Sun &amp; <em>star</em>\n---\nBright words.\n",
    "_posts/2024-06-02-three.md": "---\ntitle: Three\n---\n3\n",
    "_posts/2024-06-03-four.md": "---\ntitle: Four\n---\n4\n",
    "_posts/2024-06-04-five.md": "---\ntitle: Five\n---\n5\n",
    "_posts/2024-06-05-six.md": "---\ntitle: 很長的標題" + "潮" * 60 + "\n---\n6\n",
    "_drafts/later.md": "---\ntitle: Later\n---\nNot yet.\n",
    "files/a b.txt": "text\n", "files/cat.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


class Networks(splash.Server):
    def __init__(self, capsule, scratch, hosts=None, **keywords):
        self.spartan, self.finger, self.nex = (splash.free_port() for _ in range(3))
        hosts = hosts or f"- {{ name: localhost, capsule: {capsule} }}\n"
        ports = f"spartan: {{ port: {self.spartan} }}\nfinger: {{ port: {self.finger} }}\nnex: {{ port: {self.nex} }}\n"
        super().__init__(None, scratch, config=f"{ports}hosts:\n{hosts}", **keywords)

    def ask(self, path, data=b"", host="localhost"):
        return spartan(self.spartan, f"{host} {path} {len(data)}\r\n".encode() + data)

    def who(self, user=""):
        return raw(self.finger, f"{user}\r\n".encode()).decode()

    def list(self, path):
        return raw(self.nex, f"{path}\n".encode())


def raw(port, request):
    with connect(port) as connection:
        connection.sendall(request)
        return read_all(connection)


def spartan(port, request):
    """Status, meta and body."""
    answer = raw(port, request)
    header, _, body = answer.partition(b"\r\n")
    status, _, meta = header.decode().partition(" ")
    return int(status), meta, body


@pytest.fixture(scope="module")
def tides(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("networks")
    with Networks(splash.write_capsule(scratch / "capsule", CAPSULE), scratch) as server:
        yield server


def test_a_page_is_that_of_gemini(tides):
    for path in ("/", "/moon.gmi", "/posts/", "/atom.xml", "/files/a%20b.txt", "/files/cat.png"):
        status, meta, body = tides.ask(path)
        gemini = tides.get(path)
        assert (status, meta, body) == (2, gemini.meta, gemini.body), path


def test_its_links_stay_on_the_network(tides):
    _, _, body = tides.ask("/moon.gmi")
    links = [line.split()[1] for line in body.decode().splitlines() if line.startswith("=>")]
    assert "/sun.gmi" in links and not any("localhost" in link for link in links if link.startswith("gemini:"))


def test_a_line_of_text_asks_for_nothing(tides):
    body = tides.ask("/moon.gmi")[2].decode()
    assert "=: /x no prompt" in body and not any(line.startswith("=:") for line in body.splitlines())


def test_other_addresses_lead_to_the_page(tides):
    assert tides.ask("/moon.html")[:2] == (3, "/moon.gmi")
    assert tides.ask("//moon.gmi")[:2] == (3, "/moon.gmi")
    assert tides.ask("/posts")[:2] == (3, "/posts/")


def test_search_takes_the_words_as_data(tides):
    status, meta, body = tides.ask("/search")
    assert status == 2 and meta.startswith("text/gemini") and b"\n=: /search " in body
    status, meta, body = tides.ask("/search", b"bright words")
    assert status == 2 and b"=> /sun.gmi Sun & star" in body
    assert tides.ask("/search", b"\xff\x00")[0] == 2


@pytest.mark.parametrize("request_line, status", [
    (b"localhost /nope 0\r\n", 4), (b"other.example / 0\r\n", 4), (b"localhost / 3\r\nabc", 4), (b"localhost /search 1025\r\n" + bytes(1025), 4),
    (b"localhost / 99999999999999999999\r\n", 4), (b"localhost /../x 0\r\n", 4), (b"localhost /%ff%00 0\r\n", 4), (b"GET / HTTP/1.1\r\n\r\n", 4),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n", 4), (b"localhost " + b"/" * 1200 + b" 0\r\n", 4), (b"spartan://localhost/\r\n", 4),
])
def test_what_is_odd_is_refused_in_words(tides, request_line, status):
    found, meta, body = spartan(tides.spartan, request_line)
    assert found == status and meta and not body


def test_an_upload_is_drained_before_the_end(tides):
    """No reset overtakes the refusal."""
    status, meta, _ = spartan(tides.spartan, b"localhost /moon.gmi 200000\r\n" + b"x" * 200000)
    assert status == 4 and meta


def test_half_a_request_is_not_answered(tides):
    for part in (b"", b"localhost / 0", b"localhost /search 5\r\nab"):
        with connect(tides.spartan) as connection:
            connection.sendall(part)
            connection.shutdown(1)
            assert read_all(connection) == b""


def test_finger_tells_title_description_and_five_posts(tides):
    lines = tides.who().split("\r\n")
    assert lines[0] == "Tides 潮汐" and lines[1].startswith("What the sea does") and lines[-1] == ""
    assert max(splash_width(line) for line in lines if not line.startswith("gemini://")) <= 70
    dated = [line for line in lines if line.startswith("2024-")]
    assert [line[:10] for line in dated] == ["2024-06-05", "2024-06-04", "2024-06-03", "2024-06-02", "2024-06-01"]
    assert dated[-1] == "2024-06-01 Sun & star" and tides.url("/sun.gmi") in lines
    assert tides.get(lines[lines.index(dated[-1]) + 1].split(str(tides.gemini))[1]).status == 20


def splash_width(line):
    import unicodedata
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_finger_knows_the_authors(tides):
    assert "Moon" in tides.who("林雨潔") and "Three" not in tides.who("林雨潔")
    for name in ("Jane Doe", "jane-doe", "JANEDOE", "/W jane.doe"):
        said = tides.who(name)
        assert "Three" in said and "Moon" not in said, name
    for name in ("bob", "jane", "-", "'; DROP", "..", "/etc/passwd"):
        assert tides.who(name) == "Nobody here has that name\r\n", name


def test_finger_forwards_nothing(tides):
    assert tides.who("jane@localhost") == tides.who("@localhost") == "Forwarding to other hosts is not offered\r\n"
    assert raw(tides.finger, b"a\x1b[31m\r\n") == b"This is not a Finger request\r\n"
    assert raw(tides.finger, b"x" * 600) == b"This is not a Finger request\r\n"


def links_of(text):
    return [line.split()[1] for line in text.decode().splitlines() if line.startswith("=> ")]


def test_nex_lists_and_sends_texts(tides):
    home = tides.list("")
    assert home == tides.list("/") and home.startswith("# Tides 潮汐\n".encode()) and b"=> /moon.txt 2024-05-01 Moon\n" in home
    text = tides.list("/moon.txt").decode()
    assert text == tides.select("/moon.txt").decode().replace(f"gopher://localhost:{tides.gopher}/1/sun", f"nex://localhost:{tides.nex}/sun.txt")
    assert text.startswith("Moon\n") and "See the sun [1]" in text and f"nex://localhost:{tides.nex}/sun.txt" in text
    assert tides.list("/files/cat.png") == CAPSULE["files/cat.png"]
    assert tides.list("/files/a%20b.txt") == tides.list("/files/a b.txt") == b"text\n"
    assert tides.list("/moon") == tides.list("/moon.gmi") == tides.list("/moon.html") == tides.list("moon.txt") == text.encode()


def test_everything_that_nex_lists_is_there(tides):
    """No link of a listing leads to a refusal, and none leads to what cannot be asked for here."""
    seen, left = set(), ["/"]
    while left:
        path = left.pop()
        answer = tides.list(path)
        assert answer and answer != b"Not found\r\n" and b"cannot be" not in answer[:99], path
        seen.add(path)
        if path.endswith("/"):
            assert "/search" not in links_of(answer)
            left += [link for link in links_of(answer) if link.startswith("/") and link not in seen]
    assert {"/", "/moon.txt", "/posts/", "/atom.xml"} <= seen


def test_nex_refuses_in_a_line(tides):
    assert tides.list("/nope") == tides.list("/../x") == tides.list("/_config.yml") == b"Not found\r\n"
    assert tides.list("/search") == b"Words to search for cannot be sent by Nex\r\n"
    for bad in (b"\x16\x03\x01\x02\x00\n", b"/\xff\n", b"x" * 1100):
        assert raw(tides.nex, bad) == b"This is not a Nex request\r\n"


def test_home_names_the_other_networks(tides):
    spartan, nex, finger = (f"{name}://localhost:{port}/" for name, port in (("spartan", tides.spartan), ("nex", tides.nex), ("finger", tides.finger)))
    for home in (tides.get("/").body, tides.ask("/")[2]):
        assert [link for link in links_of(home) if link in (spartan, nex, finger)] == [spartan, nex, finger]
    assert [link for link in links_of(tides.list("/")) if link in (spartan, nex, finger)] == [spartan, finger]
    assert all(address in tides.select("").decode() for address in (spartan, nex, finger))
    assert not any(address in tides.get("/moon.gmi").body.decode() for address in (spartan, nex, finger))


def test_all_are_logged_and_counted(tides, tmp_path):
    tides.ask("/moon.gmi")
    tides.list("/sun.txt?token=1")
    tides.who("jane-doe")
    splash.eventually(lambda: b'"GET /moon.gmi spartan" 2 ' in tides.out.read_bytes() and b'"GET - finger" - ' in tides.out.read_bytes(), "both lines")
    splash.eventually(lambda: b'"GET /sun.txt nex" - ' in tides.out.read_bytes(), "its line")
    assert b"jane" not in tides.out.read_bytes()


def test_the_status_names_them(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with Networks(folder, tmp_path, hosts=f"- {{ name: localhost, capsule: {folder} }}\nstatus: {tmp_path}/status.sock\n") as server:
        server.ask("/moon.gmi")
        server.ask("/nope")
        server.who()
        server.who("bob")
        server.list("/nope")

        def told():
            code, out, said = splash.run("status", "-c", tmp_path / "splashdown.yml")
            text = out.decode()
            assert code == 0, said
            assert re.search(r"^ +gemini +gopher +spartan +finger +nex$", text, re.M)
            assert re.search(r"^requests +0 +0 +2 +2 +1$", text, re.M), text
            assert re.search(r"^  2 +0 +0 +1 +0 +0$", text, re.M) and re.search(r"^  error +0 +0 +0 +1 +1$", text, re.M)
            assert "localhost/moon\n" in text and "2 on Spartan, 2 on Finger, 1 on Nex" in text
            return True

        splash.eventually(lambda: splash.run("status", "-c", tmp_path / "splashdown.yml")[1].count(b" 2 on Finger, 1 on Nex") == 1, "all counted")
        assert told()


def test_what_is_not_for_everybody_does_not_exist(tmp_path):
    import test_visitors
    folder = splash.write_capsule(tmp_path / "capsule", test_visitors.CAPSULE)
    hosts = (f"- name: localhost\n  capsule: {folder}\n  restricted: {{ /private/: [any], /notes/inner/: [any] }}\n  editors: ['{'0' * 64}']\n")
    with Networks(folder, tmp_path, hosts=hosts) as server:
        nothing = server.ask("/really/nothing")
        for path in [*RESTRICTED, "/drafts/", "/drafts", "/later.gmi", "/_drafts/later.md", "/_config.yml", "/.git/config"]:
            answer = server.ask(path)
            assert answer[0] == 4 and SECRET.encode() not in answer[2], path
            if "/../" not in path and "/./" not in path:
                assert answer == nothing, path
            assert server.list(path) == b"Not found\r\n", path
        for path in PUBLIC:
            status, _, body = server.ask(path)
            assert status == 2 and SECRET.encode() not in body, path
            assert SECRET.encode() not in server.list(path)
        assert server.ask("/search", b"Nobody else reads")[2].count(b"=> ") <= 2
        assert "Inside" not in server.who() and "Hidden" not in server.who() and "Third" in server.who()


def test_links_to_what_only_gemini_has_are_told(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", {
        "_config.yml": "title: Tides\n", "private/index.md": "# Inner\n\nTo [all](/about.html).\n", "about.md": "# About\n\nFor all.\n",
        "index.md": "# Home\n\nTo [few](/private/) and [all](/about.html).\n\n- [again](/private/#x)\n"})
    hosts = f"hosts:\n- {{ name: localhost, capsule: {folder}, restricted: {{ /private/: any }} }}\n"

    def told(ports):
        (tmp_path / "s.yml").write_text(f"certs: {tmp_path}/certs\nlisten: [127.0.0.1]\ngemini: {{ port: 1965 }}\n{ports}{hosts}")
        return [line for line in splash.run("check", "-c", tmp_path / "s.yml")[1].decode().splitlines() if "restricted" in line]

    assert told("gopher: { port: 0 }\n") == []
    for ports, networks in (("gopher: { port: 7070 }\n", "Gopher"), ("gopher: { port: 0 }\nnex: { port: 1900 }\n", "Nex"),
                            ("nex: { port: 1900 }\nspartan: { port: 3000 }\n", "Gopher, Spartan and Nex")):
        lines = told(ports)
        assert len(lines) == 1 and f"{folder}/index.md:3: " in lines[0], lines
        assert f"a link to /private/, which is restricted, is seen by everybody: on Gemini it asks for a certificate, on {networks} nothing is there" in lines[0]


def test_without_gemini_finger_names_gopher(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    port = splash.free_port()
    config = f"gemini: {{ port: 0 }}\nfinger: {{ port: {port} }}\nhosts:\n- {{ name: localhost, capsule: {folder} }}\n"
    with splash.Server(None, tmp_path, "--gemini-port", "0", config=config) as server:
        assert f"gopher://localhost:{server.gopher}/1/sun\r\n" in raw(port, b"\r\n").decode()


def test_two_on_one_port_are_an_error(tmp_path):
    config = tmp_path / "s.yml"
    config.write_text(f"spartan: {{ port: 7070 }}\nhosts:\n- {{ name: localhost, capsule: {tmp_path} }}\n")
    code, _, said = splash.run("serve", "-c", config, "--gopher-port", 7070)
    assert code == 1 and "Gopher and Spartan are both on port 7070; give them one each" in said
