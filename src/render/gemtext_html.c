#include "render/gemtext_html.h"

#include "render/xml.h"

struct writer {
    struct buf *out;
    enum err err;
    const struct link_scope *scope;
    struct arena *arena;
    int level;        /* of the last heading on a page of our own; the title that stands above has 1 */
    const char *open; /* element around lines of one kind: "ul", "blockquote", "pre", or NULL */
};

static void put(struct writer *w, str s)
{
    enum err err = buf_put(w->out, s);
    if (w->err == OK)
        w->err = err;
}

static void put_element(struct writer *w, const char *name, str text)
{
    enum err err = xml_put_element(w->out, str_of(name), str_trim(text));
    if (w->err == OK)
        w->err = err;
}

static void enter(struct writer *w, const char *name)
{
    if (w->open == name)
        return;
    if (w->open)
        put(w, arena_printf(w->arena, "</%s>\n", w->open));
    w->open = name;
    if (name)
        put(w, arena_printf(w->arena, "<%s>", name));
}

static void put_link(struct writer *w, str line)
{
    line = str_trim(str_from(line, 2));
    str url = str_first(line, str_span_not(line, " \t"));
    str label = str_trim(str_from(line, url.n));
    struct link_target target = link_resolve(w->scope, url, w->arena);
    if (w->scope->mirror && target.broken && (target.ours || w->scope->alone)) {
        put_element(w, "p", label.n ? label : url);
        return;
    }
    put(w, STR("<p><a href=\""));
    enum err err = xml_put(w->out, target.address);
    put(w, STR("\">"));
    if (err == OK)
        err = xml_put(w->out, label.n ? label : url);
    put(w, STR("</a></p>\n"));
    if (w->err == OK)
        w->err = err;
}

/* A page of our own has one title and leaves no level out. */
static int level_of(struct writer *w, size_t marks)
{
    int level = marks < 3 ? (int)marks : 3;
    if (!w->scope->mirror)
        return level;
    if (level == 1 && w->level)
        level = 2;
    w->level = level > w->level + 1 ? w->level + 1 : level;
    return w->level;
}

static const char list_element[] = "ul", quote_element[] = "blockquote", code_element[] = "pre";

static void put_line(struct writer *w, str line)
{
    static const char *const headings[] = {"h1", "h2", "h3"};
    size_t level = str_span(line, "#");
    bool item = str_starts(line, STR("* ")), quote = str_starts(line, STR(">"));
    enter(w, item ? list_element : quote ? quote_element : NULL);
    if (item)
        put_element(w, "li", str_from(line, 2));
    else if (quote)
        put_element(w, "p", str_from(line, 1));
    else if (str_starts(line, STR("=>")))
        put_link(w, line);
    else if (level)
        put_element(w, headings[level_of(w, level) - 1], str_from(line, level < 3 ? level : 3));
    else if (str_trim(line).n)
        put_element(w, "p", line);
}

bool gemtext_has_title(str source)
{
    return str_starts(str_trim(source), STR("# "));
}

enum err gemtext_put_html(struct buf *out, str source, const struct link_scope *scope, struct arena *arena)
{
    struct writer w = {.out = out, .scope = scope, .arena = arena};
    w.level = !gemtext_has_title(source);
    bool preformatted = false;
    str line;
    while (str_line(&source, &line) && w.err == OK) {
        if (str_starts(line, STR("```"))) {
            preformatted = !preformatted;
            enter(&w, preformatted ? code_element : NULL);
        } else if (preformatted) {
            w.err = xml_put(out, line);
            put(&w, STR("\n"));
        } else {
            put_line(&w, line);
        }
    }
    enter(&w, NULL);
    return w.err;
}
