#include "jekyll/code_fence.h"

/* The fence of a block of code, and the beginning of its lines within an item or a quote. */
struct fence {
    str prefix; /* of each line after the first */
    str marks;
    bool inline_start; /* the fence begins on the line being written */
};

static bool is_prefix_char(char c)
{
    return c == ' ' || c == '\t' || c == '>';
}

static size_t marker_length(str s)
{
    size_t digits = str_span(s, "0123456789");
    if (digits && digits < 10 && digits < s.n && (s.p[digits] == '.' || s.p[digits] == ')'))
        return digits + 1;
    return s.n && str_has_char(STR("-*+"), *s.p) ? 1 : 0;
}

/* True when LINE holds nothing but markers of quotes and items; *PREFIX is then the beginning of the lines below it. */
static bool make_prefix(str line, struct arena *arena, str *prefix)
{
    char *made = arena_z(arena, line);
    size_t i = 0;
    while (i < line.n) {
        size_t marker = marker_length(str_from(line, i));
        bool ends = i + marker >= line.n || line.p[i + marker] == ' ' || line.p[i + marker] == '\t';
        if (is_prefix_char(line.p[i])) {
            i++;
        } else if (marker && ends) {
            for (size_t k = 0; k < marker; k++)
                made[i + k] = ' ';
            i += marker;
        } else {
            return false;
        }
    }
    *prefix = (str){made, line.n};
    return true;
}

static size_t longest_run(str s, char c)
{
    size_t longest = 0, n = 0;
    for (size_t i = 0; i < s.n; i++) {
        n = s.p[i] == c ? n + 1 : 0;
        longest = n > longest ? n : longest;
    }
    return longest;
}

static str make_marks(str code, struct arena *arena)
{
    size_t n = longest_run(code, '`') + 1;
    n = n < 3 ? 3 : n;
    char *marks = arena_alloc(arena, n + 1, 1);
    for (size_t i = 0; i < n; i++)
        marks[i] = '`';
    return (str){marks, n};
}

/* Drops the line of the end tag, if only its indentation is on it. */
static str drop_last_line(str code)
{
    size_t end = str_find_last(code, '\n');
    str last = end == STR_NONE ? code : str_from(code, end + 1);
    if (str_span(last, " \t>") != last.n)
        return code;
    return end == STR_NONE ? STR("") : str_first(code, end + 1);
}

static bool all_begin_with(str code, str prefix)
{
    str rest = code, line;
    while (str_line(&rest, &line))
        if (str_trim(line).n && !str_starts(line, prefix))
            return false;
    return true;
}

static void put_line(struct walk *walk, str prefix, str line, int number)
{
    str whole = ARENA_CONCAT(walk->run->arena, prefix, line, STR("\n"));
    if (run_spend(walk->run, 0, whole.n) && !output_put(walk->out, whole, (struct origin){.line = number})) {
        walk->run->line = number;
        walk_put(walk, whole);
    }
}

static void put_code(struct walk *walk, const struct fence *fence, str code, const struct output *from, size_t skipped)
{
    str prefix = all_begin_with(code, fence->prefix) ? STR("") : fence->prefix;
    size_t i = skipped;
    for (str rest = code, line; str_line(&rest, &line) && !walk->run->over; i++)
        put_line(walk, line.n ? prefix : str_trim_right(prefix), line, i < from->count ? from->lines[i] : 0);
}

static void begin_fence(struct walk *walk, struct fence *fence, str code)
{
    struct run *run = walk->run;
    if (walk->out->fresh)
        walk_put(walk, STR("\n"));
    str line = output_last_line(walk->out);
    fence->marks = make_marks(code, run->arena);
    fence->inline_start = make_prefix(line, run->arena, &fence->prefix);
    if (fence->inline_start)
        return;
    str indent = str_first(line, str_span(line, " \t>"));
    fence->prefix = arena_str(run->arena, indent);
    walk_put(walk, ARENA_CONCAT(run->arena, STR("\n"), fence->prefix));
}

void code_fence_put(struct walk *walk, str language, const struct output *inside)
{
    struct run *run = walk->run;
    struct fence fence;
    str code = output_text(inside);
    size_t skipped = 0;
    while (code.n && (*code.p == '\n' || *code.p == '\r')) {
        skipped += *code.p == '\n';
        code = str_from(code, 1);
    }
    code = str_trim_char_right(drop_last_line(code), '\n');
    begin_fence(walk, &fence, code);
    walk_put(walk, ARENA_CONCAT(run->arena, fence.marks, language, STR("\n")));
    put_code(walk, &fence, code, inside, skipped);
    walk_put(walk, ARENA_CONCAT(run->arena, fence.prefix, fence.marks));
    walk->out->fresh = true;
}
