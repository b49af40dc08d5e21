"""The servers that are compared, all with the same certificate and the same bytes to send: the floor, Splashdown, the peers of
Debian that are installed, and those that the environment names (GMID, GMNISRV, AGATE, GEOMYIDAE: paths of binaries)."""
import configparser
import copy
import os
import pathlib
import shutil
import subprocess

from server import Server, free_port

HERE = pathlib.Path(__file__).resolve().parent
LINE = "A line of a post that is as long as such lines are, with *emphasis* and a full stop.\n\n"
BIG = 10_000_000
OTHERS = {"small": "20 text/gemini\r\n", "large": "20 text/gemini\r\n", "big": "20 application/octet-stream\r\n"}


def build_tools(folder):
    for name in ("floor", "load"):
        subprocess.run(["cc", "-O2", "-o", folder / name, HERE / f"{name}.c", "-lssl", "-lcrypto"], check=True)


def make_capsule(folder):
    """Posts whose gemtext is about 1 KB and 48 KB long, and a file of 10 MB."""
    posts = folder / "_posts"
    posts.mkdir(parents=True)
    (folder / "_config.yml").write_text("title: Bench\nlang: en\n")
    for name, kilobytes in (("small", 1), ("large", 48)):
        text = LINE * (kilobytes * 1000 // len(LINE))
        (posts / f"2024-01-01-{name}.md").write_text(f"---\ntitle: Bench\n---\n\n{text}")
    (folder / "big.bin").write_bytes(bytes(range(250)) * (BIG // 250))
    return folder


P_256 = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]


def make_certificate(folder, certificate="certificate.pem", key="key.pem", kind=P_256):
    certificate, key = folder / certificate, folder / key
    subprocess.run(["openssl", "req", "-x509", *kind, "-nodes", "-days", "30", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    key.chmod(0o644)  # a key of a minute, which the peers' user reads
    return certificate, key


def splashdown(build, folder, protocol, workers=1, name="splashdown", more=""):
    gemini, gopher = free_port(), free_port()
    config = folder / "splashdown.yml"
    config.write_text("limits: { requests_per_second: 1000000, burst: 1000000, connections: 20000, per_address: 20000 }\n"
                      f"log: {{ access: {folder}/access.log }}\n{more}")
    command = [build / "splashdown", "serve", "-c", config, "--listen", "127.0.0.1", "--gemini-port", gemini, "--gopher-port",
               gopher, "--certs", folder / "certs", "--workers", workers, folder / "capsule"]
    if protocol == "gopher":
        requests = {"small": "/2024/01/01/small", "large": "/2024/01/01/large", "big": "/big.bin"}
        return Server(name, command, protocol, gopher, requests, dict.fromkeys(requests, ""), user=None)
    at = f"gemini://localhost:{gemini}"
    requests = {"small": f"{at}/2024/01/01/small.gmi", "large": f"{at}/2024/01/01/large.gmi", "big": f"{at}/big.bin"}
    header = {"small": "20 text/gemini; charset=utf-8; lang=en\r\n", "big": OTHERS["big"]}
    return Server(name, command, protocol, gemini, requests, header | {"large": header["small"]}, user=None)


def networks(build, folder):
    """One server, seen by each of the networks on which it has the same page: the plain ones, and Gopher over TLS."""
    ports = {name: free_port() for name in ("spartan", "nex", "finger")}
    gopher = splashdown(build, folder, "gopher", name="gopher", more="".join(f"{name}: {{ port: {port} }}\n" for name, port in ports.items()))
    page = "/2024/01/01/small"
    for name, protocol, port, request, header in (
            ("gopher", "gopher", gopher.port, page, ""), ("gopher over TLS", "gemini", gopher.port, page, ""),
            ("spartan", "gopher", ports["spartan"], f"localhost {page}.gmi 0", "2 text/gemini; charset=utf-8; lang=en\r\n"),
            ("nex", "gopher", ports["nex"], f"{page}.txt", ""), ("finger", "gopher", ports["finger"], "", "")):
        one = copy.copy(gopher)
        one.name, one.protocol, one.port, one.requests, one.header, one.answers = name, protocol, port, {"small": request}, {"small": header}, {}
        yield one


def floors(folder, protocol, sizes):
    """A floor answers one size: one server for each."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    header = "20 text/gemini; charset=utf-8; lang=en\r\n" if protocol == "gemini" else ""
    for tuned in ([], ["tuned"]) if protocol == "gemini" else ([],):
        for what, size in sizes.items():
            port = free_port()
            kind = ["tls", port, size, certificate, key, *tuned] if protocol == "gemini" else ["tcp", port, size]
            yield Server("floor, tuned" if tuned else "floor", [folder / "floor", *kind], protocol, port,
                         {what: "gemini://localhost/"}, {what: header})


def make_static(folder, sizes):
    """Makes the files that the peers serve: with the sizes of Splashdown's answers, and the same names for all of them."""
    static = folder / "static"
    static.mkdir()
    for what, size in sizes.items():
        (static / f"{what}.{'bin' if what == 'big' else 'gmi'}").write_bytes(LINE.encode() * (size // len(LINE)) +
                                                                            b"x" * (size % len(LINE)))
    return static


def configured(folder, name, text):
    path = folder / name
    path.write_text(text)
    return path


def gemini_peers(folder, static):
    certificate, key = folder / "certificate.pem", folder / "key.pem"

    def commands(port):
        if binary := shutil.which("molly-brown"):
            yield "molly-brown", [binary, "-c", configured(
                folder, "molly.conf", f'Hostname = "localhost"\nPort = {port}\nCertPath = "{certificate}"\nKeyPath = "{key}"\n'
                f'DocBase = "{static}"\nAccessLog = "{folder}/logs/molly"\nErrorLog = "{folder}/logs/molly.err"\n')]
        if binary := os.environ.get("GMID"):
            yield "gmid", [binary, "-f", "-c", configured(
                folder, "gmid.conf", f'prefork 1\nlog access "{folder}/logs/gmid"\nserver "localhost" {{\n'
                f'listen on 127.0.0.1 port {port}\ncert "{certificate}"\nkey "{key}"\nroot "{static}"\n}}\n')]
        if binary := os.environ.get("GMNISRV"):
            yield "gmnisrv", [binary, "-C", configured(
                folder, "gmnisrv.ini", f"listen=127.0.0.1:{port}\n[:tls]\nstore={folder}/logs\n[localhost]\nroot={static}\n")]
        if binary := os.environ.get("AGATE"):
            yield "agate", [binary, "--addr", f"127.0.0.1:{port}", "--content", static, "--certs", f"{folder}/logs", "--hostname",
                            "localhost"]

    for number in range(len(list(commands(0)))):
        port = free_port()
        name, command = list(commands(port))[number]
        at = f"gemini://localhost:{port}"
        requests = {"small": f"{at}/small.gmi", "large": f"{at}/large.gmi", "big": f"{at}/big.bin"}
        yield Server(name, command, "gemini", port, requests, OTHERS)


def pygopherd_configuration(folder, static, port):
    """Debian's own, but for what it serves and where."""
    config = configparser.RawConfigParser()
    config.read("/etc/pygopherd/pygopherd.conf")
    config["pygopherd"].update({"port": str(port), "root": str(static), "usechroot": "no", "detach": "no",
                            "pidfile": f"{folder}/logs/pygopherd.pid", "mimetypes": "/etc/mime.types"})
    config["logger"]["logmethod"] = "none"
    path = folder / "pygopherd.conf"
    with path.open("w") as file:
        config.write(file)
    return path


def gopher_peers(folder, static):
    requests = {"small": "/small.gmi", "large": "/large.gmi", "big": "/big.bin"}
    header = dict.fromkeys(requests, "")
    port = free_port()
    if binary := os.environ.get("GEOMYIDAE"):
        yield Server("geomyidae", [binary, "-d", "-b", static, "-p", port, "-h", "localhost", "-i", "127.0.0.1"], "gopher", port,
                     requests, header, forks=True)
    port = free_port()
    if (binary := shutil.which("gophernicus")) and (activate := shutil.which("systemd-socket-activate")):
        yield Server("gophernicus", [activate, "-l", f"127.0.0.1:{port}", "--accept", "--inetd", binary, "-h", "localhost", "-r",
                                     static, "-nf"], "gopher", port, requests, header, forks=True)
    port = free_port()
    if binary := shutil.which("pygopherd"):
        yield Server("pygopherd", [binary, pygopherd_configuration(folder, static, port)], "gopher", port, requests, header,
                     forks=True)
