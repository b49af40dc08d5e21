#include "markup/excerpt_mark.h"
#include "markup/inline_address.h"
#include "markup/inline_scan.h"
#include "text/html_text.h"

/* True when an element of that name seldom begins within a sentence: HTML does not know it, or it is a block. */
static bool is_doubtful(const struct html_tag *tag)
{
    return !tag || (!tag->is_void && (tag->role == HTML_DROP || tag->role == HTML_APART || tag->role == HTML_CONTROL ||
                                      tag->role == HTML_DIV || tag->role >= HTML_LIST));
}

/* The doubtful elements that begin or end in the text. */
static struct strmap *find_unknown(struct inline_scan *scan)
{
    struct arena *arena = scan->parser->arena;
    struct strmap *unknown = ARENA_NEW(arena, struct strmap);
    *unknown = (struct strmap){.arena = arena};
    struct html_scanner html = {.rest = scan->text};
    for (struct html_token token; html_next(&html, &token);)
        if ((token.kind == HTML_TOKEN_OPEN || token.kind == HTML_TOKEN_CLOSE) && is_doubtful(token.tag))
            *strmap_at(unknown, token.name) |= token.kind == HTML_TOKEN_OPEN ? 1 : 2;
    if (strmap_get(unknown, STR("select")) == 3) /* its choices need no end tags */
        *strmap_at(unknown, STR("option")) = *strmap_at(unknown, STR("optgroup")) = 3;
    return unknown;
}

/* "<name>" is more often a placeholder or a tag that the sentence is about than an element, unless it has what only
 * elements have. */
static bool is_placeholder(struct inline_scan *scan, const struct html_token *token)
{
    bool stray_end = token->tag && token->kind == HTML_TOKEN_CLOSE;
    if (!is_doubtful(token->tag) || stray_end || token->attributes.n || token->closed ||
        token->kind == HTML_TOKEN_COMMENT)
        return false;
    if (!scan->unknown)
        scan->unknown = find_unknown(scan);
    return strmap_get(scan->unknown, token->name) != 3;
}

/* The content of <code> is not Markdown. */
static void begin_opaque(struct inline_scan *scan, const struct html_token *token)
{
    if (scan->at < scan->opaque_end || scan->no_opaque_end)
        return;
    struct html_scanner content = {.rest = str_from(scan_rest(scan), token->raw.n)};
    str inner = html_take_raw(&content, token->name);
    scan->no_opaque_end = content.rest.n == 0;
    if (content.rest.n)
        scan->opaque_end = (size_t)(inner.p + inner.n - scan->text.p);
}

static void put_tag(struct inline_scan *scan, const struct html_token *token)
{
    inline_mark_add(scan->parser, MARK_TAG, token->raw)->token = *token;
    scan_put_mark(scan);
    if (token->kind != HTML_TOKEN_OPEN || !token->tag)
        return;
    if (token->tag->role == HTML_CODE)
        begin_opaque(scan, token);
    if (token->tag->is_raw) {
        struct html_scanner content = {.rest = str_from(scan_rest(scan), token->raw.n)};
        scan->at += html_take_raw(&content, token->name).n;
    }
}

static bool take_address(struct inline_scan *scan)
{
    bool mail;
    str rest = scan_rest(scan);
    size_t n = address_bracketed(rest, &mail);
    if (!n)
        return false;
    struct arena *arena = scan->parser->arena;
    str text = html_decode(str_between(rest, 1, n - 1), arena);
    struct inline_mark *mark = inline_mark_add(scan->parser, MARK_LINK, str_first(rest, n));
    bool mailto = str_starts_nocase(text, STR("mailto:"));
    mark->text = str_from(text, mailto ? STR("mailto:").n : 0);
    if (mailto)
        mark->text = str_first(mark->text, str_span_not(mark->text, "?"));
    mark->url = mail ? ARENA_CONCAT(arena, STR("mailto:"), text) : text;
    scan_put_mark(scan);
    scan->at += n;
    return true;
}

bool scan_angle(struct inline_scan *scan)
{
    struct html_token token;
    if (take_address(scan))
        return true;
    scan->html.rest = scan_rest(scan);
    if (!html_tag_here(&scan->html, &token))
        return false;
    if (is_placeholder(scan, &token)) {
        if (!token.tag)
            return false;
        scan_put_text(scan, token.raw, token.raw);
        scan->at += token.raw.n;
        return true;
    }
    if (token.kind != HTML_TOKEN_COMMENT) {
        put_tag(scan, &token);
        scan->at += token.raw.n;
        return true;
    }
    if (excerpt_ends_at(token.raw, scan->parser->options->excerpt_separator))
        scan->leaf->ends_excerpt = true;
    if (scan->at && str_has_char(STR("*_"), scan->text.p[scan->at - 1])) {
        inline_mark_add(scan->parser, MARK_TEXT, token.raw);
        scan_put_mark(scan);
    }
    scan_skip(scan, token.raw.n);
    return true;
}

static bool is_attribute_list(str list)
{
    list = str_trim(list);
    if (list.n > 1 && (*list.p == '.' || *list.p == '#'))
        return char_is_alnum(list.p[1]) || list.p[1] == '_' || list.p[1] == '-';
    return str_find(list, STR("=\"")) != STR_NONE || str_find(list, STR("='")) != STR_NONE;
}

static bool follows_element(const struct inline_scan *scan)
{
    return scan->at && str_has_char(STR(")]*_`>~}"), scan->text.p[scan->at - 1]);
}

/* Takes "{::comment}…{:/}" and the like. */
static bool take_extension(struct inline_scan *scan, str tag)
{
    scan->at += tag.n;
    if (str_starts(tag, STR("{:/")) || str_ends(tag, STR("/}")) || scan->no_extension_end)
        return true;
    str rest = scan_rest(scan);
    size_t end = str_find(rest, STR("{:/"));
    scan->no_extension_end = end == STR_NONE;
    if (end == STR_NONE)
        return true;
    if (str_starts(tag, STR("{::comment")))
        scan->at += end;
    return true;
}

bool scan_brace(struct inline_scan *scan)
{
    str rest = scan_rest(scan);
    if (rest.n < 4 || rest.p[1] != ':')
        return false;
    size_t end = 2 + str_span_not(str_from(rest, 2), "{}\n");
    if (end < rest.n && rest.p[end] == '\n') /* attributes may continue in the next line */
        end += 1 + str_span_not(str_from(rest, end + 1), "{}\n");
    if (end >= rest.n || rest.p[end] != '}')
        return false;
    str tag = str_first(rest, end + 1);
    if ((str_starts(tag, STR("{::")) && char_is_alpha(tag.p[3])) || str_starts(tag, STR("{:/")))
        return take_extension(scan, tag);
    str list = str_between(tag, 2, end);
    if (!is_attribute_list(list) && !(follows_element(scan) && char_is_alpha(*str_trim(list).p)))
        return false;
    scan_skip(scan, tag.n);
    return true;
}

bool scan_math(struct inline_scan *scan)
{
    str rest = scan_rest(scan);
    if (scan->no_math_end || !str_starts(rest, STR("$$")))
        return false;
    size_t end = str_find(str_from(rest, 2), STR("$$"));
    scan->no_math_end = end == STR_NONE;
    if (end == STR_NONE || end == 0)
        return false;
    str raw = str_first(rest, end + 4);
    scan_put_text(scan, raw, raw);
    scan->at += raw.n;
    return true;
}
