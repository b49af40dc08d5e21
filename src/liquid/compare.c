#include "liquid/value.h"

static bool is_number(struct value v)
{
    return v.kind == VALUE_INT || v.kind == VALUE_FLOAT;
}

static bool is_empty(struct value v)
{
    bool counted = v.kind == VALUE_LIST || (v.kind == VALUE_MAP && (v.form != FORM_OBJECT || v.type->item));
    return (v.kind == VALUE_STRING && !v.text.n) || (counted && !v.count);
}

static bool is_same(struct value a, struct value b)
{
    return a.of == b.of && a.form == b.form && (a.form != FORM_OBJECT || a.type == b.type);
}

static bool lists_equal(struct value a, struct value b, const struct value_world *world)
{
    if (a.count != b.count)
        return false;
    if (is_same(a, b))
        return true;
    /* Below two levels only the same list is equal, which keeps a comparison cheap. */
    for (size_t i = 0; i < a.count; i++) {
        struct value x = value_item(a, i, world), y = value_item(b, i, world);
        bool nested = x.kind == VALUE_LIST || x.kind == VALUE_MAP;
        if (nested ? x.kind != y.kind || !is_same(x, y) : !value_equal(x, y, world))
            return false;
    }
    return true;
}

bool value_equal(struct value a, struct value b, const struct value_world *world)
{
    if (a.kind == VALUE_EMPTY || b.kind == VALUE_EMPTY)
        return a.kind == b.kind || is_empty(a.kind == VALUE_EMPTY ? b : a);
    if (a.kind == VALUE_BLANK || b.kind == VALUE_BLANK)
        return a.kind == b.kind; /* without Rails nothing is blank */
    int order;
    if (value_compare(a, b, &order))
        return order == 0;
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case VALUE_NIL:
        return true;
    case VALUE_BOOL:
        return a.boolean == b.boolean;
    case VALUE_LIST:
        return lists_equal(a, b, world);
    case VALUE_MAP:
        return is_same(a, b);
    case VALUE_INT:
    case VALUE_FLOAT:
    case VALUE_STRING:
    case VALUE_TIME:
    case VALUE_EMPTY:
    case VALUE_BLANK:
        break;
    }
    return false;
}

bool value_compare(struct value a, struct value b, int *order)
{
    if (a.kind == VALUE_INT && b.kind == VALUE_INT) {
        *order = (a.integer > b.integer) - (a.integer < b.integer);
        return true;
    }
    if (is_number(a) && is_number(b)) {
        double x = value_real(a), y = value_real(b);
        *order = (x > y) - (x < y);
        return true;
    }
    if (a.kind != b.kind)
        return false;
    if (a.kind == VALUE_STRING)
        *order = str_cmp(a.text, b.text);
    else if (a.kind == VALUE_TIME)
        *order = (a.moment.seconds > b.moment.seconds) - (a.moment.seconds < b.moment.seconds);
    return a.kind == VALUE_STRING || a.kind == VALUE_TIME;
}
