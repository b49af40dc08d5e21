#include "render/wrapped_gemtext.h"

/* Puts a link line: its target, and the words for it. */
static void put_link(struct wrapped *w, struct link_list *links, str line)
{
    line = str_trim(str_from(line, 2));
    str url = str_first(line, str_span_not(line, " \t"));
    str label = str_trim(str_from(line, url.n));
    link_list_clear(links);
    struct link_line *link = link_list_add(links, url, label, false);
    if (!link) {
        wrapped_text(w, label);
        return;
    }
    if (!w->menu && label.n)
        wrapped_text(w, label);
    wrapped_link(w, link);
}

static void put_marked(struct wrapped *w, str first, str rest, str text)
{
    w->first = first;
    w->rest = rest;
    wrapped_text(w, str_trim(text));
    w->first = w->rest = STR("");
}

static void put_line(struct wrapped *w, struct link_list *links, str line)
{
    int level = (int)str_span(line, "#");
    if (!str_trim(line).n)
        wrapped_gap(w);
    else if (str_starts(line, STR("=>")))
        put_link(w, links, line);
    else if (level >= 1)
        wrapped_heading(w, level, str_trim(str_from(line, (size_t)(level < 3 ? level : 3))));
    else if (str_starts(line, STR("* ")))
        put_marked(w, STR("* "), STR("  "), str_from(line, 2));
    else if (str_starts(line, STR(">")))
        put_marked(w, STR("> "), STR("> "), str_from(line, 1));
    else
        wrapped_text(w, line);
}

void wrapped_gemtext(struct wrapped *w, str source, const struct link_scope *scope)
{
    struct link_list links;
    link_list_init(&links, scope, w->arena);
    bool preformatted = false;
    str line;
    while (str_line(&source, &line)) {
        if (str_starts(line, STR("```")))
            preformatted = !preformatted;
        else if (preformatted)
            wrapped_code(w, line.n ? line : STR("\n"));
        else
            put_line(w, &links, line);
    }
}
