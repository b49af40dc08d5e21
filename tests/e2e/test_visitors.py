"""G18: what only some visitors may see, by their certificates: restricted folders of a host, and drafts for its editors."""
import hashlib
import ssl

import pytest

import splash
from splash import eventually, gemini

SECRET = "Nobody else reads this."
CAPSULE = {
    "_config.yml": "title: Club\nsplashdown: { listing: true }\n",
    "open.md": "---\ntitle: Open\n---\nSee [the cellar](/private/cellar.md).\n",
    "_posts/2024-05-01-first.md": "---\ntitle: First\ntags: [night]\n---\none\n",
    "_posts/2024-05-02-hidden.md": f"---\ntitle: Hidden\ntags: [night, secret]\npermalink: /private/hidden.html\nredirect_from: /old/hidden\n---\n{SECRET}\n",
    "_posts/2024-05-03-third.md": "---\ntitle: Third\ntags: [night]\n---\nthree\n",
    "private/_posts/2024-05-04-inside.md": f"---\ntitle: Inside\n---\n{SECRET}\n",
    "private/cellar.md": f"---\ntitle: Cellar\n---\n{SECRET}\n",
    "private/elsewhere.md": f"---\ntitle: Elsewhere\npermalink: /elsewhere/\n---\n{SECRET}\n",
    "private/list.txt": f"{SECRET}\n",
    "private/family/photo.txt": f"{SECRET} Family.\n",
    "private/gophermap": f"i{SECRET}\n",
    "notes/plain.txt": "text\n",
    "notes/inner/deep.txt": f"{SECRET}\n",
    "_drafts/later.md": f"---\ntitle: Later\ntags: [night]\n---\n{SECRET}\n",
    "_drafts/taken.md": f"---\ntitle: Taken\npermalink: /open/\n---\n{SECRET}\n",
}
RESTRICTED = ["/private/", "/private", "/private/cellar.gmi", "/private/cellar", "/private/cellar.md", "/private/cellar.html", "/private/cellar/",
              "/private/hidden.gmi", "/private/hidden", "/private/hidden.html", "/old/hidden", "/private/list.txt", "/elsewhere/", "/elsewhere",
              "/private/elsewhere.md", "/private/2024/05/04/inside.gmi", "/private/nothing", "/private/family/photo.txt", "/notes/inner/deep.txt",
              "/notes/inner", "/%70rivate/list.txt", "/private%2flist.txt", "/x/../private/list.txt", "/./private/./list.txt", "/private/./x/../list.txt",
              "/private/_posts/2024-05-04-inside.md"]
PUBLIC = ["/", "/posts/", "/tags/", "/tag/night/", "/tag/night/atom.xml", "/2024/", "/atom.xml", "/open.gmi", "/notes/", "/2024/05/01/first.gmi",
          "/2024/05/03/third.gmi", "/robots.txt"]


class Club:
    """A server with a restricted host, and the visitors who come to it."""

    def __init__(self, scratch):
        self.visitors = {name: splash.client_certificate(scratch, name) for name in ("ana", "ben", "eve")}
        self.visitors["old"] = dated(scratch, "old", "20200101000000Z", "20210101000000Z")
        self.visitors["early"] = dated(scratch, "early", "20900101000000Z", "20910101000000Z")
        self.folder = splash.write_capsule(scratch / "capsule", CAPSULE)
        config = ("hosts:\n- name: localhost\n  capsule: capsule\n  restricted:\n"
                  f"    /private/: [any]\n    /private/family/: ['SHA256:{self.fingerprint('ana')}']\n    /notes/%69nner/: [{self.colons('ana')}]\n"
                  f"  editors: ['SHA256:{self.fingerprint('ben').upper()}', {self.fingerprint('old')}]\n"
                  "- { name: other.example, capsule: capsule }\n")
        self.server = splash.Server(None, scratch, config=config)

    def fingerprint(self, name):
        return self.visitors[name][1]

    def colons(self, name):
        hexes = self.fingerprint(name)
        return '"' + ":".join(hexes[i:i + 2] for i in range(0, len(hexes), 2)) + '"'

    def get(self, path, visitor=None, host="localhost", version=None):
        context = splash.tls_context(version, version, certificate=self.visitors[visitor][0] if visitor else None)
        return gemini(self.server.gemini, self.server.url(path, host), sni=host, context=context)


def dated(folder, name, start, end):
    """A certificate of another time: OpenSSL's req cannot make one, its ca can."""
    key, request, crt = folder / f"{name}.key", folder / f"{name}.csr", folder / f"{name}.crt"
    splash.openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}", "-keyout", key, "-out", request)
    (folder / "index.txt").write_text("")
    (folder / "ca.cnf").write_text(f"[ca]\ndefault_ca=c\n[c]\ndatabase={folder}/index.txt\nnew_certs_dir={folder}\nserial={folder}/serial\npolicy=p\n"
                                   "default_md=sha256\n[p]\ncommonName=supplied\n")
    said = splash.openssl("ca", "-batch", "-selfsign", "-config", folder / "ca.cnf", "-create_serial", "-keyfile", key, "-in", request, "-out", crt, "-notext",
                          "-startdate", start, "-enddate", end)
    assert crt.exists(), said
    return (str(crt), str(key)), hashlib.sha256(ssl.PEM_cert_to_DER_cert(crt.read_text())).hexdigest()


@pytest.fixture(scope="module")
def club(tmp_path_factory):
    club = Club(tmp_path_factory.mktemp("club"))
    with club.server:
        yield club


@pytest.mark.parametrize("path", RESTRICTED)
def test_G18_60_without_a_certificate_whether_it_exists_or_not(club, path):
    answer = club.get(path)
    assert answer.status == 60 and answer.closed_cleanly and answer.body == b"" and answer.well_formed, answer


def test_the_source_of_a_restricted_post_is_no_address(club):
    for visitor in (None, *sorted(club.visitors)):
        assert club.get("/_posts/2024-05-02-hidden.md", visitor).raw == club.get("/nowhere.md", visitor).raw == b"51 Not found; try /search\r\n", visitor


@pytest.mark.parametrize("visitor", ["old", "early"])
@pytest.mark.parametrize("path", RESTRICTED)
def test_G18_62_with_one_that_has_expired_or_is_not_valid_yet(club, path, visitor):
    answer = club.get(path, visitor)
    assert answer.status == 62 and answer.closed_cleanly and answer.body == b"" and answer.well_formed, answer


def test_G18_60_without_sni_when_the_url_names_a_restricted_host(tmp_path):
    """No certificate was asked for in that handshake, which was for the default host."""
    splash.write_capsule(tmp_path / "open", {"index.gmi": "# Open\n"})
    splash.write_capsule(tmp_path / "closed", {"index.gmi": f"# Closed\n{SECRET}\n", "open.gmi": "# Open there\n"})
    pem, _ = splash.client_certificate(tmp_path, "ana")
    config = "hosts:\n- { name: open.example, capsule: open }\n- { name: closed.example, capsule: closed, restricted: { /: [any] } }\n"
    with splash.Server(None, tmp_path, config=config) as server:
        ana = splash.tls_context(certificate=pem)
        for path in ("/", "/open.gmi", "/none"):
            for sni, context in ((None, None), (None, ana), ("closed.example", None), ("127.0.0.1", ana)):
                answer = gemini(server.gemini, server.url(path, "closed.example"), sni=sni, context=context)
                assert (answer.status, answer.body, answer.closed_cleanly) == (60, b"", True), (path, sni, answer)
        assert SECRET in gemini(server.gemini, server.url("/", "closed.example"), sni="closed.example", context=ana).text
        assert gemini(server.gemini, server.url("/", "open.example"), sni=None, context=ana).status == 20
    with splash.Server(None, tmp_path, config=config + "default_host: closed.example\n") as server:
        assert gemini(server.gemini, server.url("/", "closed.example"), sni=None).status == 60
        assert SECRET in gemini(server.gemini, server.url("/", "closed.example"), sni=None, context=ana).text, "the default host asks"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_G18_any_certificate_opens_what_is_open_to_any(club, version):
    for path in ("/private/cellar.gmi", "/private/hidden.gmi", "/private/list.txt", "/elsewhere/", "/private/2024/05/04/inside.gmi", "/private/"):
        answer = club.get(path, "eve", version=version)
        assert answer.status == 20 and SECRET in answer.text, path
    for path, to in (("/private/cellar", "/private/cellar.gmi"), ("/old/hidden", "/private/hidden.gmi"), ("/elsewhere", "/elsewhere/")):
        assert (club.get(path, "eve").status, club.get(path, "eve").meta) == (31, to)
    assert club.get("/private/nothing", "eve").status == 51


def test_G18_a_listed_fingerprint_opens_its_folder_to_nobody_else(club):
    for path in ("/private/family/photo.txt", "/notes/inner/deep.txt", "/notes/inner/", "/private/family/"):
        assert club.get(path, "ana").status == 20, path
        assert club.get(path, "eve").status == 61, path
        assert club.get(path).status == 60, path
    assert "deep.txt" in club.get("/notes/inner/", "ana").text


def test_G18_everything_else_asks_for_nothing(club):
    for path in PUBLIC:
        assert club.get(path).status == 20, path
        assert club.get(path, "old").status == 20, path


def test_G18_what_is_restricted_stands_in_no_list_feed_or_neighbour(club):
    for path in PUBLIC:
        for visitor in (None, "eve", "ana"):
            text = club.get(path, visitor).body.decode()
            for word in (SECRET, "Hidden", "Inside", "Elsewhere", "hidden", "inside", "inner", "Later", "Taken", "secret"):
                assert word not in text, (path, visitor, word)
            assert path == "/open.gmi" or "cellar" not in text.lower(), path
    assert club.get("/tag/secret/").status == 51
    first = splash.links(club.get("/2024/05/01/first.gmi").text)
    assert ("/2024/05/03/third.gmi", "Next: Third") in first


def test_G18_what_is_restricted_is_not_on_gopher(club):
    for path in [p for p in RESTRICTED if "%" not in p or "2f" not in p] + ["private/list.txt", "/private/cellar.txt", "/private/hidden.txt", "/private/gophermap"]:
        answer = club.server.select(path)
        assert answer.startswith(b"3") and SECRET.encode() not in answer, path
    for path in ("", "/posts/", "/tag/night/", "/notes/", "/2024/05/01/first", "/2024/05/01/first.txt"):
        text = club.server.select(path).decode()
        for word in (SECRET, "Hidden", "Inside", "Elsewhere", "inner", "Later"):
            assert word not in text, (path, word)


def test_G18_a_restricted_page_does_not_lead_to_gopher(club):
    for path in ("/private/cellar.gmi", "/private/"):
        assert "gopher://" not in club.get(path, "eve").text
    assert "gopher://" in club.get("/open.gmi").text


def test_G18_a_certificate_is_asked_for_on_that_host_only(club):
    def is_asked(host):
        said = splash.openssl("s_client", "-connect", f"127.0.0.1:{club.server.gemini}", "-servername", host, "-msg")
        return "CertificateRequest" in said

    assert is_asked("localhost") and not is_asked("other.example")
    assert club.get("/private/list.txt", host="other.example").status == 20, "the other host restricts nothing"


def test_G18_what_is_restricted_is_not_found_by_its_words(club):
    assert "Open" in club.get("/search?cellar").text, "the public page that has the word"
    for visitor in (None, "eve", "ana", "ben"):
        for words in ("cellar", "hidden", "inside", "elsewhere", "nobody", "later", "taken"):
            text = club.get(f"/search?{words}", visitor).text
            assert SECRET not in text and "/private/" not in text and "/elsewhere" not in text, (visitor, words)
            assert not [label for _, label in splash.links(text) if label in ("Later", "Taken", "Hidden", "Inside")], (visitor, words)
    assert SECRET.encode() not in club.server.select("/search\tnobody")


def test_G18_what_is_restricted_is_not_exported(club, tmp_path):
    for to in ("gemini", "gopher"):
        code, out, err = splash.run("export", "--to", to, "--output", tmp_path / to, "-c", club.server.scratch / "splashdown.yml")
        assert code == 0, err
        files = {str(path.relative_to(tmp_path / to)): path.read_bytes() for path in (tmp_path / to).rglob("*") if path.is_file()}
        assert files and not [name for name in files if "private" in name or "inner" in name or "elsewhere" in name], files.keys()
        assert not [name for name, body in files.items() if SECRET.encode() in body]
    code, _, _ = splash.run("export", "--to", "gemini", "--output", tmp_path / "other", "-c", club.server.scratch / "splashdown.yml", "--host", "other.example")
    assert code == 0 and (tmp_path / "other" / "private" / "list.txt").exists(), "the other host restricts nothing"


# Certificates that are dear to check


def keyed(club, name, *kind):
    """A visitor with a key of this kind: (PEM paths, SHA-256 in hex)."""
    return splash.client_certificate(club.server.scratch, name, "-days", "30", key=kind)


def careless(version, *pem):
    """A client's context that sends whatever certificates are in the file."""
    context = splash.tls_context(version, version)
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    context.load_cert_chain(*pem)
    return context


def told(club, context):
    """The name of the alert that ends the connection of a client that requests a public page, or None."""
    try:
        with splash.tls_connect(club.server.gemini, context=context) as tls:
            tls.sendall(splash.request_line(club.server.url("/open.gmi")))
            while tls.recv(65536):
                pass
    except ssl.SSLError as error:
        return error.reason
    return None


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("kind", [("rsa:2048",), ("rsa:4096",), ("ec", "-pkeyopt", "ec_paramgen_curve:P-384"), ("ec", "-pkeyopt", "ec_paramgen_curve:P-521"),
                                  ("ed25519",), ("ed448",)], ids=lambda kind: kind[-1])
def test_G18_a_certificate_of_every_usual_kind_is_known(club, kind, version):
    pem, _ = keyed(club, "usual", *kind)
    assert told(club, careless(version, *pem)) is None
    answer = gemini(club.server.gemini, club.server.url("/private/list.txt"), context=careless(version, *pem))
    assert answer.status == 20 and SECRET in answer.text
    assert gemini(club.server.gemini, club.server.url("/private/family/photo.txt"), context=careless(version, *pem)).status == 61


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("kind", [("rsa:1024",), ("rsa:4160",), ("rsa:2048", "-pkeyopt", "rsa_keygen_pubexp:36893488147419103363"),
                                  ("ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit")], ids=lambda kind: kind[-1])
def test_a_certificate_whose_key_is_dear_or_weak_is_refused_by_an_alert(club, kind, version):
    pem, _ = keyed(club, "dear", *kind)
    assert told(club, careless(version, *pem)) == "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE"
    assert club.get("/open.gmi", "ana").status == 20


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_G18_only_the_first_certificate_says_who_it_is_and_16_kib_are_all_that_is_read(club, version):
    (crt, key), _ = club.visitors["eve"]
    mine = open(crt).read()
    theirs = open(club.visitors["ana"][0][0]).read()
    chain = club.server.scratch / "chain.crt"
    chain.write_text(mine + theirs)
    for path, status in (("/private/list.txt", 20), ("/private/family/photo.txt", 61)):
        assert gemini(club.server.gemini, club.server.url(path), context=careless(version, chain, key)).status == status
    chain.write_text(mine + theirs * 70)
    assert told(club, careless(version, chain, key)) == "SSLV3_ALERT_ILLEGAL_PARAMETER"
    assert club.get("/private/list.txt", "eve").status == 20


# Editors


def draft_address(club):
    found = [url for url, label in splash.links(club.get("/drafts/", "ben").text) if label.endswith(" Later")]
    assert len(found) == 1
    return found[0]


def test_drafts_are_listed_and_read_by_editors_alone(club):
    address = draft_address(club)
    answer = club.get(address, "ben")
    assert answer.status == 20 and answer.text.startswith("# Later\n") and SECRET in answer.text and "gopher://" not in answer.text
    for visitor in (None, "ana", "eve", "old"):
        for path in (address, address[:-4], "/_drafts/later.md", address[:-4] + ".html"):
            assert club.get(path, visitor).status == 51, (path, visitor)
    assert club.get(address[:-4], "ben").status == 31
    assert (club.get("/drafts", "ben").status, club.get("/drafts", "ben").meta) == (31, "/drafts/")


def test_the_list_of_drafts_says_why_it_is_closed(club):
    assert [club.get("/drafts/", visitor).status for visitor in (None, "eve", "old")] == [60, 61, 62]
    assert club.get("/drafts/", host="other.example").status == 51, "a host without editors has no such page"
    assert club.server.select("/drafts/").startswith(b"3") and club.server.select(draft_address(club)).startswith(b"3")


def test_a_draft_takes_nothing_away_from_the_public(club):
    for visitor in (None, "ben"):
        assert "See the cellar." in club.get("/open.gmi", visitor).text
        assert club.get("/open/", visitor).status == 31
        for path in PUBLIC:
            assert "Later" not in club.get(path, visitor).body.decode(), path


def test_a_new_draft_is_there_for_editors_within_a_moment(club):
    splash.write_capsule(club.folder, {"_drafts/fresh.md": "---\ntitle: Fresh\n---\nJust written.\n"})
    eventually(lambda: " Fresh" in club.get("/drafts/", "ben").text, "the new draft in the list")
    assert "Fresh" not in club.get("/posts/").text


def test_the_flag_shows_drafts_to_everybody(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    with splash.Server(folder, tmp_path, "--drafts") as server:
        assert "Later" in server.get("/posts/").text and server.get("/drafts/").status == 51


def test_a_whole_capsule_may_be_restricted(tmp_path):
    folder = splash.write_capsule(tmp_path / "capsule", CAPSULE)
    pem, fingerprint = splash.client_certificate(tmp_path, "ana")
    config = f"hosts: [{{ name: localhost, capsule: {folder}, restricted: {{ /: ['SHA256:{fingerprint}'] }} }}]\n"
    with splash.Server(None, tmp_path, config=config) as server:
        ana = splash.tls_context(certificate=pem)
        for path in PUBLIC + ["/none", "/private/list.txt", "/search", "/search?one"]:
            assert server.get(path).status == 60, path
        assert "Hidden" in server.get("/posts/", context=ana).text, "whoever sees the lists sees what they lead to"
        for selector in ("", "/", "/posts/", "/open", "/caps.txt", "/robots.txt", "/search", "/search\tone"):
            assert server.select(selector).startswith(b"3"), selector


def test_no_log_tells_who_a_visitor_is(club):
    """Neither fingerprint nor name, let in or not, in no spelling."""
    for path in ("/private/cellar.gmi", "/private/family/photo.txt", "/drafts/", "/"):
        for visitor in club.visitors:
            club.get(path, visitor)
    eventually(lambda: club.server.out.read_text().count("/drafts/") >= len(club.visitors), "lines of the log")
    logged = (club.server.out.read_text() + club.server.said()).lower().replace(":", "")
    for name, (_, fingerprint) in club.visitors.items():
        assert fingerprint[:8] not in logged and f"cn={name}" not in logged.replace(" ", "")
