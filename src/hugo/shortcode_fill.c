#include "hugo/shortcode_fill.h"

#include "hugo/shortcode_function.h"
#include "hugo/shortcode_value.h"

enum { DEPTH_MAX = 32 /* blocks in a block */ };

/* A block of the template that is open: if, with, range, define or another. */
struct block {
    bool outer;  /* it stands where text is put */
    bool taken;  /* one of its branches was */
    bool silent; /* no branch of it is put */
    str dot;     /* before the block */
    str loop;    /* what is said for each argument, with all behind it; empty: this is no such loop */
    size_t next; /* the argument that is its next */
};

struct filling {
    struct buf *out;
    struct shortcode_filled *filled;
    struct shortcode_values values;
    struct block blocks[DEPTH_MAX];
    size_t depth, lost; /* LOST: open blocks beyond the depth */
    bool on;            /* text is put */
    bool looping;       /* one of the blocks is a loop */
    bool unread;        /* something that is put, or decides what is, is not known here */
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

/* The value of EXPRESSION, of which a variable may be made. */
static str value_of(struct filling *f, str expression)
{
    str value;
    if (!shortcode_value_assign(&f->values, expression, &value))
        value = shortcode_value(&f->values, expression);
    f->unread = f->unread || (f->values.unread && !value.n);
    f->filled->handed_on = f->filled->handed_on || (f->values.unread && str_has_char(value, SHORTCODE_INNER));
    return value;
}

static void branch(struct filling *f, struct block *b, str condition, bool binds)
{
    bool possible = b->outer && !b->taken && !b->silent;
    str value = possible ? value_of(f, condition) : STR("");
    bool holds = possible && shortcode_value_holds(value);
    b->taken = b->taken || holds;
    f->on = holds;
    if (holds && binds)
        f->values.dot = value;
}

/* The number of the first argument by position that a loop over LIST, ".Params", is for; STR_NONE: it is for others. */
static size_t first_argument(str list)
{
    long first = 0;
    if (take_word(&list, "after")) {
        str number = str_first(list, str_span_not(list, " \t\r\n"));
        if (!str_to_long(number, &first))
            return STR_NONE;
        list = str_trim(str_from(list, number.n));
    }
    return first >= 0 && (str_eq(list, STR(".Params")) || str_eq(list, STR("$.Params"))) ? (size_t)first : STR_NONE;
}

/* Binds the next argument of the loop B; false: there is none. */
static bool bind_next(struct filling *f, struct block *b)
{
    const struct shortcode_tag *tag = f->values.tag;
    bool more = b->next < tag->count && !tag->arguments[b->next].key.n;
    if (more)
        f->values.dot = tag->arguments[b->next++].value;
    return more;
}

static struct block *open_any(struct filling *f)
{
    if (f->depth == DEPTH_MAX || f->lost) {
        f->lost++;
        return NULL;
    }
    struct block *b = &f->blocks[f->depth++];
    *b = (struct block){.outer = f->on, .dot = f->values.dot};
    return b;
}

static void open_block(struct filling *f, str condition, bool silent, bool binds)
{
    struct block *b = open_any(f);
    if (!b)
        return;
    b->silent = silent;
    if (silent)
        f->on = false;
    else
        branch(f, b, condition, binds);
}

/* Loops over arguments are run, one in another not; REST is what stands in and behind this one. */
static void open_loop(struct filling *f, str list, str rest)
{
    struct block *b = open_any(f);
    if (!b)
        return;
    size_t first = f->looping ? STR_NONE : first_argument(list);
    b->silent = first == STR_NONE;
    f->unread = f->unread || (f->on && first == STR_NONE);
    b->next = first == STR_NONE ? SHORTCODE_ARGUMENTS_MAX : first;
    f->on = f->on && bind_next(f, b);
    b->taken = f->on;
    b->loop = f->on ? rest : STR("");
    f->looping = f->looping || b->loop.n;
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

/* *REST is what follows: the block again, in a loop that goes on. */
static void close_block(struct filling *f, str *rest)
{
    if (f->lost) {
        f->lost--;
        return;
    }
    if (!f->depth)
        return;
    struct block *b = &f->blocks[f->depth - 1];
    if (b->loop.n && bind_next(f, b)) {
        *rest = b->loop;
        f->on = true;
        return;
    }
    f->depth--;
    f->looping = f->looping && !b->loop.n;
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

/* The text of another file, of which there is one at most, is put later. */
static bool put_object(struct filling *f, str value)
{
    const struct shortcode_object *object = shortcode_object_of(&f->values.objects, value);
    if (!object)
        return false;
    if ((object->kind == SHORTCODE_PAGE_TEXT || object->kind == SHORTCODE_FILE) && !f->filled->text.n) {
        f->filled->text = object->text;
        buf_put_char(f->out, SHORTCODE_TEXT);
    }
    return true;
}

/* Go's templates keep the blanks in the value of an attribute that stands without quotes. */
static void put_value(struct filling *f, str value)
{
    if (put_object(f, value))
        return;
    for (size_t i = 0; i < value.n; i++) {
        bool blank = f->in_tag && !f->quote && char_is_space(value.p[i]);
        buf_put_char(f->out, blank ? SHORTCODE_BLANK : value.p[i]);
    }
}

/* REST is what follows ACTION. */
static void take_action(struct filling *f, str action, str *rest)
{
    str value;
    if (str_starts(action, STR("/*")))
        return;
    if (take_word(&action, "if"))
        open_block(f, action, false, false);
    else if (take_word(&action, "with"))
        open_block(f, action, false, true);
    else if (take_word(&action, "range"))
        open_loop(f, action, *rest);
    else if (take_word(&action, "define") || take_word(&action, "block"))
        open_block(f, action, true, false);
    else if (take_word(&action, "else"))
        other_branch(f, action);
    else if (take_word(&action, "end"))
        close_block(f, rest);
    else if (f->on && !f->lost && !shortcode_value_assign(&f->values, action, &value))
        put_value(f, value_of(f, action));
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

struct shortcode_filled shortcode_fill(struct buf *out, str template, const struct shortcode_tag *tag,
                                       const struct shortcode_scope *scope)
{
    struct shortcode_filled filled = {.unread = false};
    struct filling f = {.out = out, .filled = &filled, .on = true};
    shortcode_values_init(&f.values, tag, scope);
    while (template.n && (!scope->effort || effort_step(scope->effort, 1))) {
        size_t at = str_find(template, STR("{{"));
        str text = str_first(template, at == STR_NONE ? template.n : at);
        if (f.on && !f.lost)
            put_text(&f, text);
        template = str_from(template, text.n + 2);
        size_t blanks = str_span(template, "- \t\r\n");
        size_t n = str_starts(str_from(template, blanks), STR("/*")) ? str_find(template, STR("*/")) : 0;
        n = n == STR_NONE ? template.n : n;
        size_t end = n + action_span(str_from(template, n));
        str action = str_trim(str_first(template, end));
        if (str_starts(action, STR("-")))
            action = str_trim(str_from(action, 1));
        if (str_ends(action, STR(" -")))
            action = str_trim(str_first(action, action.n - 1));
        template = str_from(template, end + 2);
        if (at != STR_NONE && action.n)
            take_action(&f, action, &template);
    }
    filled.unread = f.unread;
    return filled;
}
