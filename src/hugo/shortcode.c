#include "hugo/shortcode.h"

#include "base/buf.h"
#include "base/strmap.h"
#include "hugo/reference.h"
#include "hugo/rules.h"
#include "hugo/shortcode_code.h"
#include "hugo/shortcode_embedded.h"
#include "hugo/shortcode_figure.h"
#include "hugo/shortcode_link.h"
#include "hugo/shortcode_own.h"
#include "hugo/shortcode_param.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const words[] = {"alt", "caption", "title", "text"};

static void put_other(struct buf *out, const struct shortcode_tag *tag, struct arena *arena)
{
    static const char *const sources[] = {"src"}, *const links[] = {"href", "url", "link"},
                             *const title[] = {"title", "summary"};
    str src = shortcode_argument(tag, sources, 1, false), href = shortcode_argument(tag, links, COUNT(links), false);
    str label = shortcode_argument(tag, words, COUNT(words), false);
    if (src.n)
        shortcode_figure_put(out, tag, src, arena);
    else if (href.n)
        shortcode_link_put(out, false, label.n ? label : href, href);
    else
        buf_put(out, shortcode_argument(tag, title, COUNT(title), false));
}

/* A code for cameras says what it stands for. */
static void put_qr(struct buf *out, const struct shortcode_tag *tag)
{
    static const char *const text[] = {"text"};
    buf_put(out, shortcode_argument(tag, text, 1, false));
}

/* Says of a name that neither Hugo nor the folder has a template for that little of it is shown. */
static void tell_unknown(const struct shortcode_tag *tag, const struct shortcode_own *own,
                         const struct shortcode_scope *scope)
{
    static const char *const known[] = {"details",        "highlight", "comment",      "twitter",
                                        "twitter_simple", "x_simple",  "vimeo_simple", "instagram_simple"};
    const struct site *site = scope->page->site;
    const struct dialect *dialect = site ? hugo_of(site_settings(site))->dialect : NULL;
    str template;
    if (!site || dialect || STR_IS_ANY(tag->name, known) || shortcode_own_find(own, tag->name, &template) ||
        shortcode_code_has(tag, STR("")) || str_ends(tag->name, STR(".inline")))
        return;
    diag_add(
        scope->diag, SEVERITY_NOTE, scope->page->source, tag->line,
        "the shortcode %.*s has no template in layouts/shortcodes or in the folder of a theme: of it only its inner "
        "text, its title and its picture or link are shown; a template there says what else is",
        STR_ARG(str_first(tag->name, 100)));
}

static void put_tag(struct buf *out, const struct shortcode_tag *tag, struct shortcode_own *own,
                    const struct shortcode_scope *scope)
{
    static const char *const references[] = {"ref", "relref"}, *const pictures[] = {"figure", "img", "image"};
    static const char *const path[] = {"path"}, *const src[] = {"src"}, *const name[] = {"name"};
    if (tag->closing)
        shortcode_own_close(own, out, tag->name);
    else if (shortcode_own_open(own, out, tag))
        return;
    else if (STR_IS_ANY(tag->name, references))
        buf_put(out, reference_resolve(shortcode_argument(tag, path, 1, true), tag->line, scope));
    else if (str_eq(tag->name, STR("param")))
        buf_put(out, shortcode_param(shortcode_argument(tag, name, 1, true), scope));
    else if (str_eq(tag->name, STR("qr")))
        put_qr(out, tag);
    else if (STR_IS_ANY(tag->name, pictures) && shortcode_argument(tag, src, 1, true).n)
        shortcode_figure_put(out, tag, shortcode_argument(tag, src, 1, true), scope->arena);
    else if (!shortcode_embedded_put(out, tag, scope->arena)) {
        tell_unknown(tag, own, scope);
        put_other(out, tag, scope->arena);
    }
}

/* A tag whose inside is a comment of C shows itself without the marks of that; its blanks, and so its lines, stay. */
static void put_commented(struct buf *out, const struct shortcode_tag *tag)
{
    str whole = tag->whole;
    size_t open = 3 + str_span(str_from(whole, 3), " \t\r\n");
    size_t close = 3 + str_trim_right(str_between(whole, 3, whole.n - 3)).n - 2;
    buf_put(out, str_first(whole, open));
    buf_put(out, str_between(whole, open + 2, close));
    buf_put(out, str_from(whole, close + 2));
}

/* Pairs whose inner text is not the page's. */
enum pair { PAIR_NONE, PAIR_CODE, PAIR_COMMENT, PAIR_TEMPLATE };

/* A text while its shortcodes are expanded. */
struct expanding {
    struct buf out;
    const struct shortcode_scope *scope;
    struct shortcode_own own;
    str rest;               /* what is to come */
    int line;               /* where it begins */
    struct strmap unclosed; /* names of pairs that do not end in the rest */
    size_t owed;            /* line ends of tags within the address of a link, which stand behind it */
};

static void skip(struct expanding *e, size_t n)
{
    e->line += (int)str_count(str_first(e->rest, n), '\n');
    e->rest = str_from(e->rest, n);
}

static enum pair pair_of(const struct expanding *e, const struct shortcode_tag *tag)
{
    str template = STR("");
    if (tag->closing || tag->commented || tag->single)
        return PAIR_NONE;
    if (str_ends(tag->name, STR(".inline")))
        return PAIR_TEMPLATE;
    bool own = shortcode_own_find(&e->own, tag->name, &template);
    return shortcode_code_has(tag, template)           ? PAIR_CODE
           : !own && str_eq(tag->name, STR("comment")) ? PAIR_COMMENT
                                                       : PAIR_NONE;
}

/* Sets *INNER to what stands between TAG, which the rest begins with, and the one that closes it; returns the bytes of
 * all three. 0: none does. */
static size_t pair_span(const struct expanding *e, const struct shortcode_tag *tag, str *inner)
{
    struct shortcode_tag end;
    size_t at = tag->whole.n;
    for (size_t next; (next = str_find(str_from(e->rest, at), STR("{{"))) != STR_NONE;) {
        at += next;
        bool read = shortcode_tag_read(str_from(e->rest, at), e->scope->arena, &end);
        if (read && end.closing && str_eq(end.name, tag->name)) {
            *inner = str_between(e->rest, tag->whole.n, at);
            return at + end.whole.n;
        }
        at += read ? end.whole.n : 2;
    }
    return 0;
}

static str expand(str text, const struct shortcode_scope *);

/* The line of OUT that is begun. */
static str begun_line(str out)
{
    size_t newline = str_find_last(out, '\n');
    return str_from(out, newline == STR_NONE ? 0 : newline + 1);
}

/* True within the address of a link, "[label](": a line end would end the link. */
static bool is_in_address(str out)
{
    str line = begun_line(out);
    size_t end = str_find_last(line, ')');
    return str_find(str_from(line, end == STR_NONE ? 0 : end), STR("](")) != STR_NONE;
}

/* Puts COUNT ends of lines, here or behind the address of the link that is begun. */
static void put_line_ends(struct expanding *e, size_t count)
{
    if (e->owed || (count && is_in_address(buf_str(&e->out))))
        e->owed += count;
    else
        buf_put_repeat(&e->out, '\n', count);
}

/* Puts TEXT of the author's; the first blank behind the address of a link becomes the line ends that are owed. */
static void put_text(struct expanding *e, str text)
{
    size_t end = e->owed ? str_find_char(text, ')') : STR_NONE;
    size_t at = end == STR_NONE ? STR_NONE : str_find_char(str_from(text, end), ' ');
    if (at == STR_NONE) {
        buf_put(&e->out, text);
        return;
    }
    buf_put(&e->out, str_first(text, end + at));
    buf_put_repeat(&e->out, '\n', e->owed);
    e->owed = 0;
    buf_put(&e->out, str_from(text, end + at + 1));
}

static void put_code(struct expanding *e, const struct shortcode_tag *tag, str whole, str inner)
{
    struct shortcode_scope within = *e->scope;
    within.first_line = e->line + (int)str_count(tag->whole, '\n');
    str begun = begun_line(buf_str(&e->out)), after = str_from(e->rest, whole.n);
    size_t margin = str_trim(begun).n ? 0 : begun.n;
    bool beside = str_trim(begun).n || str_trim(str_first(after, str_span_not(after, "\n"))).n;
    shortcode_code_put(&e->out, tag, margin, beside && !str_has_char(whole, '\n'), expand(inner, &within));
    buf_put_repeat(&e->out, '\n', str_count(whole, '\n') - str_count(inner, '\n'));
}

/* True where the address of a link or the definition of one begins. */
static bool begins_address(str out)
{
    return str_ends(out, STR("](")) || str_ends(out, STR("](<")) || str_ends(out, STR("]: "));
}

/* Puts what the template of TAG, or the shortcode that it calls, says for a tag that takes LINES of the text. An
 * address that only its template knows leads nowhere. */
static void put_single(struct expanding *e, const struct shortcode_tag *tag, size_t lines)
{
    size_t before = e->out.n;
    bool address = !tag->closing && begins_address(buf_str(&e->out));
    put_tag(&e->out, tag, &e->own, e->scope);
    if (address && e->out.n == before)
        buf_put_char(&e->out, '#');
    str put = str_from(buf_str(&e->out), before);
    bool stays = str_find(put, STR("<pre><code")) != STR_NONE ||
                 (tag->percent && str_ends(tag->name, STR(".inline")) && str_find(put, STR("```")) != STR_NONE);
    size_t made = stays ? str_count(put, '\n') : 0;
    for (size_t i = before; !stays && i < e->out.n; i++)
        if (e->out.p[i] == '\n')
            e->out.p[i] = ' ';
    put_line_ends(e, lines > made ? lines - made : 0);
}

/* Fenced code between the tags is Markdown. */
static bool is_fenced(str inner)
{
    inner = str_trim(inner);
    return str_starts(inner, STR("```")) || str_starts(inner, STR("~~~"));
}

/* Puts the pair that the rest begins with; false where it is none. */
static bool take_pair(struct expanding *e, const struct shortcode_tag *tag)
{
    enum pair kind = pair_of(e, tag);
    str inner = STR("");
    size_t n = kind == PAIR_NONE || strmap_has(&e->unclosed, tag->name) ? 0 : pair_span(e, tag, &inner);
    if (!n && kind != PAIR_NONE)
        *strmap_at(&e->unclosed, tag->name) = 1;
    if (!n || (kind == PAIR_CODE && is_fenced(inner)))
        return false;
    str whole = str_first(e->rest, n);
    if (kind == PAIR_CODE) {
        put_code(e, tag, whole, inner);
    } else if (kind == PAIR_TEMPLATE) {
        shortcode_own_define(&e->own, tag->name, inner);
        put_single(e, tag, str_count(whole, '\n'));
    } else {
        buf_put_repeat(&e->out, '\n', str_count(whole, '\n'));
    }
    skip(e, n);
    return true;
}

static void take_single(struct expanding *e, const struct shortcode_tag *tag)
{
    if (tag->commented)
        put_commented(&e->out, tag);
    else
        put_single(e, tag, str_count(tag->whole, '\n'));
    skip(e, tag->whole.n);
}

static str expand(str text, const struct shortcode_scope *scope)
{
    struct expanding e = {.scope = scope,
                          .own = shortcode_own_of(scope),
                          .rest = text,
                          .line = scope->first_line,
                          .unclosed.arena = scope->arena};
    if (str_find(text, STR("{{<")) == STR_NONE && str_find(text, STR("{{%")) == STR_NONE)
        return text;
    buf_init(&e.out, 8 * text.n + 65536);
    for (size_t at; (at = str_find(e.rest, STR("{{"))) != STR_NONE;) {
        struct shortcode_tag tag;
        put_text(&e, str_first(e.rest, at));
        skip(&e, at);
        if (!shortcode_tag_read(e.rest, scope->arena, &tag)) {
            buf_put(&e.out, STR("{{"));
            skip(&e, 2);
            continue;
        }
        tag.line = e.line;
        str after = str_from(e.rest, tag.whole.n);
        tag.first = !str_trim(begun_line(buf_str(&e.out))).n;
        tag.alone = tag.first && !str_trim(str_first(after, str_span_not(after, "\n"))).n;
        if (!take_pair(&e, &tag))
            take_single(&e, &tag);
    }
    put_text(&e, e.rest);
    buf_put_repeat(&e.out, '\n', e.owed);
    return buf_keep(&e.out, scope->arena);
}

str shortcode_expand(str text, const struct shortcode_scope *scope)
{
    return expand(text, scope);
}
