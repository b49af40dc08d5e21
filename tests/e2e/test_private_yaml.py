"""A YAML file that has more than a parser reads is never half obeyed: it is an error with its line, what was good stays, and a host whose
_config.yml is in error is refused to everybody until it is mended."""
import json
import os
import signal

import pytest

import splash
from splash import eventually, gemini

BOM = b"\xef\xbb\xbf"
SECRET = b"mellon-4711"
GOOD, BAD = "good.example", "bad.example"
CONFIG = b"title: Moria\nexclude: [secret.txt, vault]\nsplashdown: {listing: true}\n"

WHOLE = {
    "bom": BOM + CONFIG,
    "bom and marker": BOM + b"---\n" + CONFIG,
    "two boms": BOM + BOM + CONFIG,
    "crlf": CONFIG.replace(b"\n", b"\r\n"),
    "bom and crlf": BOM + CONFIG.replace(b"\n", b"\r\n"),
    "cr": CONFIG.replace(b"\n", b"\r"),
    "all indented": b"".join(b"  " + line + b"\n" for line in CONFIG.splitlines()),
    "marker at the end": CONFIG + b"---\n",
    "only comments behind the end": b"---\n" + CONFIG + b"...\n# nothing\n\n---\n---\n",
    "directive": b"%YAML 1.1\n---\n" + CONFIG,
}

HALF = {
    "indented first key": (b"  " + CONFIG, 2, "indented less than the first key in line 1"),
    "bom and indented": (BOM + b" " + CONFIG, 2, "indented less than the first key in line 1"),
    "second document": (CONFIG.replace(b"\nexclude", b"\n---\nexclude"), 2, "second document"),
    "dots in the middle": (CONFIG.replace(b"\nexclude", b"\n...\nexclude"), 2, '"..." ends the document'),
    "empty first document": (b"---\n# c\n---\n" + CONFIG, 3, "second document"),
    "flow and more": (b"{title: Moria}\n" + CONFIG[14:], 2, "ended above"),
    "joined files": (b"words:\n" + BOM + CONFIG, 2, "byte order mark"),
    "zero byte": (CONFIG.replace(b"\nexclude", b"\n\0\nexclude"), 2, "bytes that YAML does not allow"),
    "utf-16": (CONFIG.decode().encode("utf-16"), 1, "UTF-16"),
    "no blank behind the colon": (b"exclude:[secret.txt,vault]\n", 1, "with a space after the colon"),
    "list": (b"- exclude: [secret.txt, vault]\n", 1, "is not a list of"),
}
SILENT_IN_JEKYLL = {"indented first key", "bom and indented", "second document", "dots in the middle", "empty first document",
                    "flow and more"}

PATHS = ["/", "", "/posts/", "/2024/05/01/moon.gmi", "/2024/05/01/moon", "/2024/05/01/moon.txt", "/atom.xml", "/robots.txt", "/favicon.txt",
         "/search", "/search?moon", "/secret.txt", "/vault/", "/vault/a.txt", "/open.txt", "/caps.txt", "/tags/", "/_config.yml", "/nothing",
         "/%2e%2e/x", "/private/", "URL:https://example.org/"]


def files(config=CONFIG):
    return {"_config.yml": config, "secret.txt": SECRET, "vault/a.txt": SECRET, "open.txt": "open\n",
            "favicon.txt": "X", "_posts/2024-05-01-moon.md": "---\ntitle: Moon\ntags: [t]\n---\nmoon\n"}


def two_hosts(actor, bad=HALF["indented first key"][0], more=""):
    good = actor.capsule({"_config.yml": "title: Good\n", "open.txt": "fine\n"}, "good")
    broken = actor.capsule(files(bad), "bad")
    config = (f"hosts:\n  - {{name: {GOOD}, capsule: {good}}}\n"
              f"  - {{name: {BAD}, capsule: {broken}, restricted: {{/private/: [any]}}}}\ndefault_host: {BAD}\n"
              f"status: {actor.folder}/status.sock\n{more}")
    return broken, config


def replace(actor, path, content):
    """Writes as editors do."""
    new = path.with_name(path.name + "~")
    new.write_bytes(content)
    actor.give(new)
    os.rename(new, path)


def get(server, path, host):
    return gemini(server.gemini, server.url(path, host), sni=host)


def status_of(server, host, path="/open.txt"):
    return get(server, path, host).status


def code_of(server):
    """The exit code of a refused start."""
    try:
        return server.process.wait(splash.PATIENCE)
    finally:
        server.stop()


def is_refused(raw):
    return raw.startswith(b"3") and raw.endswith(b"\r\n.\r\n") and b"error.host" in raw


def assert_all_refused(server, host=BAD):
    for path in PATHS:
        if path.startswith("/") or not path:
            answer = get(server, path, host)
            assert answer.status == 42, (path, answer)
            assert not answer.body and b"Moria" not in answer.header
        raw = server.select(path)
        assert is_refused(raw), (path, raw)
    for line in (b"/search\tmoon\r\n", b"\r\n", b"/\t+\r\n"):
        assert is_refused(server.select(line)), line


def host_of(form):
    return form.replace(" ", "-") + ".example"


def hosts_of(actor, forms):
    """One host for each of {form: bytes of its _config.yml}, and the configuration that names them."""
    capsules = {form: actor.capsule(files(content), host_of(form)) for form, content in forms.items()}
    lines = [f"  - {{name: {host_of(form)}, capsule: {capsule}, restricted: {{/private/: [any]}}}}"
             for form, capsule in capsules.items()]
    return capsules, "hosts:\n" + "\n".join(lines) + f"\ndefault_host: {host_of(next(iter(forms)))}\n"


def test_a_whole_file_is_obeyed(actor):
    capsules, config = hosts_of(actor, WHOLE)
    with actor.serve(None, config=config, workers=1) as server:
        for form in WHOLE:
            host = host_of(form)
            assert "Moria" in get(server, "/", host).text, form
            assert status_of(server, host) == 20
            for path in ("/secret.txt", "/vault/", "/vault/a.txt"):
                assert status_of(server, host, path) == 51, form
        for path in ("/secret.txt", "/vault/", "/vault/a.txt"):
            assert is_refused(server.select(path))
        code, out, errors = actor.run("check", "-c", server.scratch / "splashdown.yml")
        assert code == 0, (out, errors)


@pytest.mark.parametrize("form", ["indented first key", "utf-16", "list"])
def test_the_commands_name_the_line_and_do_nothing(actor, form):
    content, line, words = HALF[form]
    capsule = actor.capsule(files(content))
    place = f"_config.yml:{line}: "
    output, feed = actor.folder / "out", actor.folder / "atom.xml"
    for command in (["list", capsule], ["export", "--to", "gemini", "--output", output, capsule],
                    ["export", "--to", "gopher", "--output", output, capsule],
                    ["render", "--to", "gemtext", capsule / "_posts/2024-05-01-moon.md"]):
        code, out, errors = actor.run(*command)
        assert code == 1 and not out and place in errors and words in errors, (command, out, errors)
        assert "Jekyll" not in errors
    assert not output.exists() or not list(output.iterdir())
    code, out, errors = actor.run("--output", feed, capsule, program="splashdown-feed")
    assert code == 1 and not out and place in errors and not feed.exists()


def test_check_names_the_line_and_says_what_jekyll_does(actor):
    _, config = hosts_of(actor, {form: content for form, (content, _, _) in HALF.items()})
    path = actor.folder / "splashdown.yml"
    path.write_text(config)
    code, out, _ = actor.run("check", "-c", path)
    lines = out.decode().splitlines()
    assert code == 1
    for form, (_, line, words) in HALF.items():
        place = f"/{host_of(form)}/_config.yml:{line}: "
        assert any(place + "error: " in found and words in found for found in lines), (form, lines)
        silent = [found for found in lines if f"/{host_of(form)}/" in found and "Jekyll silently stops reading here" in found]
        assert bool(silent) == (form in SILENT_IN_JEKYLL), form
        assert all(place + "note: " in found for found in silent)


def test_only_its_own_host_is_refused_until_it_is_mended(actor):
    forms = {"good": CONFIG, **{form: content for form, (content, _, _) in HALF.items()}}
    capsules, config = hosts_of(actor, forms)
    config = config.replace("default_host: good", "default_host: list")
    with actor.serve(None, config=config, workers=2) as server:
        for form, (_, line, words) in HALF.items():
            assert f"_config.yml:{line}: " in server.said() and words in server.said(), form
            assert server.said().count(f"{host_of(form)} is not served until this is fixed") == 1
            for path in ("/", "/open.txt", "/secret.txt", "/atom.xml", "/private/"):
                assert status_of(server, host_of(form), path) == 42, (form, path)
        assert_all_refused(server, "list.example")
        assert status_of(server, host_of("good")) == 20
        said = server.said()
        workers = set(server.workers())
        for form in HALF:
            replace(actor, capsules[form] / "_config.yml", CONFIG)
        for form in HALF:
            eventually(lambda: all(status_of(server, host_of(form)) == 20 for _ in range(8)), f"{form} is served")
            assert status_of(server, host_of(form), "/secret.txt") == 51
            assert f"the capsule of {host_of(form)} is fixed, and served" in server.said()
        eventually(lambda: not is_refused(server.select("/open.txt")), "the host is served on Gopher")
        assert is_refused(server.select("/secret.txt"))
        assert set(server.workers()) == workers
        assert "_config.yml:" not in server.said()[len(said):]


def test_status_names_the_host(actor):
    capsule, config = two_hosts(actor)
    with actor.serve(None, config=config, workers=1) as server:
        ask = lambda *flags: actor.run("status", "-c", server.scratch / "splashdown.yml", *flags)[1].decode()
        assert f"{BAD}: not served until its _config.yml is fixed" in ask()
        assert {h["name"]: h["served"] for h in json.loads(ask("--format", "json"))["hosts"]} == {GOOD: True, BAD: False}
        metrics = ask("--format", "prometheus")
        assert f'splashdown_host_served{{host="{BAD}"}} 0\n' in metrics
        assert f'splashdown_host_served{{host="{GOOD}"}} 1\n' in metrics
        replace(actor, capsule / "_config.yml", CONFIG)
        eventually(lambda: f"{BAD}: 1 post" in ask(), "the host is served")


def test_without_a_configuration_file_the_start_is_refused(actor):
    capsule = actor.capsule(files(HALF["second document"][0]))
    server = actor.serve(capsule, ready=False)
    assert code_of(server) == 1
    assert "_config.yml:2: " in server.said() and "second document" in server.said()
    assert "ready\n" not in server.said()


@pytest.mark.parametrize("form", ["indented first key", "list"])
def test_an_edit_and_a_reload_keep_what_was_good(actor, form):
    content, line, words = HALF[form]
    capsule, config = two_hosts(actor, CONFIG)
    with actor.serve(None, config=config, workers=2) as server:
        assert status_of(server, BAD) == 20
        workers = set(server.workers())
        replace(actor, capsule / "_config.yml", content)
        eventually(lambda: words in server.said(), "the error is told")
        for _ in range(2):
            refusals = server.said().count("nothing has changed")
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda: server.said().count("nothing has changed") > refusals, "the reload is refused")
        assert set(server.workers()) == workers
        for _ in range(8):
            assert status_of(server, BAD) == 20
            assert status_of(server, BAD, "/secret.txt") == 51
        assert "Moria" in get(server, "/", BAD).text
        assert server.said().count("stays as it was") == 1
        replace(actor, capsule / "_config.yml", CONFIG.replace(b"Moria", b"Khazad"))
        eventually(lambda: "Khazad" in get(server, "/", BAD).text, "the mended file")
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in server.said(), "the next generation")
        assert "Khazad" in get(server, "/", BAD).text


def test_what_was_broken_before_does_not_block_a_reload(actor):
    capsule, config = two_hosts(actor)
    with actor.serve(None, config=config, workers=2) as server:
        path = server.scratch / "splashdown.yml"
        for count in (1, 2):
            path.write_text(config + f"limits: {{burst: {60 + count}}}\n")
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda: server.said().count("new workers serve") == count, "the next generation")
            eventually(lambda: len(server.workers()) == 2, "the last one has left")
            assert status_of(server, GOOD) == 20
            assert_all_refused(server)
        # Mended meanwhile, it is what a reload may not take away.
        replace(actor, capsule / "_config.yml", CONFIG)
        eventually(lambda: all(status_of(server, BAD) == 20 for _ in range(8)), "the host is served")
        replace(actor, capsule / "_config.yml", HALF["list"][0])
        eventually(lambda: "stays as it was" in server.said(), "the error is told")
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "nothing has changed" in server.said(), "the reload is refused")
        assert status_of(server, BAD) == 20
        # Another name for the same folder is no way round.
        path.write_text(config.replace(BAD, "worse.example"))
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: server.said().count("nothing has changed") == 2, "the reload is refused")
        assert status_of(server, BAD) == 20


def test_a_new_host_in_error_joins_the_others(actor):
    _, config = two_hosts(actor, CONFIG)
    third = actor.capsule(files(HALF["second document"][0]), "third")
    with actor.serve(None, config=config, workers=1) as server:
        added = config.replace("default_host", f"  - {{name: third.example, capsule: {third}}}\ndefault_host")
        (server.scratch / "splashdown.yml").write_text(added)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in server.said(), "the next generation")
        eventually(lambda: status_of(server, "third.example") == 42, "the new host is refused")
        assert status_of(server, BAD) == 20 and status_of(server, GOOD) == 20


def test_who_takes_a_dead_workers_place_refuses_that_host_alone(actor):
    capsule, config = two_hosts(actor, CONFIG)
    with actor.serve(None, config=config, workers=1) as server:
        replace(actor, capsule / "_config.yml", HALF["second document"][0])
        eventually(lambda: "stays as it was" in server.said(), "the error is told")
        for deaths in (1, 2):
            before = server.workers()
            os.kill(before[0], signal.SIGKILL)
            eventually(lambda: (now := server.workers()) and now != before, "another worker")
            assert_all_refused(server)
            assert status_of(server, GOOD) == 20
        assert server.said().count(f"a new worker cannot serve {BAD} until this is fixed") == 1
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in server.said(), "nobody serves it, so nothing is taken away")
        eventually(lambda: len(server.workers()) == 1, "the last one has left")
        assert_all_refused(server)
        replace(actor, capsule / "_config.yml", CONFIG)
        eventually(lambda: status_of(server, BAD) == 20, "the host is served")


def test_a_configuration_that_cannot_be_read_is_no_empty_one(actor):
    capsule, config = two_hosts(actor, CONFIG)
    os.rename(capsule / "_config.yml", actor.folder / "elsewhere.yml")
    os.symlink("../elsewhere.yml", capsule / "_config.yml")
    with actor.serve(None, config=config, workers=1) as server:
        assert "_config.yml" in server.said() and "cannot be read" in server.said()
        assert_all_refused(server)
        os.unlink(capsule / "_config.yml")
        replace(actor, capsule / "_config.yml", CONFIG)
        eventually(lambda: status_of(server, BAD) == 20, "the host is served")
        os.unlink(capsule / "_config.yml")
        os.symlink("nowhere.yml", capsule / "_config.yml")
        eventually(lambda: "stays as it was" in server.said(), "the error is told")
        assert status_of(server, BAD, "/secret.txt") == 51


@pytest.mark.parametrize("form", ["indented", "second", "dots"])
def test_half_a_server_configuration_starts_nothing_and_changes_nothing(actor, form):
    capsule, config = two_hosts(actor, CONFIG)
    half = {"indented": "  " + config, "second": config.replace("\ndefault_host", "\n---\ndefault_host"),
            "dots": config.replace("\ndefault_host", "\n...\ndefault_host")}[form]
    server = actor.serve(None, config=half, ready=False)
    assert code_of(server) == 1
    assert "splashdown.yml:" in server.said() and "not read" in server.said()
    code, out, errors = actor.run("check", "-c", server.scratch / "splashdown.yml")
    assert code == 1 and "splashdown.yml:" in errors and "Jekyll" not in errors + out.decode()
    with actor.serve(None, config=config, workers=1) as server:
        assert status_of(server, BAD, "/private/") == 60
        (server.scratch / "splashdown.yml").write_text(half)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "nothing has changed" in server.said(), "the reload is refused")
        assert status_of(server, BAD, "/private/") == 60
        (server.scratch / "splashdown.yml").write_bytes(BOM + config.encode())
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: "new workers serve" in server.said(), "the next generation")
        assert status_of(server, BAD, "/private/") == 60


FRONT = b"title: Moon\npublished: false\ntags: [hidden-tag]\n"
BODY = b"---\n" + SECRET + b"\n"
FRONT_WHOLE = {
    "plain": b"---\n" + FRONT + BODY, "bom": BOM + b"---\n" + FRONT + BODY, "two boms": BOM + BOM + b"---\n" + FRONT + BODY,
    "inner bom": b"---\n" + BOM + FRONT + BODY, "cr": (b"---\n" + FRONT + BODY).replace(b"\n", b"\r"),
    "crlf": BOM + (b"---\n" + FRONT + BODY).replace(b"\n", b"\r\n"), "dots": b"---\n" + FRONT + b"...\n" + SECRET,
}
FRONT_HALF = {
    "indented": (b"---\n  " + FRONT + BODY, 3), "bom and indented": (BOM + b"---\n " + FRONT + BODY, 3),
    "second document": (b"---\n" + FRONT.replace(b"\np", b"\n--- # c\np") + BODY, 3),
    "dots with a comment": (b"---\n" + FRONT.replace(b"\np", b"\n... # c\np") + BODY, 3),
    "utf-16": ((b"---\n" + FRONT + BODY).decode().encode("utf-16"), 1),
    "utf-16 without a mark": ((b"---\n" + FRONT + BODY).decode().encode("utf-16-be"), 1),
    "no blank behind the colon": (b"---\npublished:false\n" + BODY, 2),
}


FRONT_ALL = {form: (content, 0) for form, content in FRONT_WHOLE.items()} | FRONT_HALF
NAMES = ("_posts/2024-05-01-%s.md", "%s-page.md", "%s-text.gmi", "%s-raw.html", "_notes/%s.md")
ADDRESSES = ("/2024/05/01/%s.gmi", "/2024/05/01/%s", "/2024/05/01/%s.txt", "/%s-page.gmi", "/%s-page", "/%s-page.txt", "/%s-page.md",
             "/%s-text.gmi", "/%s-text", "/%s-raw.html", "/%s-raw", "/%s-raw.gmi", "/_notes/%s.md", "/notes/%s.gmi")


def test_what_front_matter_hides_is_hidden(actor):
    sources = {name % form.replace(" ", "-"): content for form, (content, _) in FRONT_ALL.items() for name in NAMES}
    notes = "---\ntitle: N\n---\n{% for n in site.notes %}[{{ n.title }}{{ n.content }}]{% endfor %}\n"
    capsule = actor.capsule({"_config.yml": "collections: [notes]\n", "notes.md": notes, **sources})
    code, out, _ = actor.run("check", capsule)
    errors = [line for line in out.decode().splitlines() if ": error: " in line]
    for form, (_, line) in FRONT_HALF.items():
        for name in NAMES:
            assert len([e for e in errors if e.startswith(f"{name % form.replace(' ', '-')}:{line}: ")]) == 1, (form, name, errors)
    assert code == 1 and len(errors) == len(NAMES) * len(FRONT_HALF), errors
    listed = json.loads(actor.run("list", "--format", "json", capsule)[1])
    assert [page["source"] for page in listed] == ["notes.md"]
    with actor.serve(capsule, workers=1) as server:
        fixed = ["/", "/posts/", "/atom.xml", "/tags/", "/tag/hidden-tag/", "/search?mellon", "/notes.gmi", "/notes"]
        for path in fixed + [address % form.replace(" ", "-") for form in FRONT_ALL for address in ADDRESSES]:
            assert SECRET not in server.get(path).raw, path
            assert SECRET not in server.select(path), path
        assert SECRET not in server.select(b"/search\tmellon\r\n")
        assert server.get("/notes.gmi").status == 20
        for form, (_, line) in FRONT_HALF.items():
            assert server.said().count(f"splashdown: {form.replace(' ', '-')}-page.md:{line}: ") == 1, form


def test_a_page_keeps_its_last_good_metadata(actor):
    names = {form: f"{form.replace(' ', '-')}.md" for form in FRONT_HALF}
    capsule = actor.capsule({name: "---\ntitle: Old\n---\nold words\n" for name in names.values()})
    with actor.serve(capsule, workers=1) as server:
        for form, name in names.items():
            replace(actor, capsule / name, FRONT_HALF[form][0])
        for form, name in names.items():
            eventually(lambda: f"{name}:" in server.said(), "the error is told")
            answer = server.get(f"/{name[:-3]}.gmi")
            if form.startswith("utf-16"):
                assert answer.status == 42, form
            else:
                assert "# Old" in answer.text, form


def test_data_files(actor):
    endings = ["yml", "yaml", "json"]
    page = "---\ntitle: P\n---\n" + "".join(f"[{{{{ site.data.{e}.name }}}}][{{{{ site.data.{e}.role }}}}]\n" for e in endings)
    whole, half = BOM + b'{"name": "Gimli",\n "role": "axe"}\n', b"  name: Gimli\nrole: axe\n"
    capsule = actor.capsule({"page.md": page, **{f"_data/{e}.{e}": whole for e in endings}})
    with actor.serve(capsule, workers=1) as server:
        assert server.get("/page.gmi").text.count("[Gimli][axe]") == 3
        for e in endings:
            replace(actor, capsule / f"_data/{e}.{e}", half)
            eventually(lambda: f"_data/{e}.{e}:2: this line is indented less" in server.said(), "the error is told")
        eventually(lambda: server.get("/page.gmi").text.count("[][]") == 3, "nothing of the files")
    code, out, _ = actor.run("check", capsule)
    assert code == 1 and all(f"_data/{e}.{e}:2: error: ".encode() in out for e in endings)


def test_authors(actor):
    post = "---\nauthor: g\n---\nx\n"
    authors = BOM + b"g:\n  name: Gimli\n"
    capsule = actor.capsule({"_posts/2024-05-01-moon.md": post, "_data/authors.yml": authors})
    assert b"Gimli" in actor.run(capsule, program="splashdown-feed")[1]
    (capsule / "_data/authors.yml").write_bytes(b" a: 1\n" + authors[3:])
    code, out, _ = actor.run("check", capsule)
    assert code == 1 and out.count(b"_data/authors.yml:2: error: ") >= 1
