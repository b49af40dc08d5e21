"""The lists that a Hexo site has on the web are found at their addresses, with the posts that Hexo itself puts there."""
import json
import pathlib
import re
import sys
import urllib.parse

import pytest
import splash

SITES = pathlib.Path(__file__).resolve().parent.parent / "sites"
sys.path.insert(0, str(SITES))
import capsule_text  # noqa: E402


def first_page(address):
    return re.sub(r"/page/\d+/$", "/", address)


def followed(server, path):
    answer = server.get(urllib.parse.quote(path))
    return server.get(urllib.parse.urlsplit(answer.meta).path) if answer.status == 31 else answer


@pytest.mark.parametrize("name", ["lists", "traps"])
def test_each_list_has_hexos_posts_in_hexos_order(name, tmp_path):
    site = capsule_text.write((SITES / "hexo_capsules" / f"{name}.txt").read_text(encoding="utf-8"), tmp_path / "site")
    pages = json.loads((SITES / "hexo_expected" / f"{name}.json").read_text(encoding="utf-8"))
    whole = {}
    for address, posts in json.loads((SITES / "hexo_expected" / f"{name}.lists.json").read_text(encoding="utf-8")).items():
        whole.setdefault(first_page(address), []).extend(posts)
    assert len(whole) > 5
    with splash.Server(site, tmp_path) as server:
        for address, posts in whole.items():
            answer = followed(server, address)
            assert answer.status == 20, address
            links = [urllib.parse.unquote(line.split()[1]) for line in answer.body.decode().splitlines() if line.startswith("=> ")]
            wanted = [pages[post]["address"] for post in posts]
            shown = [link for link in links if link in wanted]
            assert sorted(set(shown)) == sorted(set(wanted)), address
            dates = [pages[post]["date"] for post in posts]
            if len(set(dates)) == len(dates):
                assert list(dict.fromkeys(shown)) == wanted, address
            assert followed(server, address + "page/2/").status == 20, address
