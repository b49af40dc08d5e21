#include "content/liquid_filter.h"

str liquid_input(const struct liquid_call *c)
{
    return liquid_to_text(&c->in, c->arena);
}

struct liquid_value liquid_argument_value(const struct liquid_call *c, size_t number)
{
    return number < c->count ? c->arguments[number] : liquid_nil();
}

str liquid_argument(const struct liquid_call *c, size_t number)
{
    struct liquid_value value = liquid_argument_value(c, number);
    return liquid_to_text(&value, c->arena);
}

static liquid_function *find(const struct liquid_filter_entry *table, str name)
{
    for (; table->name.n; table++)
        if (str_eq(table->name, name))
            return table->call;
    return NULL;
}

struct liquid_value liquid_filter(struct liquid_run *run, str name, struct liquid_value input,
                                  const struct liquid_value *arguments, size_t count)
{
    static const struct liquid_filter_entry *const tables[] = {liquid_text_filters, liquid_escape_filters,
                                                               liquid_number_filters, liquid_list_filters};
    const struct liquid_call call = {run, run->arena, input, arguments, count};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        liquid_function *function = find(tables[i], name);
        if (function) {
            if (input.kind == LIQUID_TEXT)
                run->steps += input.text.n / 256;
            return function(&call);
        }
    }
    liquid_warn(run, "there is no filter %.*s; its value stays as it is", STR_ARG(name));
    return input;
}
