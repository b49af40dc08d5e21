#include "liquid/output.h"

void output_init(struct output *out, struct arena *arena, size_t max)
{
    *out = (struct output){.arena = arena};
    buf_init(&out->text, max);
}

void output_finish(struct output *out)
{
    buf_finish(&out->text);
}

str output_text(const struct output *out)
{
    return buf_str(&out->text);
}

str output_last_line(const struct output *out)
{
    str text = buf_str(&out->text);
    size_t end = str_find_last(text, '\n');
    return end == STR_NONE ? text : str_from(text, end + 1);
}

static void begin_line(struct output *out, int line)
{
    out->lines = arena_grow(out->arena, out->lines, out->count, &out->capacity, sizeof *out->lines);
    out->lines[out->count++] = line;
}

static bool at_start(const struct output *out)
{
    return out->text.n == 0 || out->text.p[out->text.n - 1] == '\n';
}

static int line_at(struct origin from, size_t i)
{
    if (!from.lines)
        return from.line;
    return i < from.count ? from.lines[i] : 0;
}

static bool settle_fresh(struct output *out, str text)
{
    if (!out->fresh)
        return true;
    out->fresh = false;
    return at_start(out) || *text.p == '\n' || buf_put_char(&out->text, '\n') == OK;
}

bool output_put(struct output *out, str text, struct origin from)
{
    if (!text.n)
        return true;
    if (!settle_fresh(out, text))
        return false;
    bool starts = at_start(out);
    if (buf_put(&out->text, text) != OK)
        return false;
    for (size_t i = 0; text.n; i++) {
        if (starts)
            begin_line(out, line_at(from, i));
        size_t end = str_find_char(text, '\n');
        text = end == STR_NONE ? STR("") : str_from(text, end + 1);
        starts = true;
    }
    return true;
}
