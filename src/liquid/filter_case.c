#include "base/buf.h"
#include "liquid/filter.h"
#include "text/slug.h"
#include "text/valid.h"

/* Filters for the letters of a text. */

static struct value downcase(const struct filter_call *call)
{
    return value_string(text_lower(filter_in(call), call->run->arena));
}

static size_t character(str s)
{
    size_t n = s.n ? 1 : 0;
    while (n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n++;
    return n;
}

static struct value upcase(const struct filter_call *call)
{
    struct buf out;
    buf_init(&out, RUN_OUTPUT_MAX);
    for (str s = filter_in(call), one; s.n; s = str_from(s, one.n)) {
        one = str_first(s, character(s));
        if (one.n == 1)
            buf_put_char(&out, *one.p >= 'a' && *one.p <= 'z' ? (char)(*one.p - 'a' + 'A') : *one.p);
        else
            buf_put(&out, run_spend(call->run, 0, 32) ? text_title_case(one, call->run->arena) : one);
    }
    str text = arena_str(call->run->arena, buf_str(&out));
    buf_finish(&out);
    return value_string(text);
}

static struct value capitalize(const struct filter_call *call)
{
    return value_string(text_title_case(filter_in(call), call->run->arena));
}

static struct value slugify(const struct filter_call *call)
{
    static const struct {
        str name;
        enum slug_mode mode;
    } modes[] = {{STR_INIT("raw"), SLUG_RAW},
                 {STR_INIT("pretty"), SLUG_PRETTY},
                 {STR_INIT("ascii"), SLUG_ASCII},
                 {STR_INIT("latin"), SLUG_LATIN},
                 {STR_INIT("none"), SLUG_NONE}};
    enum slug_mode mode = SLUG_DEFAULT;
    str asked = filter_text(call, 0);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (str_eq(modes[i].name, asked))
            mode = modes[i].mode;
    return value_string(text_slug(filter_in(call), mode, false, call->run->arena));
}

static struct value same(const struct filter_call *call)
{
    return call->in;
}

static struct value markdownify(const struct filter_call *call)
{
    return value_markdown(filter_in(call));
}

static struct value jsonify(const struct filter_call *call)
{
    return value_string(value_inspect(call->in, true, &call->run->world));
}

static struct value otherwise(const struct filter_call *call)
{
    struct value v = call->in;
    bool absent = v.kind == VALUE_NIL || (v.kind == VALUE_STRING && !v.text.n) || (v.kind == VALUE_LIST && !v.count) ||
                  (v.kind == VALUE_BOOL && !v.boolean && !call->allow_false);
    return !absent ? v : call->count ? call->args[0] : value_string(STR(""));
}

static const struct filter filters[] = {
    {STR_INIT("downcase"), downcase}, {STR_INIT("upcase"), upcase},           {STR_INIT("capitalize"), capitalize},
    {STR_INIT("slugify"), slugify},   {STR_INIT("markdownify"), markdownify}, {STR_INIT("smartify"), same},
    {STR_INIT("jsonify"), jsonify},   {STR_INIT("default"), otherwise},
};
const struct filter_table filter_case = {filters, sizeof filters / sizeof *filters};
