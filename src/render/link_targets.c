#include "render/link_targets.h"

struct finding {
    const struct link_scope *scope;
    struct arena *arena;
    struct strmap *out;
};

static void add_link(const struct finding *f, str url, int line)
{
    struct link_target target = link_resolve(f->scope, url, f->arena);
    if (!target.ours || target.broken)
        return;
    int *first = strmap_at(f->out, str_first(target.address, str_span_not(target.address, "#")));
    if (!*first)
        *first = line > 0 ? line : LINK_LINE_UNKNOWN;
}

static void add_gemtext(const struct finding *f, str source)
{
    bool code = false;
    for (str line; str_line(&source, &line);) {
        code ^= str_starts(line, STR("```"));
        str rest = str_trim(str_from(line, 2));
        if (!code && str_starts(line, STR("=>")))
            add_link(f, str_first(rest, str_span_not(rest, " \t")), 0);
    }
}

void link_targets(const struct document *document, const struct link_scope *scope, struct arena *arena,
                  struct strmap *out)
{
    const struct finding f = {scope, arena, out};
    if (!document->root) {
        add_gemtext(&f, document->source);
        return;
    }
    cmark_iter *walk = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_LINK)
            add_link(&f, str_of(cmark_node_get_url(node)), tree_line(node));
    }
    cmark_iter_free(walk);
}
