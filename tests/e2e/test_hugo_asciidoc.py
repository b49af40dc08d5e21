"""AsciiDoc in a Hugo site: attributes, included files, conditions and references."""
import pytest
import splash

CONFIG = 'baseURL = "https://example.org/"\ntitle = "T"\n[markup.asciidocExt.attributes]\nproduct = "Moonlight"\nsoft = "of the site@"\nloud = "of the site"\n'
HEAD = "---\ntitle: Guide\n---\n"


def shown(folder, body, more=None):
    site = splash.write_capsule(folder, {"hugo.toml": CONFIG, "content/docs/guide.adoc": HEAD + body, **(more or {})})
    code, out, err = splash.run("render", "--to", "gemtext", site / "content/docs/guide.adoc")
    assert code == 0, err
    return out.decode().partition("\n")[2].strip(), splash.run("check", site)[1].decode()


@pytest.mark.parametrize("body, expected", [
    (":ocp: OpenShift Platform\n:note: with {ocp}\n\nUse {ocp}, {note}.", "Use OpenShift Platform, with OpenShift Platform."),
    (":long: one \\\n  two\n\nA {long}.", "A one two."),
    (":a: x\n:a!:\n:!b:\n\n{a} and {b} and {unknown}", "{a} and {b} and {unknown}"),
    ("Name{nbsp}it{empty}: {plus}{sp}{lt}b{gt} {startsb}x{endsb} {asterisk}y{asterisk} {cpp}.", "Name\u00a0it: + <b> [x] *y* C++."),
    ("\\{product} is {product}, {soft}, {LOUD}", "{product} is Moonlight, of the site, of the site"),
    (":soft: mine\n:loud: mine\n\n{soft} {loud}", "mine of the site"),
    ("`{product} {lt}x{gt}` and https://{product}.example/[{product}]", "Moonlight <x> and Moonlight\n=> https://Moonlight.example/ Moonlight"),
    ("----\n{product}\n----\n\n[source,sh,subs=\"attributes+\"]\n----\n{product}\n----", "```\n{product}\n```\n\n```sh\nMoonlight\n```"),
    ("----\n:product: x\n----\n\n{product}", "```\n:product: x\n```\n\nMoonlight"),
    ("|===\n|{product} |b\n\n|1 | `x\\|y` z\n|2\n2+| of two\n lines\n|===", "```table\nMoonlight | b\n----------+-------------\n1         | x|y z\n2         | of two lines\n```"),
    ("[cols=\"1,2a\",options=\"header\"]\n|===\n|A\n|B\n\n|c\na|d <e>\n|===\n\nAfter.", "```table\nA | B\n--+------\nc | d <e>\n```\n\nAfter."),
    ("[format=csv]\n|===\na,b\n|===", "```\na,b\n```"),
    ("ifdef::product[]\nyes\nendif::[]\nifndef::product[]\nno\nendif::[]\nifdef::gone[no]\nifdef::gone,product[either]", "yes either"),
    ("ifdef::gone[]\nifdef::product[]\nno\nendif::[]\nno\nendif::[]\nyes", "yes"),
    ('ifeval::["{product}" == "Moonlight"]\nyes\nendif::[]\nifeval::[2 < 1]\nno\nendif::[]', "yes"),
    ("git clone <your_url> and a < b && c", "git clone <your_url> and a < b && c"),
    ("++++\n<iframe src=\"https://a.example/x\" title=\"Film\"></iframe>\n++++", "=> https://a.example/x Film"),
    ("pass:[<b>x</b>] `pass:[<a>]` `+{b}+` +++y+++", "x <a> {b} y"),
    ("video::abc[youtube]", "=> https://www.youtube.com/watch?v=abc YouTube"),
    ("Press kbd:[F1], btn:[OK], menu:File[Save]; notefootnote:[see below].", "Press F1, OK, File → Save; notefootnote:[see below]."),
    ("So it is.footnote:[See below.]", "So it is. (See below.)"),
    ("----\nx <1>\n----\n<1> The first.\n<2> The <b>.", "```\nx <1>\n```\n\n1. The first.\n2. The <b>."),
    ("Tide:: the sea moves", "Tide: the sea moves"),
    ("one +\ntwo", "one\ntwo"),
    ('The [.underline]#words# [[here]]of mine, link:https://a.example/[a, b,window=_blank] and https://a.example/c[d^]',
     "The words of mine, a, b and d\n=> https://a.example/ a, b\n=> https://a.example/c d"),
    ("link:https://a.example/[image:https://a.example/x.png[A map]]", "=> https://a.example/x.png A map\n=> https://a.example/ A map (a.example)"),
    ('image::https://a.example/x.png["A picture, large",link=y]', "=> https://a.example/x.png A picture, large"),
], ids=lambda value: value[:20] if "\n" not in value else None)
def test_lines_say_what_asciidoctor_shows(body, expected, tmp_path):
    assert shown(tmp_path, body + "\n")[0] == expected


def test_included_files_are_read_from_the_root_and_from_each_other(tmp_path):
    more = {"modules/attributes.adoc": ":ocp: OpenShift\n", "modules/part.adoc": "= Part\nOf {ocp}.\n\ninclude::deep/more.adoc[leveloffset=+1]\n",
            "modules/deep/more.adoc": "= More\ninclude::../code.yaml[]\n\n[source,yaml]\n----\ninclude::../code.yaml[]\n----\n", "modules/code.yaml": "a: {ocp}\n",
            "content/docs/beside.adoc": "Beside.\n", "modules/tagged.adoc": "no\n// tag::a[]\none\n// end::a[]\nno\n// tag::b[]\ntwo\n// end::b[]\n"}
    body = "include::modules/attributes.adoc[]\n\ninclude::modules/part.adoc[leveloffset=+1]\n\ninclude::beside.adoc[opts=optional]\n\ninclude::modules/tagged.adoc[tags=a;b]\n"
    text, said = shown(tmp_path, body, more)
    assert "## Part\n" in text and "Of OpenShift." in text and "### More\n" in text and "a: OpenShift\n" in text and "```yaml\na: {ocp}\n```" in text
    assert "Beside." in text and "one" in text and "two" in text and "no\n" not in text and "tag::" not in text
    assert "guide.adoc" not in said


@pytest.mark.parametrize("name", ["gone.adoc", "../../../../../../etc/passwd", "/etc/passwd", "modules", "out.adoc"])
def test_what_is_not_in_the_capsule_is_told_by_file_and_line(name, tmp_path):
    (tmp_path / "secret.adoc").write_text("SECRET\n")
    site = splash.write_capsule(tmp_path / "site", {"modules/x.adoc": "x\n"})
    (site / "out.adoc").symlink_to(tmp_path / "secret.adoc")
    text, said = shown(site, f"One.\n\ninclude::{name}[]\n")
    assert text == "One." and f"content/docs/guide.adoc:6: warning: include::{name}[]: there is no such file in the capsule" in said
    assert "include" not in shown(tmp_path / "optional", f"One.\n\ninclude::{name}[opts=optional]\n")[1]


def test_a_file_that_is_missing_in_an_included_one_is_told_there(tmp_path):
    said = shown(tmp_path, "include::a.adoc[]\n", {"a.adoc": "x\n\ninclude::gone.adoc[]\n"})[1]
    assert "a.adoc:3: warning: include::gone.adoc[]: there is no such file" in said


def test_files_that_include_each_other_end(tmp_path):
    text, said = shown(tmp_path, "include::a.adoc[]\n", {"a.adoc": "x\n\ninclude::a.adoc[]\n\ninclude::a.adoc[]\n"})
    assert text.startswith("x") and text.count("x") < 600 and said.count("files that include each other: the page is shown without the rest") == 1


def test_a_page_that_includes_itself_again_and_again_takes_little(tmp_path):
    text, said = shown(tmp_path, "x\n\n" + "include::content/docs/guide.adoc[]\n" * 20000)
    assert text.startswith("x") and said.count("shown without the rest") == 1


def test_values_that_refer_to_each_other_end(tmp_path):
    lines = [":a0: " + "x" * 100] + [f":a{i}: " + "{a%d}" % (i - 1) * 10 for i in range(1, 10)]
    text, _ = shown(tmp_path, "\n".join(lines) + "\n\n" + "{a9} " * 2000 + "\n")
    assert len(text) < 2 << 20


def test_references_lead_to_pages_and_leave_words_within_one(tmp_path):
    body = ('[[tide]]\n== The {product} tide\n\nSee <<tide>>, <<tide,the sea>>, xref:tide[here], xref:not-here[there], <<some-place>>.\n\n'
            'xref:other.adoc#part[Other] and xref:/docs/other.adoc[again], <<other.adoc#x,once more>>.\n')
    text, said = shown(tmp_path, body, {"content/docs/other.adoc": "---\ntitle: O\n---\nx\n"})
    assert "See The Moonlight tide, the sea, here, there, some place." in text
    assert text.count("=> /docs/other/") >= 1 and "guide.adoc" not in said
    assert "guide.adoc:4: warning: a link to gone.adoc" in shown(tmp_path / "b", "xref:gone.adoc[Gone]\n")[1]


def test_pictures_above_the_root_are_looked_for_there(tmp_path):
    text, said = shown(tmp_path, ":imagesdir: ../../images\n\nimage::map.png[Map]\n", {"static/images/map.png": "x"})
    assert text == "=> /images/map.png Map" and "guide" not in said


def test_an_edit_of_an_included_file_shows(tmp_path):
    site = splash.write_capsule(tmp_path / "site", {"hugo.toml": CONFIG, "content/docs/guide.adoc": HEAD + "include::modules/x.adoc[]\n", "modules/x.adoc": "Old.\n"})
    with splash.Server(site, tmp_path, workers=1) as server:
        assert "Old." in server.get("/docs/guide/").text and server.get("/modules/x.adoc").status == 51
        (site / "modules" / "x.adoc").write_text("Anew.\n")
        splash.eventually(lambda: "Anew." in server.get("/docs/guide/").text, "the included text")


def test_the_line_of_a_complaint_is_the_authors(tmp_path):
    said = shown(tmp_path, "include::a.adoc[]\n\nlink:/gone/[x]\n", {"a.adoc": "1\n\n2\n\n3\n"})[1]
    assert "content/docs/guide.adoc:6: warning: a link to /gone/" in said
