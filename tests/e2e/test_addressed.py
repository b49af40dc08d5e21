"""The host and the path that a request names: slashes, letters outside ASCII, IP literals, and a host for every other name."""
import socket
import ssl
import struct
import unicodedata
import urllib.parse

import pytest

import splash
from splash import Server, gemini, write_capsule

COMPOSED, DECOMPOSED = unicodedata.normalize("NFC", "café"), unicodedata.normalize("NFD", "café")
CAPSULE = {
    "_config.yml": "title: Tides\nlisting: true\n",
    "index.md": "# Welcome\n\nHello.\n",
    "月.gmi": "# Moon\n",
    f"{COMPOSED}.gmi": "# Composed\n",
    f"{unicodedata.normalize('NFD', 'thé')}.gmi": "# Decomposed\n",
    "全角　空白.gmi": "# Wide blank\n",
    "_posts/2024-05-01-moon.md": "# Moon\n\nRises.\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("addressed")
    with Server(write_capsule(scratch / "capsule", CAPSULE), scratch) as one:
        yield one


def answer(server, rest):
    return gemini(server.gemini, f"gemini://localhost:{server.gemini}{rest}")


# Slashes


@pytest.mark.parametrize("path, right", [
    ("//", "/"), ("//posts/", "/posts/"), ("/posts//", "/posts/"), ("///posts///", "/posts/"), ("//posts//?a=b//c%20d", "/posts/?a=b//c%20d"),
    ("//none", "/none"), ("//other.example/", "/other.example/"),
])
def test_several_slashes_lead_to_one_by_a_whole_url(server, path, right):
    found = answer(server, path)
    assert (found.status, found.meta) == (31, f"gemini://localhost:{server.gemini}{right}")


def test_the_url_of_that_redirect_has_the_port_that_was_requested(tmp_path):
    with Server(write_capsule(tmp_path / "capsule", CAPSULE), tmp_path, "--public-gemini-port", "1965") as server:
        assert gemini(server.gemini, "gemini://localhost//posts/").meta == "gemini://localhost/posts/"


def test_several_slashes_never_climb_and_a_query_may_have_them(server):
    assert answer(server, "//../x").status == 59 and answer(server, "/a//../../x").status == 59
    assert answer(server, "/?//").status == 20


def test_several_slashes_are_one_on_gopher(server):
    for selector in ("//posts//", "///posts/", "/posts//"):
        assert splash.gopher(server.gopher, selector) == splash.gopher(server.gopher, "/posts/"), selector
    assert splash.gopher(server.gopher, "//") == splash.gopher(server.gopher, "/")


# Letters outside ASCII


def test_letters_as_typed_are_as_good_as_escaped_ones(server):
    assert answer(server, "/月.gmi").text == answer(server, "/%E6%9C%88.gmi").text == "# Moon\n"
    assert answer(server, "/全角　空白.gmi").text == "# Wide blank\n"
    assert answer(server, "/search?月").text == answer(server, "/search?%E6%9C%88").text
    assert answer(server, "/posts?月").meta == "/posts/?%E6%9C%88"
    assert answer(server, "/無").status == 51


@pytest.mark.parametrize("rest", [b"/\xff", b"/\xc3", b"/\xed\xa0\x80", b"/\xc2\x9b1m", b"/\xef\xbb\xbfx", b"/\xe2\x80\xaex", b"/?\xff", b"/\xe6\x9c\x88 x"])
def test_what_is_no_clean_text_is_still_refused(server, rest):
    line = f"gemini://localhost:{server.gemini}".encode() + rest + b"\r\n"
    assert gemini(server.gemini, line).status == 59


def test_the_name_of_a_host_stays_in_a_labels(server):
    assert gemini(server.gemini, f"gemini://bücher.example:{server.gemini}/").status == 59


def test_a_redirect_that_would_be_too_long_is_a_bad_request(server):
    assert answer(server, "/posts?" + "月" * 320).status == 59
    assert answer(server, "/posts?" + "月" * 30).status == 31


@pytest.mark.parametrize("encode", [str, lambda path: urllib.parse.quote(path)])
def test_either_way_of_writing_a_letter_leads_to_the_files(server, encode):
    decomposed_file = unicodedata.normalize("NFD", "/thé.gmi")
    for path, right, first in ((f"/{DECOMPOSED}.gmi", f"/{COMPOSED}.gmi", "# Composed\n"),
                               (unicodedata.normalize("NFC", decomposed_file), decomposed_file, "# Decomposed\n")):
        found = answer(server, encode(path))
        assert (found.status, found.meta) == (31, urllib.parse.quote(right)), path
        assert answer(server, found.meta).text == first
        assert splash.gopher(server.gopher, encode(path)) == splash.gopher(server.gopher, right)


# Hosts by address

LOOPBACK_2 = "127.0.0.2"


def shown(server, host, sni=None):
    """The certificate that a client of HOST sees."""
    with splash.tls_connect(server.gemini, sni, host=host) as tls:
        return ssl.DER_cert_to_PEM_cert(tls.getpeercert(True))


def two_hosts(tmp_path, more=""):
    for name in ("a", "b"):
        write_capsule(tmp_path / name, {"_config.yml": f"title: {name}\n", "index.md": f"# This is {name}\n", "private/index.md": "# Hidden\n"})
    config = (f"hosts:\n- {{ name: a.example, capsule: {tmp_path}/a }}\n"
              f"- {{ name: b.example, aliases: [{LOOPBACK_2}, '0:0:0:0:0:0:0:1'], capsule: {tmp_path}/b, restricted: {{ /private/: [any] }} }}\n{more}")
    return Server(None, tmp_path, config=config, listen=("127.0.0.1", LOOPBACK_2, "::1"))


def test_without_sni_the_address_chooses_the_certificate_and_asks_for_the_clients(tmp_path):
    visitor, _ = splash.client_certificate(tmp_path, "visitor")
    with two_hosts(tmp_path) as server:
        a, b = ((server.certs / f"{name}.example.crt").read_text() for name in "ab")
        assert shown(server, "127.0.0.1").strip() == a.strip()
        assert shown(server, LOOPBACK_2).strip() == b.strip() and shown(server, "::1").strip() == b.strip()
        assert shown(server, LOOPBACK_2, "a.example").strip() == a.strip(), "a name comes before an address"
        context = splash.tls_context(certificate=visitor)
        found = gemini(server.gemini, f"gemini://{LOOPBACK_2}:{server.gemini}/private/", sni=None, host=LOOPBACK_2, context=context)
        assert found.status == 20 and "Hidden" in found.text


def test_the_made_certificate_is_for_the_addresses_too(tmp_path):
    with two_hosts(tmp_path) as server:
        names = splash.subprocess.run(["openssl", "x509", "-in", server.certs / "b.example.crt", "-noout", "-ext", "subjectAltName"],
                                      capture_output=True, text=True, check=True).stdout
    assert f"IP Address:{LOOPBACK_2}" in names and "IP Address:0:0:0:0:0:0:0:1" in names


def test_ipv6_literals_are_compared_as_addresses(tmp_path):
    with two_hosts(tmp_path) as server:
        for literal in ("[::1]", "[0:0:0:0:0:0:0:1]", "[0::0001]", "[::0.0.0.1]"):
            found = gemini(server.gemini, f"gemini://{literal}:{server.gemini}/", sni=None, host="::1")
            assert found.status == 20 and "This is b" in found.text, literal
        assert gemini(server.gemini, f"gemini://[::2]:{server.gemini}/", sni=None, host="::1").status == 53


def test_behind_a_balancer_the_address_in_its_header_counts(tmp_path):
    with two_hosts(tmp_path, "proxy_protocol: { from: [127.0.0.1/32] }\n") as server:
        b = (server.certs / "b.example.crt").read_text()
        block = socket.inet_aton("192.0.2.7") + socket.inet_aton(LOOPBACK_2) + struct.pack(">HH", 4660, 1965)
        version_2 = b"\r\n\r\n\0\r\nQUIT\n" + struct.pack(">BBH", 0x21, 0x11, len(block)) + block
        for header in (version_2, f"PROXY TCP4 192.0.2.7 {LOOPBACK_2} 4660 1965\r\n".encode()):
            raw = splash.connect(server.gemini)
            raw.sendall(header)
            with splash.tls_context().wrap_socket(raw) as tls:
                assert ssl.DER_cert_to_PEM_cert(tls.getpeercert(True)).strip() == b.strip()


# A host for every other name


def test_one_host_may_answer_to_every_other_name(tmp_path):
    for name in ("a", "b"):
        write_capsule(tmp_path / name, {"_config.yml": f"title: {name}\n", "index.md": f"# This is {name}\n", "_posts/2024-05-01-x.md": "# X\n"})
    config = (f"hosts:\n- {{ name: a.example, capsule: {tmp_path}/a }}\n- {{ name: b.example, aliases: ['*'], capsule: {tmp_path}/b }}\n")
    with Server(None, tmp_path, config=config) as server:
        b = (server.certs / "b.example.crt").read_text()
        assert "*" not in splash.subprocess.run(["openssl", "x509", "-in", server.certs / "b.example.crt", "-noout", "-text"],
                                                capture_output=True, text=True, check=True).stdout.split("X509v3 Subject Alternative Name")[1].split("X509v3")[0]
        for host in ("any.example", "xn--7ovu75a.example", "127.0.0.1", "b.example"):
            found = gemini(server.gemini, f"gemini://{host}:{server.gemini}/", sni=host)
            assert found.status == 20 and "This is b" in found.text, host
            assert "any.example" not in found.text
        assert shown(server, "127.0.0.1", "any.example").strip() == b.strip()
        assert "This is a" in gemini(server.gemini, f"gemini://a.example:{server.gemini}/", sni="a.example").text
        assert gemini(server.gemini, f"gemini://a.example:{server.gemini}/", sni="any.example").status == 53
        feed = gemini(server.gemini, f"gemini://any.example:{server.gemini}/atom.xml", sni="any.example").body.decode()
        assert "gemini://b.example" in feed and "any.example" not in feed


def test_two_hosts_for_every_other_name_are_an_error(tmp_path):
    write_capsule(tmp_path / "c", CAPSULE)
    path = tmp_path / "two.yml"
    path.write_text(f"hosts:\n- {{ name: a.example, aliases: ['*'], capsule: {tmp_path}/c }}\n- {{ name: b.example, aliases: ['*'], capsule: {tmp_path}/c }}\n")
    code, _, err = splash.run("check", "-c", path)
    assert code == 1 and "two.yml:3: a.example and b.example both have the alias *" in err


def test_the_alias_for_every_name_is_shown_as_it_was_written(tmp_path):
    write_capsule(tmp_path / "c", CAPSULE)
    path = tmp_path / "s.yml"
    path.write_text(f"hosts:\n- {{ name: a.example, aliases: ['*', '::0001'], capsule: {tmp_path}/c }}\n")
    _, out, _ = splash.run("check", "-c", path, "--dump")
    assert b'aliases: ["*", "::1"]' in out or b"aliases: [\"*\", ::1]" in out or b"aliases: [\"*\", '::1']" in out
