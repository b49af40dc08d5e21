#include "site/own_keys.h"

#include "base/nearest.h"
#include "uri/uri.h"

enum form { FORM_FLAG, FORM_COUNT, FORM_GEMINI, FORM_MAP, FORM_OBEY, FORM_LINES, FORM_WEB };

struct known {
    str key;
    enum form form;
};

static const struct known ours[] = {
    {STR_INIT("gemini_url"), FORM_GEMINI},
    {STR_INIT("listing"), FORM_FLAG},
    {STR_INIT("post_footer"), FORM_FLAG},
    {STR_INIT("search"), FORM_FLAG},
    {STR_INIT("strict_rfc1436"), FORM_FLAG},
    {STR_INIT("words"), FORM_MAP},
    {STR_INIT("recent"), FORM_COUNT},
    {STR_INIT("draft_key"), FORM_OBEY},
    {STR_INIT("header"), FORM_LINES},
    {STR_INIT("footer"), FORM_LINES},
    {STR_INIT("web"), FORM_WEB},
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
    case FORM_WEB:
        return value->kind == DATA_MAP && value->count == 1 && data_get(value, STR("css")) &&
               data_get(value, STR("css"))->kind == DATA_STRING;
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
    case FORM_WEB:
        return "write \"css:\" and the path of a style sheet below it, such as \"css: assets/web.css\"";
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

void own_keys_lint(const struct data *own, str file, struct diag *diag)
{
    if (own && own->kind != DATA_MAP && own->kind != DATA_NULL)
        diag_add(diag, SEVERITY_WARNING, file, own->line,
                 "splashdown: is a list of keys; write \"listing: true\" on a line of its own below it");
    /* What the folder was written for is read where that is decided. */
    bool whole = str_eq(file, OWN_FILE);
    for (size_t i = 0; own && own->kind == DATA_MAP && i < own->count; i++)
        if (!whole || !str_eq(own->pairs[i].key, STR("generator")))
            check_pair(&own->pairs[i], file, diag);
}
