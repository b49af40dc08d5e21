"""The server's own files, and any private key, are shown to nobody: wherever they are, under whatever name they are
requested."""
import os
import pathlib
import re
import shutil
import signal
import subprocess

import pytest

import splash
from splash import eventually, free_port

CAPSULE = {
    "_config.yml": "title: Blog\nsplashdown:\n  listing: true\n",
    "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nThe words of a post.\n",
    "pictures/sea.txt": "a picture, almost\n",
}


def port_flags():
    return ["--listen", "127.0.0.1", "--gemini-port", free_port(), "--gopher-port", free_port(), "--workers", 1]


def entries(folder):
    return sorted(str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob("*"))


def refused(actor, *arguments, cwd=None, folder=None):
    """Starts a server that must refuse; returns what it said, having made nothing in FOLDER."""
    before = entries(folder or actor.folder)
    code, _, errors = actor.run("serve", *port_flags(), *arguments, cwd=cwd, timeout=splash.PATIENCE)
    assert code == 1 and "ready" not in errors, errors
    assert entries(folder or actor.folder) == before
    return errors


def spellings(path):
    """PATH, which has no leading slash, as a request may write it."""
    last = path.rpartition("/")[2]
    folder = path[:len(path) - len(last)]
    return [
        f"/{path}",
        f"/{folder}{''.join(f'%{ord(c):02X}' for c in last)}",
        f"/{folder}{''.join(f'%{ord(c):02x}' for c in last)}",
        f"/{path}/",
        f"/./{path}",
        f"/%2e/{path}",
        f"/pictures/../{path}",
        f"/pictures/%2E%2E/{path}",
        f"//{path}",
        f"/{folder}/{last}",
        f"/{path.upper()}",
        f"/{path}.gmi",
        f"/{path}?x",
    ]


class Unseen:
    """Tells whether SECRETS, which are bytes, ever come out of a server."""

    def __init__(self, server, secrets):
        self.server, self.secrets = server, secrets

    def clean(self, raw, what):
        for secret in self.secrets:
            assert secret not in raw, f"{what} shows {secret!r}"
        return raw

    def absent(self, path):
        """PATH is answered as what does not exist, in every spelling, on both protocols."""
        missing, nothing = self.server.get("/quite/another").raw, self.server.select("/quite/another")
        assert missing == b"51 Not found; try /search\r\n" and nothing.startswith(b"3Not found")
        for spelling in spellings(path):
            assert self.clean(self.server.get_with_single_slashes(spelling).raw, spelling) == missing, spelling
            assert self.clean(self.server.select(spelling), spelling) == nothing, spelling
        assert self.clean(self.server.select(path), path) == nothing

    def unlisted(self, folder, name):
        for path in (f"/{folder}/", "/"):
            assert name.encode() not in self.clean(self.server.get(path).raw, path), path
            assert name.encode() not in self.clean(self.server.select(path), path), path

    def unfound(self, word):
        assert "Nothing was found" in self.server.get(f"/search?{word}").text
        assert b"Nothing was found" in self.server.select(f"/search\t{word}")


def exported(actor, *arguments):
    """All bytes of an export to each protocol, by name."""
    found = {}
    for kind in ("gemini", "gopher", "web"):
        target = actor.folder / f"export-{kind}-{len(os.listdir(actor.folder))}"
        code, _, errors = actor.run("export", "--to", kind, "--output", target, *(("--base-url", "https://mirror.example") if kind == "web" else ()), *arguments)
        assert code == 0, errors
        found |= {f"{kind}/{path.relative_to(target)}": path.read_bytes() for path in target.rglob("*") if path.is_file()}
    return found


# The server's own keys

def test_the_first_start_in_the_blogs_own_folder_is_refused(actor):
    blog = actor.capsule(CAPSULE)
    said = refused(actor, "--certs", "certs", cwd=blog)
    assert re.search(r"the certificate folder certs is inside the capsule \., .*choose one outside with --certs", said), said


def test_a_configuration_in_the_blogs_own_folder_is_refused_at_the_first_start(actor):
    blog = actor.capsule(CAPSULE | {"splashdown.yml": "certs: certs\nlog: {access: access.log}\nstatus: status.sock\n"
                                                      "hosts:\n  - {name: localhost, capsule: .}\n"})
    said = refused(actor, "-c", "splashdown.yml", cwd=blog)
    assert "splashdown.yml: the certificate folder certs is inside the capsule" in said
    code, out, _ = actor.run("check", "-c", "splashdown.yml", cwd=blog)
    text = out.decode()
    assert code == 1 and "error: the certificate folder certs is inside the capsule" in text
    for word in ("configuration", "access log", "status socket"):
        assert re.search(rf"warning: the {word} \S+ is inside the capsule", text), (word, text)
    assert entries(blog) == sorted({*CAPSULE, "splashdown.yml", "_posts", "pictures"})


def link_to_a_folder(top, blog):
    (blog / "keys").mkdir()
    (top / "outside").symlink_to(blog / "keys")
    return top / "outside"


def link_on_the_way(top, blog):
    (top / "outside").symlink_to(blog / "pictures")
    return top / "outside" / "certs"


def link_to_nothing_yet(top, blog):
    (top / "outside").symlink_to(blog / "keys")
    return top / "outside"


def relative_link_to_nothing_yet(top, blog):
    (top / "outside").symlink_to(pathlib.Path("sub") / ".." / ".." / top.name / blog.name / "keys")
    (top / "sub").mkdir()
    return top / "outside"


def dots(top, blog):
    return top / blog.name / "pictures" / ".." / "certs"


def dots_through_what_is_not_there(top, blog):
    return top / "new" / ".." / blog.name / "certs"


def a_folder_of_folders_to_be_made(top, blog):
    return blog / "a" / "b" / "c"


def the_capsule_itself(top, blog):
    return blog


def a_dot_folder(top, blog):
    return blog / ".certs"


WAYS = [link_to_a_folder, link_on_the_way, link_to_nothing_yet, relative_link_to_nothing_yet, dots,
        dots_through_what_is_not_there, a_folder_of_folders_to_be_made, the_capsule_itself, a_dot_folder]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_however_the_certificate_folder_comes_to_be_inside(actor, way):
    blog = actor.capsule(CAPSULE)
    certs = way(actor.folder, blog)
    assert "is inside the capsule" in refused(actor, "--certs", certs, blog)
    assert "is inside the capsule" in refused(actor, "--certs", os.path.relpath(certs, actor.folder) if ".." not in str(certs)
                                              else certs, "capsule", cwd=actor.folder)


def test_a_capsule_behind_a_link_or_below_another(actor):
    blog = actor.capsule(CAPSULE)
    (actor.folder / "link").symlink_to(blog)
    assert "is inside the capsule" in refused(actor, "--certs", blog / "certs", actor.folder / "link")
    assert "is inside the capsule" in refused(actor, "--certs", blog / "pictures" / "certs", blog / "pictures" / "..")


def test_every_capsule_is_compared_with_every_place(actor):
    one, two = actor.capsule(CAPSULE, "one"), actor.capsule(CAPSULE, "two")
    config = actor.folder / "two.yml"
    config.write_text(f"certs: {two}/certs\nhosts:\n  - {{name: a.example, capsule: {one}}}\n  - {{name: b.example, capsule: {two}}}\n")
    said = refused(actor, "-c", config)
    assert f"is inside the capsule {two}," in said and str(one) not in said
    key = one / "b.key"
    config.write_text(f"certs: certs\nhosts:\n  - {{name: a.example, capsule: {one}}}\n"
                      f"  - {{name: b.example, capsule: {two}, certificate: {one}/b.crt, key: {key}}}\n")
    said = refused(actor, "-c", config)
    assert f"{config}:4: the key {key} is inside the capsule {one}," in said


def test_what_lies_beside_or_around_a_capsule_is_none_of_its(actor):
    blog = actor.capsule(CAPSULE)
    (blog / "out").symlink_to(actor.folder / "elsewhere")
    (actor.folder / "elsewhere").mkdir()
    actor.give(actor.folder / "elsewhere")
    for certs in (actor.folder / "capsule-certs", actor.folder, blog / "pictures" / ".." / ".." / "certs", blog / "out"):
        with actor.serve(blog, "--certs", certs) as server:
            assert server.get("/").status == 20
            Unseen(server, [b"PRIVATE"]).absent("out/localhost.key")


def make_pair(folder, name, together=False):
    crt, key = folder / f"{name}.crt", folder / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", crt],
                   check=True, capture_output=True)
    return crt, key


@pytest.mark.parametrize("through_a_link", [False, True])
def test_a_key_of_the_configuration_inside_is_refused_and_a_certificate_alone_is_not(actor, through_a_link):
    blog = actor.capsule(CAPSULE)
    crt, key = make_pair(blog, "pair")
    actor.give(crt, key)
    named = key
    if through_a_link:
        named = actor.folder / "host.key"
        named.symlink_to(key)
    config = f"certs: certs\nhosts:\n  - {{name: localhost, capsule: {blog}, certificate: {crt}, key: {{}}}}\n"
    file = actor.folder / "c.yml"
    file.write_text(config.replace("{}", str(named)))
    assert f"the key {named} is inside the capsule" in refused(actor, "-c", file)
    assert f"the key {named} is inside" in actor.run("check", "-c", file)[1].decode()
    outside = actor.folder / "outside.key"
    shutil.move(key, outside)
    with actor.serve(None, config=config.replace("{}", str(outside))) as server:
        assert server.get("/pair.crt").status == 20


def test_a_reload_that_would_put_keys_inside_changes_nothing(actor):
    blog = actor.capsule(CAPSULE)
    config = f"hosts:\n  - {{name: localhost, capsule: {blog}}}\n"
    with actor.serve(None, config=f"certs: outside\n{config}", certs=False) as server:
        (server.scratch / "splashdown.yml").write_text(f"certs: {blog}/certs\n{config}")
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "nothing has changed" in server.said(), "the refusal")
        assert "is inside the capsule" in server.said() and not (blog / "certs").exists()
        assert server.get("/").status == 20


# Inside later

def test_a_certificate_folder_that_comes_to_be_inside_is_not_served(actor):
    blog = actor.capsule(CAPSULE | {"later/readme.txt": "later\n"})
    certs = actor.folder / "certs"
    certs.mkdir(mode=0o700)
    ticket = certs / "ticket-secret"
    ticket.write_bytes(bytes(range(48)))
    actor.give(certs)
    with actor.serve(blog, "--certs", certs) as server:
        secret = (certs / "localhost.key").read_bytes().splitlines()[1]
        unseen = Unseen(server, [secret, ticket.read_bytes()])
        public = certs / "localhost.crt"
        assert public.exists()
        os.rename(certs, blog / "moved")
        (blog / "later" / "link").symlink_to("../moved")
        (blog / "later" / "key.txt").symlink_to("../moved/localhost.key")
        (blog / "later" / "page.md").symlink_to("../moved/localhost.crt")
        (blog / "later" / "ticket.txt").symlink_to("../moved/ticket-secret")
        (blog / "seen.txt").write_text("seen")
        eventually(lambda: server.get("/seen.txt").status == 20, "the next snapshot")
        for name in ("localhost.key", "localhost.crt", "ticket-secret"):
            unseen.absent(f"moved/{name}")
            unseen.absent(f"later/link/{name}")
        for name in ("key.txt", "ticket.txt", "page.md"):
            unseen.absent(f"later/{name}")
        unseen.unlisted("later", "key.txt")
        unseen.unlisted("later", "later/link")
        for path in ("/moved/", "/moved", "/later/link/", "/later/page"):
            assert server.get(path).status == 51, path
        unseen.unfound("certificate")
        os.rename(blog / "moved", certs)


def test_a_file_that_becomes_a_key_after_the_snapshot_is_judged_when_it_is_opened(actor):
    large, small = "words " * 20000, "words\n"
    blog = actor.capsule(CAPSULE | {"large.txt": large, "small.txt": small, "page.md": "---\n---\nwords\n",
                                    "own-large.txt": large, "own-small.txt": small, "own-secret.txt": small})
    certs = actor.folder / "certs"
    certs.mkdir(mode=0o700)
    (certs / "ticket-secret").write_bytes(bytes(range(48)))
    actor.give(certs)
    with actor.serve(blog, "--certs", certs) as server:
        secret = (certs / "localhost.key").read_bytes().splitlines()[1]
        unseen = Unseen(server, [secret, (certs / "ticket-secret").read_bytes()])
        for path in ("/own-large.txt", "/own-small.txt", "/own-secret.txt"):
            assert server.get(path).status == 20
        # The file itself, not a link, which would not be opened: asked for before the next snapshot sees it.
        for name, of in (("own-large.txt", "localhost.key"), ("own-small.txt", "localhost.key"), ("own-secret.txt", "ticket-secret")):
            os.link(certs / of, blog / "new")
            os.rename(blog / "new", blog / name)
            for _ in range(20):
                unseen.clean(server.select(f"/{name}"), name)
                unseen.clean(server.get(f"/{name}").raw, name)
        os.rename(certs, blog / "moved")
        for name, to in (("large.txt", "localhost.key"), ("small.txt", "ticket-secret"), ("page.md", "localhost.key")):
            (blog / "new").symlink_to(f"moved/{to}")
            os.rename(blog / "new", blog / name)
            for _ in range(20):
                for path in (f"/{name}", "/page"):
                    unseen.clean(server.get(path).raw, path)
                    unseen.clean(server.select(path), path)
        os.rename(blog / "moved", certs)


# Files that are hidden and warned of

def own_capsule(actor, log="access.log"):
    blog = actor.capsule(CAPSULE | {
        "logs/readme.txt": "not a log\n",
        "logs/access.log.1.gz": "SECRET-OLD",
        "logs/access.log-20260101": "SECRET-OLD",
        "logs/access.log.2": "SECRET-OLD",
        "logs/access.log~1": "SECRET-OLD",
        "logs/access-20260101.log": "SECRET-OLD",
        "logs/access.md": "---\ntitle: Access for all\n---\nA page about access.\n",
    })
    (blog / "conf").mkdir()
    (blog / "conf" / "splashdown.yml").write_text(
        f"certs: ../../certs\nlog: {{access: ../logs/{log}, addresses: full}}\nstatus: ../run/status.sock\n"
        "hosts:\n  - {name: localhost, capsule: ..}\n# SECRET-CONFIG\n")
    actor.give(blog)
    return blog


HIDDEN = ["conf/splashdown.yml", "logs/access.log", "logs/access.log.1.gz", "logs/access.log-20260101", "logs/access.log.2",
          "logs/access-20260101.log", "run/status.sock"]


def test_configuration_log_and_status_inside_are_hidden_and_the_server_starts(actor):
    blog = own_capsule(actor)
    (blog / "run").mkdir()
    (blog / "pictures" / "log.txt").symlink_to("../logs/access.log")
    (blog / "pictures" / "conf.txt").symlink_to("../conf/splashdown.yml")
    (blog / "pictures" / "logs").symlink_to("../logs")
    actor.give(blog / "run")
    with actor.serve(None, "-c", blog / "conf" / "splashdown.yml", certs=False) as server:
        for word in ("configuration", "access log", "status socket"):
            assert re.search(rf"the {word} \S+ is inside the capsule \S+, where .* not served; ", server.said()), word
        unseen = Unseen(server, [b"SECRET", b"127.0.0.1 "])
        for path in HIDDEN + ["logs/access.log~1"]:
            unseen.absent(path)
        for name in ("log.txt", "conf.txt", "logs/access.log", "logs/access.log.2"):
            unseen.absent(f"pictures/{name}")
        for name in ("access.log", "access-2026"):
            unseen.unlisted("logs", name)
        unseen.unlisted("conf", "splashdown.yml")
        unseen.unlisted("pictures", "log.txt")
        assert server.get("/conf/").status == 51
        assert server.get("/logs/readme.txt").status == 20
        assert server.get("/logs/access.gmi").status == 20
        unseen.unfound("SECRET")
        code, out, _ = actor.run("check", "-c", blog / "conf" / "splashdown.yml")
        text = out.decode()
        assert code == 0, text
        for word in ("configuration", "access log", "status socket"):
            assert re.search(rf"warning: the {word} \S+ is inside the capsule", text), (word, text)
        for name, content in exported(actor, "-c", blog / "conf" / "splashdown.yml").items():
            assert b"SECRET" not in content and "access.log" not in name and "splashdown.yml" not in name, name


def test_a_log_that_is_rotated_stays_hidden(actor):
    blog = own_capsule(actor)
    (blog / "run").mkdir()
    actor.give(blog / "run")
    with actor.serve(None, "-c", blog / "conf" / "splashdown.yml", certs=False) as server:
        server.get("/SECRET-path")
        os.rename(blog / "logs" / "access.log", blog / "logs" / "access.log.3")
        server.process.send_signal(signal.SIGUSR1)
        eventually(lambda: (blog / "logs" / "access.log").exists(), "the new log")
        (blog / "seen.txt").write_text("seen")
        eventually(lambda: server.get("/seen.txt").status == 20, "the next snapshot")
        unseen = Unseen(server, [b"SECRET", b"127.0.0.1 "])
        unseen.absent("logs/access.log.3")
        unseen.absent("logs/access.log")


def test_a_log_whose_name_begins_a_word_hides_its_suffixes_only(actor):
    blog = own_capsule(actor, log="acc")
    (blog / "logs" / "acc.1").write_text("SECRET-OLD")
    (blog / "run").mkdir()
    actor.give(blog)
    with actor.serve(None, "-c", blog / "conf" / "splashdown.yml", certs=False) as server:
        unseen = Unseen(server, [b"127.0.0.1 "])
        unseen.absent("logs/acc")
        unseen.absent("logs/acc.1")
        assert server.get("/logs/access.gmi").status == 20


def test_a_shell_that_writes_the_logs_into_the_capsule(actor):
    blog = actor.capsule(CAPSULE)
    inside = blog / "scratch"
    inside.mkdir()
    actor.give(inside)
    with splash.Server(blog, inside, "--certs", actor.folder / "certs", actor=actor, env=actor.env) as server:
        server.get("/SECRET-path")
        eventually(lambda: b"SECRET-path" in server.out.read_bytes(), "the access log")
        (blog / "seen.txt").write_text("seen")
        eventually(lambda: server.get("/seen.txt").status == 20, "the next snapshot")
        unseen = Unseen(server, [b"SECRET-path", b"\nready"])
        unseen.absent(f"scratch/{server.out.name}")
        unseen.absent(f"scratch/{server.log.name}")


# Keys of others

def openssl(*arguments, stdin=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=stdin, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """{name: bytes} of files that hold a private key; made by OpenSSL where it makes that form."""
    ec = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
    rsa = openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
    crt = openssl("req", "-x509", "-new", "-key", "/dev/stdin", "-days", "30", "-subj", "/CN=x", stdin=ec)
    protected = openssl("pkcs8", "-topk8", "-passout", "pass:x", stdin=ec)
    pair = tmp_path_factory.mktemp("pair") / "pair.pem"
    pair.write_bytes(ec + crt)
    p12 = openssl("pkcs12", "-export", "-passout", "pass:x", "-in", pair)
    bags = openssl("pkcs12", "-in", "/dev/stdin", "-passin", "pass:x", "-nodes", stdin=p12)
    return {
        "pkcs8.key": ec,
        "rsa.pem": openssl("rsa", "-traditional", stdin=rsa),
        "ec.txt": openssl("ec", stdin=ec),
        "encrypted.pem": protected,
        "bom.key": b"\xef\xbb\xbf" + ec,
        "crlf.key": ec.replace(b"\n", b"\r\n"),
        "wide.key": ("\ufeff" + ec.decode()).encode("utf-16-le"),
        "bags.pem": bags,
        "both.crt": crt * 20 + ec,
        "words.txt": b"Remember: keep this one safe.\n\n" + ec,
        "account.json": b'{"private_key": "' + ec.replace(b"\n", b"\\n") + b'"}\n',
        "id_ed25519": b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\n-----END OPENSSH PRIVATE KEY-----\n",
        "me.asc": b"-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: x\n\nlFgEZQAAABYJKwYBBAHaRw8BAQdA\n-----END PGP PRIVATE KEY BLOCK-----\n",
        "login.ppk": b"PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\nComment: me\r\n",
        "bundle.p12": p12,
        "bundle.pfx": p12,
        "rsa.der": openssl("rsa", "-traditional", "-outform", "DER", stdin=rsa),
        "pkcs8.der": openssl("pkcs8", "-topk8", "-nocrypt", "-outform", "DER", stdin=rsa),
        "ec.der": openssl("ec", "-outform", "DER", stdin=ec),
        "encrypted.der": openssl("pkcs8", "-topk8", "-passout", "pass:x", "-outform", "DER", stdin=ec),
        "picture.jpg": ec,
        "page.html": ec,
        "no-name": ec,
        "ticket-secret": os.urandom(48),
    }


@pytest.fixture(scope="module")
def harmless():
    ec = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
    crt = openssl("req", "-x509", "-new", "-key", "/dev/stdin", "-days", "30", "-subj", "/CN=x", stdin=ec)
    return {
        "own.crt": crt,
        "own.der": openssl("x509", "-outform", "DER", stdin=crt),
        "public.pem": openssl("pkey", "-pubout", stdin=ec),
        "public.der": openssl("pkey", "-pubout", "-outform", "DER", stdin=ec),
        "id_ed25519.pub": b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKv7gQqOxHgKfDk0nOhWq1jPl2TtZQfJ me@home\n",
        "parse.js": b'if (s.startsWith("-----BEGIN PRIVATE KEY-----")) read(s);\n',
        "sea.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(3000),
        "all.tar": b"key.pem".ljust(512, b"\0") + ec.ljust(512, b"\0"),
        "empty": b"",
        "notes.txt": b"0 is a digit, and begins this text\n",
    }


def test_a_private_key_in_any_form_is_not_served(actor, keys, harmless):
    pages = {"how.md": b"---\ntitle: How\n---\nIt looks so:\n\n```\n" + keys["pkcs8.key"] + b"```\n",
             "verbatim.gmi": b"# So it looks\n```\n" + keys["pkcs8.key"] + b"```\n"}
    blog = actor.capsule(CAPSULE | {f"keys/{name}": content for name, content in (keys | harmless).items()} | pages)
    (blog / "pictures" / "link.txt").symlink_to("../keys/pkcs8.key")
    with actor.serve(blog) as server:
        unseen = Unseen(server, [content[-40:] for name, content in keys.items() if name != "pkcs8.key"])
        said = server.said()
        listing = server.get("/keys/").text
        for name in keys:
            assert server.get(f"/keys/{name}").raw == b"51 Not found; try /search\r\n", name
            assert server.select(f"/keys/{name}") == server.select("/none") == server.select(f"keys/{name}"), name
            assert f"/keys/{name} " not in listing and f"keys/{name}: " in said, name
        for name, content in harmless.items():
            assert server.get(f"/keys/{name}").body == content and f"/keys/{name} " in listing, name
        for name in ("pkcs8.key", "rsa.der", "picture.jpg"):
            Unseen(server, [keys[name][100:140]]).absent(f"keys/{name}")
        unseen.absent("pictures/link.txt")
        assert b"BEGIN PRIVATE KEY" in server.get("/how.gmi").body and b"BEGIN PRIVATE KEY" in server.get("/verbatim.gmi").body
    code, out, _ = actor.run("check", blog)
    text = out.decode()
    assert code == 1
    for name in keys:
        assert re.search(rf"^keys/{re.escape(name)}:.*error: .*private key", text, re.M), name
    for name in harmless:
        assert f"keys/{name}:" not in text, name
    for name, content in exported(actor, blog).items():
        assert name.rpartition("/")[2] not in keys, name
    assert actor.run("list", blog)[0] == 0


def test_a_file_that_becomes_a_key_and_back(actor, keys):
    blog = actor.capsule(CAPSULE | {"file.txt": "words\n", "large.txt": "words " * 20000})
    with actor.serve(blog) as server:
        unseen = Unseen(server, [keys["pkcs8.key"][40:80]])
        for name in ("file.txt", "large.txt"):
            good = (blog / name).read_bytes()
            (blog / name).write_bytes(keys["pkcs8.key"])
            for _ in range(10):
                unseen.clean(server.get(f"/{name}").raw, name)
                unseen.clean(server.select(f"/{name}"), name)
            eventually(lambda: server.get(f"/{name}").status == 51, "hidden")
            (blog / name).write_bytes(good)
            eventually(lambda: server.get(f"/{name}").body == good, "served again")
            time_kept = os.stat(blog / name)
            (blog / "new").write_bytes(keys["pkcs8.key"].ljust(len(good), b"\n")[:len(good)])
            os.utime(blog / "new", ns=(time_kept.st_atime_ns, time_kept.st_mtime_ns))
            os.rename(blog / "new", blog / name)
            if len(good) > 64 << 10:
                for _ in range(10):
                    unseen.clean(server.get(f"/{name}").raw, name)
                assert server.get(f"/{name}").status == 51
