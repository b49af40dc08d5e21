"""The counter of spoilt pages sees the real fault of each kind, and only that. The pages are written here, as a build may export them."""
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import exported_blog  # noqa: E402
import kind_rules  # noqa: E402

LOST = "An interview with the whole team behind the release, about kernels and desktops."


def post_of(tmp_path, source, gemtext="# A title\n", text="", title="A title"):
    path = tmp_path / "2024-05-01-moon.md"
    path.write_text(source)
    entry = {"title": title, "tags": [], "categories": []}
    return exported_blog.Post(entry, path, (gemtext, "", text), "")


CAPTION = ('[caption id="attachment_1" align="alignright" width="300" caption="registration desk"]'
           '![registration desk](/desk.jpg) registration desk[/caption]\n')


def test_a_caption_shown_once_is_no_lost_paragraph(tmp_path):
    assert kind_rules.words_lost(post_of(tmp_path, CAPTION, "=> /desk.jpg registration desk\n")) is None


def test_words_behind_a_caption_that_are_nowhere_are_lost(tmp_path):
    spoilt = post_of(tmp_path, f"{CAPTION}\n{LOST}\n", "=> /desk.jpg registration desk\n")
    assert kind_rules.words_lost(spoilt) == LOST


def test_blanks_written_as_entities_are_no_words(tmp_path):
    assert kind_rules.words_lost(post_of(tmp_path, "&nbsp;" * 6 + "with [Red][2]\n\n[2]: /red\n", "with Red\n")) is None


@pytest.mark.parametrize("meta", ["2024-05-01\n", "2024-05-01 · Ann\n", ""])
def test_the_title_right_below_itself_is_twice(tmp_path, meta):
    assert kind_rules.title_twice(post_of(tmp_path, "A title\n", f"# A title\n{meta}\nA title\n\nWords.\n")) == "A title"


def test_a_sentence_that_greets_first_may_say_the_title(tmp_path):
    assert kind_rules.title_twice(post_of(tmp_path, "Hi!\n\nA title\n", "# A title\n2024-05-01\n\nHi!\n\nA title\n")) is None


def test_stars_that_the_author_wrote_are_seen_in_the_words(tmp_path):
    assert kind_rules.stars(post_of(tmp_path, "<td >**Motto:**</td>\n", "**Motto:**\n")) == "**Motto:**"
    assert kind_rules.stars(post_of(tmp_path, "<td >**Motto:**</td>\n", "Motto:\n")) is None


def test_an_address_that_is_cut_in_the_text_form_is_seen(tmp_path):
    address = "https://example.org/a%20b"
    gemtext = f"Words\n=> {address} there\n=> https://example.org/web On the web\n"
    source = "Words [there](<https://example.org/a b>)\n"
    assert kind_rules.address_broken_in_text(post_of(tmp_path, source, gemtext, "Words [1]\n\n[1] https://example.org/a\n")) == address
    assert kind_rules.address_broken_in_text(post_of(tmp_path, source, gemtext, f"Words [1]\n\n[1] {address}\n")) is None


def test_footers_are_left_out_where_each_generator_reads_it(tmp_path):
    exported_blog.leave_footers_out(tmp_path, "title: T\n")
    assert (tmp_path / "_config.yml").read_text().startswith("title: T\n")
    assert "post_footer: false" in (tmp_path / "_config.yml").read_text()
    assert "post_footer: false" in (tmp_path / "_splashdown.yml").read_text()
