"""Certificates that never surprise a visitor: given ones, renewed ones, broken ones, those that end soon; `splashdown cert`."""
import hashlib
import os
import re
import signal
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
                "-addext", "keyUsage=critical,keyCertSign", "-keyout", root / "ca.key", "-out", root / "ca.pem")
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
        warning = re.compile(re.escape(str(given.path("fullchain"))) + ": warning: this certificate expires in (19|20) days")
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
    assert code == 1 and f"{tmp_path}/localhost.crt: there is no certificate yet; start splashdown serve, or make it with: splashdown cert create" in err
    code, _, err = run("cert", "renew", "--certs", tmp_path)
    assert code == 1 and "localhost.key" in err
    assert run("cert", "create", "--certs", tmp_path)[0] == 0
    before = (tmp_path / "localhost.crt").read_bytes()
    assert run("cert", "create", "--certs", tmp_path)[0] == 0 and (tmp_path / "localhost.crt").read_bytes() == before
    (tmp_path / "localhost.key").unlink()
    code, _, err = run("cert", "create", "--certs", tmp_path)
    assert code == 1 and "put it back" in err and "cert create --again" in err


ALIASED = "hosts: [{{ name: example.org, capsule: {}, aliases: [{}] }}]\n"
MISSING = "warning: this certificate is not for {}; splashdown cert renew -c {} --host example.org --certs {} makes one with the same key that is"


def names_of(certificate):
    """The names in the SAN, sorted."""
    said = openssl("x509", "-in", certificate, "-noout", "-ext", "subjectAltName")
    return sorted(re.findall(r"(?:DNS|IP Address):([^,\s]+)", said))


def key_of(certificate):
    return openssl("x509", "-in", certificate, "-noout", "-pubkey")


def test_an_alias_that_came_later_is_told_and_enters_at_renewal(tmp_path):
    folder, config = splash.write_capsule(tmp_path / "capsule", CAPSULE), tmp_path / "splashdown.yml"
    with splash.Server(None, tmp_path, config=ALIASED.format(folder, "www.example.org")) as server:
        assert "is not for" not in server.said()
        config.write_text(ALIASED.format(folder, "www.example.org, Bücher.example, 192.0.2.1, '2001:DB8::1'"))
        warning = MISSING.format("xn--bcher-kva.example, 192.0.2.1, 2001:db8::1", config, server.certs)
        certificate = server.certs / "example.org.crt"
        before, key = certificate.read_bytes(), key_of(certificate)

        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: f"{certificate}: {warning}" in server.said(), "the warning on reload")
        assert certificate.read_bytes() == before, "nothing is renewed silently"
        code, out, err = run("check", "-c", config, env={"XDG_STATE_HOME": str(tmp_path / "none")})
        assert code == 0 and "is not for" not in out.decode() + err, "one that does not exist yet will be for all"

        command = warning.partition("; splashdown ")[2].partition(" makes ")[0].split()
        code, out, err = run(*command)
        assert code == 0, err
        assert names_of(certificate) == sorted(["example.org", "www.example.org", "xn--bcher-kva.example", "192.0.2.1", "2001:DB8:0:0:0:0:0:1"])
        assert key_of(certificate) == key, "the key that readers' programs remember"
        pem = certificate.read_text().strip()
        eventually(lambda: ssl.get_server_certificate(("127.0.0.1", server.gemini)).strip() == pem, "the new one is taken")
        assert server.said().count("is not for") == 1


def test_check_and_the_start_tell_of_a_name_that_the_certificate_lacks(tmp_path):
    folder, certs, config = splash.write_capsule(tmp_path / "capsule", CAPSULE), tmp_path / "certs", tmp_path / "splashdown.yml"
    assert run("cert", "create", "--host", "example.org", "--certs", certs)[0] == 0
    text = f"certs: {certs}\n" + ALIASED.format(folder, "www.example.org")
    warning = MISSING.format("www.example.org", config, certs)
    with splash.Server(None, tmp_path, config=text) as server:
        eventually(lambda: f"{certs}/example.org.crt: {warning}" in server.said(), "the warning at the start")
        code, out, _ = run("check", "-c", config)
        assert code == 0 and f"{certs}/example.org.crt: {warning}" in out.decode()


def test_a_given_certificate_that_lacks_a_name_is_told_and_a_wildcard_counts(tmp_path):
    folder, config = splash.write_capsule(tmp_path / "capsule", CAPSULE), tmp_path / "splashdown.yml"
    crt, key = tmp_path / "given.crt", tmp_path / "given.key"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x", "-days", "90",
            "-addext", "subjectAltName=DNS:*.example.org", "-keyout", key, "-out", crt)
    config.write_text(f"certs: {tmp_path}\nhosts: [{{ name: example.org, capsule: {folder}, aliases: [www.example.org, a.b.example.org],\n"
                      f"  certificate: {crt}, key: {key} }}]\n")
    _, out, _ = run("check", "-c", config)
    assert f"{crt}: warning: this certificate is not for example.org, a.b.example.org; have it issued for them, too" in out.decode()
    code, _, err = run("cert", "renew", "-c", config)
    assert code == 1 and f"{crt}: is set in {config}; renew it where it was issued" in err
    code, out, _ = run("cert", "show", "-c", config)
    assert code == 0 and f"file         {crt}" in out.decode()


def test_cert_takes_host_folder_and_aliases_from_the_configuration(tmp_path):
    folder, config = splash.write_capsule(tmp_path / "capsule", CAPSULE), tmp_path / "splashdown.yml"
    config.write_text(f"certs: {tmp_path}/own\ndefault_host: example.net\nhosts:\n- {{ name: example.org, capsule: {folder} }}\n"
                      f"- {{ name: example.net, capsule: {folder}, aliases: [www.example.net] }}\n")
    code, out, err = run("cert", "create", "-c", config)
    assert code == 0 and "names        example.net, www.example.net\n" in out.decode(), err
    assert (tmp_path / "own" / "example.net.key").exists()
    assert run("cert", "renew", "-c", config)[0] == 0
    assert names_of(tmp_path / "own" / "example.net.crt") == ["example.net", "www.example.net"]
    code, _, err = run("cert", "show", "-c", config, "--host", "example.com")
    assert code == 1 and "--host example.com is not among the hosts" in err
    code, _, err = run("cert", "show", "-c", tmp_path / "none.yml")
    assert code == 1 and "none.yml" in err


def test_a_renewal_without_a_configuration_keeps_the_names(tmp_path):
    folder, config = splash.write_capsule(tmp_path / "capsule", CAPSULE), tmp_path / "splashdown.yml"
    config.write_text(f"certs: {tmp_path}\n" + ALIASED.format(folder, "www.example.org, '2001:db8::1'"))
    assert run("cert", "create", "-c", config)[0] == 0
    code, out, err = run("cert", "renew", "--host", "example.org", "--certs", tmp_path)
    assert code == 0 and "names        example.org, www.example.org, 2001:db8::1\n" in out.decode(), err


def test_a_key_that_cannot_be_used_is_told_in_plain_words_by_serve_and_check(tmp_path):
    folder, config = splash.write_capsule(tmp_path / "capsule", CAPSULE), tmp_path / "splashdown.yml"
    crt, key, other = tmp_path / "given.crt", tmp_path / "given.key", tmp_path / "other.key"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost", "-days", "90",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", crt)
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", other)
    openssl("pkey", "-in", key, "-aes128", "-passout", "pass:x", "-out", tmp_path / "locked.key")
    (tmp_path / "garbage.key").write_text("garbage\n")
    for path in crt, tmp_path / "garbage.key":
        os.chmod(path, 0o600)
    for name, words in (("none.key", "cannot be read: No such file or directory; name the file of the key"),
                        ("other.key", f"the key cannot be used with {crt}: that is for another key"),
                        ("locked.key", "has a passphrase, which nobody can type here"),
                        ("garbage.key", "is not a private key in PEM form"), ("given.crt", "is not a private key in PEM form")):
        config.write_text(f"certs: {tmp_path}\nhosts: [{{ name: localhost, capsule: {folder}, certificate: {crt}, key: {tmp_path / name} }}]\n"
                          f"listen: [127.0.0.1]\ngemini: {{ port: {splash.free_port()} }}\ngopher: {{ port: 0 }}\n")
        code, _, err = run("serve", "-c", config)
        assert code == 1 and err.startswith(f"splashdown: {tmp_path / name}: {words}") and err.count("\n") == 1, err
        code, out, _ = run("check", "-c", config)
        assert code == 1 and f"{tmp_path / name}: error: {words}" in out.decode(), out
    config.write_text(config.read_text().replace("given.crt }", "given.key }"))
    assert run("check", "-c", config)[0] == 0


def test_check_tells_that_a_kept_certificate_has_lost_its_key(tmp_path):
    folder, config = splash.write_capsule(tmp_path / "capsule", CAPSULE), tmp_path / "splashdown.yml"
    config.write_text(f"certs: {tmp_path}/certs\nhosts: [{{ name: localhost, capsule: {folder} }}]\n")
    assert run("check", "-c", config)[0] == 0, "none yet: both will be made"
    assert run("cert", "create", "-c", config)[0] == 0 and run("check", "-c", config)[0] == 0
    (tmp_path / "certs" / "localhost.key").unlink()
    code, out, _ = run("check", "-c", config)
    assert code == 1 and f"{tmp_path}/certs/localhost.key: error: is gone, and readers' programs remember" in out.decode()
