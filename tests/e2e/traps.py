"""Traps: files in the folder of a blog that must reach no reader. Each kind has a secret word of its own, and comes in two
states: shut, as people have it, and open, where the author does publish it; so that a crawl that sees nothing is known to be
able to see."""
import base64
import dataclasses
import functools
import gzip
import os
import pathlib
import shutil
import subprocess
import tempfile

import splash

CONFIG = "title: Traps\nurl: https://traps.example\nsplashdown: { listing: true }\n"
EXCLUDE = "exclude: [plans.txt, plans]\n"
POST = "---\ntitle: {title}\n{more}---\nThe word is {secret}.\n"


@dataclasses.dataclass
class Trap:
    kind: str
    shut: dict               # {path: text, bytes, or pathlib.PurePath: a symbolic link to that}
    open: dict               # what differs once it is open; None: the file is gone
    secret: bytes = b""      # what nobody may see
    config: str = ""         # a line of _config.yml
    modes: dict = dataclasses.field(default_factory=dict)

    def files(self, opened):
        return {**self.shut, **(self.open if opened else {})}


def word(kind):
    return f"secret{kind.replace('-', '')}word"


def post(kind, more="", title="Trap"):
    return POST.format(title=title, more=more, secret=word(kind))


def openssl(*arguments, stdin=b""):
    done = subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, timeout=splash.PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


@functools.lru_cache
def key_files():
    """{name: bytes} of one key in many forms, and a piece of each by which it is recognized."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="splashdown-traps-"))
    try:
        rsa = openssl("genrsa", "-traditional", "2048")
        pkcs8 = openssl("pkey", stdin=rsa)
        ec = openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout")
        (folder / "key").write_bytes(pkcs8)
        certificate = openssl("req", "-x509", "-key", folder / "key", "-subj", "/CN=trap", "-days", "30")
        (folder / "both").write_bytes(certificate + pkcs8)
        p12 = openssl("pkcs12", "-export", "-in", folder / "both", "-passout", "pass:x", "-name", "trap")
        bag = openssl("pkcs12", "-in", "/dev/stdin", "-passin", "pass:x", "-nodes", stdin=p12)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "ssh"], check=True, timeout=splash.PATIENCE)
        found = {
            "pkcs8.pem": pkcs8, "rsa.txt": rsa, "ec.key": ec, "bundle.pem": certificate + pkcs8, "bag.txt": bag, "bom.txt": b"\xef\xbb\xbf" + pkcs8,
            "crlf.pem": pkcs8.replace(b"\n", b"\r\n"), "id_ed25519": (folder / "ssh").read_bytes(), "store.p12": p12,
            "key.der": openssl("pkey", "-outform", "DER", stdin=pkcs8), "rsa.der": openssl("rsa", "-traditional", "-outform", "DER", stdin=rsa),
            "encrypted.pem": openssl("pkey", "-aes256", "-passout", "pass:x", stdin=pkcs8),
            "pgp.asc": b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" + base64.encodebytes(os.urandom(300)) + b"-----END PGP PRIVATE KEY BLOCK-----\n",
        }
    finally:
        shutil.rmtree(folder)
    return found


def telling(content):
    """A piece of CONTENT that is in no other file."""
    middle = content[len(content) // 2:]
    return middle.replace(b"\r", b"").split(b"\n")[1][:40] if b"-----" in content else middle[:40]


def key_traps():
    for name, content in key_files().items():
        secret = telling(content)
        # The same bytes where they are no key: within the prose of a page, or, of binary ones, without their head.
        shown = {f"shown-{name}.md": b"# Shown\n\n    " + secret + b"\n"} if b"-----" in content else {f"cut-{name}": b"no" + content[1:]}
        yield Trap(f"key-{name}", {f"files/{name}": content}, shown, secret=secret)


def text_traps():
    """The traps whose secret is a word of text."""
    hidden = {
        "env": (".env", "env.txt"), "git": (".git/config", "git/config.txt"), "data": ("_data/people.yml", "people.yml"),
        "include": ("_includes/note.txt", "note.txt"), "layout": ("_layouts/page.txt", "layout.txt"), "sass": ("_sass/x.scss", "x.scss"),
        "vendor": ("vendor/bundle/x.txt", "vendored.txt"), "modules": ("node_modules/x/readme.txt", "modules.txt"), "gemfile": ("Gemfile", "gems.txt"),
        "swap": (".post.md.swp", "swp.txt"), "htpasswd": ("deep/.htpasswd", "deep/htpasswd.txt"), "cgi": ("cgi-bin/guestbook", "guestbook.txt"),
        "deepcgi": ("a/cgi-bin/run.sh", "a/run.txt"), "cgifile": ("tools/search.cgi", "tools/search.txt"), "fcgi": ("tools/app.fcgi", "tools/app.txt"),
    }
    for kind, (shut, opened) in hidden.items():
        text = f"#!/bin/sh\n# {word(kind)}\n"
        yield Trap(kind, {shut: text}, {shut: None, opened: text}, modes={shut: 0o755} if "cgi" in kind else {})
    yield Trap("excluded", {"plans.txt": word("excluded")}, {"told.txt": word("excluded")}, config=EXCLUDE)
    yield Trap("excludedfolder", {"plans/a.md": post("excludedfolder")}, {"told.md": post("excludedfolder")}, config=EXCLUDE)
    yield Trap("draftfile", {"_drafts/later.md": post("draftfile")}, {"_drafts/later.md": None, "_posts/2024-01-01-later.md": post("draftfile")})


def page_traps():
    for kind, line in {"draftkey": "draft: true\n", "unpublished": "published: false\n", "future": "date: 2999-01-01\n"}.items():
        for number, where in enumerate(("_posts/2024-02-0{}-{}.md", "notes{}/{}.md")):
            name, this = where.format(number + 1, kind), kind + "ab"[number]
            if kind == "future" and number:
                continue
            yield Trap(this, {name: post(this, line)}, {name: post(this)})
    # Broken from the start: it may have said `published: false` further down.
    yield Trap("indented", {"_posts/2024-03-01-indented.md": f"---\n  title: x\npublished: false\n---\n{word('indented')}\n"},
               {"_posts/2024-03-01-indented.md": f"---\ntitle: x\n---\n{word('indented')}\n"})
    yield Trap("bom", {"_posts/2024-03-02-bom.md": f"\ufeff---\npublished: false\n---\n{word('bom')}\n"},
               {"_posts/2024-03-02-bom.md": f"\ufeff---\ntitle: x\n---\n{word('bom')}\n"})


def link_traps():
    link = pathlib.PurePath
    yield Trap("linkenv", {".secrets": word("linkenv"), "link.txt": link(".secrets")}, {"link.txt": word("linkenv")})
    yield Trap("linkdraft", {"_drafts/linked.md": post("linkdraft"), "link.md": link("_drafts/linked.md")}, {"link.md": post("linkdraft")})
    yield Trap("linkfolder", {"_hidden/a.txt": word("linkfolder"), "shown": link("_hidden")}, {"shown": None, "shown/a.txt": word("linkfolder")})
    yield Trap("linkchain", {"_deep/b.txt": word("linkchain"), "one": link("two"), "two": link("three"), "three": link("_deep/b.txt")},
               {"one": word("linkchain")})
    yield Trap("linkup", {"_up/c.txt": word("linkup"), "x/y": link("../_up")}, {"x/y": None, "x/y/c.txt": word("linkup")})
    yield Trap("linkkey", {"_keys/k.pem": key_files()["pkcs8.pem"], "k.pem": link("_keys/k.pem")}, {"k.md": b"    " + telling(key_files()["pkcs8.pem"])},
               secret=telling(key_files()["pkcs8.pem"]))
    yield Trap("linkexcluded", {"plans/d.txt": word("linkexcluded"), "d.txt": link("plans/d.txt")}, {"d.txt": word("linkexcluded")},
               config=EXCLUDE)


def server_traps():
    """The server's own files, where the configuration puts them into the capsule."""
    lines = f'127.0.0.0 - - "GET {word("log")}"\n'
    yield Trap("log", {"access.log.1": lines, "access.log-20240101": lines, "access.log.old": lines}, {"old-log.txt": lines})
    yield Trap("gzlog", {"access.log.2.gz": gzip.compress(lines.encode(), mtime=1)}, {"x.gz": gzip.compress(lines.encode(), mtime=1)},
               secret=gzip.compress(lines.encode(), mtime=1)[12:])
    yield Trap("configuration", {}, {"configuration.txt": f"# {word('configuration')}\n"})


def restricted_traps():
    yield Trap("restricted", {"private/a.txt": word("restricted"), "private/page.md": post("restricted")}, {"public.txt": word("restricted")})
    yield Trap("linkrestricted", {"private/b.txt": word("linkrestricted"), "b.txt": pathlib.PurePath("private/b.txt"),
                                  "folder": pathlib.PurePath("private")}, {"b.txt": word("linkrestricted")})


def all_traps():
    found = [*key_traps(), *text_traps(), *page_traps(), *link_traps(), *server_traps(), *restricted_traps()]
    for trap in found:
        trap.secret = trap.secret or word(trap.kind).encode()
    assert len({trap.kind for trap in found}) == len(found)
    return found


def write(folder, traps, opened=()):
    """A capsule at FOLDER with all TRAPS, those of the kinds in OPENED open."""
    splash.write_capsule(folder, {"index.md": "# Home\n", "_posts/2024-01-02-plain.md": "---\ntitle: Plain\n---\nNothing here.\n"})
    config = CONFIG
    for trap in traps:
        is_open = trap.kind in opened
        config += trap.config if trap.config not in config else ""
        for name, content in trap.files(is_open).items():
            place(folder / name, content)
        for name, mode in trap.modes.items():
            if (folder / name).exists():
                (folder / name).chmod(mode)
    (folder / "_config.yml").write_text(config)
    return folder


def place(path, content):
    if path.is_symlink() or path.is_file():
        path.unlink()
    if content is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, pathlib.PurePath):
        path.symlink_to(content)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
