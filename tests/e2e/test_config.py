"""The configuration file: every key has its effect, every mistake its line and a way out, and `check` reads as `serve` does."""
import json
import os
import re

import pytest
import yaml

import splash
from splash import eventually, gemini, run

CAPSULE = {"index.gmi": "# Home\n", "page.md": "---\ntitle: Page\n---\n" + "word " * 60 + "\n", "f.txt": "f\n"}


@pytest.fixture
def configured(tmp_path):
    """configured(text, flag...): a server with this file; HOST in it is the capsule's host entry."""
    running = []

    def start(config, *flags, **keywords):
        folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
        server = splash.Server(None, tmp_path, *flags, config=config.replace("HOST", f"{{ name: localhost, capsule: {folder} }}"), **keywords)
        running.append(server)
        return server

    yield start
    for server in running:
        server.__exit__(None)


# Mistakes


@pytest.mark.parametrize("text, line, words", [
    ("gemini: { prot: 1965 }\n", 1, 'unknown key "prot"; did you mean "port"?'),
    ("\n\nhosts:\n  - nmae: example.org\n    capsule: c\n", 4, 'unknown key "nmae"; did you mean "name"?'),
    ("limits:\n  brust: 3\n", 2, 'unknown key "brust"; did you mean "burst"?'),
    ("workers: many\n", 1, "many"), ("gemini: { port: 70000 }\n", 1, "70000"), ("gemini: { any_port: perhaps }\n", 1, "perhaps"),
    ("log: { format: xml }\n", 1, "combined"), ("log: { addresses: some }\n", 1, "shortened"), ("listen: [here]\n", 1, "here is not an address"),
    ("limits: { request_timeout: 10 parsecs }\n", 1, "10s"), ("limits: { exempt: [10.0.0.0/99] }\n", 1, "10.0.0.0/99 is not a network"),
    ("hosts:\n  - { name: 'ex ample', capsule: c }\n", 2, "is not a host name"), ("hosts: 7\n", 1, "list of hosts"),
    ("hosts:\n  - name: a.example\n", 2, "has no capsule"), ("hosts:\n  - capsule: c\n", 2, "has no name"),
    ("hosts:\n  - { name: a.example, capsule: c, key: k.pem }\n", 2, "without its certificate"),
    ("hosts:\n  - { name: a.example, capsule: c }\n  - { name: b.example, aliases: [A.example], capsule: c }\n", 3, "named twice"),
    ("hosts:\n  - name: a.example\n    capsule: c\n    restricted: { private: [any] }\n", 4, "/private/"),
    ("hosts:\n  - name: a.example\n    capsule: c\n    restricted: { /private/: [SHA256:12] }\n", 4, "64 hex digits"),
    ("hosts:\n  - name: a.example\n    capsule: c\n    editors: [ana]\n", 4, "64 hex digits"),
    ("gemini: [\n", 1, "the bracket [ is not closed"), ("gemini: { port: 1\n", 1, ""), ("a: b: c\n", 1, ""),
])
def test_a_mistake_is_told_with_its_line_by_serve_and_check_alike(tmp_path, text, line, words):
    path = tmp_path / "s.yml"
    path.write_text(text)
    code, _, err = run("check", "-c", path)
    assert code == 1
    first = err.splitlines()[0]
    assert first.startswith(f"splashdown: {path}:{line}: ") and words in first, err
    code, _, said = run("serve", "-c", path, "--certs", tmp_path / "certs", "--listen", "127.0.0.1", "--gemini-port", splash.free_port())
    assert code == 1 and said == err


def test_a_key_that_stands_twice_is_a_warning(tmp_path):
    (tmp_path / "s.yml").write_text("workers: 1\nworkers: 2\n")
    code, out, err = run("check", "-c", tmp_path / "s.yml", "--dump")
    assert code == 0 and 's.yml:2: warning: the key "workers" is there twice' in err and b"workers: 2\n" in out


def test_check_of_a_good_file_tells_of_its_capsules(tmp_path):
    splash.write_capsule(tmp_path / "good", CAPSULE)
    splash.write_capsule(tmp_path / "bad", {"_posts/2024-05-01-x.md": "---\ntitle: [x\n---\n"})
    (tmp_path / "s.yml").write_text("hosts:\n  - { name: a.example, capsule: good }\n  - { name: b.example, capsule: bad }\n")
    code, out, _ = run("check", "-c", tmp_path / "s.yml")
    assert code == 1 and b"bad/_posts/2024-05-01-x.md:2" in out


def test_dump_prints_what_is_in_force_as_a_file_that_means_the_same(tmp_path):
    splash.write_capsule(tmp_path / "c", CAPSULE)
    print_of = "ab" * 32
    (tmp_path / "s.yml").write_text(
        "gemini: { port: 1966, any_port: true }\nhosts:\n  - name: bücher.example\n    aliases: [127.0.0.1, '::1']\n    capsule: c\n"
        f"    restricted: {{ '/a b/': [any], /x/: [SHA256:{print_of}] }}\n    editors: [{print_of}]\nlimits: {{ write_timeout: 90s }}\n")
    code, out, err = run("check", "-c", tmp_path / "s.yml", "--dump")
    assert code == 0, err
    dumped = yaml.safe_load(out)
    assert dumped["gemini"] == {"port": 1966, "public_port": 1966, "any_port": True}
    assert dumped["gopher"] == {"port": 70, "public_port": 70, "width": 70}
    host = dumped["hosts"][0]
    assert host["name"] == "xn--bcher-kva.example" and host["aliases"] == ["127.0.0.1", "::1"] and host["capsule"] == str(tmp_path / "c")
    assert host["restricted"] == {"/a b/": ["any"], "/x/": [f"SHA256:{print_of}"]} and host["editors"] == [f"SHA256:{print_of}"]
    assert dumped["limits"]["requests_per_second"] == 20 and dumped["limits"]["exempt"] == ["127.0.0.0/8", "::1"]
    assert dumped["default_host"] == "xn--bcher-kva.example"
    (tmp_path / "again.yml").write_bytes(out)
    assert run("check", "-c", tmp_path / "again.yml", "--dump")[1] == out


# Effects


def test_the_default_host_answers_gopher_and_those_who_name_none(tmp_path):
    for name in "ab":
        splash.write_capsule(tmp_path / name, {"index.gmi": f"# {name}\n"})
    hosts = "hosts: [{ name: a.example, capsule: a }, { name: b.example, capsule: b }]\n"
    for default, first in (("default_host: b.example\n", b"b"), ("", b"a")):
        with splash.Server(None, tmp_path, config=hosts + default) as server:
            assert server.select("").startswith(b"i" + first)
            with splash.tls_connect(server.gemini, sni=None) as tls:
                shown = splash.ssl.DER_cert_to_PEM_cert(tls.getpeercert(True)).strip()
            assert shown == (server.certs / f"{first.decode()}.example.crt").read_text().strip()


def test_ports_of_the_file_and_public_ones(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    gemini_port, gopher_port = splash.free_port(), splash.free_port()
    path = tmp_path / "s.yml"
    path.write_text(f"listen: [127.0.0.1]\ngemini: {{ port: {gemini_port}, public_port: 1970 }}\ngopher: {{ port: {gopher_port}, public_port: 7170 }}\n"
                    f"certs: keys\nworkers: 1\nhosts: [{{ name: localhost, capsule: {folder} }}]\n")
    log = open(tmp_path / "err", "wb")
    process = splash.subprocess.Popen([splash.SPLASHDOWN, "serve", "-c", path], stderr=log, stdout=splash.subprocess.DEVNULL)
    try:
        eventually(lambda: "\nready\n" in (tmp_path / "err").read_text(), "ready")
        text = gemini(gemini_port, "gemini://localhost:1970/page.gmi").text
        assert "gopher://localhost:7170/1/page" in text
        assert all(item.port == 7170 for item in splash.menu(splash.gopher(gopher_port, "/page")) if item.type in "017")
        assert (tmp_path / "keys" / "localhost.crt").exists(), "relative to the file"
    finally:
        process.terminate()
        assert process.wait(splash.PATIENCE) == 0
        log.close()


def test_the_width_of_gopher_lines(configured):
    server = configured("gopher: { width: 30 }\nhosts: [HOST]\n")
    lines = [item.display for item in splash.menu(server.select("/page")) if item.type == "i"]
    assert 20 < max(len(line) for line in lines) <= 30


def test_the_number_of_workers(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    for given, number in ((3, 3), ("auto", os.cpu_count())):
        with splash.Server(folder, tmp_path, workers=given) as server:
            assert len(server.workers()) == number


def test_flags_win_over_the_file(configured):
    server = configured("gemini: { port: 1 }\ngopher: { port: 1 }\nworkers: 7\nlisten: [192.0.2.1]\nhosts: [HOST]\n")
    assert server.get("/").status == 20 and len(server.workers()) == 2


def test_who_is_exempt_is_not_counted(configured):
    server = configured("limits: { requests_per_second: 1, burst: 1, per_address: 2, exempt: [127.0.0.1] }\nhosts: [HOST]\n")
    assert [server.get("/").status for _ in range(5)] == [20] * 5


def test_the_number_of_all_connections_is_limited(configured, tmp_path):
    """A connection with a request does not give way to a new one."""
    server = configured("limits: { connections: 4, write_timeout: 600s }\nhosts: [HOST]\n")
    (tmp_path / "capsule" / "large.txt").write_bytes(b"x" * (4 << 20))
    eventually(lambda: server.select("/large.txt").startswith(b"x"), "the file")
    held = []

    def one_too_many():
        """Workers accept in an order of their own: a question may come before those that are held, and be one of the four."""
        held.append(splash.connect(server.gopher))
        held[-1].sendall(b"/large.txt\r\n")
        return len(held) > 4 and server.select("").startswith(b"3")

    assert server.select("").startswith(b"i")
    eventually(one_too_many, "a refusal, once the workers count what is held")
    for connection in held:
        connection.close()
    eventually(lambda: server.select("").startswith(b"i"), "places that are free again")


def log_lines(server, count):
    return eventually(lambda: len(lines := server.out.read_text().splitlines()) >= count and lines, "lines of the log")


def test_the_log_in_each_format(configured):
    server = configured("log: { format: json, addresses: full }\nhosts: [HOST]\n")
    server.get("/page.gmi?secret")
    entry = json.loads(log_lines(server, 1)[0])
    assert entry["address"] == "127.0.0.1" and entry["protocol"] == "gemini" and entry["path"] == "/page.gmi" and entry["status"] == 20
    server = configured("log: { format: combined, addresses: full }\nhosts: [HOST]\n")
    server.get("/none")
    assert re.fullmatch(r'127\.0\.0\.1 - - \[[^]]+ \+0000\] "GET /none gemini" 51 \d+ "-" "-" localhost \d+ -', log_lines(server, 1)[0])


@pytest.mark.parametrize("how, shown", [("hidden", "-"), ("shortened", "127.0.0.0"), ("full", "127.0.0.1")])
def test_addresses_in_the_log(configured, how, shown):
    server = configured(f"log: {{ addresses: {how} }}\nhosts: [HOST]\n")
    server.get("/")
    assert log_lines(server, 1)[0].split()[0] == shown


def test_the_log_may_be_off(configured):
    server = configured("log: { access: off }\nhosts: [HOST]\n")
    assert server.get("/").status == 20 and server.select("")
    server.stop()
    assert server.out.read_text() == ""
