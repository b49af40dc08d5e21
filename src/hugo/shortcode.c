#include "hugo/shortcode.h"

#include "base/buf.h"
#include "base/strmap.h"
#include "hugo/goldmark.h"
#include "hugo/reference.h"
#include "hugo/rules.h"
#include "hugo/shortcode_code.h"
#include "hugo/shortcode_embedded.h"
#include "hugo/shortcode_figure.h"
#include "hugo/shortcode_link.h"
#include "hugo/shortcode_other.h"
#include "hugo/shortcode_param.h"

/* A code for cameras says what it stands for. */
static void put_qr(struct buf *out, const struct shortcode_tag *tag)
{
    static const char *const text[] = {"text"};
    buf_put(out, shortcode_argument(tag, text, 1, false));
}

static void put_tag(struct buf *out, const struct shortcode_tag *tag, struct shortcode_own *own,
                    const struct shortcode_scope *scope)
{
    static const char *const references[] = {"ref", "relref"}, *const pictures[] = {"figure", "img", "image"};
    static const char *const path[] = {"path"}, *const src[] = {"src"}, *const name[] = {"name"};
    str picture = shortcode_argument(tag, src, 1, true);
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
    else if (STR_IS_ANY(tag->name, pictures) && picture.n)
        shortcode_figure_put(out, tag, shortcode_picture(picture, tag, own), scope->arena);
    else if (!shortcode_embedded_put(out, tag, scope->arena))
        shortcode_other_put(out, tag, own);
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
    int *lines;             /* of the author's, for each line of OUT */
    size_t line_count, line_capacity;
    size_t begun;  /* where the last line of OUT begins */
    bool inked;    /* that line has more than blanks */
    size_t told;   /* bytes of OUT whose lines are known */
    str script;    /* the name of the pair that is open and of which a script makes something; empty: none is */
    size_t inside; /* where its inner text begins in OUT */
};

static void add_line(struct expanding *e, int line)
{
    e->lines = arena_grow(e->scope->arena, e->lines, e->line_count, &e->line_capacity, sizeof *e->lines);
    e->lines[e->line_count++] = line;
}

/* Notes the lines of what was put since: each is one more than the one before, or all are the tag's. */
static void note_lines(struct expanding *e, bool authors)
{
    for (int line = e->line; e->told < e->out.n; e->told++)
        if (e->out.p[e->told] == '\n') {
            add_line(e, authors ? ++line : line);
            e->begun = e->told + 1;
            e->inked = false;
        } else if (!char_is_space(e->out.p[e->told])) {
            e->inked = true;
        }
}

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

static struct mapped expand(str text, const struct shortcode_scope *);

/* The line of OUT that is begun. */
static str begun_line(const struct expanding *e)
{
    return str_from(buf_str(&e->out), e->begun);
}

/* True when AFTER has only blanks before the end of its line. */
static bool ends_line(str after)
{
    after = str_from(after, str_span(after, " \t\r"));
    return !after.n || after.p[0] == '\n';
}

/* TEXT is the author's. */
static void put_text(struct expanding *e, str text)
{
    buf_put(&e->out, text);
    note_lines(e, true);
}

static void put_code(struct expanding *e, const struct shortcode_tag *tag, str whole, str inner)
{
    struct shortcode_scope within = *e->scope;
    within.first_line = e->line + (int)str_count(tag->whole, '\n');
    str begun = begun_line(e);
    size_t margin = str_trim(begun).n ? 0 : begun.n;
    bool beside = str_trim(begun).n || !ends_line(str_from(e->rest, whole.n));
    shortcode_code_put(&e->out, tag, margin, beside && !str_has_char(whole, '\n'), expand(inner, &within).text);
    note_lines(e, true);
}

/* True where the address of a link or the definition of one begins. */
static bool begins_address(const struct expanding *e)
{
    str out = buf_str(&e->out), line = begun_line(e);
    bool alone = str_ends(line, STR("<")) && str_starts(str_trim_left(line), STR("["));
    return str_ends(out, STR("](")) || str_ends(out, STR("](<")) || str_ends(out, STR("]: ")) || alone;
}

/* Puts TEXT of another file, Markdown, each line behind the blanks with which the line begins that TAG stands in. */
static void put_file(struct expanding *e, const struct shortcode_tag *tag, str text)
{
    struct shortcode_scope within = *e->scope;
    const struct hugo *h = hugo_of(site_settings(e->scope->page->site));
    str margin = begun_line(e), line;
    within.depth++;
    within.diag = NULL;
    within.first_line = tag->line;
    text = expand(goldmark_text(str_trim(text), h, STR(""), 0, within.arena, NULL), &within).text;
    margin = tag->alone && margin.n == str_span(margin, " \t") ? margin : STR("");
    for (bool first = true; str_line(&text, &line); first = false) {
        if (!first)
            buf_put_char(&e->out, tag->alone ? '\n' : ' ');
        if (!first && line.n)
            buf_put(&e->out, margin);
        buf_put(&e->out, line);
    }
}

/* In what was put from BEFORE on, SHORTCODE_TEXT stands for TEXT. */
static void put_text_of_file(struct expanding *e, const struct shortcode_tag *tag, size_t before, str text)
{
    static const char mark[] = {SHORTCODE_TEXT};
    str words = arena_str(e->scope->arena, str_from(buf_str(&e->out), before));
    size_t at = str_find(words, (str){mark, 1});
    if (at == STR_NONE)
        return;
    buf_cut(&e->out, before + at);
    put_file(e, tag, text);
    buf_put(&e->out, str_from(words, at + 1));
}

static void forget(struct expanding *e, size_t n)
{
    e->line_count -= str_count(str_from(buf_str(&e->out), n), '\n');
    buf_cut(&e->out, n);
    e->told = n;
    e->begun = str_find_last(buf_str(&e->out), '\n') + 1; /* STR_NONE + 1 is 0 */
    e->inked = str_trim(str_from(buf_str(&e->out), e->begun)).n > 0;
}

/* What a script shows is linked where the inner text is its address alone. */
static void link_address(struct expanding *e, const struct shortcode_tag *tag)
{
    bool ours = e->script.n && str_eq(e->script, tag->name);
    str name, inner = ours ? str_trim(str_from(buf_str(&e->out), e->inside)) : STR("");
    e->script = STR("");
    if (!shortcode_is_address(inner) || str_span_not(inner, " \t\n[](){}<>") < inner.n)
        return;
    inner = arena_str(e->scope->arena, inner);
    size_t slash = str_find_last(str_trim_char_right(inner, '/'), '/');
    name = str_from(inner, slash == STR_NONE ? 0 : slash + 1);
    forget(e, e->inside);
    shortcode_link_put(&e->out, false, name.n ? name : inner, inner);
}

/* Puts what the template of TAG, or the shortcode that it calls, says: one line, but for code and other files. An
 * address that only its template knows leads nowhere. */
static void put_single(struct expanding *e, const struct shortcode_tag *tag)
{
    if (tag->closing)
        link_address(e, tag);
    size_t before = e->out.n;
    put_tag(&e->out, tag, &e->own, e->scope);
    if (!tag->closing && e->own.read.unread && e->out.n == before && !tag->single) {
        e->script = tag->name;
        e->inside = before;
    }
    if (tag->address && e->out.n == before)
        buf_put_char(&e->out, '#');
    str put = str_from(buf_str(&e->out), before);
    bool stays = str_find(put, STR("<pre><code")) != STR_NONE ||
                 (tag->percent && str_ends(tag->name, STR(".inline")) && str_find(put, STR("```")) != STR_NONE);
    for (size_t i = before; !stays && i < e->out.n; i++)
        if (e->out.p[i] == '\n')
            e->out.p[i] = ' ';
    if (!tag->closing && e->own.read.text.n)
        put_text_of_file(e, tag, before, e->own.read.text);
    note_lines(e, false);
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
        put_single(e, tag);
    }
    skip(e, n);
    return true;
}

static void take_single(struct expanding *e, const struct shortcode_tag *tag)
{
    if (tag->commented) {
        put_commented(&e->out, tag);
        note_lines(e, true);
    } else {
        put_single(e, tag);
    }
    skip(e, tag->whole.n);
}

static struct mapped expand(str text, const struct shortcode_scope *scope)
{
    struct expanding e = {.scope = scope,
                          .own = shortcode_own_of(scope),
                          .rest = text,
                          .line = scope->first_line,
                          .unclosed.arena = scope->arena};
    if (str_find(text, STR("{{<")) == STR_NONE && str_find(text, STR("{{%")) == STR_NONE)
        return mapped_of(text, scope->first_line, scope->arena);
    add_line(&e, e.line);
    buf_init(&e.out, 8 * text.n + 65536 + (scope->budget ? SHORTCODE_FILES_BYTES : 0));
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
        tag.first = !e.inked;
        tag.alone = tag.first && ends_line(str_from(e.rest, tag.whole.n));
        tag.address = !tag.closing && begins_address(&e);
        if (!take_pair(&e, &tag))
            take_single(&e, &tag);
    }
    put_text(&e, e.rest);
    str out = buf_keep(&e.out, scope->arena);
    return (struct mapped){out, e.lines, e.line_count - (!out.n || str_ends(out, STR("\n")))};
}

struct mapped shortcode_expand(str text, const struct shortcode_scope *scope)
{
    return expand(text, scope);
}
