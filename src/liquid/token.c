#include "liquid/token.h"

/* The position in a template being split. The next closers are remembered, so that each is searched for once. */
struct splitter {
    str text;
    size_t at, line;
    size_t counted; /* LINE is the line of this offset */
    size_t closer[2];
    bool closer_known[2];
    bool trim; /* the last tag ended in -%} */
    struct tokens tokens;
    struct arena *arena;
};

static size_t line_of(struct splitter *s, size_t offset)
{
    if (s->counted < offset) {
        s->line += str_count(str_between(s->text, s->counted, offset), '\n');
        s->counted = offset;
    }
    return s->line;
}

static struct token *add_token(struct splitter *s, enum token_kind kind, size_t from, size_t to)
{
    struct tokens *tokens = &s->tokens;
    tokens->items = arena_grow(s->arena, tokens->items, tokens->count, &tokens->capacity, sizeof *tokens->items);
    struct token *token = &tokens->items[tokens->count++];
    *token = (struct token){.kind = kind, .text = str_between(s->text, from, to), .line = line_of(s, from)};
    return token;
}

static void add_text(struct splitter *s, size_t from, size_t to)
{
    if (s->trim)
        from += str_between(s->text, from, to).n - str_trim_left(str_between(s->text, from, to)).n;
    s->trim = false;
    if (from < to)
        add_token(s, TOKEN_TEXT, from, to);
}

static void trim_last(struct splitter *s)
{
    struct tokens *tokens = &s->tokens;
    if (tokens->count && tokens->items[tokens->count - 1].kind == TOKEN_TEXT) {
        struct token *last = &tokens->items[tokens->count - 1];
        last->text = str_trim_right(last->text);
    }
}

/* The offset of the first "}}" or "%}" at or after FROM. */
static size_t find_closer(struct splitter *s, bool tag, size_t from)
{
    if (!s->closer_known[tag] || (s->closer[tag] != STR_NONE && s->closer[tag] < from)) {
        size_t found = str_find(str_from(s->text, from), tag ? STR("%}") : STR("}}"));
        s->closer[tag] = found == STR_NONE ? STR_NONE : from + found;
        s->closer_known[tag] = true;
    }
    return s->closer[tag];
}

static bool is_opening(str at)
{
    return str_starts(at, STR("{{")) || str_starts(at, STR("{%"));
}

static bool is_blank_line(str at)
{
    if (!at.n || *at.p != '\n')
        return false;
    str rest = str_from(at, 1 + str_span(str_from(at, 1), " \t\r"));
    return rest.n && *rest.p == '\n';
}

/* True when INSIDE cannot be meant as one tag: outside quotes another begins in it, or a paragraph ends. A tag may
 * contain a whole {{ value }}, and its parameters may stand in paragraphs. */
static bool runs_on(str inside, bool tag)
{
    while (inside.n) {
        if (*inside.p == '"' || *inside.p == '\'') {
            size_t end = str_find_char(str_from(inside, 1), *inside.p);
            if (end != STR_NONE)
                inside = str_from(inside, end + 1);
        } else if (tag && str_starts(inside, STR("{{"))) {
            size_t end = str_find(inside, STR("}}"));
            if (end == STR_NONE)
                return true;
            inside = str_from(inside, end + 1);
        } else if (is_opening(inside) || (!tag && is_blank_line(inside))) {
            return true;
        }
        inside = str_from(inside, 1);
    }
    return false;
}

static void name_tag(struct token *token)
{
    str text = token->text;
    size_t n = 0;
    while (n < text.n && (char_is_alnum(text.p[n]) || text.p[n] == '_' || text.p[n] == '-'))
        n++;
    token->name = str_first(text, n);
    token->rest = str_trim(str_from(text, n));
}

/* Takes the text up to the next {% endraw %}; returns the offset after that. */
static size_t skip_raw(struct splitter *s, size_t from)
{
    for (size_t at = from;; at += 2) {
        size_t found = str_find(str_from(s->text, at), STR("{%"));
        if (found == STR_NONE)
            break;
        at += found;
        str tag = str_from(s->text, at + 2);
        bool trims = str_starts(tag, STR("-"));
        tag = str_trim_left(str_from(tag, trims));
        if (!str_starts(tag, STR("endraw")))
            continue;
        tag = str_trim_left(str_from(tag, 6));
        s->trim = str_starts(tag, STR("-%}"));
        tag = str_from(tag, s->trim);
        if (!str_starts(tag, STR("%}")))
            continue;
        str inside = str_between(s->text, from, at);
        if (inside.n)
            add_token(s, TOKEN_TEXT, from, from + (trims ? str_trim_right(inside).n : inside.n));
        return s->text.n - tag.n + 2;
    }
    s->tokens.items[s->tokens.count - 1].stray = true;
    s->trim = false;
    add_text(s, from, s->text.n);
    return s->text.n;
}

/* Takes the token that begins at AT; returns the offset after it. */
static size_t cut_token(struct splitter *s, size_t at)
{
    bool tag = s->text.p[at + 1] == '%';
    size_t close = find_closer(s, tag, at + 2);
    str inside = close == STR_NONE ? STR("") : str_between(s->text, at + 2, close);
    if (close == STR_NONE || runs_on(inside, tag)) {
        s->trim = false;
        add_token(s, TOKEN_BROKEN, at, at + 2);
        return at + 2;
    }
    if (str_starts(inside, STR("-")))
        trim_last(s);
    s->trim = inside.n > 1 && str_ends(inside, STR("-"));
    struct token *token = add_token(s, tag ? TOKEN_TAG : TOKEN_OUTPUT, at, close + 2);
    inside = str_from(inside, str_starts(inside, STR("-")));
    token->text = str_trim(str_first(inside, inside.n - s->trim));
    if (!tag)
        return close + 2;
    name_tag(token);
    return str_eq(token->name, STR("raw")) ? skip_raw(s, close + 2) : close + 2;
}

struct tokens token_split(str text, struct arena *arena)
{
    struct splitter s = {.text = text, .arena = arena};
    size_t from = 0;
    for (size_t at = 0; at < text.n;) {
        size_t brace = str_find_char(str_from(text, at), '{');
        if (brace == STR_NONE)
            break;
        at += brace;
        if (!is_opening(str_from(text, at))) {
            at++;
            continue;
        }
        add_text(&s, from, at);
        from = at = cut_token(&s, at);
    }
    add_text(&s, from, text.n);
    return s.tokens;
}
