"""Programs that other servers run are not shown as files here, unless the author names them; other programs are files, and
check warns."""
import os

import pytest

from test_private_keys import Unseen, exported

SCRIPT = "#!/bin/sh\nPASSWORD=SECRET\n"
CAPSULE = {
    "_config.yml": "title: Blog\nsplashdown:\n  listing: true\n",
    "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nWords.\n",
    "cgi-bin/guestbook": SCRIPT,
    "cgi-bin/readme.md": "---\ntitle: How\n---\nSECRET\n",
    "cgi-bin/deep/inner.txt": "SECRET\n",
    "tools/CGI-Bin/x": SCRIPT,
    "tools/hello.cgi": SCRIPT,
    "tools/hello.CGI": SCRIPT,
    "tools/hello.fcgi": SCRIPT,
    "tools/install": "#!/bin/sh\necho a script to download\n",
    "tools/plain.sh": "#!/bin/sh\necho not executable\n",
    "pictures/sea.txt": "a picture, almost\n",
}
NEVER = ["cgi-bin/guestbook", "cgi-bin/readme.md", "cgi-bin/deep/inner.txt", "tools/CGI-Bin/x", "tools/hello.cgi", "tools/hello.CGI",
         "tools/hello.fcgi"]


def scripts(actor, files):
    blog = actor.capsule(files)
    for path in blog.rglob("*"):
        if path.is_file() and path.read_bytes().startswith(b"#!") and path.suffix != ".sh":
            os.chmod(path, 0o755)
    return blog


def test_scripts_are_served_on_no_way(actor):
    blog = scripts(actor, CAPSULE)
    with actor.serve(blog) as server:
        unseen = Unseen(server, [b"SECRET"])
        for path in NEVER:
            unseen.absent(path)
        for folder in ("cgi-bin", "tools/CGI-Bin", "cgi-bin/deep"):
            assert server.get(f"/{folder}/").status == 51 and server.get(f"/{folder}").status == 51, folder
        unseen.unlisted("tools", "hello")
        unseen.unlisted("tools", "CGI-Bin")
        unseen.unfound("guestbook")
        assert server.get("/tools/install").body == CAPSULE["tools/install"].encode()
        assert server.get("/tools/plain.sh").status == 20
    for name, content in exported(actor, blog).items():
        assert b"SECRET" not in content and "cgi" not in name.lower(), name
    assert b"cgi" not in actor.run("list", blog)[1]
    code, out, _ = actor.run("check", blog)
    text = out.decode()
    assert code == 0 and "tools/install: warning: a program" in text.replace(":0:", ":"), text
    assert "plain.sh" not in text and "SECRET" not in text


@pytest.mark.parametrize("include, shown", [
    ("[cgi-bin]", ["cgi-bin/guestbook", "cgi-bin/deep/inner.txt"]),
    ("[cgi-bin/guestbook]", ["cgi-bin/guestbook"]),
    ("[/cgi-bin/deep/]", ["cgi-bin/deep/inner.txt"]),
    ("[hello.cgi]", ["tools/hello.cgi"]),
    ("['*.fcgi']", ["tools/hello.fcgi"]),
    ("[tools, .well-known]", []),
    ("[tools/CGI-Bin]", ["tools/CGI-Bin/x"]),
])
def test_include_names_one_on_purpose(actor, include, shown):
    blog = scripts(actor, CAPSULE | {"_config.yml": f"{CAPSULE['_config.yml']}include: {include}\n"})
    with actor.serve(blog) as server:
        for path in NEVER:
            if not path.endswith(".md"):
                status = server.get(f"/{path}").status
                assert status == (20 if path in shown else 51), (path, status)
