#include "jekyll/settings_lint.h"

#include "base/nearest.h"
#include "jekyll/page_lang.h"
#include "uri/uri.h"

enum form { FORM_FLAG, FORM_COUNT, FORM_GEMINI, FORM_MAP, FORM_OBEY, FORM_LINES };

struct known {
    str key;
    enum form form;
};

static const struct known ours[] = {
    {STR_INIT("gemini_url"), FORM_GEMINI},   {STR_INIT("listing"), FORM_FLAG},
    {STR_INIT("post_footer"), FORM_FLAG},    {STR_INIT("search"), FORM_FLAG},
    {STR_INIT("strict_rfc1436"), FORM_FLAG}, {STR_INIT("words"), FORM_MAP},
    {STR_INIT("recent"), FORM_COUNT},        {STR_INIT("draft_key"), FORM_OBEY},
    {STR_INIT("header"), FORM_LINES},        {STR_INIT("footer"), FORM_LINES},
};
enum { OURS = sizeof ours / sizeof *ours };

static bool has_form(const struct data *value, enum form form)
{
    struct uri uri;
    switch (form) {
    case FORM_FLAG:
        return value->kind == DATA_BOOL;
    case FORM_COUNT:
        return value->kind == DATA_INT && value->integer >= 0;
    case FORM_GEMINI:
        return value->kind == DATA_STRING && uri_parse(value->text, &uri) == OK && uri.host.n &&
               str_eq_nocase(uri.scheme, STR("gemini"));
    case FORM_MAP:
        return value->kind == DATA_MAP;
    case FORM_LINES:
        return value->kind == DATA_STRING || value->kind == DATA_LIST;
    case FORM_OBEY:
        return str_eq_nocase(value->text, STR("obey")) || str_eq_nocase(value->text, STR("ignore"));
    }
    return true;
}

static const char *advice_for(enum form form)
{
    switch (form) {
    case FORM_FLAG:
        return "write true or false";
    case FORM_COUNT:
        return "write a number, such as 20";
    case FORM_GEMINI:
        return "write an address, such as gemini://example.org/";
    case FORM_OBEY:
        return "write ignore, or obey";
    case FORM_LINES:
        return "write a line, a list of lines, or the name of a file of _includes";
    case FORM_MAP:
        break;
    }
    return "write \"home: Start\" on a line of its own below it";
}

static const struct known *find(str key)
{
    for (size_t i = 0; i < OURS; i++)
        if (str_eq(ours[i].key, key))
            return &ours[i];
    return NULL;
}

static void check_pair(const struct data_pair *pair, str file, struct diag *diag)
{
    const struct known *known = find(pair->key);
    str names[OURS];
    for (size_t i = 0; i < OURS; i++)
        names[i] = ours[i].key;
    str meant = str_nearest(pair->key, names, OURS);
    const char *where = str_eq(file, STR("_config.yml")) ? " under splashdown:" : "";
    if (!known && meant.n)
        diag_add(diag, SEVERITY_WARNING, file, pair->line, "unknown key \"%.*s\"%s; did you mean %.*s?",
                 STR_ARG(pair->key), where, STR_ARG(meant));
    else if (!known)
        diag_add(diag, SEVERITY_WARNING, file, pair->line, "unknown key \"%.*s\"%s; it does nothing",
                 STR_ARG(pair->key), where);
    else if (pair->value->kind != DATA_NULL && !has_form(pair->value, known->form))
        diag_add(diag, SEVERITY_WARNING, file, pair->line, "splashdown.%.*s: \"%.*s\" is not understood; %s",
                 STR_ARG(pair->key), STR_ARG(pair->value->text), advice_for(known->form));
}

static void check_ours(const struct data *own, str file, struct diag *diag)
{
    if (own && own->kind != DATA_MAP && own->kind != DATA_NULL)
        diag_add(diag, SEVERITY_WARNING, file, own->line,
                 "splashdown: is a list of keys; write \"listing: true\" on a line of its own below it");
    for (size_t i = 0; own && own->kind == DATA_MAP && i < own->count; i++)
        check_pair(&own->pairs[i], file, diag);
}

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
    check_ours(data_get(all, STR("splashdown")), file, diag);
    check_permalink(data_get(all, STR("permalink")), file, diag);
    check_markdown(data_get(all, STR("markdown")), file, diag);
    lang_lint(data_get(all, STR("lang")), STR("lang"), file, diag);
    check_flag(all, STR("future"), file, diag);
    check_flag(all, STR("show_drafts"), file, diag);
    check_flag(data_get(all, STR("kramdown")), STR("hard_wrap"), file, diag);
}
