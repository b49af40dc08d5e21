#include "content/liquid_filter.h"
#include "text/slug.h"
#include "text/valid.h"
#include "text/width.h"

typedef const struct liquid_call *call;

static struct liquid_value buf_value(call c, struct buf *out)
{
    str text = arena_str(c->arena, buf_str(out));
    buf_finish(out);
    return liquid_text(text);
}

static struct liquid_value append(call c)
{
    return liquid_text(ARENA_CONCAT(c->arena, liquid_input(c), liquid_argument(c, 0)));
}

static struct liquid_value prepend(call c)
{
    return liquid_text(ARENA_CONCAT(c->arena, liquid_argument(c, 0), liquid_input(c)));
}

static struct liquid_value strip(call c)
{
    return liquid_text(str_trim(liquid_input(c)));
}

static struct liquid_value lstrip(call c)
{
    return liquid_text(str_trim_left(liquid_input(c)));
}

static struct liquid_value rstrip(call c)
{
    return liquid_text(str_trim_right(liquid_input(c)));
}

static struct liquid_value replace_up_to(call c, str with, bool all)
{
    str in = liquid_input(c), what = liquid_argument(c, 0);
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (size_t at; what.n && (at = str_find(in, what)) != STR_NONE;) {
        buf_put(&out, str_first(in, at));
        buf_put(&out, with);
        in = str_from(in, at + what.n);
        if (!all)
            break;
    }
    buf_put(&out, in);
    return buf_value(c, &out);
}

static struct liquid_value replace(call c)
{
    return replace_up_to(c, liquid_argument(c, 1), true);
}

static struct liquid_value replace_first(call c)
{
    return replace_up_to(c, liquid_argument(c, 1), false);
}

static struct liquid_value remove_all(call c)
{
    return replace_up_to(c, STR(""), true);
}

static struct liquid_value remove_first(call c)
{
    return replace_up_to(c, STR(""), false);
}

static struct liquid_value downcase(call c)
{
    return liquid_text(text_lower(liquid_input(c), c->arena));
}

static struct liquid_value upcase(call c)
{
    str in = arena_str(c->arena, liquid_input(c));
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (size_t i = 0; i < in.n; i++)
        buf_put_char(&out, in.p[i] >= 'a' && in.p[i] <= 'z' ? (char)(in.p[i] - 'a' + 'A') : in.p[i]);
    return buf_value(c, &out);
}

static struct liquid_value capitalize(call c)
{
    return liquid_text(text_title_case(liquid_input(c), c->arena));
}

static struct liquid_value strip_newlines(call c)
{
    str in = liquid_input(c);
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (size_t i = 0; i < in.n; i++)
        if (in.p[i] != '\n' && in.p[i] != '\r')
            buf_put_char(&out, in.p[i]);
    return buf_value(c, &out);
}

static struct liquid_value newline_to_br(call c)
{
    str in = liquid_input(c);
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (size_t i = 0; i < in.n; i++) {
        if (in.p[i] == '\n')
            buf_put(&out, STR("<br />"));
        buf_put_char(&out, in.p[i]);
    }
    return buf_value(c, &out);
}

static struct liquid_value strip_html(call c)
{
    str in = liquid_input(c);
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    while (in.n) {
        size_t open = str_find_char(in, '<');
        size_t close = open == STR_NONE ? STR_NONE : str_find_char(str_from(in, open), '>');
        if (close == STR_NONE)
            break;
        buf_put(&out, str_first(in, open));
        in = str_from(in, open + close + 1);
    }
    buf_put(&out, in);
    return buf_value(c, &out);
}

static struct liquid_value slugify(call c)
{
    static const struct {
        str name;
        enum slug_mode mode;
    } modes[] = {
        {STR_INIT("none"), SLUG_NONE},   {STR_INIT("raw"), SLUG_RAW},     {STR_INIT("pretty"), SLUG_PRETTY},
        {STR_INIT("ascii"), SLUG_ASCII}, {STR_INIT("latin"), SLUG_LATIN},
    };
    enum slug_mode mode = SLUG_DEFAULT;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (str_eq(liquid_argument(c, 0), modes[i].name))
            mode = modes[i].mode;
    return liquid_text(text_slug(liquid_input(c), mode, false, c->arena));
}

/* The bytes of the first N characters. */
static size_t characters(str s, int64_t n)
{
    size_t at = 0;
    uint32_t c;
    while (n-- > 0 && at < s.n)
        at += text_decode(str_from(s, at), &c);
    return at;
}

static struct liquid_value truncate_text(call c)
{
    str in = liquid_input(c), mark = c->count > 1 ? liquid_argument(c, 1) : STR("...");
    int64_t most = c->count ? liquid_to_number(c->arguments[0]).integer : 50;
    struct liquid_value whole = liquid_text(in), ellipsis = liquid_text(mark);
    if (liquid_size(&whole, c->arena) <= most)
        return whole;
    int64_t kept = most - liquid_size(&ellipsis, c->arena);
    return liquid_text(ARENA_CONCAT(c->arena, str_first(in, characters(in, kept)), mark));
}

static struct liquid_value truncate_words(call c)
{
    str in = liquid_input(c), rest = in, mark = c->count > 1 ? liquid_argument(c, 1) : STR("...");
    int64_t most = c->count ? liquid_to_number(c->arguments[0]).integer : 15;
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (int64_t i = 0; (rest = str_trim_left(rest)).n; i++) {
        str word = str_first(rest, str_span_not(rest, " \t\n\r"));
        if (i >= (most > 0 ? most : 1)) {
            buf_put(&out, mark);
            return buf_value(c, &out);
        }
        if (i)
            buf_put_char(&out, ' ');
        buf_put(&out, word);
        rest = str_from(rest, word.n);
    }
    buf_finish(&out);
    return liquid_text(in);
}

static struct liquid_value number_of_words(call c)
{
    str rest = liquid_input(c);
    int64_t words = 0;
    while ((rest = str_trim_left(rest)).n) {
        rest = str_from(rest, str_span_not(rest, " \t\n\r"));
        words++;
    }
    return liquid_int(words);
}

static struct liquid_value slice(call c)
{
    str in = liquid_input(c);
    struct liquid_value whole = liquid_text(in);
    int64_t size = liquid_size(&whole, c->arena), from = liquid_to_number(liquid_argument_value(c, 0)).integer;
    int64_t length = c->count > 1 ? liquid_to_number(c->arguments[1]).integer : 1;
    if (from < 0)
        from += size;
    if (from < 0 || from > size || length <= 0)
        return liquid_text(STR(""));
    str rest = str_from(in, characters(in, from));
    return liquid_text(str_first(rest, characters(rest, length)));
}

static struct liquid_value same(call c)
{
    return c->in;
}

const struct liquid_filter_entry liquid_text_filters[] = {
    {STR_INIT("append"), append},
    {STR_INIT("capitalize"), capitalize},
    {STR_INIT("downcase"), downcase},
    {STR_INIT("lstrip"), lstrip},
    {STR_INIT("markdownify"), same},
    {STR_INIT("newline_to_br"), newline_to_br},
    {STR_INIT("number_of_words"), number_of_words},
    {STR_INIT("prepend"), prepend},
    {STR_INIT("remove"), remove_all},
    {STR_INIT("remove_first"), remove_first},
    {STR_INIT("replace"), replace},
    {STR_INIT("replace_first"), replace_first},
    {STR_INIT("rstrip"), rstrip},
    {STR_INIT("slice"), slice},
    {STR_INIT("slugify"), slugify},
    {STR_INIT("smartify"), same},
    {STR_INIT("strip"), strip},
    {STR_INIT("strip_html"), strip_html},
    {STR_INIT("strip_newlines"), strip_newlines},
    {STR_INIT("truncate"), truncate_text},
    {STR_INIT("truncatewords"), truncate_words},
    {STR_INIT("upcase"), upcase},
    {STR_INIT(""), NULL},
};
