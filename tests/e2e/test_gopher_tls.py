"""Gopher over TLS on the port of Gopher: the same bytes, and plain Gopher notices nothing."""
import json
import os
import socket
import ssl
import subprocess

import pytest

import splash
from splash import Server, eventually, read_answer, tls_context, write_capsule
from test_proxy import version_1

CAPSULE = {"_config.yml": "title: Tides\nurl: https://tides.example\n", "about.md": "# About\n\nTo [the moon](/moon.html).\n",
           "moon.md": "---\ntitle: Moon\n---\nIt pulls.\n", "big.bin": os.urandom(300000), "private/inner.md": "# Inner\n\nFor few.\n"}
SELECTORS = ("", "/moon", "/moon.txt", "/big.bin", "/nope", "/search\tpulls", "URL:https://a.example/", "GET / HTTP/1.0")


@pytest.fixture(scope="module")
def tides(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("gophers")
    a, b = (write_capsule(scratch / name, {**CAPSULE, "_config.yml": f"title: This is {name}\n"}) for name in "ab")
    config = (f"status: {scratch}/status.sock\nproxy_protocol: {{ from: [127.0.0.1] }}\nlimits: {{ requests_per_second: 0 }}\nhosts:\n"
              f"- {{ name: localhost, capsule: {a}, restricted: {{ /private/: any }} }}\n- {{ name: b.example, capsule: {b} }}\n")
    with Server(None, scratch, config=config) as server:
        yield server


def over_tls(port, selector, sni="localhost", context=None, session=None, before=b""):
    raw = splash.connect(port)
    raw.sendall(before)
    with (context or tls_context()).wrap_socket(raw, server_hostname=sni, session=session, suppress_ragged_eofs=False) as tls:
        tls.sendall(selector.encode() + b"\r\n")
        answer = read_answer(tls)
        assert answer.closed_cleanly
        return answer.raw, tls.session, tls.session_reused, tls.getpeercert(True)


def ask(server, selector, client="192.0.2.1", **keywords):
    return over_tls(server.gopher, selector, before=version_1(client), **keywords)[0]


def plain(server, selector):
    return splash.gopher(server.gopher, version_1("192.0.2.1") + selector.encode() + b"\r\n")


def counted(server):
    code, out, said = splash.run("status", "-c", server.scratch / "splashdown.yml", "--format", "json")
    assert code == 0, said
    return json.loads(out)


@pytest.mark.parametrize("selector", SELECTORS)
def test_the_same_bytes_as_without(tides, selector):
    assert ask(tides, selector) == plain(tides, selector)


def test_the_name_in_the_hello_chooses_host_and_certificate(tides):
    for name, words in (("b.example", b"This is b"), ("localhost", b"This is a"), ("nobody.example", b"This is a"), (None, b"This is a")):
        raw, _, _, certificate = over_tls(tides.gopher, "", sni=name, before=version_1("192.0.2.1"))
        assert words in raw, name
        wanted = "b.example" if name == "b.example" else "localhost"
        assert ssl.DER_cert_to_PEM_cert(certificate).strip() == (tides.certs / f"{wanted}.crt").read_text().strip()


def test_a_certificate_opens_nothing(tides, tmp_path):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", tmp_path / "key",
                    "-out", tmp_path / "crt", "-subj", "/CN=reader", "-days", "9"], check=True, capture_output=True)
    context = tls_context(certificate=(tmp_path / "crt", tmp_path / "key"))
    assert ask(tides, "/private/inner", context=context) == plain(tides, "/nope")


def test_a_hello_in_single_bytes(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(tmp_path / "capsule", tmp_path) as server, splash.Wire(server.gopher) as wire:

        def drip(raw):
            for byte in raw:
                wire.socket.sendall(bytes([byte]))

        wire.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire.shake_hands(drip)
        drip(wire.records(b"/moon.txt\r\n"))
        answer = wire.answer()
        assert answer.closed_cleanly and answer.raw == server.select("/moon.txt")


def test_sessions_are_resumed_and_all_is_counted(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    config = f"status: {tmp_path}/status.sock\nhosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\n"
    with Server(None, tmp_path, config=config) as server:
        context = tls_context()
        first, session, reused, _ = over_tls(server.gopher, "/moon", context=context)
        again, _, reused_then, _ = over_tls(server.gopher, "/moon", context=context, session=session)
        assert first == again and not reused and reused_then
        server.select("/moon")
        eventually(lambda: counted(server)["gopher"]["requests"] == 3, "three requests")
        now = counted(server)
        assert now["handshakes"] == {"full": 1, "resumed": 1, "failed": 0} and now["gemini"]["connections"] == 0
        eventually(lambda: server.out.read_bytes().count(b'"GET /moon gopher" - ') == 3, "their lines")


def test_what_only_looks_like_tls_is_refused_and_counted(tides):
    failed = counted(tides)["handshakes"]["failed"]
    for junk in (b"\x16\r\n", b"\x16\x03\x01\x00\x05hello", b"\x16" * 3000):
        with splash.connect(tides.gopher) as wire:
            wire.sendall(version_1("192.0.2.99") + junk)
            wire.shutdown(1)
            try:
                assert b"moon" not in splash.read_all(wire)
            except ConnectionResetError:
                pass
    eventually(lambda: counted(tides)["handshakes"]["failed"] == failed + 3, "three failures")
    assert plain(tides, "") == ask(tides, "")


def test_handshakes_wait_for_their_turn_here_too(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    config = (f"hosts: [{{ name: localhost, capsule: {tmp_path}/capsule }}]\nstatus: {tmp_path}/status.sock\n"
              "proxy_protocol: { from: [127.0.0.1] }\nlimits: { requests_per_second: 1, burst: 1, request_timeout: 600s }\n")
    with Server(None, tmp_path, config=config, workers=1) as server:
        held = []
        for _ in range(40):
            held.append(splash.connect(server.gopher))
            held[-1].sendall(version_1("192.0.2.7") + b"\x16")
        eventually(lambda: counted(server)["limits"]["handshakes_per_second"] >= 10, "refused ones")
        assert ask(server, "/moon.txt", client="192.0.2.8") == plain(server, "/moon.txt")
        for connection in held:
            connection.close()


def test_without_gemini_there_is_no_certificate_and_a_clean_end(tmp_path):
    write_capsule(tmp_path / "capsule", CAPSULE)
    with Server(tmp_path / "capsule", tmp_path, "--gemini-port", "0") as server:
        assert server.select(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(506)) == b""
        assert b"It pulls" in server.select("/moon.txt")
