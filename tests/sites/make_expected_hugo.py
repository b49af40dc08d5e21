#!/usr/bin/env python3
"""usage: tests/sites/make_expected_hugo.py

Asks Debian's Hugo (package hugo) what it publishes of each capsule in hugo_capsules/, and keeps the answer in hugo_expected/: pages by
their sources, and files by their addresses with what they hold, which begins with @. Run by hand.
"""
import json
import pathlib
import sys
import tempfile

import capsule_text

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "peers"))
import hugo_pages  # noqa: E402

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
    if path.stem.startswith("lists"):
        (HERE / "hugo_expected" / f"{path.stem}.lists.json").write_text(json.dumps(lists, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(path.stem, len(wanted), len(files))
