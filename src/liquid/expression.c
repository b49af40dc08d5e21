#include "liquid/expression.h"

enum { EXPRESSION_DEPTH_MAX = 16, RANGE_MAX = 1000000 };

static bool is_word_char(char c)
{
    return char_is_alnum(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

static bool read_value(struct run *run, str *rest, struct value *out, int depth);

str expression_word(str *rest)
{
    str s = str_trim_left(*rest);
    size_t n = 0;
    if (s.n && (char_is_digit(*s.p) || *s.p == '-'))
        return STR("");
    while (n < s.n && is_word_char(s.p[n]))
        n++;
    if (n)
        *rest = str_from(s, n);
    return str_first(s, n);
}

bool expression_take(str *rest, char c)
{
    str s = str_trim_left(*rest);
    if (!s.n || *s.p != c)
        return false;
    *rest = str_from(s, 1);
    return true;
}

bool expression_take_word(str *rest, str word)
{
    str after = *rest, found = expression_word(&after);
    if (!found.n || !str_eq(found, word))
        return false;
    *rest = after;
    return true;
}

static bool read_string(str *rest, struct value *out)
{
    str s = *rest;
    size_t end = str_find_char(str_from(s, 1), *s.p);
    if (end == STR_NONE)
        return false;
    *out = value_string(str_between(s, 1, 1 + end));
    *rest = str_from(s, end + 2);
    return true;
}

static bool read_number(str *rest, struct value *out)
{
    str s = *rest;
    size_t n = *s.p == '-';
    n += str_span(str_from(s, n), "0123456789");
    if (n == (*s.p == '-'))
        return false;
    if (n + 1 < s.n && s.p[n] == '.' && char_is_digit(s.p[n + 1]))
        n += 1 + str_span(str_from(s, n + 1), "0123456789");
    *rest = str_from(s, n);
    return value_number(value_string(str_first(s, n)), out);
}

static int64_t whole(struct value v)
{
    struct value number;
    value_number(v, &number);
    if (number.kind == VALUE_INT)
        return number.integer;
    return number.real > -1e15 && number.real < 1e15 ? (int64_t)number.real : 0;
}

/* (1..n) */
static bool read_range(struct run *run, str *rest, struct value *out, int depth)
{
    str s = str_from(*rest, 1);
    struct value from, to;
    if (!read_value(run, &s, &from, depth + 1))
        return false;
    s = str_trim_left(s);
    if (!str_starts(s, STR("..")))
        return false;
    s = str_from(s, 2);
    if (!read_value(run, &s, &to, depth + 1) || !expression_take(&s, ')'))
        return false;
    int64_t first = whole(from), last = whole(to);
    bool none = last < first;
    bool huge = !none && (first < -INT32_MAX || last > INT32_MAX || last - first >= RANGE_MAX);
    if (huge)
        run_warn(run, "a range is longer than %d; write a shorter one", RANGE_MAX);
    *out = (struct value){.kind = VALUE_LIST, .form = FORM_RANGE, .integer = first};
    out->count = none || huge ? 0 : (size_t)(last - first) + 1;
    *rest = s;
    return true;
}

static struct value index_of(struct run *run, struct value v, struct value key)
{
    if (key.kind != VALUE_INT)
        return v.kind == VALUE_MAP ? value_get(v, value_text(key, &run->world), &run->world)
                                   : value_member(v, value_text(key, &run->world), &run->world);
    int64_t i = key.integer < 0 ? key.integer + (int64_t)v.count : key.integer;
    if (v.kind == VALUE_LIST)
        return i >= 0 ? value_item(v, (size_t)i, &run->world) : value_nil();
    return value_get(v, value_text(key, &run->world), &run->world);
}

/* Takes .name and [value], as many as there are; REST stands right after V. */
static bool read_members(struct run *run, str *rest, struct value *v, int depth)
{
    for (;;) {
        str s = *rest;
        s = str_from(s, str_starts(s, STR(".["))); /* a.[b] is a[b] */
        if (s.n > 1 && *s.p == '.' && s.p[1] != '.') {
            s = str_from(s, 1);
            str name = is_word_char(*s.p) ? str_first(s, 1) : STR("");
            while (name.n && name.n < s.n && is_word_char(s.p[name.n]))
                name.n++;
            if (!name.n)
                return false;
            s = str_from(s, name.n);
            s = str_from(s, str_starts(s, STR("?")));
            *v = value_member(*v, name, &run->world);
        } else if (s.n && *s.p == '[') {
            struct value key;
            s = str_from(s, 1);
            if (!read_value(run, &s, &key, depth + 1) || !expression_take(&s, ']'))
                return false;
            *v = index_of(run, *v, key);
        } else {
            return true;
        }
        *rest = s;
    }
}

static bool read_literal(str name, struct value *out)
{
    if (str_eq(name, STR("nil")) || str_eq(name, STR("null")))
        *out = value_nil();
    else if (str_eq(name, STR("true")) || str_eq(name, STR("false")))
        *out = value_bool(str_eq(name, STR("true")));
    else if (str_eq(name, STR("empty")))
        *out = (struct value){.kind = VALUE_EMPTY};
    else if (str_eq(name, STR("blank")))
        *out = (struct value){.kind = VALUE_BLANK};
    else
        return false;
    return true;
}

static bool read_path(struct run *run, str *rest, struct value *out, int depth)
{
    str s = *rest, name = expression_word(&s);
    if (!name.n && *s.p == '[') {
        struct value key;
        s = str_from(s, 1);
        if (!read_value(run, &s, &key, depth + 1) || !expression_take(&s, ']'))
            return false;
        *out = run_get(run, value_text(key, &run->world));
    } else if (!name.n) {
        return false;
    } else if ((s.n && (*s.p == '.' || *s.p == '[')) || !read_literal(name, out)) {
        s = str_from(s, str_starts(s, STR("?")));
        *out = run_get(run, name);
    }
    if (!read_members(run, &s, out, depth))
        return false;
    *rest = s;
    return true;
}

static bool read_value(struct run *run, str *rest, struct value *out, int depth)
{
    str s = str_trim_left(*rest);
    bool read;
    *out = value_nil();
    if (!s.n || depth > EXPRESSION_DEPTH_MAX)
        return false;
    if (*s.p == '"' || *s.p == '\'')
        read = read_string(&s, out);
    else if (*s.p == '(')
        read = read_range(run, &s, out, depth);
    else if (char_is_digit(*s.p) || *s.p == '-')
        read = read_number(&s, out);
    else
        read = read_path(run, &s, out, depth);
    if (read)
        *rest = s;
    return read;
}

bool expression_value(struct run *run, str *rest, struct value *out)
{
    return read_value(run, rest, out, 0);
}
