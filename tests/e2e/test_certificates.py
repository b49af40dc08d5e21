"""Certificates that never surprise a visitor: given ones, renewed ones, broken ones, those that end soon; `splashdown cert`."""
import hashlib
import re
import ssl

import splash
from splash import eventually, openssl, run

CAPSULE = {"page.txt": "A page.\n", "index.gmi": "# Home\n"}


class LetsEncrypt:
    """The folder that certbot keeps: links in live/, files in archive/."""

    def __init__(self, root, host, days=90):
        self.root, self.host, self.version = root, host, 0
        (root / "live" / host).mkdir(parents=True)
        (root / "archive" / host).mkdir(parents=True)
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Test CA", "-days", "900",
                "-keyout", root / "ca.key", "-out", root / "ca.pem")
        self.renew(days)

    def path(self, name):
        return self.root / "live" / self.host / f"{name}.pem"

    def archived(self, name):
        return self.root / "archive" / self.host / f"{name}{self.version}.pem"

    def issue(self, days=90):
        """The next version, in archive/ only."""
        self.version += 1
        request = self.root / "request.csr"
        openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={self.host}", "-addext", f"subjectAltName=DNS:{self.host}",
                "-keyout", self.archived("privkey"), "-out", request)
        said = openssl("x509", "-req", "-in", request, "-CA", self.root / "ca.pem", "-CAkey", self.root / "ca.key", "-CAcreateserial", "-days", days,
                       "-copy_extensions", "copy", "-out", self.archived("cert"))
        assert self.archived("cert").exists(), said
        self.archived("fullchain").write_text(self.archived("cert").read_text() + (self.root / "ca.pem").read_text())

    def link(self, name):
        new = self.path(name + ".new")
        new.symlink_to(f"../../archive/{self.host}/{name}{self.version}.pem")
        new.rename(self.path(name))

    def renew(self, days=90):
        self.issue(days)
        self.link("privkey")
        self.link("fullchain")

    def config(self, capsule):
        return (f"hosts: [{{ name: {self.host}, capsule: {capsule}, certificate: {self.path('fullchain')}, key: {self.path('privkey')} }}]\n")

    def pem(self):
        return self.archived("cert").read_text().strip()


def shown(server):
    return ssl.get_server_certificate(("127.0.0.1", server.gemini)).strip()


def test_a_given_certificate_is_shown_with_its_chain(tmp_path):
    given = LetsEncrypt(tmp_path / "letsencrypt", "localhost")
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(None, tmp_path, config=given.config(folder)) as server:
        verified = ssl.create_default_context(cafile=tmp_path / "letsencrypt" / "ca.pem")
        assert server.get("/", context=verified).status == 20
        chain = openssl("s_client", "-connect", f"127.0.0.1:{server.gemini}", "-showcerts")
        assert chain.count("BEGIN CERTIFICATE") == 2, "leaf and authority"
        assert not (server.certs / "localhost.crt").exists(), "none is made beside it"


def test_a_renewed_one_is_taken_without_a_signal_or_a_failed_request(tmp_path):
    given = LetsEncrypt(tmp_path / "letsencrypt", "localhost")
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(None, tmp_path, config=given.config(folder)) as server:
        assert shown(server) == given.pem()
        with splash.Load(splash.GeminiSpeaker, server, 1 << 30, clients=2) as load:
            for _ in range(2):
                given.renew()
                eventually(lambda: shown(server) == given.pem(), "the new certificate")
            load.left = 0
        assert load.failed == []
        assert server.said().count("a certificate was replaced") >= 2


def test_a_certificate_whose_key_comes_later_waits_for_it(tmp_path):
    given = LetsEncrypt(tmp_path / "letsencrypt", "localhost")
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(None, tmp_path, config=given.config(folder)) as server:
        before = given.pem()
        given.issue()
        given.link("fullchain")
        eventually(lambda: "nothing has changed" in server.said(), "the mismatch is told")
        assert f"{given.path('privkey')}: the key cannot be used" in server.said()
        assert shown(server) == before and server.get("/").status == 20
        given.link("privkey")
        eventually(lambda: shown(server) == given.pem(), "the pair")


def test_garbage_and_loss_keep_the_old_one_and_are_told(tmp_path):
    given = LetsEncrypt(tmp_path / "letsencrypt", "localhost")
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(None, tmp_path, config=given.config(folder)) as server:
        before = given.pem()
        for garbage in (b"", b"\0" * 100, b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
            told = server.said().count("nothing has changed")
            given.path("fullchain").unlink()
            given.path("fullchain").write_bytes(garbage)
            eventually(lambda: server.said().count("nothing has changed") > told, "the error")
            assert shown(server) == before
        given.path("fullchain").unlink()
        assert server.get("/").status == 20
        given.renew()
        eventually(lambda: shown(server) == given.pem(), "the new one")


def test_one_that_ends_soon_is_told_in_the_log_and_by_check(tmp_path):
    given = LetsEncrypt(tmp_path / "letsencrypt", "localhost", days=20)
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(None, tmp_path, config=given.config(folder)) as server:
        warning = re.compile(re.escape(str(given.path("fullchain"))) + ": warning: this certificate ends in (19|20) days")
        eventually(lambda: warning.search(server.said()), "the warning")
        code, out, err = run("check", "-c", tmp_path / "splashdown.yml")
        assert code == 0 and warning.search(out.decode() + err)


def test_cert_shows_what_clients_show(tmp_path):
    code, out, _ = run("cert", "create", "--host", "Bücher.example", "--certs", tmp_path)
    assert code == 0
    facts = {line[:12].strip(): line[12:].strip() for line in out.decode().splitlines()}
    path = tmp_path / "xn--bcher-kva.example.crt"
    der = ssl.PEM_cert_to_DER_cert(path.read_text())
    key = openssl("x509", "-in", path, "-noout", "-pubkey")
    key_der = ssl.PEM_cert_to_DER_cert(key.replace("PUBLIC KEY", "CERTIFICATE"))
    assert facts["file"] == str(path)
    assert facts["subject"] == "CN=xn--bcher-kva.example" and facts["names"] == "xn--bcher-kva.example"
    assert facts["certificate"] == "SHA256:" + hashlib.sha256(der).hexdigest()
    assert facts["public key"] == "SHA256:" + hashlib.sha256(key_der).hexdigest()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", facts["valid from"]) and int(facts["valid until"][:4]) > 2090
    assert run("cert", "show", "--host", "bücher.example", "--certs", tmp_path)[1] == out
    code, renewed, _ = run("cert", "renew", "--host", "bücher.example", "--certs", tmp_path)
    assert code == 0 and facts["public key"] in renewed.decode() and facts["certificate"] not in renewed.decode()


def test_cert_does_not_show_renew_or_replace_what_it_should_not(tmp_path):
    code, _, err = run("cert", "show", "--certs", tmp_path)
    assert code == 1 and f"{tmp_path}/localhost.crt" in err
    code, _, err = run("cert", "renew", "--certs", tmp_path)
    assert code == 1 and "localhost.key" in err
    assert run("cert", "create", "--certs", tmp_path)[0] == 0
    before = (tmp_path / "localhost.crt").read_bytes()
    assert run("cert", "create", "--certs", tmp_path)[0] == 0 and (tmp_path / "localhost.crt").read_bytes() == before
    (tmp_path / "localhost.key").unlink()
    code, _, err = run("cert", "create", "--certs", tmp_path)
    assert code == 1 and "put the key back" in err
