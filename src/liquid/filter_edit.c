#include "base/buf.h"
#include "liquid/filter.h"
#include "text/cjk_words.h"

/* Filters that cut and join texts. */

static struct value append(const struct filter_call *call)
{
    return value_string(ARENA_CONCAT(call->run->arena, filter_in(call), filter_text(call, 0)));
}

static struct value prepend(const struct filter_call *call)
{
    return value_string(ARENA_CONCAT(call->run->arena, filter_text(call, 0), filter_in(call)));
}

static struct value strip(const struct filter_call *call)
{
    return value_string(str_trim(filter_in(call)));
}

static struct value lstrip(const struct filter_call *call)
{
    return value_string(str_trim_left(filter_in(call)));
}

static struct value rstrip(const struct filter_call *call)
{
    return value_string(str_trim_right(filter_in(call)));
}

/* A place where a text is replaced. */
struct match {
    str before, found, after;
};

/* BY with the escapes of Ruby's gsub: \& and \0 are what was found, \` and \' what is around it, \1 to \9
 * nothing. */
static void put_replacement(struct buf *out, str by, const struct match *match)
{
    for (size_t i = 0; i < by.n; i++) {
        char c = by.p[i], next = i + 1 < by.n ? by.p[i + 1] : 0;
        bool escape = c == '\\' && (next == '&' || next == '`' || next == '\'' || next == '\\' || char_is_digit(next));
        i += escape;
        if (!escape || next == '\\')
            buf_put_char(out, c);
        else if (next == '&' || next == '0')
            buf_put(out, match->found);
        else if (next == '`')
            buf_put(out, match->before);
        else if (next == '\'')
            buf_put(out, match->after);
    }
}

/* The offset after the character at I of S. */
static size_t after_character(str s, size_t i)
{
    for (i++; i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80;)
        i++;
    return i;
}

/* Ruby's gsub and sub. An empty NEEDLE is found before each character and at the end. */
static struct value replaced(const struct filter_call *call, str by, size_t count)
{
    str s = filter_in(call), needle = filter_text(call, 0);
    struct buf out;
    size_t from = 0, search = 0, cost = by.n;
    bool around = str_find(by, STR("\\`")) != STR_NONE || str_find(by, STR("\\'")) != STR_NONE;
    buf_init(&out, RUN_OUTPUT_MAX);
    cost += around ? s.n : needle.n;
    while (count-- && search <= s.n) {
        size_t at = needle.n ? str_find(str_from(s, search), needle) : 0;
        if (at == STR_NONE || !run_spend(call->run, 0, at + cost))
            break;
        at += search;
        const struct match match = {str_first(s, at), needle, str_from(s, at + needle.n)};
        buf_put(&out, str_between(s, from, at));
        put_replacement(&out, by, &match);
        from = at + needle.n;
        search = needle.n ? from : after_character(s, at);
    }
    buf_put(&out, str_from(s, from));
    str text = arena_str(call->run->arena, buf_str(&out));
    buf_finish(&out);
    return value_string(text);
}

static struct value replace(const struct filter_call *call)
{
    return replaced(call, filter_text(call, 1), STR_NONE);
}

static struct value replace_first(const struct filter_call *call)
{
    return replaced(call, filter_text(call, 1), 1);
}

static struct value remove_all(const struct filter_call *call)
{
    return replaced(call, STR(""), STR_NONE);
}

static struct value remove_first(const struct filter_call *call)
{
    return replaced(call, STR(""), 1);
}

/* Liquid 5 takes the replacement as it is. */
static struct value replaced_last(const struct filter_call *call, str by)
{
    str s = filter_in(call), needle = filter_text(call, 0);
    size_t at = STR_NONE, next = 0;
    while (needle.n && next <= s.n) {
        size_t found = str_find(str_from(s, next), needle);
        if (found == STR_NONE || !run_spend(call->run, 0, found + needle.n))
            break;
        at = next + found;
        next = at + 1;
    }
    if (!needle.n)
        at = s.n;
    if (at == STR_NONE)
        return value_string(s);
    return value_string(ARENA_CONCAT(call->run->arena, str_first(s, at), by, str_from(s, at + needle.n)));
}

static struct value replace_last(const struct filter_call *call)
{
    return replaced_last(call, filter_text(call, 1));
}

static struct value remove_last(const struct filter_call *call)
{
    return replaced_last(call, STR(""));
}

static struct value strip_newlines(const struct filter_call *call)
{
    str s = filter_replaced(call->run, filter_in(call), STR("\r\n"), STR(""), STR_NONE);
    return value_string(filter_replaced(call->run, s, STR("\n"), STR(""), STR_NONE));
}

static struct value newline_to_br(const struct filter_call *call)
{
    return value_string(filter_replaced(call->run, filter_in(call), STR("\n"), STR("<br />\n"), STR_NONE));
}

static size_t words_of(str s)
{
    size_t n = 0;
    for (s = str_trim_left(s); s.n; s = str_trim_left(str_from(s, str_span_not(s, " \t\n\r\v\f"))))
        n++;
    return n;
}

static struct value number_of_words(const struct filter_call *call)
{
    str text = filter_in(call), mode = filter_text(call, 0);
    if (!str_eq(mode, STR("cjk")) && !str_eq(mode, STR("auto")))
        return value_int((int64_t)words_of(text));
    struct cjk_words words = cjk_words_count(text);
    bool plain = !words.characters && str_eq(mode, STR("auto"));
    return value_int((int64_t)(plain ? words_of(text) : words.characters + words.others));
}

static struct value normalize_whitespace(const struct filter_call *call)
{
    struct buf out;
    buf_init(&out, RUN_OUTPUT_MAX);
    for (str s = str_trim(filter_in(call)); s.n;) {
        size_t n = str_span_not(s, " \t\n\r\v\f");
        buf_put(&out, str_first(s, n));
        s = str_trim_left(str_from(s, n));
        if (s.n)
            buf_put_char(&out, ' ');
    }
    str text = arena_str(call->run->arena, buf_str(&out));
    buf_finish(&out);
    return value_string(text);
}

/* The offset of character N, or the end of S. */
static size_t offset_of(str s, int64_t n)
{
    size_t i = 0;
    while (i < s.n && (n > 0 || ((unsigned char)s.p[i] & 0xC0) == 0x80)) {
        n -= ((unsigned char)s.p[i] & 0xC0) != 0x80;
        i++;
        if (n <= 0 && (i == s.n || ((unsigned char)s.p[i] & 0xC0) != 0x80))
            break;
    }
    return i;
}

static struct value truncate_text(const struct filter_call *call)
{
    str s = filter_in(call);
    if (call->in.kind == VALUE_NIL)
        return call->in;
    str tail = call->count > 1 ? filter_text(call, 1) : STR("...");
    int64_t length = filter_int(call, 0, 50), keep = length - value_size(value_string(tail));
    if (value_size(value_string(s)) <= length)
        return value_string(s);
    size_t end = keep > 0 ? offset_of(s, keep) : 0;
    return value_string(ARENA_CONCAT(call->run->arena, str_first(s, end), tail));
}

static struct value truncatewords(const struct filter_call *call)
{
    str s = str_trim_left(filter_in(call)), tail = call->count > 1 ? filter_text(call, 1) : STR("...");
    int64_t length = filter_int(call, 0, 15);
    struct buf out;
    if (call->in.kind == VALUE_NIL || words_of(s) <= (uint64_t)(length > 0 ? length : 1))
        return call->in;
    buf_init(&out, RUN_OUTPUT_MAX);
    for (int64_t i = 0; i < length || i == 0; i++) {
        size_t n = str_span_not(s, " \t\n\r\v\f");
        if (i)
            buf_put_char(&out, ' ');
        buf_put(&out, str_first(s, n));
        s = str_trim_left(str_from(s, n));
    }
    buf_put(&out, tail);
    str text = arena_str(call->run->arena, buf_str(&out));
    buf_finish(&out);
    return value_string(text);
}

static struct value slice_list(const struct filter_call *call, int64_t from, int64_t length)
{
    size_t count = 0;
    struct value *items = ARENA_ARRAY(call->run->arena, struct value, (size_t)length);
    for (int64_t i = 0; i < length; i++)
        items[count++] = value_item(call->in, (size_t)(from + i), &call->run->world);
    return value_list(items, count);
}

static struct value slice(const struct filter_call *call)
{
    bool list = call->in.kind == VALUE_LIST;
    str s = list ? STR("") : filter_in(call);
    int64_t size = list ? (int64_t)call->in.count : value_size(value_string(s));
    int64_t from = filter_int(call, 0, 0), length = filter_int(call, 1, 1);
    from = from < 0 ? from + size : from;
    if (from < 0 || from > size || length < 0)
        return list ? value_list(NULL, 0) : value_string(STR(""));
    length = length > size - from ? size - from : length;
    if (list)
        return slice_list(call, from, length);
    size_t start = from ? offset_of(s, from) : 0;
    str rest = str_from(s, start);
    return value_string(str_first(rest, length ? offset_of(rest, length) : 0));
}

static const struct filter filters[] = {
    {STR_INIT("append"), append},
    {STR_INIT("prepend"), prepend},
    {STR_INIT("strip"), strip},
    {STR_INIT("lstrip"), lstrip},
    {STR_INIT("rstrip"), rstrip},
    {STR_INIT("replace"), replace},
    {STR_INIT("replace_first"), replace_first},
    {STR_INIT("remove"), remove_all},
    {STR_INIT("remove_first"), remove_first},
    {STR_INIT("replace_last"), replace_last},
    {STR_INIT("remove_last"), remove_last},
    {STR_INIT("strip_newlines"), strip_newlines},
    {STR_INIT("newline_to_br"), newline_to_br},
    {STR_INIT("number_of_words"), number_of_words},
    {STR_INIT("normalize_whitespace"), normalize_whitespace},
    {STR_INIT("truncate"), truncate_text},
    {STR_INIT("truncatewords"), truncatewords},
    {STR_INIT("slice"), slice},
};
const struct filter_table filter_edit = {filters, sizeof filters / sizeof *filters};
