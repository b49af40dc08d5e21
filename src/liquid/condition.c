#include "liquid/expression.h"

enum comparison { COMPARE_NONE, COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_GT, COMPARE_LE, COMPARE_GE, COMPARE_HAS };

static enum comparison take_operator(str *rest)
{
    static const struct {
        str text;
        enum comparison is;
    } operators[] = {{STR_INIT("=="), COMPARE_EQ}, {STR_INIT("!="), COMPARE_NE},       {STR_INIT("<>"), COMPARE_NE},
                     {STR_INIT("<="), COMPARE_LE}, {STR_INIT(">="), COMPARE_GE},       {STR_INIT("<"), COMPARE_LT},
                     {STR_INIT(">"), COMPARE_GT},  {STR_INIT("contains"), COMPARE_HAS}};
    str s = str_trim_left(*rest);
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (str_starts(s, operators[i].text)) {
            *rest = str_from(s, operators[i].text.n);
            return operators[i].is;
        }
    return COMPARE_NONE;
}

static bool contains(struct run *run, struct value v, struct value what)
{
    if (what.kind == VALUE_NIL)
        return false;
    if (v.kind == VALUE_STRING) {
        str needle = value_text(what, &run->world);
        return run_spend(run, 1, v.text.n + needle.n) && str_find(v.text, needle) != STR_NONE;
    }
    if (v.kind == VALUE_MAP)
        return value_get(v, value_text(what, &run->world), &run->world).kind != VALUE_NIL;
    if (v.kind != VALUE_LIST || !run_spend(run, v.count / 4, 0))
        return false;
    for (size_t i = 0; i < v.count; i++)
        if (value_equal(value_item(v, i, &run->world), what, &run->world))
            return true;
    return false;
}

static bool ordered(struct run *run, struct value a, struct value b, enum comparison how)
{
    int order;
    if (!value_compare(a, b, &order)) {
        if (a.kind != VALUE_NIL && b.kind != VALUE_NIL)
            run_warn(run,
                     "a comparison of values that have no order counts as false; compare two numbers or two texts");
        return false;
    }
    switch (how) {
    case COMPARE_LT:
        return order < 0;
    case COMPARE_GT:
        return order > 0;
    case COMPARE_LE:
        return order <= 0;
    case COMPARE_GE:
        return order >= 0;
    case COMPARE_NONE:
    case COMPARE_EQ:
    case COMPARE_NE:
    case COMPARE_HAS:
        break;
    }
    return false;
}

static size_t weight(struct value v)
{
    return v.kind == VALUE_STRING ? v.text.n : v.kind == VALUE_LIST ? v.count * 16 : 0;
}

static bool compare(struct run *run, struct value a, struct value b, enum comparison how)
{
    if (!run_spend(run, 1, how == COMPARE_HAS ? 0 : weight(a) < weight(b) ? weight(a) : weight(b)))
        return false;
    if (how == COMPARE_HAS)
        return contains(run, a, b);
    if (how == COMPARE_EQ || how == COMPARE_NE)
        return value_equal(a, b, &run->world) == (how == COMPARE_EQ);
    return ordered(run, a, b, how);
}

static bool read_comparison(struct run *run, str *rest, bool *out)
{
    struct value a, b;
    if (!expression_value(run, rest, &a))
        return false;
    enum comparison how = take_operator(rest);
    if (how == COMPARE_NONE) {
        *out = value_is_true(a);
        return true;
    }
    if (!expression_value(run, rest, &b))
        return false;
    *out = compare(run, a, b, how);
    return true;
}

/* Liquid ignores the rest after "|" in a condition, up to the next "and" or "or". */
static void skip_filters(str *rest)
{
    str s = str_trim_left(*rest);
    if (!str_starts(s, STR("|")))
        return;
    while (s.n) {
        str ahead = s;
        if (expression_take_word(&ahead, STR("and")) || expression_take_word(&ahead, STR("or")))
            break;
        s = str_trim_left(str_from(s, str_span_not(s, " \t\n\r")));
    }
    *rest = s;
}

bool expression_condition(struct run *run, str *rest, bool *out)
{
    enum { JOINED_MAX = 256 };
    bool values[JOINED_MAX], joined_by_and[JOINED_MAX];
    size_t count = 0;
    for (;;) {
        if (count == JOINED_MAX || !read_comparison(run, rest, &values[count]))
            return false;
        skip_filters(rest);
        count++;
        if (expression_take_word(rest, STR("and")))
            joined_by_and[count - 1] = true;
        else if (expression_take_word(rest, STR("or")))
            joined_by_and[count - 1] = false;
        else
            break;
    }
    bool result = values[count - 1];
    for (size_t i = count - 1; i-- > 0;)
        result = joined_by_and[i] ? values[i] && result : values[i] || result;
    *out = result;
    return !str_trim(*rest).n;
}
