#include "liquid/liquid.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A list whose items are the list again: nothing of a host's need have an end. */
static struct value endless_item(const void *of, size_t i, const struct value_world *world);

static const struct object_type endless = {.item = endless_item};

static struct value endless_item(const void *of, size_t i, const struct value_world *world)
{
    (void)world;
    return i ? value_int((int64_t)i) : value_object(VALUE_LIST, &endless, of, 3);
}

static struct value variable(const void *self, str name, const struct value_world *world)
{
    if (str_eq(name, STR("page")))
        return value_of_data(self, world);
    return str_eq(name, STR("site")) ? value_object(VALUE_LIST, &endless, self, 3) : value_nil();
}

/* Each line of the output must know a line of the input. */
static void check(struct mapped out, size_t lines)
{
    size_t count = 0;
    for (str rest = out.text, line; str_line(&rest, &line); count++)
        if (out.lines[count] < 1 || (size_t)out.lines[count] > lines)
            abort();
    if (count != out.count)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    struct diag diag;
    diag_init(&diag);
    str text = {(const char *)data, size};
    size_t count = 0;
    for (str rest = text, line; str_line(&rest, &line);)
        count++;
    int *lines = ARENA_ARRAY(arena, int, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = (int)i + 1;
    const struct data *front = yaml_parse(STR("m: {a: [1, 2.5, x]}\nd: 2020-01-02\n"), STR("f"), 1, arena, NULL);
    const struct liquid_host host = {.file = STR("f"), .self = front, .variable = variable};
    check(liquid_render((struct mapped){text, lines, count}, &host, arena, &diag), count);
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
