#include "answer/page_words.h"

#include "uri/uri.h"

/* A line whose blanks or signs make its form: two blanks in a row, one at its begin, or more signs than letters. */
static bool is_drawn(str line)
{
    size_t signs = 0, blanks = 0;
    line = str_trim_right(line);
    for (size_t i = 0; i < line.n; i++) {
        signs += char_is_punct(line.p[i]);
        blanks += i + 1 < line.n && line.p[i] == ' ' && line.p[i + 1] == ' ';
    }
    return line.n && (*line.p == ' ' || blanks || signs > line.n / 2);
}

static bool is_banner(struct str_list lines)
{
    bool drawn = false;
    for (size_t i = 0; i < lines.count; i++)
        drawn = drawn || (!str_starts(lines.items[i], STR("=>")) && is_drawn(lines.items[i]));
    return drawn && lines.count > 1;
}

/* "=> address label". */
static void put_link(struct menu *menu, const struct site *site, str line)
{
    str rest = str_trim(str_from(line, 2));
    str url = str_first(rest, str_span_not(rest, " \t")), label = str_trim(str_from(rest, url.n));
    struct link_target target;
    if (str_starts(url, STR("/")) && link_find(menu->scope, site, uri_decode(url, menu->arena), menu->arena, &target))
        menu_target(menu, &target, label.n ? label : url);
    else if (url.n)
        menu_outside(menu, url, label.n ? label : url);
}

static void put(struct menu *menu, const struct site *site, struct str_list lines)
{
    if (!lines.count)
        return;
    menu_gap(menu);
    str code = STR("");
    bool banner = is_banner(lines);
    for (size_t i = 0; i < lines.count; i++) {
        str line = lines.items[i];
        bool link = str_starts(line, STR("=>"));
        if (banner && !link) {
            code = ARENA_CONCAT(menu->arena, code, line, STR("\n"));
            continue;
        }
        if (code.n)
            menu_code(menu, code);
        code = STR("");
        if (link)
            put_link(menu, site, line);
        else if (str_trim(line).n)
            menu_text(menu, str_trim(line));
        else
            menu_gap(menu);
    }
    if (code.n)
        menu_code(menu, code);
    menu_gap(menu);
}

void page_words_put_header(struct menu *menu, const struct site *site)
{
    put(menu, site, site_config(site)->header);
}

void page_words_put_footer(struct menu *menu, const struct site *site)
{
    put(menu, site, site_config(site)->footer);
}

static bool is_dated_link(str line)
{
    if (!str_starts(line, STR("=>")))
        return false;
    str rest = str_trim(str_from(line, 2));
    str label = str_trim_left(str_from(rest, str_span_not(rest, " \t")));
    return label.n >= 10 && str_span(label, "0123456789-") == 10 && label.p[4] == '-' && label.p[7] == '-';
}

void page_words_lint(const struct site *site, struct diag *diag)
{
    const struct site_config *config = site_config(site);
    const struct str_list lists[] = {config->header, config->footer};
    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < lists[list].count; i++) {
            str line = lists[list].items[i];
            const char *name = list ? "footer" : "header";
            if (str_starts(line, STR("#")) && !is_banner(lists[list]))
                diag_add(diag, SEVERITY_WARNING, STR("_config.yml"), 0,
                         "splashdown.%s: \"%.*s\" would become a second title of every page; write it without #", name,
                         STR_ARG(line));
            if (is_dated_link(line))
                diag_add(diag, SEVERITY_WARNING, STR("_config.yml"), 0,
                         "splashdown.%s: \"%.*s\" would look like a feed entry to those who follow the page; write the "
                         "date after the words",
                         name, STR_ARG(line));
        }
}
