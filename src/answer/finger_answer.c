#include "answer/capsule.h"

#include "render/heading.h"
#include "render/link_target.h"
#include "text/plain.h"
#include "text/slug.h"
#include "text/wrap.h"
#include "uri/uri.h"

enum { TEXT_MAX = 64 << 10, NEWEST = 5, SEEN_MAX = 1000 /* posts, for those of one author */ };

static void put_line(struct buf *out, str line)
{
    text_put_label(out, line);
    buf_put(out, STR("\r\n"));
}

static void put_wrapped(struct buf *out, str text, int columns, struct arena *arena)
{
    const struct text_lines lines = text_wrap_whole(text_label(text, arena), columns, 0, 0, arena);
    for (size_t i = 0; i < lines.count; i++)
        put_line(out, lines.lines[i]);
}

/* On Gemini, if that is served. */
static str address_of(const struct capsule_options *options, const struct page *page, struct arena *arena)
{
    if (options->public_gemini_port)
        return ARENA_CONCAT(arena, str_trim_char_right(capsule_base_url(options, arena), '/'),
                            link_page(page, LINK_GEMINI, arena));
    str origin = uri_origin("gopher", options->name, options->public_gopher_port, GOPHER_PORT, arena);
    return ARENA_CONCAT(arena, origin, STR("/1"), link_page(page, LINK_GOPHER, arena));
}

/* Whom a request asks for. */
struct wanted {
    str user; /* as a slug; empty: nobody in particular */
    struct arena *arena;
    str last; /* the name that was looked at last: most posts of a blog have one author */
    bool is_last;
};

/* A user's name is a word: "jane-doe", "JaneDoe" and "Jane Doe" are the same person. */
static bool is_same_word(str a, str b)
{
    while (a.n && b.n && (*a.p == *b.p || *a.p == '-' || *b.p == '-')) {
        bool same = *a.p == *b.p;
        bool skips_a = same || *a.p == '-';
        b = str_from(b, same || !skips_a);
        a = str_from(a, skips_a);
    }
    return !a.n && !b.n;
}

static bool is_wanted(struct wanted *w, str name)
{
    if (!name.n || str_eq(name, w->last))
        return name.n && w->is_last;
    w->last = name;
    w->is_last = is_same_word(w->user, text_slug(name, SLUG_DEFAULT, false, w->arena));
    return w->is_last;
}

static bool is_by(const struct page *page, struct wanted *w)
{
    for (size_t i = 0; i < page->authors.count; i++)
        if (is_wanted(w, page->authors.items[i].name))
            return true;
    return is_wanted(w, page->author);
}

/* Returns the number of posts that it has put. */
static size_t put_posts(const struct capsule *capsule, struct wanted *w, struct buf *out)
{
    size_t count, shown = 0;
    const struct page *const *posts = site_main_posts(capsule->site, &count);
    const int columns = capsule->options.gopher_width;
    for (size_t i = 0; i < count && i < SEEN_MAX && shown < NEWEST; i++) {
        if (w->user.n && !is_by(posts[i], w))
            continue;
        str date = posts[i]->has_date ? heading_date(posts[i], w->arena) : STR("");
        put_line(out, STR(""));
        put_wrapped(out, ARENA_CONCAT(w->arena, date, date.n ? STR(" ") : STR(""), posts[i]->title), columns, w->arena);
        put_line(out, address_of(&capsule->options, posts[i], w->arena));
        shown++;
    }
    return shown;
}

void finger_answer(struct capsule *capsule, const struct finger_request *request, struct arena *arena,
                   struct response *response)
{
    *response = (struct response){.asked.host = arena_str(arena, capsule->options.name), .host = capsule};
    if (!capsule->site) {
        line_refuse(capsule_unserved_words(capsule), response);
        return;
    }
    if (request->forwards) {
        line_refuse(STR("Forwarding to other hosts is not offered"), response);
        return;
    }
    const struct site_config *config = site_config(capsule->site);
    struct wanted w = {.user = text_slug(request->user, SLUG_DEFAULT, false, arena), .arena = arena};
    struct buf out;
    buf_init(&out, TEXT_MAX);
    put_wrapped(&out, site_title(capsule->site, capsule->options.name), capsule->options.gopher_width, arena);
    if (config->description.n)
        put_wrapped(&out, config->description, capsule->options.gopher_width, arena);
    size_t posts = put_posts(capsule, &w, &out);
    bool known = !request->user.n || (w.user.n && (posts || is_wanted(&w, config->author)));
    if (known)
        response_set_blob(response, blob_steal(&out));
    else
        line_refuse(STR("Nobody here has that name"), response);
    buf_finish(&out);
}
