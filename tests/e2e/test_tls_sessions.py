"""G14: a session is resumed in TLS 1.2 and 1.3, whichever worker, generation or node it comes back to, and by one host only."""
import shutil
import signal
import ssl

import pytest

import splash
from splash import eventually

VERSIONS = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]
CAPSULE = {"index.gmi": "# Home\n"}


@pytest.fixture(params=VERSIONS, ids=["1.2", "1.3"])
def context(request):
    return splash.tls_context(request.param, request.param)


def visit(server, context, session=None, sni="localhost"):
    """One request: (whether the session was resumed, the session to come back with)."""
    with splash.tls_connect(server.gemini, sni=sni, context=context, session=session) as tls:
        tls.sendall(splash.request_line(server.url("/", sni or "localhost")))
        answer = splash.read_answer(tls)
        assert answer.status == 20 and answer.closed_cleanly
        return tls.session_reused, tls.session


def test_G14_across_workers_every_visit_is_resumed(serve, context):
    server = serve(CAPSULE)
    resumed, session = visit(server, context)
    assert not resumed and session.has_ticket
    for _ in range(20):
        resumed, session = visit(server, context, session)
        assert resumed


def test_G14_one_ticket_is_good_more_than_once(serve, context):
    server = serve(CAPSULE)
    _, session = visit(server, context)
    assert all(visit(server, context, session)[0] for _ in range(10))


def test_G14_after_a_reload(serve, context):
    server = serve(CAPSULE)
    _, session = visit(server, context)
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: "new workers serve" in server.said(), "a reload")
    assert all(visit(server, context, session)[0] for _ in range(10))


def test_G14_after_a_restart_and_on_another_node_that_shares_the_secret(tmp_path, context):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path) as server:
        _, session = visit(server, context)
    with splash.Server(folder, tmp_path) as again, splash.Server(folder, tmp_path) as node:
        assert visit(again, context, session)[0]
        assert visit(node, context, session)[0]
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "certs", other / "certs")
    (other / "certs" / "ticket-secret").unlink()
    with splash.Server(folder, other) as stranger:
        assert not visit(stranger, context, session)[0]


def test_G14_not_across_hosts(tmp_path, context):
    splash.write_capsule(tmp_path / "c", CAPSULE)
    config = "hosts:\n- { name: a.example, capsule: c }\n- { name: b.example, aliases: [c.example], capsule: c }\n"
    with splash.Server(None, tmp_path, config=config) as server:
        _, session = visit(server, context, sni="b.example")
        assert visit(server, context, session, sni="b.example")[0]
        assert visit(server, context, session, sni="c.example")[0], "an alias is the same host"
        assert not visit(server, context, session, sni="a.example")[0]


def test_G14_a_visitors_certificate_is_known_again(tmp_path, context):
    folder = splash.write_capsule(tmp_path / "c", {**CAPSULE, "private/x.gmi": "# Private\n"})
    pem, fingerprint = splash.client_certificate(tmp_path, "ana")
    config = f"hosts: [{{ name: localhost, capsule: {folder}, restricted: {{ /private/: ['SHA256:{fingerprint}'] }} }}]\n"
    with splash.Server(None, tmp_path, config=config) as server:
        context.load_cert_chain(*pem)
        _, session = visit(server, context)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in server.said(), "a reload")
        with splash.tls_connect(server.gemini, context=context, session=session) as tls:
            tls.sendall(splash.request_line(server.url("/private/x.gmi")))
            assert splash.read_answer(tls).text == "# Private\n"
            assert tls.session_reused


def test_G14_the_openssl_command_agrees(serve, tmp_path):
    server = serve(CAPSULE)
    request = splash.request_line(server.url("/"))
    for version in ("-tls1_2", "-tls1_3"):
        to = ["s_client", "-connect", f"127.0.0.1:{server.gemini}", "-servername", "localhost", version]
        kept = tmp_path / f"session{version}"
        first = splash.openssl(*to, "-ign_eof", "-sess_out", kept, stdin=request)
        again = splash.openssl(*to, "-ign_eof", "-sess_in", kept, stdin=request)
        assert "\nNew, TLS" in first and "# Home" in first
        assert "\nReused, TLS" in again and "# Home" in again
