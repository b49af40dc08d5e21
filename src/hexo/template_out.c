#include "hexo/template_out.h"

void template_out_init(struct template_out *out, size_t max, struct arena *arena)
{
    *out = (struct template_out){.arena = arena};
    buf_init(&out->text, max);
}

static void begin_line(struct template_out *out, int line)
{
    if (out->within)
        return;
    out->lines = arena_grow(out->arena, out->lines, out->count, &out->capacity, sizeof *out->lines);
    out->lines[out->count++] = line;
    out->within = true;
}

static void put(struct template_out *out, str text, int *line, bool counts)
{
    while (text.n) {
        size_t end = str_find_char(text, '\n'), n = end == STR_NONE ? text.n : end + 1;
        if (buf_put(&out->text, str_first(text, n)) != OK)
            return;
        begin_line(out, *line);
        out->within = end == STR_NONE;
        *line += counts && end != STR_NONE;
        text = str_from(text, n);
    }
}

void template_out_put(struct template_out *out, str text, int line)
{
    put(out, text, &line, false);
}

void template_out_copy(struct template_out *out, str text, int *line)
{
    put(out, text, line, true);
}

struct mapped template_out_keep(struct template_out *out)
{
    return (struct mapped){.text = buf_keep(&out->text, out->arena), .lines = out->lines, .count = out->count};
}
