"""The hosts' keys are in one process, which signs and does nothing else; what happens when it is slow, stopped or dead."""
import os
import pathlib
import re
import signal
import ssl
import threading

import pytest

import splash
from splash import eventually

CAPSULE = {"index.gmi": "# Home\n", "page.txt": "A page.\n", "large.bin": b"x" * (4 << 20)}
ROOT = os.geteuid() == 0
KINDS = {"P-256": ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], "P-384": ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
         "RSA": ["rsa:2048"], "Ed25519": ["ed25519"], "Ed448": ["ed448"]}


def key_pair(folder, name, kind, *more):
    crt, key = folder / f"{name}.crt", folder / f"{name}.key"
    said = splash.openssl("req", "-x509", "-newkey", *KINDS[kind], "-nodes", "-subj", f"/CN={name}", "-days", "30", "-keyout", key, "-out", crt, *more)
    assert crt.exists(), said
    key.chmod(0o600)
    return crt, key


def shakes_hands(server, context=None, sni="localhost"):
    with splash.tls_connect(server.gemini, sni=sni, context=context) as tls:
        tls.sendall(splash.request_line(server.url("/", sni)))
        return splash.read_answer(tls)


def comes_back(server):
    """A keeper that has just been started has its keys to read: until then a handshake may fail, two seconds later."""
    def works():
        try:
            return shakes_hands(server).text == "# Home\n"
        except (OSError, ssl.SSLError):
            return False
    eventually(works, "handshakes")


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_every_kind_of_key_and_one_file_with_both(tmp_path, version):
    splash.write_capsule(tmp_path / "c", CAPSULE)
    hosts, names = "hosts:\n", []
    for number, kind in enumerate(KINDS):
        name = f"host{number}.example"
        crt, key = key_pair(tmp_path, name, kind)
        both = tmp_path / f"{name}.both"
        both.write_bytes(crt.read_bytes() + key.read_bytes())
        both.chmod(0o600)
        names += [name, f"both{number}.example"]
        hosts += f"- {{ name: {name}, capsule: c, certificate: {crt}, key: {key} }}\n- {{ name: both{number}.example, capsule: c, certificate: {both}, key: {both} }}\n"
    with splash.Server(None, tmp_path, config=hosts) as server:
        for name in names:
            assert shakes_hands(server, splash.tls_context(version, version), name).text == "# Home\n", name


def test_a_keeper_that_dies_is_replaced_and_nobody_past_the_handshake_notices(serve):
    server = serve(CAPSULE)
    with splash.tls_connect(server.gemini) as tls:
        tls.sendall(splash.request_line(server.url("/large.bin")))
        head = tls.recv(1000)
        for _ in range(3):
            before = server.keeper()
            os.kill(before, signal.SIGKILL)
            eventually(lambda: server.keeper() not in (None, before), "another keeper")
            comes_back(server)
        assert len(head + splash.read_answer(tls).raw) == len(b"20 application/octet-stream\r\n") + (4 << 20)
    assert server.said().count("the keeper of the keys (process") == 3
    assert len(server.workers()) == 2


def test_a_handshake_that_waits_when_the_keeper_dies_ends(serve):
    """It is answered by the next keeper, or fails in bounded time."""
    server = serve(CAPSULE)
    os.kill(server.keeper(), signal.SIGSTOP)
    ended = []
    def visit():
        try:
            ended.append(shakes_hands(server).text)
        except (OSError, ssl.SSLError) as error:
            ended.append(error)
    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    os.kill(server.keeper(), signal.SIGKILL)
    for thread in threads:
        thread.join(splash.PATIENCE)
    assert len(ended) == 8
    comes_back(server)


def test_a_stopped_keeper_fails_handshakes_is_told_of_once_and_replaced(serve):
    server = serve(CAPSULE, workers=1)
    context = splash.tls_context(ssl.TLSVersion.TLSv1_3)
    with splash.tls_connect(server.gemini, context=context) as tls:
        tls.sendall(splash.request_line(server.url("/")))
        assert splash.read_answer(tls).status == 20
        session = tls.session
    stopped = server.keeper()
    os.kill(stopped, signal.SIGSTOP)
    with pytest.raises((OSError, ssl.SSLError)):
        shakes_hands(server)
    # Whoever needs no signature goes on.
    with splash.tls_connect(server.gemini, context=context, session=session) as tls:
        tls.sendall(splash.request_line(server.url("/")))
        assert splash.read_answer(tls).status == 20 and tls.session_reused
    assert server.select("/page.txt") == b"A page.\n"
    for _ in range(2):
        with pytest.raises((OSError, ssl.SSLError)):
            shakes_hands(server)
    eventually(lambda: server.keeper() not in (None, stopped), "another keeper after three in a row")
    comes_back(server)
    assert server.said().count("does not answer") == 1
    assert server.said().count("answers again") == 1


def test_renewed_keys_are_taken_by_a_reload(tmp_path):
    splash.write_capsule(tmp_path / "c", CAPSULE)
    crt, key = key_pair(tmp_path, "a.example", "P-256")
    config = f"hosts: [{{ name: a.example, capsule: c, certificate: {crt}, key: {key} }}]\n"
    with splash.Server(None, tmp_path, config=config) as server:
        for kind in ("RSA", "Ed25519", "P-256"):
            key_pair(tmp_path, "a.example", kind)
            count = server.said().count("new workers serve")
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda: server.said().count("new workers serve") > count, "a reload")
            with splash.tls_connect(server.gemini, sni="a.example") as tls:
                assert tls.getpeercert(True) == ssl.PEM_cert_to_DER_cert(crt.read_text())


def test_a_keeper_whose_key_file_was_replaced_in_place_says_to_reload(tmp_path):
    splash.write_capsule(tmp_path / "c", CAPSULE)
    crt, key = key_pair(tmp_path, "a.example", "P-256")
    config = f"hosts: [{{ name: a.example, capsule: c, certificate: {crt}, key: {key} }}]\n"
    with splash.Server(None, tmp_path, config=config) as server:
        _, other = key_pair(tmp_path, "b.example", "P-256")
        key.write_bytes(other.read_bytes())
        os.kill(server.keeper(), signal.SIGKILL)
        eventually(lambda: f"{key}: no longer holds the key" in server.said() and "reload" in server.said(), "the log says what to do")


# ---- where the bytes of keys are


def numbers_of(key):
    """{name: bytes, as they are and in the order of a processor's words} of a private key."""
    text = splash.openssl("pkey", "-in", key, "-noout", "-text")
    found = {}
    for name, block in re.findall(r"^(priv|privateExponent|prime1|prime2):\n((?:    .*\n)+)", text, re.M):
        raw = bytes.fromhex(re.sub(r"[\s:]", "", block)).lstrip(b"\0")
        found[name] = {raw, raw[::-1]}
    assert found, text
    return found


def needles(key):
    pem = pathlib.Path(key).read_bytes()
    found = {("PEM", line) for line in pem.split(b"\n") if len(line) == 64 and b"-" not in line}
    der = ssl.PEM_cert_to_DER_cert(pem.decode().replace("PRIVATE KEY", "CERTIFICATE"))
    # Of a key on a curve the end is public, of RSA the beginning.
    found.add(("DER", der[20:68] if len(der) < 300 else der[-48:]))
    for name, raws in numbers_of(key).items():
        found |= {(name, raw) for raw in raws}
    return found


def memory_of(pid):
    """Every readable mapping of the process, but its files."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights, _, _, inode, *name = line.split(None, 5)
            begin, end = (int(part, 16) for part in span.split("-"))
            if rights[0] != "r" or (name and name[0].startswith(("[vvar", "[vsyscall"))) or end - begin > 1 << 30:
                continue
            try:
                memory.seek(begin)
                yield memory.read(end - begin)
            except (OSError, ValueError, OverflowError):
                continue


def found_in(pid, wanted):
    seen = set()
    try:
        for piece in memory_of(pid):
            seen |= {name for name, raw in wanted if raw in piece}
    except (FileNotFoundError, ProcessLookupError):
        pass  # a worker of the generation before has ended meanwhile
    return seen


@pytest.mark.skipif(not ROOT, reason="takes root to read another process's memory")
@pytest.mark.parametrize("kind", ["P-256", "RSA"])
def test_no_byte_of_a_key_is_in_the_parent_or_a_worker(tmp_path, kind):
    splash.write_capsule(tmp_path / "c", CAPSULE)
    crt, key = key_pair(tmp_path, "a.example", kind)
    both = tmp_path / "both.pem"
    both.write_bytes(key.read_bytes() + crt.read_bytes())
    both.chmod(0o600)
    config = (f"hosts:\n- {{ name: a.example, capsule: c, certificate: {crt}, key: {key} }}\n"
              f"- {{ name: b.example, capsule: c, certificate: {both}, key: {both} }}\n- {{ name: localhost, capsule: c }}\n")
    with splash.Server(None, tmp_path, config=config) as server:
        own = server.certs / "localhost.key"
        for _ in range(2):
            for name in ("a.example", "b.example", "localhost"):
                assert shakes_hands(server, sni=name).status == 20
            wanted = needles(key) | needles(own)
            assert {"DER"} <= {name for name, _ in wanted}
            for pid in (server.process.pid, *server.workers()):
                assert found_in(pid, wanted) == set(), f"in {'the parent' if pid == server.process.pid else 'a worker'}"
            assert {"priv"} <= found_in(server.keeper(), needles(own)), "the scan sees what is there"
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda: "new workers serve" in server.said(), "a reload")


def test_a_keeper_ends_with_its_parent(tmp_path):
    server = splash.Server(splash.write_capsule(tmp_path / "c", CAPSULE), tmp_path)
    keeper = server.keeper()
    server.process.kill()
    server.process.wait()
    eventually(lambda: not os.path.exists(f"/proc/{keeper}"), "the end of the keeper")
