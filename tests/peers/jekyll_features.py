#!/usr/bin/env python3
"""usage: tests/peers/jekyll_features.py BUILD CHECKOUT [NAME...]

Runs Jekyll's own scenarios (features/NAME.feature of a git checkout of jekyll/jekyll) as sites of ours: which of its pages and files
are there, and which words are in them. Layouts are Jekyll's business: words that a scenario's layout writes are not asked for, and it
counts as one of addresses alone. By hand; prints what holds, what differs, and what cannot be run.
"""
import collections
import functools
import html
import json
import pathlib
import posixpath
import re
import shlex
import subprocess
import sys
import tempfile

import yaml

NAMES = ("permalinks", "collections", "collections_dir", "frontmatter_defaults", "post_excerpts", "data", "site_data", "drafts", "post_data",
         "link_tag", "post_url_tag", "include_tag", "include_relative_tag")
FLAGS = {"--drafts", "-D", "--future"}


class Unknown(Exception):
    """A step that has no meaning here."""


class Differs(Exception):
    pass


def unescaped(text):
    """What is meant by a cell of a table, or by the words of a step."""
    return re.sub(r'\\([n\\"])', lambda found: "\n" if found[1] == "n" else found[1], text)


def scenarios(text):
    """(name, [(step, table or text)]), an outline once for each of its examples"""
    for name, steps in parts(text):
        examples = [extra for step, extra in steps if step == "Examples"]
        steps = [(step, extra) for step, extra in steps if step != "Examples"]
        for row in rows(examples[0]) if examples else [{}]:
            filled = [(functools.reduce(lambda now, key: now.replace(f"<{key}>", row[key]), row, step), extra) for step, extra in steps]
            yield name + (f" ({', '.join(row.values())})" if row else ""), filled


def parts(text):
    """(name, [(step, table or text)]); the table of examples is the last step"""
    name, steps, quoted = None, [], None
    for line in text.splitlines():
        bare = line.strip()
        if quoted is not None:
            if bare == '"""':
                steps[-1][1] = "\n".join(part[indent:] for part in quoted) + "\n"
                quoted = None
            else:
                quoted.append(line)
        elif bare == '"""':
            quoted, indent = [], len(line) - len(line.lstrip())
        elif bare.startswith("Scenario"):
            if name:
                yield name, steps
            name, steps = bare.partition(":")[2].strip(), []
        elif bare.startswith("Examples"):
            steps.append(["Examples", None])
        elif bare.startswith("|"):
            steps[-1][1] = (steps[-1][1] or []) + [[unescaped(cell.strip()) for cell in bare.strip("|").split("|")]]
        elif re.match(r"(Given|When|Then|And|But) ", bare):
            steps.append([bare.partition(" ")[2], None])
    if name:
        yield name, steps


def rows(table):
    return [dict(zip(table[0], row)) for row in table[1:]]


def slug(title):
    return re.sub(r"[^\w]", "-", title.lower()) if title else ""


def document(row):
    content = row.get("content") or row.get("input") or ""
    front = {key: value for key, value in row.items() if key not in ("content", "input", "type")}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + f"---\n\n{content}\n"


def address(path):
    return posixpath.normpath("/" + path.removeprefix("_site/").lstrip("/"))


class Site:
    """A site of a scenario, made and asked by turns."""

    def __init__(self, folder, build, fixtures):
        self.folder, self.build, self.fixtures = folder, build, fixtures
        self.layouts, self.made = False, None

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        self.layouts = self.layouts or path.startswith("_layouts/")

    def configure(self, key, value):
        path = self.folder / "_config.yml"
        config = yaml.safe_load(path.read_text()) if path.exists() else {}
        path.write_text(yaml.safe_dump((config or {}) | {key: yaml.safe_load(value)}))

    def run(self, *arguments):
        return subprocess.run([self.build / "splashdown", *arguments], capture_output=True, text=True, timeout=600)

    def make(self, flags):
        # `render` knows a capsule by its configuration.
        if not (self.folder / "_config.yml").exists():
            self.write("_config.yml", "title:\n")
        done = self.run("list", "--format", "json", *flags, self.folder)
        pages = json.loads(done.stdout or "[]")
        self.made = {page["stem"] + ("index.html" if page["stem"].endswith("/") else ".html"): page["source"] for page in pages}
        self.made |= {page["stem"]: page["source"] for page in pages}
        out = self.folder.parent / "out"
        told = self.run("export", "--to", "gemini", "--output", out, self.folder).stderr
        self.files = {"/" + path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
        self.moved = set(re.findall(r"(/\S*) leads to", told))

    def has(self, path):
        path = address(path)
        return path in self.made or path in self.files or path in self.moved or path == "/index.html"

    def has_folder(self, path):
        folder = "/" + path.removeprefix("_site").strip("/") + "/"
        return any(name.startswith(folder) for name in [*self.made, *self.files]) or folder == "//"

    def words(self, path):
        name = address(path)
        if name in self.made:
            return plain(self.run("render", "--to", "html", self.folder / self.made[name]).stdout)
        if name in self.files:
            return plain((self.folder.parent / "out" / name.lstrip("/")).read_text(encoding="utf-8", errors="replace"))
        if name == "/index.html":
            raise Unknown("our own home stands in place of this list")
        raise Differs(f"{path} is not there")


def plain(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text))).strip()


def pages(site, match, extra):
    kind, direction, folder = match[1], match[2], (match[3] or "").strip("/")
    for row in rows(extra):
        name = f"{slug(row.get('title'))}.{row.get('type', 'markdown')}"
        if kind == "post":
            name = f"{row['date'][:10]}-{name}"
        inner = {"draft": "_drafts", "post": "_posts", "page": ""}[kind]
        before, after = (folder, "") if direction == "in" else ("", folder)
        site.write("/".join(part for part in (before, inner, after, name) if part), document(row))


def documents(site, label, folder, extra):
    for row in rows(extra):
        site.write(f"{folder}_{label}/{slug(row.get('title'))}.md", document(row))


def config(site, match, extra):
    for row in rows(extra):
        site.configure(row["key"], row["value"])


def fixtures(site, match, extra):
    for path, text in site.fixtures().items():
        site.write(f"{match[1]}/{path}" if match[1] else path, text)


def see(site, match, extra):
    if site.layouts:
        if not site.has(match[3]):
            raise Differs(f"{match[3]} is not there")
        return
    found = re.search(plain(unescaped(match[2])), site.words(match[3]) + " ", re.S) is not None
    if found == bool(match[1]):
        raise Differs(f"{match[3]}: {match[1] or ''}{match[2]!r} in {site.words(match[3])[:80]!r}")


def exists(site, match, extra):
    if site.has(match[1]) == bool(match[2]):
        raise Differs(f"{match[1]} is {'' if match[2] else 'not '}there")


def folder_exists(site, match, extra):
    if not match[1].startswith("_site"):
        raise Unknown(match[0])
    if site.has_folder(match[1]) == bool(match[2]):
        raise Differs(f"the folder {match[1]} is {'' if match[2] else 'not '}there")


def build(site, match, extra):
    flags = shlex.split(match[1])
    if not set(flags) <= FLAGS:
        raise Unknown(match[0])
    site.make(["--drafts" if flag == "-D" else flag for flag in flags])


def nothing(site, match, extra):
    pass


STEPS = [(re.compile(pattern), act) for pattern, act in (
    (r'I have an? "([^"]*)" page(?: with (\w+) "(.*?)")? that contains "(.*)"$',
     lambda s, m, _: s.write(m[1], f"---\n{m[2] or 'layout'}: {m[3] or 'none'}\n---\n\n{m[4]}\n")),
    (r'I have an? "([^"]*)" file that contains "(.*)"$', lambda s, m, _: s.write(m[1], m[2])),
    (r'I have an? (\w+) layout that contains "(.*)"$', lambda s, m, _: s.write(f"_layouts/{m[1]}.html", m[2])),
    (r'I have an? "([^"]*)" file with content:$', lambda s, m, extra: s.write(m[1], extra or "")),
    (r'I have an? "([^"]*)" page with content:$', lambda s, m, extra: s.write(m[1], f"---\n---\n\n{extra}\n")),
    (r"I have fixture collections(?: in \"(.*)\" directory)?$", fixtures), (r"I have an? (\S+) directory$", nothing),
    (r'I have the following (draft|page|post)s?(?: (in|under) "([^"]+)")?:$', pages),
    (r'I have the following (draft|post)s? within the "(.*)" directory:$', lambda s, m, extra: pages(s, [m[0], m[1], "in", m[2]], extra)),
    (r"I have the following documents? under the (\w+) collection:$", lambda s, m, extra: documents(s, m[1], "", extra)),
    (r'I have the following documents? under the "(.*)" collection within the "(.*)" directory:$',
     lambda s, m, extra: documents(s, m[1], m[2] + "/", extra)),
    (r'I have a configuration file with "([^"]*)" set to "(.*)"$', lambda s, m, _: s.configure(m[1], m[2])),
    (r"I have a configuration file with:$", config),
    (r'I have a configuration file with "([^"]*)" set to:$',
     lambda s, m, extra: s.write("_config.yml", f"{m[1]}:\n" + "".join(f"- {row['value']}\n" for row in rows(extra)))),
    (r"I run jekyll build(.*)$", build), (r"I should get a zero exit status$", nothing),
    (r"the (\S+) directory should +(not )?exist$", folder_exists), (r'I should (not )?see "(.*)" in "([^"]*)"$', see),
    (r'I should see (?:exactly|escaped) ()"(.*)" in "([^"]*)"$', lambda s, m, _: see(s, [m[0], "", re.escape(unescaped(m[2])), m[3]], None)),
    (r'the "([^"]*)" file should +(not )?exist$', exists))]


def act(site, step, extra):
    for pattern, action in STEPS:
        match = pattern.match(step)
        if match:
            return action(site, match, extra)
    raise Unknown(step)


def main():
    binaries, checkout = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])

    def show(path):
        return subprocess.run(["git", "-C", checkout, "show", f"HEAD:{path}"], capture_output=True, text=True, check=True).stdout

    def collection_files():
        listed = subprocess.run(["git", "-C", checkout, "ls-tree", "-r", "--name-only", "HEAD", "test/source/_methods", "test/source/_thanksgiving",
                                 "test/source/_tutorials"], capture_output=True, text=True, check=True).stdout.splitlines()
        return {path.removeprefix("test/source/"): show(path) for path in listed}

    total = collections.Counter()
    for name in sys.argv[3:] or NAMES:
        for title, steps in scenarios(show(f"features/{name}.feature")):
            with tempfile.TemporaryDirectory() as folder:
                site = Site(pathlib.Path(folder) / "site", binaries, collection_files)
                site.folder.mkdir()
                result = "holds"
                try:
                    for step, extra in steps:
                        act(site, step, extra)
                except Unknown as step:
                    result = f"not run: {step}"
                except Differs as difference:
                    result = f"differs: {difference}"
                if result == "holds" and site.layouts:
                    result = "holds (addresses)"
            total[result.split(":")[0]] += 1
            print(f"{name}: {title}: {result}", flush=True)
    print(", ".join(f"{count} {result}" for result, count in total.most_common()))


main()
