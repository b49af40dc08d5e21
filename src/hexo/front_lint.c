#include "hexo/front_lint.h"

#include "hexo/js_value.h"
#include "hexo/slug.h"

static const str known[] = {STR_INIT("title"),      STR_INIT("date"),     STR_INIT("tags"),       STR_INIT("tag"),
                            STR_INIT("categories"), STR_INIT("category"), STR_INIT("permalink"),  STR_INIT("updated"),
                            STR_INIT("published"),  STR_INIT("layout"),   STR_INIT("excerpt"),    STR_INIT("lang"),
                            STR_INIT("comments"),   STR_INIT("type"),     STR_INIT("description")};
enum { KNOWN = sizeof known / sizeof *known };

/* A key that Hexo knows, and the author writes with capitals. */
static void check_case(const struct data *front, const struct page *page, struct diag *diag)
{
    for (size_t i = 0; i < front->count; i++)
        for (size_t k = 0; k < KNOWN; k++)
            if (!str_eq(front->pairs[i].key, known[k]) && str_eq_nocase(front->pairs[i].key, known[k]))
                diag_add(diag, SEVERITY_WARNING, page->source, front->pairs[i].line,
                         "%.*s: means nothing to Hexo, and is left out; write %.*s:", STR_ARG(front->pairs[i].key),
                         STR_ARG(known[k]));
}

/* Text above a rule, which is a map of YAML by mistake. */
static void check_unopened(const struct front *front, const struct page *page, struct diag *diag)
{
    for (size_t k = 0; k < KNOWN; k++)
        if (data_get(front->data, known[k]))
            return;
    diag_add(diag, SEVERITY_WARNING, page->source, 1,
             "all above the line --- is taken for front matter, as Hexo does, and is not shown; write *** for a rule");
}

static bool is_day_of(str text, const struct civil *day)
{
    long month, number;
    if (text.n < 10 || !str_to_long(str_between(text, 5, 7), &month) || !str_to_long(str_between(text, 8, 10), &number))
        return true;
    return month == day->month && number == day->day;
}

static void check_date(const struct data *date, const struct page *page, struct diag *diag)
{
    struct civil shown = moment_civil(page->date);
    const char *why = NULL;
    if (date->kind == DATA_INT)
        why = "Hexo takes a number for milliseconds since 1970";
    else if (date->kind == DATA_TIME && date->zoned && date->integer != page->date.seconds)
        why = "Hexo tells a time with Z or an offset in UTC, and takes that for the site's own clock";
    else if (date->kind == DATA_TIME && !date->zoned && !is_day_of(date->text, &shown))
        why = "there is no such day, and Hexo counts on from it";
    if (why)
        diag_add(diag, SEVERITY_WARNING, page->source, date->line,
                 "date: this is %04d-%02d-%02d %02d:%02d:%02d here and on the web: %s; write 2024-05-06 07:08:09",
                 shown.year, shown.month, shown.day, shown.hour, shown.minute, shown.second, why);
}

static void check_tags(const struct data *front, const struct page *page, struct diag *diag)
{
    const struct data *tags = data_get(front, STR("tags"));
    if (tags && tags->kind == DATA_STRING && str_has_char(tags->text, ','))
        diag_add(diag, SEVERITY_WARNING, page->source, tags->line,
                 "tags: \"%.*s\" is one tag to Hexo; for several, write [a, b]", STR_ARG(str_first(tags->text, 200)));
    struct arena *arena = arena_create();
    for (size_t i = 0; i < page->tags.count; i++)
        if (!slug_of(page->tags.items[i], arena).n)
            diag_add(diag, SEVERITY_WARNING, page->source, tags ? tags->line : 0,
                     "tags: \"%.*s\" has no letter that Hexo makes an address of; give it another name",
                     STR_ARG(str_first(page->tags.items[i], 200)));
    arena_destroy(arena);
}

void hexo_front_lint(const struct front *front, const struct page *page, struct diag *diag)
{
    if (!diag || !front->data)
        return;
    const struct data *date = data_get(front->data, STR("date")), *draft = data_get(front->data, STR("draft"));
    check_case(front->data, page, diag);
    if (front->unopened)
        check_unopened(front, page, diag);
    if (page->kind == PAGE_PAGE)
        return;
    if (date)
        check_date(date, page, diag);
    check_tags(front->data, page, diag);
    if (page->draft && page->kind == PAGE_POST)
        diag_add(diag, SEVERITY_NOTE, page->source, draft ? draft->line : 0,
                 "a draft, since it says draft: true; Hexo itself would publish it, so the web differs");
}
