"""The front pages show what the programs do: the example post, the commands, the configuration."""
import re
import shutil
import subprocess

import pytest

import splash
import typed
from manpages import GUIDES, PAGES, examples
from splash import ROOT, run, write_capsule

READMES = ["README.md", "README.zh-TW.md"]
CONFIGURED = READMES + ["capsule/run-your-own.md", "contrib/guides/from-other-servers.md"]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def fences(text, info):
    """The bodies of the fenced blocks whose opening line says INFO, without the indentation of a list."""
    found, opened, body = [], None, []
    for line in text.split("\n"):
        fence = re.fullmatch(r"( *)(`{3,})(\w*)", line)
        if opened and fence and fence[2] == opened[2] and not fence[3]:
            if opened[3] == info:
                found.append("".join(f"{re.sub('^' + opened[1], '', each)}\n" for each in body))
            opened = None
        elif opened:
            body.append(line)
        elif fence:
            opened, body = fence, []
    return found


@pytest.mark.parametrize("readme", READMES)
def test_the_pictures_are_there_small_and_in_both_themes(readme):
    text = read(readme)
    pictures = re.findall(r"<picture>(.*?)</picture>", text, re.DOTALL)
    assert len(pictures) == 3
    for picture in pictures:
        dark, light = re.search(r'dark\)" srcset="(\S+)"', picture)[1], re.search(r'alt="[^"]+" src="(\S+)"', picture)[1]
        assert dark != light
        for path in (dark, light):
            data = (ROOT / path).read_bytes()
            assert data.startswith(b"\x89PNG\r\n") and len(data) < 100_000, path
    assert pictures and text.index("<picture>") < text.index("```"), "a picture comes before the first command"


@pytest.fixture(scope="module")
def post(tmp_path_factory):
    """A capsule of the README's own post, which has a date in its name."""
    text = fences(read("README.md"), "markdown")[0]
    folder = tmp_path_factory.mktemp("readme")
    return write_capsule(folder / "capsule", {"_config.yml": "title: Moon\n", "_posts/2026-03-21-descent.md": text})


def test_the_post_of_the_readme_is_that_gemtext(post):
    code, out, err = run("render", "--to", "gemtext", post / "_posts/2026-03-21-descent.md")
    assert (code, err) == (0, "")
    assert out.decode() == fences(read("README.md"), "")[0]


def test_the_post_of_the_readme_is_that_page_in_lynx(post, tmp_path):
    with splash.Server(post, tmp_path, workers=1) as server:
        shown = subprocess.run(["lynx", "-dump", "-nolist", "-width=80", "-assume_charset=utf-8", "-display_charset=utf-8",
                                f"gopher://127.0.0.1:{server.gopher}/1/2026/03/21/descent"], check=True, capture_output=True,
                               env={"LC_ALL": "C.UTF-8", "HOME": str(tmp_path), "PATH": "/usr/bin"}).stdout.decode()

    def lines(text):
        return [line.rstrip() for line in text.split("\n") if line.strip()]

    wanted = lines(fences(read("README.md"), "")[1])
    found = lines(shown)
    begin = found.index(wanted[0])
    assert found[begin:begin + len(wanted)] == wanted


@pytest.mark.parametrize("readme", READMES)
def test_the_table_has_every_command_and_no_other(readme):
    known = re.findall(r"^  (\w+) +\S", run("--help")[1].decode(), re.M)[:-1]
    assert sorted(re.findall(r"^\| `splashdown (\w+)", read(readme), re.M)) == sorted(known)
    for line in re.findall(r"^\| `splashdown (.*?)` \|", read(readme), re.M):
        usage = run("help", line.split()[0])[1].decode()
        for flag in re.findall(r"--[a-z-]+", line):
            assert flag in usage, line


@pytest.mark.parametrize("page", CONFIGURED)
def test_configurations_are_understood(page, tmp_path):
    found = [text for text in fences(read(page), "yaml") if "hosts:" in text]
    assert found or page == "README.md"
    for text in found:
        (tmp_path / "splashdown.yml").write_text(text, encoding="utf-8")
        code, _, err = run("check", "-c", tmp_path / "splashdown.yml", "--dump")
        assert (code, err) == (0, ""), text


@pytest.mark.parametrize("page", READMES + ["CONTRIBUTING.md", "ARCHITECTURE.md", "contrib/guides/from-other-servers.md"])
def test_links_lead_to_files_that_are_there(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", read(page)):
        assert ((ROOT / page).parent / target).exists(), target


def test_what_begins_like_a_program_can_be_run():
    for path in (path for top in ("src", "tests", "contrib", ".ci") for path in (ROOT / top).rglob("*") if path.is_file()):
        with path.open("rb") as file:
            program = file.read(2) == b"#!"
        assert not program or path.stat().st_mode & 0o111, path


# ---- every command of the pages is typed

TYPED = READMES + ["capsule/run-your-own.md"] + sorted(str(page.relative_to(ROOT)) for page in GUIDES)


def printed(page):
    """The commands of a page: those of its blocks that test_manual.py does not run, and those in its lines that name no
    placeholder."""
    text = read(page)
    text = re.sub(r"<!-- test: .*? -->\n```.*?\n```\n", "", text, flags=re.S)
    found = [command for info in ("sh", "console") for block in fences(text, info) for command in typed.commands(block)]
    inline = re.findall(r"`((?:splashdown|splashdown-feed|man) [^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M))
    return found + ["cd ~/my-blog || cd ~/my-site"] + [command for command in inline if not re.search(r"[\[|:]|\b[A-Z]{4,}\b|[\u4e00-\u9fff](?!\")", command.replace('"標題"', "").replace('"标题"', ""))]


@pytest.fixture
def machine(tmp_path):
    if not typed.possible():
        pytest.skip("this machine gives us no namespaces")
    return typed.Machine(tmp_path / "machine", splash.BIN)


@pytest.mark.parametrize("page", TYPED)
def test_every_command_of_the_page_works_as_it_is_printed(page, machine):
    there = ["git clone ADDRESS splashdown", "cd splashdown"] if page.startswith("capsule/") else []
    said = machine.type(typed.script(there + [command for command in printed(page) if not typed.untyped(command) and "status" not in command]))
    if page in READMES:
        assert "Only this machine reaches it: contrib/quickstart --host NAME lets others in." in said
        assert (machine.folder / "installed/usr/bin/splashdown").exists()


def test_those_that_are_not_typed_are_few():
    left = {command for page in TYPED for command in printed(page) if typed.untyped(command)}
    assert left == {"tests/run", "sudo apt install ./$(contrib/package)", "contrib/package", "sudo apt install ./build/release/splashdown_*.deb",
                    "sudo systemctl reload splashdown"}


def test_what_the_manual_does_not_run_is_typed_too(machine):
    """The blocks that test_manual.py leaves out, on a machine that has what they take."""
    lines = [command for page in PAGES for example in examples(page) if example.tag == "none" for command in typed.commands(example.text)
             if "$ " in example.text]
    typing = [line for line in lines if not typed.untyped(line) and (shutil.which("jq") or "jq" not in line)
              and (shutil.which("setfacl") or "setfacl" not in line)]
    assert len(typing) >= 4, lines
    machine.type(typed.script(["sudo splashdown cert create -c /etc/splashdown/splashdown.yml", *typing]))


def test_help_of_the_quick_start_builds_nothing(machine):
    said = machine.type("git clone ADDRESS splashdown && cd splashdown && contrib/quickstart --help")
    assert said.startswith("usage: contrib/quickstart") and "--preset" not in said and "1/3" not in said


@pytest.mark.parametrize("page", PAGES + GUIDES, ids=lambda page: page.name)
def test_an_example_names_its_file_to_the_reader(page):
    lines = page.read_text(encoding="utf-8").split("\n")
    for example in examples(page):
        if example.tag == "file":
            above = [line for line in lines[:example.first] if "test: file" not in line][-6:]
            assert any(example.argument in line for line in above), f"{example.name}: {example.argument} is in a comment alone"
