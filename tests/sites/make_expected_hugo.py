#!/usr/bin/env python3
"""usage: tests/sites/make_expected_hugo.py

Asks Debian's Hugo (package hugo) what it publishes of each capsule in hugo_capsules/, and keeps the answer in hugo_expected/: pages by
their sources, and files by their addresses with what they hold, which begins with @. Of a capsule "lists…" its lists as well, and of one
"text…" the words, links and summaries of its pages, as its own shortcodes make them. Run by hand.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import capsule_text
import page_words

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "peers"))
import hugo_pages  # noqa: E402

TEXT = """{{ dict "source" .File.Path "permalink" .Permalink "summary" (.Summary | plainify) "html" .Content | jsonify }}"""


def run_hugo(site, scratch, layouts):
    shutil.copytree(site, scratch, dirs_exist_ok=True)
    for name, text in layouts.items():
        (scratch / "layouts" / "_default").mkdir(parents=True, exist_ok=True)
        (scratch / "layouts" / "_default" / name).write_text(text)
    subprocess.run(["hugo", "--quiet", "-e", "production"], cwd=scratch, check=True)


def texts_of(site, scratch):
    run_hugo(site, scratch, {"single.html": TEXT, "list.html": ""})
    made = [json.loads(path.read_text(encoding="utf-8")) for path in (scratch / "public").rglob("*.html") if path.read_text(encoding="utf-8").startswith("{")]
    return {f"content/{page['source']}": {"words": page_words.plain(page["html"]), "summary": page_words.plain(page["summary"]),
                                          "links": page_words.links(page["html"], page["permalink"])} for page in made}


def keep(name, values):
    (HERE / "hugo_expected" / name).write_text(json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


for path in sorted((HERE / "hugo_capsules").glob("*.txt")):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
        site = capsule_text.write(path.read_text(encoding="utf-8"), pathlib.Path(folder))
        pages = hugo_pages.hugos_pages(site, pathlib.Path(scratch), whole=True)
        lists = hugo_pages.hugos_lists(pathlib.Path(scratch))
        files = capsule_text.marked(pathlib.Path(scratch) / "public")
    wanted = {source: {key: page[key] for key in ("title", "date", "address", "tags", "categories")} for source, page in sorted(pages.items())}
    (HERE / "hugo_expected" / f"{path.stem}.json").write_text(json.dumps(wanted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if files:
        (HERE / "hugo_expected" / f"{path.stem}.files.json").write_text(json.dumps(files, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if path.stem.startswith("text"):
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
            keep(f"{path.stem}.text.json", texts_of(capsule_text.write(path.read_text(encoding="utf-8"), pathlib.Path(folder)), pathlib.Path(scratch)))
    if path.stem.startswith("lists"):
        (HERE / "hugo_expected" / f"{path.stem}.lists.json").write_text(json.dumps(lists, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(path.stem, len(wanted), len(files))
