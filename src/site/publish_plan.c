#include "site/publish_plan.h"

#include "data/front_edit.h"
#include "site/generator.h"

static const str drafts = STR_INIT("_drafts/");

/* The offset of the folder of drafts in PATH; STR_NONE: it is in none. */
static size_t drafts_at(str path)
{
    for (size_t at = 0; at < path.n; at++)
        if ((at == 0 || path.p[at - 1] == '/') && str_starts(str_from(path, at), drafts))
            return at;
    return STR_NONE;
}

static str extension_of(str path)
{
    size_t dot = str_find_last(path, '.'), slash = str_find_last(path, '/');
    return dot == STR_NONE || (slash != STR_NONE && dot < slash) ? STR("") : str_from(path, dot);
}

static str without_extension(str path)
{
    return str_first(path, path.n - extension_of(path).n);
}

/* The bytes of "2024-5-06-" at the start of NAME; 0: there is no day. */
static size_t day_length(str name)
{
    size_t at = 0;
    for (int part = 0; part < 3; part++) {
        size_t digits = str_span(str_from(name, at), "0123456789");
        bool fits = part == 0 ? digits == 4 : digits == 1 || digits == 2;
        if (!fits || at + digits >= name.n || name.p[at + digits] != '-')
            return 0;
        at += digits + 1;
    }
    return at;
}

static str with_day(str path, bool always, const struct civil *day, struct arena *arena)
{
    size_t slash = str_find_last(path, '/');
    size_t name = slash == STR_NONE ? 0 : slash + 1;
    size_t old = day_length(str_from(path, name));
    if (!old && !always)
        return path;
    return arena_printf(arena, "%.*s%04d-%02d-%02d-%.*s", STR_ARG(str_first(path, name)), day->year, day->month,
                        day->day, STR_ARG(str_from(path, name + old)));
}

static str published_path(const struct settings *s, str path, const struct civil *day, struct arena *arena)
{
    size_t at = drafts_at(path);
    str extension = extension_of(path);
    if (at == STR_NONE)
        return str_eq(s->generator->name, STR("Hexo")) ? path : with_day(path, false, day, arena);
    str inner = str_from(path, at + drafts.n);
    if (at == 0 && s->generator->post_path) {
        str made = s->generator->post_path(s, day, without_extension(inner), arena);
        return ARENA_CONCAT(arena, without_extension(made), extension);
    }
    return with_day(ARENA_CONCAT(arena, str_first(path, at), STR("_posts/"), inner), true, day, arena);
}

static bool is_true(str value)
{
    str words = str_trim(value);
    if (words.n > 1 && (words.p[0] == '"' || words.p[0] == '\''))
        words = str_between(words, 1, words.n - 1);
    return str_starts_nocase(words, STR("true")) || str_eq_nocase(words, STR("yes")) || str_eq_nocase(words, STR("on"));
}

static bool is_false(str value)
{
    str words = str_trim(value);
    return words.p && (str_starts_nocase(words, STR("false")) || str_starts_nocase(words, STR("\"false")));
}

static str date_line(bool toml, bool hexo, struct moment now, struct arena *arena)
{
    struct civil c = moment_civil(now);
    int offset = now.offset < 0 ? -now.offset : now.offset;
    str day = arena_printf(arena, "%04d-%02d-%02d%c%02d:%02d:%02d", c.year, c.month, c.day, toml ? 'T' : ' ', c.hour,
                           c.minute, c.second);
    str zone = hexo ? STR("")
                    : arena_printf(arena, "%s%c%02d%s%02d", toml ? "" : " ", now.offset < 0 ? '-' : '+', offset / 3600,
                                   toml ? ":" : "", offset / 60 % 60);
    return ARENA_CONCAT(arena, toml ? STR("date = ") : STR("date: "), day, zone);
}

/* The day that a draft of Hexo's names itself, by which its post is named. */
static struct civil day_of(str written, struct moment now)
{
    struct civil day = moment_civil(now);
    str digits = str_trim_left(written);
    size_t year = str_span(digits, "0123456789");
    if (year != 4 || digits.n < 10)
        return day;
    long parts[3] = {0};
    const size_t begin[] = {0, 5, 8}, length[] = {4, 2, 2};
    for (int i = 0; i < 3; i++)
        if (!str_to_long(str_between(digits, begin[i], begin[i] + length[i]), &parts[i]))
            return day;
    struct civil own = {.year = (int)parts[0], .month = (int)parts[1], .day = (int)parts[2]};
    return civil_valid(&own) ? own : day;
}

enum publish_fault publish_plan_make(const struct settings *s, str path, str text, struct moment now,
                                     struct arena *arena, struct publish_plan *plan)
{
    bool hexo = str_eq(s->generator->name, STR("Hexo")), folder = drafts_at(path) != STR_NONE;
    struct front_lines f = front_lines_of(text, hexo);
    bool keyed = !f.json && !f.unclosed && is_true(front_value(text, &f, STR("draft")));
    if (f.json || f.unclosed)
        return f.json ? PUBLISH_JSON : PUBLISH_UNREADABLE;
    if (is_false(front_value(text, &f, STR("published"))))
        return PUBLISH_KEPT_BACK;
    if (!folder && !keyed)
        return PUBLISH_NO_DRAFT;
    str written = front_value(text, &f, STR("date"));
    bool keeps = hexo && str_trim(written).n;
    struct civil day = keeps ? day_of(written, now) : moment_civil(now);
    *plan = (struct publish_plan){.path = published_path(s, path, &day, arena), .text = text};
    if (!keeps && (hexo || f.begin < f.end || !folder))
        plan->text = front_with(text, &f, STR("date"), date_line(f.toml, hexo, now, arena), arena);
    f = front_lines_of(plan->text, hexo);
    if (keyed)
        plan->text = front_with(plan->text, &f, STR("draft"), STR(""), arena);
    if (hexo && folder) {
        plan->files_from = without_extension(path);
        plan->files_to = without_extension(plan->path);
    }
    return PUBLISH_FINE;
}
