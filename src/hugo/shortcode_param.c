#include "hugo/shortcode_param.h"

#include "hugo/name.h"
#include "hugo/param.h"
#include "hugo/rules.h"
#include "text/valid.h"

static const struct data *at_path(const struct data *data, str path)
{
    for (str key; data && path.n; data = data_get(data, key))
        str_cut(path, '.', &key, &path);
    return data;
}

str shortcode_param(str path, const struct shortcode_scope *scope)
{
    const struct site *site = scope->page->site;
    path = text_lower(path, scope->arena);
    const struct data *found = at_path(scope->front, path);
    if (!found && site) {
        const struct hugo *h = hugo_of(site_settings(site));
        struct name name;
        size_t language = name_of(h, scope->page->source, scope->arena, &name) ? name.language : h->main_language;
        const struct data *own = data_get(data_get(h->all, STR("languages")), h->languages[language].name);
        found = at_path(data_get(own, STR("params")), path);
        found = found ? found : at_path(data_get(h->all, STR("params")), path);
    }
    return param_text(found, scope->arena);
}
