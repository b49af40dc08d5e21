"""A blog's posts beside what a build's `export` writes of them: the source, and the Gemini, Gopher and text pages."""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata
import urllib.parse

LEFT_OUT = shutil.ignore_patterns(".git", "node_modules", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.webp", "*.svg", "*.mp4", "*.mp3",
                                  "*.pdf", "*.zip", "*.gz", "*.ttf", "*.woff*", "*.ttc", "*.otf")
HUGO_SETTINGS = [f"{stem}.{ext}" for stem in ("hugo", "config") for ext in ("toml", "yaml", "yml", "json")] + ["config/_default"]
SOURCES = ".", "source", "src", "content"  # what a source is named from, by Jekyll, Octopress and Hexo, others
FENCE = re.compile(r"^[ >*+-]*(`{3,}|~{3,})")
CODE_TAG = re.compile(r"{%-?\s*(highlight|codeblock|raw|include_code)\b.*?{%-?\s*end\1\s*-?%}|<(pre|code|script|style|textarea)\b.*?</\2\s*>"
                      r"|<!--.*?-->|{% comment %}.*?{% endcomment %}|{::comment}.*?{:/(?:comment)?}", re.S | re.I)
CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
LINE_KINDS = (("=>", "link"), ("* ", "item"), ("#", "heading"), (">", "quote"))


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def bare(text):
    """TEXT's letters and digits alone, to be compared whatever the marks around them."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def without_code(source):
    """SOURCE with fences, indented code, spans of code and comments blanked; the lines stay as many."""
    lines, fence, after_blank, in_list = [], None, True, False
    for line in source.split("\n"):
        mark = FENCE.match(line)
        if fence:
            fence = None if mark and line.strip(" >").startswith(fence) and not line.strip(" >" + fence[0]) else fence
            line = ""
        elif mark:
            fence, line = mark[1], ""
        else:
            in_list = bool(re.match(r" {0,3}([*+-]|\d+[.)])\s", line)) or in_list and (not line.strip() or line[0] in " \t")
            indented = re.match(r" {4}|\t", line) and not (in_list and not re.match(r" {8}|\t\t", line))
            line = "" if indented and after_blank else line
        after_blank = not line.strip()
        lines.append(line)
    blank = lambda match: "\n" * match[0].count("\n") or " "  # noqa: E731
    return CODE_SPAN.sub(blank, CODE_TAG.sub(blank, "\n".join(lines)))


class Line:
    """One line of a gemtext page: its kind, its words, the address of a link, the alt text of what is preformatted."""

    def __init__(self, kind, text, address="", alt=""):
        self.kind, self.text, self.address, self.alt = kind, text, address, alt


def gemtext_lines(page):
    lines, alt = [], None
    for raw in page.split("\n"):
        if raw.startswith("```"):
            alt = raw[3:] if alt is None else None
        elif alt is not None:
            lines.append(Line("pre", raw, alt=alt))
        else:
            kind = next((kind for mark, kind in LINE_KINDS if raw.startswith(mark)), "text")
            fields = raw.split(None, 2) if kind == "link" else [raw]
            label = fields[2] if len(fields) > 2 else fields[-1]
            address = fields[1] if len(fields) > 1 else ""
            lines.append(Line(kind, label if kind == "link" else raw.lstrip("*#> ") if kind != "text" else raw, address))
    return lines


class Post:
    """The text that the author wrote, and the one that readers get."""

    def __init__(self, entry, path, pages, markdown):
        whole = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
        front = re.match(r"(---|\+\+\+)\s*\n(.*?\n)?\1\s*\n", whole, re.S)
        self.entry, self.path, self.markdown = entry, path, markdown
        self.front, self.source = (front[2] or "", whole[front.end():]) if front else ("", whole)
        self.prose = without_code(self.source)
        self.html = path.suffix in (".html", ".htm")
        self.gemtext, self.menu, self.text = pages
        self.lines = gemtext_lines(self.gemtext)
        self.spoken = [line for line in self.lines if line.kind != "pre"]
        self.words = bare(self.gemtext)

    def menu_lines(self):
        return [line.split("\t")[0][1:] for line in self.menu.split("\n") if line]

    def link_runs(self):
        """Each run of link lines, with the lines above it up to a blank line or another link."""
        above, run = [], []
        for line in [*self.spoken, Line("text", "")]:
            if line.kind == "link":
                run.append(line)
                continue
            if run:
                yield above, run
                above, run = [], []
            above = [*above, line] if line.text else []

    def source_line(self, words):
        """The source's line that holds WORDS, for who looks at an example."""
        wanted = bare(words)[:24]
        return next((line for line in self.source.split("\n") if wanted and wanted in bare(line)), "")


def read_page(folder, address, name):
    path = folder / urllib.parse.unquote(address).lstrip("/")
    for path in (path / name, path, path.with_suffix(".gmi")) if name == "index.gmi" else (path / name, path):
        if path.is_file():
            return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    return ""


def export(build, capsule, protocol, output):
    subprocess.run([build / "splashdown", "export", "--to", protocol, "--output", output, capsule], stderr=subprocess.DEVNULL)


def leave_footers_out(capsule, settings):
    """Jekyll's settings say so in `_config.yml`, those of Hexo and of plain folders in a file of our own."""
    if "\nsplashdown:" not in settings:
        (capsule / "_config.yml").write_text(settings + "\nsplashdown:\n  post_footer: false\n")
    own = capsule / "_splashdown.yml"
    if not own.exists():
        own.write_text("post_footer: false\n")


def posts_of(build, blog):
    """Posts of the folder BLOG as BUILD exports them, without the footers where the blog is not Hugo's."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        capsule = scratch / "capsule"
        shutil.copytree(blog, capsule, ignore=LEFT_OUT, symlinks=True)
        settings = (capsule / "_config.yml").read_text(errors="replace") if (capsule / "_config.yml").exists() else ""
        hugo = any((capsule / name).exists() for name in HUGO_SETTINGS)
        if not hugo:
            leave_footers_out(capsule, settings)
        listed = subprocess.run([build / "splashdown", "list", "--format", "json", capsule], capture_output=True)
        export(build, capsule, "gemini", scratch / "gemini")
        export(build, capsule, "gopher", scratch / "gopher")
        markdown = re.search(r"^markdown:\s*(\S+)", settings, re.M)
        for entry in json.loads(listed.stdout or "[]"):
            if entry["kind"] != "post":
                continue
            pages = (read_page(scratch / "gemini", entry["gemini"], "index.gmi"),
                     read_page(scratch / "gopher", entry["gopher"], "gophermap"),
                     read_page(scratch / "gopher", entry["gopher"], "index.txt"))
            path = next(path for path in (capsule / folder / entry["source"] for folder in SOURCES) if path.is_file())
            yield Post(entry, path, pages, markdown[1].lower() if markdown else "")
