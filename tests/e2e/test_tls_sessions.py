"""G14: a session of TLS 1.3 is resumed, whichever worker or generation it comes back to, and by one host only; none where a host asks
for certificates, and none in TLS 1.2."""
import signal
import ssl

import pytest

import splash
from splash import eventually

CAPSULE = {"index.gmi": "# Home\n"}


@pytest.fixture
def context():
    return splash.tls_context(ssl.TLSVersion.TLSv1_3)


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


def test_G14_not_after_a_restart_unless_a_secret_is_named(tmp_path, context):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path) as server:
        _, session = visit(server, context)
        assert not list(server.certs.glob("*secret*"))
    with splash.Server(folder, tmp_path) as again:
        assert not visit(again, context, session)[0]


def fleet_secret(path):
    code, _, said = splash.run("cert", "tickets", path)
    assert code == 0 and path.stat().st_mode & 0o777 == 0o600, said
    return path


def test_G14_after_a_restart_and_on_another_node_that_shares_the_secret(tmp_path, context):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    config = f"tickets: {{ secret: {fleet_secret(tmp_path / 'secret')} }}\n"
    with splash.Server(folder, tmp_path, config=config) as server:
        _, session = visit(server, context)
    with splash.Server(folder, tmp_path, config=config) as again, splash.Server(folder, tmp_path, config=config) as node:
        assert visit(again, context, session)[0]
        assert visit(node, context, session)[0]
        fleet_secret(tmp_path / "secret")
        again.process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in again.said(), "a reload")
        assert visit(again, context, session)[0], "a renewed secret opens for a day what the one before has sealed"
    other = f"tickets: {{ secret: {fleet_secret(tmp_path / 'other')} }}\n"
    with splash.Server(folder, tmp_path, config=other) as stranger:
        assert not visit(stranger, context, session)[0]


def test_G14_a_secret_of_earlier_versions_works_where_it_is_named(tmp_path, context):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    (tmp_path / "old").write_bytes(bytes(range(48)))
    (tmp_path / "old").chmod(0o600)
    config = f"tickets: {{ secret: {tmp_path / 'old'} }}\n"
    with splash.Server(folder, tmp_path, config=config) as one, splash.Server(folder, tmp_path, config=config) as two:
        _, session = visit(one, context)
        assert visit(two, context, session)[0]


def test_a_secret_that_nobody_names_is_told_of_once_and_left(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    (tmp_path / "certs").mkdir(mode=0o700)
    old = tmp_path / "certs" / "ticket-secret"
    old.write_bytes(bytes(48))
    with splash.Server(folder, tmp_path) as server:
        assert server.said().count(f"{old}: warning: is no longer used") == 1 and f"tickets: {{ secret: {old} }}" in server.said()
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in server.said(), "a reload")
        assert server.said().count("is no longer used") == 1
    assert old.read_bytes() == bytes(48)


def test_a_secret_that_is_missing_is_told_and_costs_only_resumption(tmp_path, context):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path, config=f"tickets: {{ secret: {tmp_path / 'gone'} }}\n") as server:
        assert f"splashdown cert tickets {tmp_path / 'gone'}" in server.said()
        _, session = visit(server, context)
        assert not visit(server, context, session)[0]


def test_G14_not_across_hosts(tmp_path, context):
    splash.write_capsule(tmp_path / "c", CAPSULE)
    config = "hosts:\n- { name: a.example, capsule: c }\n- { name: b.example, aliases: [c.example], capsule: c }\n"
    with splash.Server(None, tmp_path, config=config) as server:
        _, session = visit(server, context, sni="b.example")
        assert visit(server, context, session, sni="b.example")[0]
        assert visit(server, context, session, sni="c.example")[0], "an alias is the same host"
        assert not visit(server, context, session, sni="a.example")[0]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_nothing_is_resumed_where_certificates_are_asked_for(tmp_path, version):
    """A ticket given to nobody, offered later with a certificate, would hide it: that reader gets 60 for ever."""
    folder = splash.write_capsule(tmp_path / "c", {**CAPSULE, "private/x.gmi": "# Private\n"})
    pem, fingerprint = splash.client_certificate(tmp_path, "ana")
    config = f"hosts: [{{ name: localhost, capsule: {folder}, restricted: {{ /private/: ['SHA256:{fingerprint}'] }} }}]\n"
    with splash.Server(None, tmp_path, config=config) as server:
        nobody, ana = splash.tls_context(version, version), splash.tls_context(version, version, certificate=pem)
        _, anonymous = visit(server, nobody)
        _, known = visit(server, ana)
        for session in (anonymous, known, None):
            for context in (nobody, ana) if session is None else (nobody if session is anonymous else ana,):
                with splash.tls_connect(server.gemini, context=context, session=session) as tls:
                    tls.sendall(splash.request_line(server.url("/private/x.gmi")))
                    assert splash.read_answer(tls).status == (20 if context is ana else 60)
                    assert not tls.session_reused


def test_nothing_is_resumed_in_1_2(serve):
    """Whoever gets the key of its ticket could read a recorded session."""
    server = serve(CAPSULE)
    context = splash.tls_context(ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2)
    _, session = visit(server, context)
    assert not session.has_ticket and not visit(server, context, session)[0]


def test_G14_the_openssl_command_agrees(serve, tmp_path):
    server = serve(CAPSULE)
    request = splash.request_line(server.url("/"))
    for version in ("-tls1_2", "-tls1_3"):
        to = ["s_client", "-connect", f"127.0.0.1:{server.gemini}", "-servername", "localhost", version]
        kept = tmp_path / f"session{version}"
        first = splash.openssl(*to, "-ign_eof", "-sess_out", kept, stdin=request)
        assert "\nNew, TLS" in first and "# Home" in first
        assert kept.exists() == (version == "-tls1_3"), "what cannot be resumed is not even kept"
        if kept.exists():
            again = splash.openssl(*to, "-ign_eof", "-sess_in", kept, stdin=request)
            assert "\nReused, TLS" in again and "# Home" in again
