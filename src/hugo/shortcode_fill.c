#include "hugo/shortcode_fill.h"

#include "hugo/shortcode_value.h"

enum { DEPTH_MAX = 32 /* blocks in a block */ };

/* A block of the template that is open: if, with, range, define or another. */
struct block {
    bool outer;  /* it stands where text is put */
    bool taken;  /* one of its branches was */
    bool silent; /* no branch of it is put */
    str dot;     /* before the block */
};

struct filling {
    struct buf *out;
    struct shortcode_values values;
    struct block blocks[DEPTH_MAX];
    size_t depth, lost; /* LOST: open blocks beyond the depth */
    bool on;            /* text is put */
    bool in_tag;        /* the text is within a tag of HTML */
    char quote;         /* and within this one of its quotes; 0: in none */
};

static bool take_word(str *s, const char *word)
{
    str w = str_of(word);
    if (!str_starts(*s, w) || (s->n > w.n && char_is_alnum(s->p[w.n])))
        return false;
    *s = str_trim(str_from(*s, w.n));
    return true;
}

static void branch(struct filling *f, struct block *b, str condition, bool binds)
{
    str value = shortcode_value(&f->values, condition);
    bool holds = b->outer && !b->taken && !b->silent && shortcode_value_holds(value);
    b->taken = b->taken || holds;
    f->on = holds;
    if (holds && binds)
        f->values.dot = value;
}

static void open_block(struct filling *f, str condition, bool silent, bool binds)
{
    if (f->depth == DEPTH_MAX || f->lost) {
        f->lost++;
        return;
    }
    struct block *b = &f->blocks[f->depth++];
    *b = (struct block){.outer = f->on, .silent = silent, .dot = f->values.dot};
    if (silent)
        f->on = false;
    else
        branch(f, b, condition, binds);
}

static void other_branch(struct filling *f, str condition)
{
    if (f->lost || !f->depth)
        return;
    struct block *b = &f->blocks[f->depth - 1];
    bool with = take_word(&condition, "with");
    f->values.dot = b->dot;
    if (condition.n) {
        if (!with)
            take_word(&condition, "if");
        branch(f, b, condition, with);
        return;
    }
    f->on = b->outer && !b->taken && !b->silent;
    b->taken = true;
}

static void close_block(struct filling *f)
{
    if (f->lost) {
        f->lost--;
        return;
    }
    if (!f->depth)
        return;
    const struct block *b = &f->blocks[--f->depth];
    f->on = b->outer;
    f->values.dot = b->dot;
}

static void put_text(struct filling *f, str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (f->quote)
            f->quote = c == f->quote ? '\0' : f->quote;
        else if (f->in_tag && (c == '"' || c == '\''))
            f->quote = c;
        else
            f->in_tag = c == '<' || (f->in_tag && c != '>');
    }
    buf_put(f->out, text);
}

/* Go's templates keep the blanks in the value of an attribute that stands without quotes. */
static void put_value(struct filling *f, str value)
{
    for (size_t i = 0; i < value.n; i++) {
        bool blank = f->in_tag && !f->quote && char_is_space(value.p[i]);
        buf_put_char(f->out, blank ? SHORTCODE_BLANK : value.p[i]);
    }
}

static void take_action(struct filling *f, str action)
{
    if (str_starts(action, STR("/*")))
        return;
    if (take_word(&action, "if"))
        open_block(f, action, false, false);
    else if (take_word(&action, "with"))
        open_block(f, action, false, true);
    else if (take_word(&action, "range") || take_word(&action, "define") || take_word(&action, "block"))
        open_block(f, action, true, false);
    else if (take_word(&action, "else"))
        other_branch(f, action);
    else if (take_word(&action, "end"))
        close_block(f);
    else if (f->on && !f->lost && !shortcode_value_assign(&f->values, action))
        put_value(f, shortcode_value(&f->values, action));
}

/* The bytes up to the "}}" that ends an action, quotes passed over; S.n: it never ends. */
static size_t action_span(str s)
{
    char quote = 0;
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (quote) {
            i += quote == '"' && s.p[i] == '\\';
            quote = s.p[i] == quote ? 0 : quote;
        } else if (s.p[i] == '"' || s.p[i] == '`') {
            quote = s.p[i];
        } else if (s.p[i] == '}' && s.p[i + 1] == '}') {
            return i;
        }
    }
    return s.n;
}

void shortcode_fill(struct buf *out, str template, const struct shortcode_tag *tag, const struct shortcode_scope *scope)
{
    struct filling f = {.out = out, .on = true};
    shortcode_values_init(&f.values, tag, scope);
    while (template.n) {
        size_t at = str_find(template, STR("{{"));
        str text = str_first(template, at == STR_NONE ? template.n : at);
        if (f.on && !f.lost)
            put_text(&f, text);
        template = str_from(template, text.n + 2);
        size_t n = str_starts(str_trim_left(template), STR("/*")) ? str_find(template, STR("*/")) : 0;
        n = n == STR_NONE ? template.n : n;
        size_t end = n + action_span(str_from(template, n));
        str action = str_trim(str_first(template, end));
        if (str_starts(action, STR("-")))
            action = str_trim(str_from(action, 1));
        if (str_ends(action, STR(" -")))
            action = str_trim(str_first(action, action.n - 1));
        if (at != STR_NONE && action.n)
            take_action(&f, action);
        template = str_from(template, end + 2);
    }
}
