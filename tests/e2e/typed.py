"""Types commands as the pages print them, on a machine that is thrown away: this one with a network, /etc, /home and /srv of its own.

What is not typed is in UNTYPED, each with its reason."""
import os
import pathlib
import re
import shutil
import subprocess

import splash

UNTYPED = [
    (r"sudo apt install|^contrib/package$", "installs a package: contrib/package is a step of .ci/run, its contents are test_package.py's"),
    (r"systemctl", "takes a running systemd: what the units say is test_package.py's, the signals are test_service.py's"),
    (r"setcap", "gives the installed program a right"),
    (r"^tests/run", "is what runs this"),
]
NAMESPACES = ["unshare", "--mount", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]
BLOG = {"_config.yml": "title: Tides\n", "_posts/2024-05-01-moon.md": "---\ntitle: Moon\n---\nBright.\n", "index.md": "Welcome.\n"}
HUGO = {"hugo.toml": 'title = "Tides"\n', "content/post/moon.md": "---\ntitle: Moon\ndate: 2024-05-01\n---\nBright.\n"}
SETUP = """
set -eu
ip link set lo up
for place in etc home srv var; do mount --bind "$MACHINE/$place" "/$place"; done
cd "$HERE"
"""


def untyped(command):
    return next((why for pattern, why in UNTYPED if re.search(pattern, command)), None)


def possible():
    """Whether this machine lets us have namespaces; containers may not."""
    return subprocess.run([*NAMESPACES, "sh", "-c", "ip link set lo up && mount -t tmpfs none /srv"], capture_output=True).returncode == 0


def commands(text):
    """The commands of a block: in a transcript what follows the dollars, else each line; without the words of explanation."""
    text = re.sub(r"[\\|]\n *", lambda match: match[0][0].replace("\\", "") + " ", text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if any(line.startswith("$ ") for line in lines):
        lines = [line[2:] for line in lines if line.startswith("$ ")]
    return [re.sub(r"\s+# .*", "", line) for line in lines]


def fake(path, script):
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(0o755)


class Machine:
    """BUILD is a build folder that stands for what the commands would build."""

    def __init__(self, folder, build):
        self.folder, self.build = folder, pathlib.Path(build)
        self.home = folder / "home" / "ana"
        for place in ("etc", "srv", "var/gemini", "var/lib", "bin", "installed", "home/ana"):
            (folder / place).mkdir(parents=True)
        self.make_etc()
        for blog in ("home/ana/my-blog", "home/ana/blog", "home/ana/tides", "srv/my-blog", "srv/example", "var/gemini"):
            splash.write_capsule(folder / blog, BLOG)
        splash.write_capsule(self.home / "my-site", HUGO)
        fake(folder / "bin/sudo", 'exec "$@"')
        fake(folder / "bin/editor", 'test -w "$1"')
        self.clone()

    def make_etc(self):
        etc = self.folder / "etc"
        for name in ("group", "hosts", "nsswitch.conf", "mime.types", "alternatives", "ssl", "man_db.conf", "manpath.config"):
            there = pathlib.Path("/etc") / name
            if there.is_dir():
                shutil.copytree(there, etc / name, symlinks=True, ignore=shutil.ignore_patterns("private"))
            elif there.exists():
                shutil.copy(there, etc / name)
        known = pathlib.Path("/etc/passwd").read_text()
        (etc / "passwd").write_text("".join(f"{line}\n" for line in known.splitlines() if not line.startswith("splashdown:")) +
                                    "splashdown:x:64999:65534::/nonexistent:/usr/sbin/nologin\n")
        (etc / "splashdown").mkdir()
        (etc / "splashdown/splashdown.yml").write_text("hosts:\n  - name: example.org\n    capsule: /srv/my-blog\nstatus: /var/lib/status.sock\n")

    def clone(self):
        """A repository to clone, whose steps of installing and compiling do nothing: a build is there already."""
        fake(self.folder / "bin/git", f'''if [[ $1 == clone && $2 == ADDRESS ]]; then
  mkdir "$3" && cd "$3" && mkdir -p build contrib/packaging certs && cp -r {splash.ROOT}/contrib/man {splash.ROOT}/contrib/quickstart contrib/ &&
  cp -r {splash.ROOT}/capsule . && ln -s {self.build} build/release && printf '#!/bin/sh\\n' >contrib/packaging/install-missing &&
  chmod +x contrib/packaging/install-missing
else exec /usr/bin/git "$@"; fi''')
        fake(self.folder / "bin/cmake", 'case $1 in --preset|--build) echo "$@" ;; *) exec /usr/bin/cmake "$@" ;; esac')

    def type(self, script, here=None, patience=300):
        """What SCRIPT said; fails if one of its commands did. A command that serves is ended once it is ready."""
        env = dict(os.environ, MACHINE=str(self.folder), HERE=str(here or self.home), HOME=str(self.home), LC_ALL="C.UTF-8",
                   PATH=f"{self.folder}/bin:{self.build}:/usr/bin:/bin:/usr/sbin:/sbin", XDG_STATE_HOME="/var/lib", MANPATH=f"{self.build}/contrib/share/man", DESTDIR=str(self.folder / "installed"))
        done = subprocess.run([*NAMESPACES, "bash", "-o", "pipefail", "-c", SETUP + script], env=env, timeout=patience, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = done.stdout.decode("utf-8", "replace")
        assert not splash.SANITIZER.search(said), said
        assert done.returncode == 0, f"exit {done.returncode}:\n{script}\n{said}"
        return said


def is_server(command):
    return re.search(r"^(sudo )?splashdown serve|quickstart(?!.*--help)", command) is not None


def script(lines):
    """A shell script of the commands; each one that serves must get ready, and end well when it is told to."""
    out = []
    for line in lines:
        if not is_server(line):
            out.append(line)
            continue
        out.append(f'''exec 3>&1
coproc SERVER {{ exec 2>&1; trap 'kill -TERM $(jobs -p); wait' TERM; {line} & wait $!; }}
served=$SERVER_PID; up=''
while IFS= read -r -t "${{PATIENCE:-120}}" line <&"${{SERVER[0]}}"; do echo "$line"; if [[ $line == ready ]]; then up=1; sleep 0.5; pkill -TERM -P $served; fi; done
wait $served || true; test -n "$up"''')
    return "\n".join(out) + "\n"
