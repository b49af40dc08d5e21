"""The demands of the Gemini protocol and its clients: one test per numbered rule, G1 to G17, on a server of the rules' own.

G14 has its own file (test_tls_sessions.py), as has G18 (test_visitors.py)."""
import os
import re
import ssl

import pytest

import splash
from splash import eventually, gemini, openssl

CAPSULE = {
    "_config.yml": "title: Rules\nlang: en\nurl: https://rules.example\nsplashdown: { listing: true }\n",
    "index.md": "# Rules\n\nHello.\n",
    "about.md": "---\ntitle: About\nlang: zh-TW\nredirect_from: /who/\n---\nMe.\n",
    "own.gmi": "\ufeff# Mine\n",
    "_posts/2024-05-01-moon.md": "---\ntitle: Moon\ntags: [night]\n---\n#moon and\n\n* * *\n\nmore\n",
    "notes/plain.txt": "text\n",
    "notes/a b.txt": "space\n",
    "notes/100%.gmi": "# Full\n",
    "notes/é.gmi": "# Accent\n",
    "notes/more.gemini": "# More\n",
    "data.json": "{}\n",
    "photo.jpg": b"\xff\xd8",
    "raw.unheard-of": b"\0",
    ".secret": "hidden\n",
    "_private.txt": "hidden\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("rules")
    folder = splash.write_capsule(scratch / "capsule", CAPSULE)
    with splash.Server(folder, scratch) as server:
        server.capsule = folder
        yield server


def refusal(server, request, **keywords):
    """The status of an answer that must be whole: a well-formed header, no body, closed as it should be."""
    answer = gemini(server.gemini, request, **keywords)
    assert answer.well_formed and answer.closed_cleanly, (request, answer)
    assert answer.body == b"", (request, answer)
    return answer.status


def url(server, rest="/", host="localhost"):
    return f"gemini://{host}:{server.gemini}{rest}"


# G1


def s_client(server, *arguments, stdin=b""):
    return openssl("s_client", "-connect", f"127.0.0.1:{server.gemini}", "-servername", "localhost", *arguments, stdin=stdin)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_G1_both_versions_of_tls_are_spoken(server, version):
    answer = server.get("/", context=splash.tls_context(version, version))
    assert answer.status == 20 and answer.closed_cleanly


@pytest.mark.parametrize("version", ["-tls1", "-tls1_1"])
def test_G1_older_ones_are_refused_by_an_alert(server, version):
    said = s_client(server, version, "-cipher", "ALL:@SECLEVEL=0")
    assert "alert protocol version" in said and "BEGIN CERTIFICATE" not in said


def test_G1_no_renegotiation_and_no_compression(server):
    said = s_client(server, "-tls1_2", stdin=b"R\n")
    assert "Compression: NONE" in said
    assert "RENEGOTIATING" in said and "no renegotiation" in said


def test_G1_tls_1_2_has_forward_secrecy_only(server):
    assert "Cipher is ECDHE-ECDSA-" in s_client(server, "-tls1_2").replace("Cipher    : ", "Cipher is ")
    assert "alert handshake failure" in s_client(server, "-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0")


@pytest.mark.parametrize("plain", [b"gemini://localhost/\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\r\n", b"\0" * 2000, b"\x80\x2e\x01\x03\x01"])
def test_G1_what_is_not_tls_is_closed_without_an_answer(server, plain):
    with splash.connect(server.gemini) as connection:
        connection.sendall(plain)
        assert splash.read_all(connection) == b""


# G2


def test_G2_1024_bytes_of_uri_work_and_1025_do_not(server):
    def of(length):
        base = url(server, "/?")
        return base + "a" * (length - len(base))

    assert len(of(1024)) == 1024 and gemini(server.gemini, of(1024)).status == 20
    assert refusal(server, of(1025)) == 59
    assert refusal(server, of(1025).encode()) == 59, "refused without waiting for the line's end"
    assert refusal(server, of(300000)) == 59


def test_G2_bytes_after_the_line_are_ignored(server):
    for more in (b"x", b"\r\n", b"gemini://other/\r\n", b"\0" * 5000, b"x" * 200000):
        answer = gemini(server.gemini, splash.request_line(url(server)) + more)
        assert answer.status == 20 and answer.closed_cleanly and "Hello." in answer.text


def test_G2_a_line_that_ends_in_lf_only_is_never_answered(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path, config="limits: { request_timeout: 1s }\n") as server:
        for line in (url(server) + "\n", url(server) + "\nmore\n", "\n"):
            with splash.tls_connect(server.gemini) as tls:
                tls.sendall(line.encode())
                assert splash.read_answer(tls).raw == b""
        assert refusal(server, (url(server) + "\nmore\r\n").encode()) == 59


# G3


@pytest.mark.parametrize("request_text", [
    "gemini://ana@localhost:PORT/", "gemini://@localhost:PORT/", "gemini://ana:pw@localhost:PORT/",
    "gemini://localhost:PORT/#top", "gemini://localhost:PORT/#", "/", "index.gmi", "", "//localhost:PORT/", "localhost:PORT/", "localhost",
    "gemini:", "gemini:/", "gemini://", "gemini:///", "gemini:localhost", "://localhost/", "\0", "?", "%", "hello world",
    "gemini://localhost:PORT/a b", " gemini://localhost:PORT/", "gemini://localhost:PORT/ ", "gemini://localhost :PORT/",
    "\ufeffgemini://localhost:PORT/", "gemini://é.example:PORT/",
    "gemini://localhost:PORT/\t", "gemini://localhost:PORT/\x01", "gemini://localhost:PORT/\x7f", "gemini://localhost:PORT/\x1b[1m",
    "gemini://localhost:PORT/\rx", "gemini://localhost:PORT/%zz", "gemini://localhost:PORT/%", "gemini://localhost:PORT/%4",
    "gemini://localhost:PORT/%00", "gemini://localhost:PORT/own.gmi%00.txt", "gemini://localhost:PORT/?%00",
    "gemini://localhost:PORT/\\", "gemini://localhost:PORT/<x>", "gemini://localhost:PORT/^", "gemini://localhost:PORT/`",
    "gemini://localhost:x/", "gemini://localhost:-1/", "gemini://localhost:99999/", "gemini://localhost:PORT:PORT/",
    "gemini://[localhost]:PORT/", "gemini://[::1/", "gemini://[::1]x/", "GET / HTTP/1.1",
])
def test_G3_what_is_no_absolute_uri_is_59(server, request_text):
    assert refusal(server, request_text.replace("PORT", str(server.gemini))) == 59


@pytest.mark.parametrize("raw", [b"\xff\r\n", b"gemini://localhost/\xff\xfe\r\n", b"gemini://localhost/\xc3\r\n", b"\x00\x00\r\n", b"\r\r\n"])
def test_G3_bytes_that_are_no_text_are_59(server, raw):
    assert refusal(server, raw) == 59


# G4


@pytest.mark.parametrize("request_text", [
    "http://localhost/", "https://localhost:PORT/", "gopher://localhost:PORT/", "titan://localhost:PORT/x;size=1;mime=text/plain", "x://localhost/",
    "gemini://other.example:PORT/", "gemini://localhost.example:PORT/", "gemini://127.0.0.1:PORT/", "gemini://[::1]:PORT/",
    "gemini://localhost:1/", "gemini://localhost:0/", "gemini://localhost/", "gemini://localhost:/", "gemini://localhost:1965/",
])
def test_G4_a_foreign_host_scheme_or_port_is_53(server, request_text):
    assert refusal(server, request_text.replace("PORT", str(server.gemini))) == 53


@pytest.mark.parametrize("size", [3_000_000, 12_000_000])
def test_G4_the_refusal_reaches_one_who_sends_all_of_an_upload_first(server, size):
    with splash.tls_connect(server.gemini) as tls:
        tls.sendall(f"titan://localhost:{server.gemini}/moon;mime=text/plain;size={size}\r\n".encode() + bytes(size))
        answer = splash.read_answer(tls)
        assert answer.status == 53 and answer.closed_cleanly


def test_G4_the_bound_port_and_the_public_one_are_ours(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path, "--public-gemini-port", "1965") as server:
        for given in (f":{server.gemini}", ":1965", "", ":", f":0{server.gemini}"):
            assert gemini(server.gemini, f"gemini://localhost{given}/").status == 20, given
        assert refusal(server, "gemini://localhost:1966/") == 53


def test_G4_any_port_is_for_people_behind_nat(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path, config="gemini: { any_port: true }\n") as server:
        assert gemini(server.gemini, "gemini://localhost:4711/").status == 20
        assert refusal(server, "gemini://other.example:4711/") == 53


# G5


def test_G5_the_host_has_no_case_and_may_end_in_a_dot(server):
    for host in ("LOCALHOST", "LocalHost", "localhost.", "LOCALHOST."):
        assert gemini(server.gemini, url(server, host=host)).status == 20, host
    assert gemini(server.gemini, url(server).replace("gemini:", "GEMINI:")).status == 20
    for host in (".localhost", "localhost..", "-localhost"):
        assert refusal(server, url(server, host=host)) == 53, host


def test_G5_idn_is_configured_as_people_write_it_and_asked_for_in_a_labels(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    config = f"hosts: [{{ name: 登月.Example, aliases: [bücher.example, 127.0.0.1, '::1'], capsule: {folder} }}]\n"
    with splash.Server(None, tmp_path, config=config) as server:
        for host in ("xn--7ovu75a.example", "XN--7OVU75A.example", "xn--bcher-kva.example", "127.0.0.1", "[::1]"):
            assert gemini(server.gemini, url(server, host=host), sni=None).status == 20, host
        for host in ("xn--bcher-kva.example", "127.0.0.1"):
            assert gemini(server.gemini, url(server, host=host), sni=host).status == 20, host
        assert refusal(server, url(server, host="bücher.example"), sni=None) == 59
        assert refusal(server, url(server, host="127.0.0.2"), sni=None) == 53
        assert (server.certs / "xn--7ovu75a.example.crt").exists()


# G6


def test_G6_an_empty_path_is_the_root_without_a_redirect(server):
    for rest in ("", "/", "?", "?query", "/?query"):
        answer = gemini(server.gemini, url(server, rest))
        assert answer.status == 20 and "Hello." in answer.text, rest


def test_G6_a_folder_without_its_slash_is_redirected_with_its_query(server):
    for path in ("/posts", "/notes", "/tags", "/tag/night", "/2024"):
        answer = server.get(path)
        assert (answer.status, answer.meta) == (31, path + "/"), path
        answer = server.get(path + "?a=b%20c&d")
        assert (answer.status, answer.meta) == (31, path + "/?a=b%20c&d"), path
        assert server.get(path + "/").status == 20


# G7


def test_G7_dot_segments_are_resolved_before_looking(server):
    for path in ("/./own.gmi", "/notes/../own.gmi", "/none/../own.gmi", "/notes/./../own.gmi", "/notes/%2e%2e/own.gmi", "/a/b/../../own.gmi"):
        assert server.get(path).body == b"# Mine\n", path
    assert server.get("/notes/plain.txt/..").text == server.get("/notes/").text


@pytest.mark.parametrize("path", [
    "/..", "/../", "/../own.gmi", "/notes/../../own.gmi", "/%2e%2e/own.gmi", "/%2E%2E/own.gmi", "/.%2e/own.gmi", "/..%2f", "/..%2F..%2Fetc/passwd",
    "/%2e%2e%2fetc%2fpasswd", "/notes/..%2f..%2f..%2fetc/passwd", "/" + "../" * 100 + "etc/passwd",
])
def test_G7_to_climb_above_the_root_is_59(server, path):
    assert refusal(server, url(server, path)) == 59


@pytest.mark.parametrize("path", [
    "/etc/passwd", "/%2fetc/passwd", "/notes%2fplain.txt", "/notes%2Fplain.txt", "/..%5c..%5cetc%5cpasswd", "/%5c", "/.../own.gmi",
    "/~root/", "/" + "a" * 256, "/" + "a/" * 400, "/%ff", "/%c0%ae%c0%ae/own.gmi", "/own.gmi/", "/own.gmi/x",
    "/.secret", "/%2esecret", "/_private.txt", "/_config.yml", "/_posts/", "/.git/config", "/own.gmi%20", "/own.gmi;x", "/proc/self/environ",
])
def test_G7_what_names_nothing_is_51(server, path):
    assert refusal(server, url(server, path)) == 51


def test_G7_names_are_percent_decoded(server):
    for path, body in (("/notes/a%20b.txt", b"space\n"), ("/notes/100%25.gmi", b"# Full\n"), ("/notes/%C3%A9.gmi", b"# Accent\n"),
                       ("/notes/%c3%a9.gmi", b"# Accent\n"), ("/%6fwn.gmi", b"# Mine\n")):
        assert server.get(path).body == body, path


# G8, G9


EVERY_KIND = ["/", "/about.gmi", "/about", "/notes", "/notes/", "/notes/plain.txt", "/photo.jpg", "/none", "/..", "/atom.xml", "/robots.txt", "/posts/"]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_G8_G9_every_answer_has_its_form_and_its_close_notify(server, version):
    context = splash.tls_context(version, version)
    requests = [url(server, path) for path in EVERY_KIND] + ["", "x", "https://localhost/", "gemini://other/", "a" * 3000]
    for request in requests:
        answer = gemini(server.gemini, request, context=context)
        assert answer.well_formed and answer.closed_cleanly, (request, answer)
        assert answer.status in (20, 31, 51, 53, 59) and (answer.status == 20 or not answer.body), (request, answer)
        assert not answer.meta.startswith(" ") and answer.meta, (request, answer)


def test_G9_nobody_waits_for_the_clients_close_notify(server):
    with splash.Wire(server.gemini) as wire:
        wire.shake_hands()
        wire.socket.sendall(wire.records(splash.request_line(url(server))))
        assert wire.answer().closed_cleanly
        assert splash.read_all(wire.socket) == b"", "the TCP connection ends, too, though the client sent nothing more"


# G10


@pytest.mark.parametrize("path, meta", [
    ("/", "text/gemini; charset=utf-8; lang=en"), ("/about.gmi", "text/gemini; charset=utf-8; lang=zh-TW"),
    ("/own.gmi", "text/gemini; charset=utf-8; lang=en"), ("/posts/", "text/gemini; charset=utf-8; lang=en"),
    ("/notes/plain.txt", "text/plain; charset=utf-8"), ("/notes/more.gmi", "text/gemini; charset=utf-8; lang=en"), ("/data.json", "application/json"), ("/photo.jpg", "image/jpeg"),
    ("/raw.unheard-of", "application/octet-stream"), ("/atom.xml", "application/atom+xml"), ("/robots.txt", "text/plain; charset=utf-8"),
])
def test_G10_the_media_type_is_written_exactly_so(server, path, meta):
    answer = server.get(path)
    assert answer.header == b"20 " + meta.encode()
    assert not answer.body.startswith(b"\xef\xbb\xbf")


def test_G10_without_a_language_none_is_named_and_what_is_no_language_neither(serve):
    assert serve({"index.md": "# X\n"}).get("/").meta == "text/gemini; charset=utf-8"
    assert serve({"index.md": "---\nlang: \"en; x=\\\"y\\\"\"\n---\n# X\n"}).get("/").meta == "text/gemini; charset=utf-8"


def test_G10_the_systems_table_knows_more_types(server):
    known = {e: line.split()[0] for line in open("/etc/mime.types", encoding="utf-8") if not line.startswith("#") for e in line.split()[1:]}
    assert known["dvi"] == "application/x-dvi"
    splash.write_capsule(server.capsule, {"paper.dvi": "x", "LOUD.TXT": "x"})
    eventually(lambda: server.get("/paper.dvi").meta == "application/x-dvi", "the new file")
    eventually(lambda: server.get("/LOUD.TXT").meta == "text/plain; charset=utf-8", "every worker's")


# G11


def test_G11_without_a_name_or_with_an_unknown_one_the_default_certificate_is_shown(server):
    expected = ssl.get_server_certificate(("127.0.0.1", server.gemini))
    for sni in (None, "localhost", "unknown.example", "127.0.0.1", "LOCALHOST"):
        with splash.tls_connect(server.gemini, sni=sni) as tls:
            assert ssl.DER_cert_to_PEM_cert(tls.getpeercert(True)) == expected, sni
            tls.sendall(splash.request_line(url(server)))
            answer = splash.read_answer(tls)
            assert answer.closed_cleanly and answer.status == (53 if sni == "unknown.example" else 20), sni


def test_G11_a_name_that_is_not_the_urls_host_is_53(tmp_path):
    for name in "ab":
        splash.write_capsule(tmp_path / name, {"index.gmi": f"# {name}\n"})
    config = "hosts:\n- { name: a.example, capsule: a }\n- { name: b.example, aliases: [c.example], capsule: b }\n"
    with splash.Server(None, tmp_path, config=config) as server:
        for sni, host, status in [("a.example", "a.example", 20), ("a.example", "b.example", 53), ("b.example", "a.example", 53),
                                  ("c.example", "b.example", 20), (None, "b.example", 20), ("127.0.0.1", "b.example", 20),
                                  ("a.example", "c.example", 53), ("A.EXAMPLE", "a.example", 20), ("d.example", "a.example", 53)]:
            assert gemini(server.gemini, url(server, host=host), sni=sni).status == status, (sni, host)
            with splash.tls_connect(server.gemini, sni=sni) as tls:
                shown = ssl.DER_cert_to_PEM_cert(tls.getpeercert(True)).strip()
            owner = {"b.example": "b.example", "c.example": "b.example"}.get(sni, "a.example")
            assert shown == (server.certs / f"{owner}.crt").read_text().strip(), sni


# G12


def test_G12_too_many_requests_are_told_how_long_to_wait(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    config = "limits: { requests_per_second: 1, burst: 3, exempt: [] }\n"
    with splash.Server(folder, tmp_path, config=config) as server:
        answers = [server.get("/") for _ in range(12)]
    slowed = [a for a in answers if a.status == 44]
    assert slowed and answers[0].status == 20
    assert all(a.closed_cleanly and not a.body and re.fullmatch(r"[1-9][0-9]*", a.meta) for a in slowed)


def test_G12_redirects_end_and_are_permanent(server):
    for path in ("/about", "/about/", "/about.html", "/about.md", "/about.txt", "/who", "/who/", "/index.gmi", "/index.html", "/posts", "/feed.xml",
                 "/2024/05/01/moon", "/2024/05/01/moon.html", "/2024/05/01/moon.md", "/index"):
        answer = server.get(path)
        assert answer.status == 31, path
        assert server.get(answer.meta).status == 20, (path, answer.meta)


def test_G12_a_page_whose_file_cannot_be_read_is_not_a_hang(server):
    splash.write_capsule(server.capsule, {"gone.md": "---\ntitle: Gone\n---\nx\n"})
    eventually(lambda: server.get("/gone.gmi").status == 20, "the page")
    (server.capsule / "gone.md").unlink()
    eventually(lambda: server.get("/gone.gmi").status == 51, "its end")


def test_G12_what_cannot_be_made_is_42_and_holds_nobody_up(serve):
    server = serve({"index.gmi": "# Home\n", "maps/gophermap": "a\n" * 600000,
                    # Each & becomes &amp;amp; in the feed.
                    "_posts/2024-05-01-vast.md": "```\n" + ("&" * 1000 + "\n") * 7600 + "```\n"},
                   config="limits: { write_timeout: 10m }\n")  # a slow machine takes longer than readers wait
    # A menu that is long and a feed are made by another thread.
    for path, selector in (("/maps/", "/maps/"), ("/atom.xml", "/atom.xml")):
        answer = server.get(path, timeout=600)
        assert (answer.status, answer.meta) == (42, "This page cannot be made") and answer.closed_cleanly and not answer.body
        lines = server.select(selector, timeout=600).decode().split("\r\n")
        assert lines[0].startswith("3This page cannot be made") and lines[1].startswith("iThis page cannot be made") and lines[2:] == [".", ""]
        assert server.get("/").status == 20


# G13


def certificate_facts(path):
    return openssl("x509", "-in", path, "-noout", "-subject", "-ext", "subjectAltName", "-text")


def test_G13_the_certificate_carries_the_host_in_both_places_for_long(server):
    facts = certificate_facts(server.certs / "localhost.crt")
    assert "subject=CN = localhost" in facts
    assert "DNS:localhost" in facts and "IP Address:127.0.0.1" in facts
    assert "prime256v1" in facts and "ecdsa-with-SHA256" in facts
    assert "Certificate will not expire" in openssl("x509", "-in", server.certs / "localhost.crt", "-noout", "-checkend", 20 * 365 * 86400)
    verified = ssl.create_default_context(cafile=server.certs / "localhost.crt")
    for name in ("localhost", "127.0.0.1"):
        assert server.get("/", context=verified, sni=name).status == 20


def test_G13_it_carries_the_aliases_and_a_renewal_keeps_them_and_the_key(tmp_path):
    splash.write_capsule(tmp_path / "c", {"index.gmi": "# C\n"})
    config = "hosts: [{ name: a.example, aliases: [www.a.example, 192.0.2.7, bücher.example], capsule: c }]\n"
    names = "DNS:a.example, DNS:www.a.example, IP Address:192.0.2.7, DNS:xn--bcher-kva.example"
    with splash.Server(None, tmp_path, config=config) as server:
        path = server.certs / "a.example.crt"
        before = path.read_text()
        assert names in certificate_facts(path) and "subject=CN = a.example" in certificate_facts(path)
        verified = ssl.create_default_context(cafile=path)
        assert gemini(server.gemini, url(server, host="www.a.example"), sni="www.a.example", context=verified).status == 20
        code, out, _ = splash.run("cert", "renew", "--host", "a.example", "--certs", server.certs)
        assert code == 0 and b"www.a.example, 192.0.2.7, xn--bcher-kva.example" in out
        assert path.read_text() != before and names in certificate_facts(path)

        def public_key(pem):
            return openssl("x509", "-noout", "-pubkey", stdin=pem.encode())

        assert "BEGIN PUBLIC KEY" in public_key(before) and public_key(before) == public_key(path.read_text())


# G15


def test_G15_a_client_that_says_nothing_or_too_little_is_let_go(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path, config="limits: { request_timeout: 1s }\n") as server:
        silent = splash.connect(server.gemini)
        half_hello = splash.connect(server.gemini)
        half_hello.sendall(b"\x16\x03\x01\x02\x00")
        no_request = splash.tls_connect(server.gemini)
        half_request = splash.tls_connect(server.gemini)
        half_request.sendall(b"gemini://localho")
        for connection in (silent, half_hello, no_request, half_request):
            assert server.get("/").status == 20, "others are answered meanwhile"
            assert splash.is_closed_within(connection, splash.PATIENCE)
            connection.close()


def test_G15_drops_that_never_make_a_line_do_not_move_the_deadline(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path, config="limits: { request_timeout: 2s }\n") as server:
        with splash.tls_connect(server.gemini) as tls, pytest.raises(OSError):
            for _ in range(40 * splash.PATIENCE):
                tls.sendall(b"g")
                if splash.is_closed_within(tls, 0.05):
                    raise ConnectionResetError


def test_G15_one_address_may_hold_so_many_connections_and_no_more(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path, config="limits: { per_address: 5, exempt: [] }\n") as server:
        held = [splash.tls_connect(server.gemini) for _ in range(5)]
        with pytest.raises(OSError):
            server.get("/")
        held.pop().close()
        eventually(lambda: answered(server), "a place that is free again")
        for connection in held:
            connection.close()


def answered(server):
    try:
        return server.get("/").status == 20
    except OSError:
        return False


# G16


def test_G16_several_addresses_of_both_families_at_once(serve):
    server = serve(CAPSULE, listen=("127.0.0.1", "127.0.0.2", "::1"))
    for host in ("127.0.0.1", "127.0.0.2", "::1"):
        assert gemini(server.gemini, server.url("/"), host=host).status == 20
    server = serve(CAPSULE, listen=("::", "0.0.0.0"))
    for host in ("127.0.0.1", "::1"):
        assert gemini(server.gemini, server.url("/"), host=host).status == 20


# G17


def test_G17_a_file_of_a_gigabyte_is_streamed_in_constant_memory(serve):
    size = 1 << 30
    sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"  # what it keeps is not what the server keeps
    server = serve({**CAPSULE, "big.bin": "start"}, env={"ASAN_OPTIONS": sanitizer})
    with open(server.capsule / "big.bin", "r+b") as big:
        big.truncate(size)
        big.seek(size - 3)
        big.write(b"end")
    eventually(lambda: server.get("/notes/plain.txt").status == 20, "the server")
    before = {pid: splash.resident(pid) for pid in server.workers()}
    most = dict(before)
    with splash.tls_connect(server.gemini) as tls:
        tls.sendall(splash.request_line(server.url("/big.bin")))
        total, last, buffer = 0, b"", bytearray(1 << 16)
        while n := tls.recv_into(buffer):
            total += n
            last = (last + bytes(buffer[:n]))[-3:]
            if total % 64 < 8:
                most = {pid: max(most[pid], splash.resident(pid)) for pid in most}
    assert total == size + len(b"20 application/octet-stream\r\n") and last == b"end"
    assert all(most[pid] - before[pid] < 32 * 1024 for pid in most), (before, most)
