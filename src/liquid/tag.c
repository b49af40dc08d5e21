#include "liquid/tag.h"

const struct tag *tag_find(const struct run *run, str name)
{
    for (size_t t = 0; t < run->tag_tables; t++)
        for (size_t i = 0; i < run->tags[t]->count; i++)
            if (str_eq(run->tags[t]->items[i].name, name))
                return &run->tags[t]->items[i];
    return NULL;
}
