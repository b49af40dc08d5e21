#include "jekyll/settings_lint.h"

#include "base/nearest.h"
#include "jekyll/page_lang.h"
#include "site/own_keys.h"

/* One word is the name of a style; a template has a placeholder or a slash. */
static void check_permalink(const struct data *permalink, str file, struct diag *diag)
{
    static const str styles[] = {STR_INIT("date"), STR_INIT("pretty"), STR_INIT("ordinal"), STR_INIT("weekdate"),
                                 STR_INIT("none")};
    enum { STYLES = sizeof styles / sizeof *styles };
    if (!permalink || permalink->kind != DATA_STRING || str_has_char(permalink->text, '/') ||
        str_has_char(permalink->text, ':'))
        return;
    for (size_t i = 0; i < STYLES; i++)
        if (str_eq(permalink->text, styles[i]))
            return;
    str meant = str_nearest(permalink->text, styles, STYLES);
    diag_add(diag, SEVERITY_WARNING, file, permalink->line,
             "permalink: \"%.*s\" is not a style, so every page has this same address; %s%.*s",
             STR_ARG(permalink->text),
             meant.n ? "did you mean " : "write date, pretty, ordinal, weekdate, none or a template", STR_ARG(meant));
}

static void check_flag(const struct data *map, str key, str file, struct diag *diag)
{
    const struct data *value = data_get(map, key);
    if (value && value->kind != DATA_BOOL && value->kind != DATA_NULL)
        diag_add(diag, SEVERITY_WARNING, file, value->line, "%.*s: \"%.*s\" is neither true nor false", STR_ARG(key),
                 STR_ARG(value->text));
}

static void check_markdown(const struct data *markdown, str file, struct diag *diag)
{
    bool other = markdown && markdown->kind == DATA_STRING &&
                 (str_starts_nocase(markdown->text, STR("CommonMark")) || str_eq_nocase(markdown->text, STR("GFM")));
    if (other)
        diag_add(diag, SEVERITY_NOTE, file, markdown->line,
                 "markdown: %.*s: posts are read here as kramdown reads them, which differs in a few rare forms",
                 STR_ARG(markdown->text));
}

void settings_lint(const struct data *all, str file, struct diag *diag)
{
    own_keys_lint(data_get(all, STR("splashdown")), file, diag);
    check_permalink(data_get(all, STR("permalink")), file, diag);
    check_markdown(data_get(all, STR("markdown")), file, diag);
    lang_lint(data_get(all, STR("lang")), STR("lang"), file, diag);
    check_flag(all, STR("future"), file, diag);
    check_flag(all, STR("show_drafts"), file, diag);
    check_flag(data_get(all, STR("kramdown")), STR("hard_wrap"), file, diag);
}
