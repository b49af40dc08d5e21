"""Liquid's present: the day of a page, and what is the same on every day in feeds and exports."""
import datetime

import feedparser
import splash
from test_clock import DAY, clock  # noqa: F401

CONFIG = "title: B\nurl: https://example.org\ntimezone: Pacific/Kiritimati\n"
TEXT = "---\ntitle: %s\n---\nToday is {{ \"now\" | date: \"%%Y-%%m-%%d\" }}, {{ site.time | date: \"%%d/%%m\" }}.\n"
FILES = {"_config.yml": CONFIG, "about.md": TEXT % "About", "_posts/2024-05-01-moon.md": TEXT % "Moon",
         "_posts/2024-04-01-sun.md": "---\ntitle: Sun\nlast_modified_at: 2024-06-02 10:00 +1400\n---\nx\n"}


def today(shift=0):
    """The day on the capsule's own clock, and the one after it: a test may run at midnight."""
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=14))) + datetime.timedelta(seconds=shift)
    return [f"Today is {day:%Y-%m-%d}, {day:%d/%m}." for day in (now, now + datetime.timedelta(hours=1))]


def test_a_page_shows_the_day_and_the_next_one_when_it_has_come(tmp_path, clock):  # noqa: F811
    capsule = splash.write_capsule(tmp_path / "capsule", FILES)
    with splash.Server(capsule, tmp_path, env=clock.env()) as server:
        assert any(day in server.get("/about.gmi").text for day in today())
        clock.set(3 * DAY)
        splash.eventually(lambda: any(day in server.get("/about.gmi").text for day in today(3 * DAY)), "the next day is shown")
        assert b"Today is 2024-06-02, 02/06." in server.get("/atom.xml").body


def test_feeds_and_exports_are_the_same_on_every_day(tmp_path, clock):  # noqa: F811
    capsule = splash.write_capsule(tmp_path / "capsule", FILES)
    made = []
    for day in (0, 40):
        clock.set(day * DAY)
        code, out, _ = splash.feed("--base-url", "gemini://e.org/", capsule, env=clock.env())
        splash.run("export", "--to", "gemini", "--output", tmp_path / f"out{day}", capsule, env=clock.env())
        made.append((out, (tmp_path / f"out{day}" / "about.gmi").read_text()))
    assert made[0] == made[1] and "Today is 2024-06-02, 02/06." in made[0][1]
    assert any("Today is 2024-06-02" in entry.content[0].value for entry in feedparser.parse(made[0][0]).entries)


def test_check_tells_of_what_is_finer_than_a_day(tmp_path):
    capsule = splash.write_capsule(tmp_path / "c", {"_config.yml": CONFIG, "a.md": (
        "---\ntitle: A\n---\n{{ 'now' | date: '%Y' }}\n{{ 'now' | date: '%H:%M' }}\n{{ site.time | date_to_xmlschema }}\n{{ page.title | date: '%H' }}\n"
        "{{ paginator.total_pages }}{{ layout.x }}\n")})
    code, out, err = splash.run("check", capsule)
    said = [line for line in (out.decode() + err).splitlines() if "a.md" in line]
    assert [line.split(": ")[0].rsplit(":", 1)[1] for line in said if '"now" is a day' in line] == ["5", "6"], said
    assert any(":8: " in line and "paginator is known to Jekyll alone" in line for line in said)
    assert any(":8: " in line and "layout is known to Jekyll alone" in line for line in said)
