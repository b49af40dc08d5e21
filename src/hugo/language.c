#include "hugo/language.h"

#include "hugo/param.h"
#include "text/unmarked.h"
#include "text/valid.h"

#include <stdlib.h>

/* What newer Hugo calls ONE and older OTHER. */
static str either_at(const struct data *map, const char *one, const char *other, struct arena *arena)
{
    str value = param_at(map, one, arena);
    return value.n ? value : param_at(map, other, arena);
}

static str clean_folder(str path, str otherwise)
{
    while (str_starts(path, STR("./")) || str_starts(path, STR("/")))
        path = str_from(path, path.p[0] == '/' ? 1 : 2);
    path = str_trim_char_right(path, '/');
    return path.n ? path : otherwise;
}

/* CODE for readers' programs: Chinese whose code leaves its script open has that which LABEL, "简体中文", names. */
static str with_script(str code, str label)
{
    if (!str_eq_nocase(code, STR("zh")))
        return code;
    static const str simplified[] = {STR_INIT("简"), STR_INIT("Simplified")};
    static const str traditional[] = {STR_INIT("繁"), STR_INIT("正體"), STR_INIT("Traditional")};
    for (size_t i = 0; i < sizeof simplified / sizeof *simplified; i++)
        if (str_find(label, simplified[i]) != STR_NONE)
            return STR("zh-Hans");
    for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++)
        if (str_find(label, traditional[i]) != STR_NONE)
            return STR("zh-Hant");
    return code;
}

const struct zone *language_zone(const struct data *map, const struct site_options *options,
                                 const struct zone *otherwise, struct arena *arena, struct diag *diag)
{
    const struct zone *zone;
    const struct data *value = data_get(map, STR("timezone"));
    str name = param_text(value, arena);
    if (!name.n)
        return otherwise;
    if (zone_load(options->zoneinfo, name, arena, &zone) == OK)
        return zone;
    diag_add(diag, SEVERITY_WARNING, STR(""), 0, "timeZone: there is no zone \"%.*s\"; write \"Asia/Taipei\", say",
             STR_ARG(name));
    return otherwise;
}

/* Older Hugo has the parameters of a language beside its settings. */
static str description_of(const struct data *own, struct arena *arena)
{
    str description = param_at(data_get(own, STR("params")), "description", arena);
    return description.n ? description : param_at(own, "description", arena);
}

static struct language language_of(const struct hugo *h, str name, const struct data *own, const struct settings *s,
                                   const struct site_options *options, struct arena *arena, struct diag *diag)
{
    str shared = clean_folder(param_at(h->all, "contentdir", arena), STR("content"));
    str code = either_at(own, "locale", "languagecode", arena), label = either_at(own, "label", "languagename", arena);
    const struct data *permalinks = data_get(own, STR("permalinks"));
    long weight = 0;
    str_to_long(param_at(own, "weight", arena), &weight);
    return (struct language){
        .name = text_lower(name, arena),
        .content = clean_folder(param_at(own, "contentdir", arena), shared),
        .prefix = STR(""),
        .written = with_script(code.n ? code : name, label),
        .label = label.n  ? label
                 : code.n ? code
                          : name,
        .title = text_unmark(param_at(own, "title", arena), arena),
        .description = text_unmark(description_of(own, arena), arena),
        .permalinks = permalinks ? permalinks : data_get(h->all, STR("permalinks")),
        .zone = language_zone(own, options, s->zone, arena, diag),
        .weight = weight,
        .has_base = param_at(own, "baseurl", arena).n > 0,
        .off = param_is_true(data_get(own, STR("disabled"))),
    };
}

static bool is_listed(const struct str_list *list, str word)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq_nocase(list->items[i], word))
            return true;
    return false;
}

static int in_order(const void *a, const void *b)
{
    const struct language *one = a, *two = b;
    if (one->weight != two->weight)
        return !one->weight ? 1 : !two->weight ? -1 : one->weight < two->weight ? -1 : 1;
    return str_cmp(one->name, two->name);
}

void languages_read(struct hugo *h, const struct settings *s, const struct site_options *options, struct arena *arena,
                    struct diag *diag)
{
    const struct data *all = data_get(h->all, STR("languages"));
    str main = param_at(h->all, "defaultcontentlanguage", arena);
    struct str_list off = param_list(data_get(h->all, STR("disablelanguages")), arena);
    bool below = param_is_true(data_get(h->all, STR("defaultcontentlanguageinsubdir")));
    size_t given = all && all->kind == DATA_MAP ? all->count : 0, on = 0;
    h->languages = ARENA_ARRAY(arena, struct language, given + 1);
    main = main.n ? text_lower(main, arena) : STR("en");
    for (size_t i = 0; i < given; i++) {
        struct language *l = &h->languages[h->language_count++];
        *l = language_of(h, all->pairs[i].key, all->pairs[i].value, s, options, arena, diag);
        l->off = l->off || is_listed(&off, l->name);
        on += !l->off;
    }
    if (given)
        qsort(h->languages, given, sizeof *h->languages, in_order);
    for (size_t i = 0; i < given; i++)
        if (str_eq(h->languages[i].name, main))
            h->main_language = i;
    if (!given)
        h->languages[h->language_count++] = language_of(h, main, NULL, s, options, arena, diag);
    struct language *l = &h->languages[h->main_language];
    const struct data *own = data_get(all, main);
    str code = either_at(h->all, "locale", "languagecode", arena);
    if (code.n && !either_at(own, "locale", "languagecode", arena).n)
        l->written = with_script(code, l->label);
    for (size_t i = 0; i < given; i++)
        if (on > 1 && (i != h->main_language || below) && !h->languages[i].has_base)
            h->languages[i].prefix = ARENA_CONCAT(arena, STR("/"), h->languages[i].name);
}

void languages_tell(const struct hugo *h, struct site_config *config, struct arena *arena)
{
    if (h->language_count < 2)
        return;
    struct site_edition *editions = ARENA_ARRAY(arena, struct site_edition, h->language_count + 1);
    for (size_t i = 0; i < h->language_count; i++) {
        const struct language *l = &h->languages[i];
        if (l->off)
            continue;
        editions[language_edition(h, i)] =
            (struct site_edition){.lang = l->written,
                                  .name = l->label,
                                  .title = l->title,
                                  .description = l->description,
                                  .home = l->prefix.n ? ARENA_CONCAT(arena, l->prefix, STR("/")) : STR("/")};
    }
    config->editions = editions;
    config->edition_count = h->language_count + 1;
}
