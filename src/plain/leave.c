#include "plain/leave.h"

static bool is_within(str path, str folder)
{
    return !folder.n || (str_starts(path, folder) && (path.n == folder.n || path.p[folder.n] == '/'));
}

bool leave_is_needed(const struct settings *settings)
{
    return plain_of(settings)->is_vault || plain_of(settings)->names_published;
}

bool leave_has_path(const struct settings *settings, str path, bool is_folder)
{
    const struct str_list *publish = &plain_of(settings)->publish;
    for (size_t i = 0; i < publish->count; i++)
        if (is_within(path, publish->items[i]) || (is_folder && is_within(publish->items[i], path)))
            return true;
    return false;
}

static bool is_template(str path)
{
    for (str name; str_cut(path, '/', &name, &path);)
        if (str_eq_nocase(name, STR("Templates")))
            return true;
    return false;
}

/* "true" in quotes is meant as what it says. */
static bool says(const struct data *value, bool wanted)
{
    str word = wanted ? STR("true") : STR("false");
    return value && (value->kind == DATA_BOOL ? value->boolean == wanted
                                              : value->kind == DATA_STRING && str_eq_nocase(value->text, word));
}

bool leave_has_note(const struct settings *settings, str path, const struct frontmatter *front)
{
    const struct data *publish = data_get(front->data, STR("publish"));
    if (says(publish, false))
        return false;
    if (!leave_is_needed(settings) || leave_has_path(settings, path, false))
        return true;
    return says(publish, true) && !is_template(path);
}
