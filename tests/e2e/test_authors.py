"""authors: of several people, as jekyll-seo-tag and science themes have it: all are named, in order, in the page and in the feed."""
import feedparser
import pytest
import splash

FILES = {
    "_config.yml": "title: T\nurl: https://example.org\nauthor: The Site\ndefaults:\n- { scope: { path: _posts/d }, values: { authors: [di, Default Two] } }\n",
    "_data/authors.yml": "cy: { name: Cy Ba, email: cy@example.org, uri: 'https://cy.example/' }\ndi: { name: Di }\n",
    "_posts/2024-05-01-names.md": "---\nauthors: [Zoë, Adam]\n---\nx\n",
    "_posts/2024-05-02-keys.md": "---\nauthors: [cy, Nobody Known, di, cy]\n---\nx\n",
    "_posts/2024-05-03-maps.md": "---\nauthors:\n- { name: Eve, email: eve@example.org, uri: 'https://eve.example/' }\n- name: Finn\n---\nx\n",
    "_posts/2024-05-04-both.md": "---\nauthor: One\nauthors: [Two, Three]\n---\nx\n",
    "_posts/2024-05-05-none.md": "---\ntitle: None\n---\nx\n",
    "_posts/d/2024-05-06-defaults.md": "x\n",
}
NAMED = {"names": ["Zoë", "Adam"], "keys": ["Cy Ba", "Nobody Known", "Di"], "maps": ["Eve", "Finn"], "none": ["The Site"], "defaults": ["Di", "Default Two"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = splash.write_capsule(tmp_path_factory.mktemp("authors") / "capsule", FILES)
    with splash.Server(folder, tmp_path_factory.mktemp("server")) as found:
        yield found


def address(name):
    return f"/2024/05/0{list(FILES).index(next(path for path in FILES if path.endswith(name + '.md'))) - 1}/{name}"


@pytest.mark.parametrize("name", NAMED)
def test_the_line_below_the_title_names_all_in_order(server, name):
    line = server.get(address(name) + ".gmi").text.split("\n")[2]
    assert ", ".join(NAMED[name]) in line or " and ".join(NAMED[name]) in line, line
    assert all(author in server.select(address(name)).decode() for author in NAMED[name])


def test_the_feed_names_all_in_order_with_email_and_address(server):
    entries = {entry.title.lower(): entry for entry in feedparser.parse(server.get("/atom.xml").body).entries}
    for name, authors in NAMED.items():
        assert [author.get("name") for author in entries[name].authors] == authors, name
    assert (entries["keys"].authors[0].email, entries["keys"].authors[0].href) == ("cy@example.org", "https://cy.example/")
    assert (entries["maps"].authors[0].email, entries["maps"].authors[0].href) == ("eve@example.org", "https://eve.example/")
    assert b"<author><name>Finn</name>\n</author>" in server.get("/atom.xml").body
