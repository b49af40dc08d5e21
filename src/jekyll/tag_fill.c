#include "jekyll/tag_fill.h"

#include "liquid/filter.h"

str tag_fill(struct run *run, str name)
{
    str filled = STR("");
    for (;;) {
        size_t open = str_find(name, STR("{{"));
        size_t close = open == STR_NONE ? STR_NONE : str_find(str_from(name, open), STR("}}"));
        if (close == STR_NONE)
            return ARENA_CONCAT(run->arena, filled, name);
        str markup = str_between(name, open + 2, open + close);
        str value = value_text(filter_expression(run, str_trim(markup)), &run->world);
        filled = ARENA_CONCAT(run->arena, filled, str_first(name, open), value);
        if (!run_spend(run, 1, filled.n))
            return filled;
        name = str_from(name, open + close + 2);
    }
}
