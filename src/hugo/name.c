#include "hugo/name.h"

#include "hugo/mount.h"

static bool format_of(str extension, enum page_format *format)
{
    static const struct {
        str extension;
        enum page_format format;
    } formats[] = {
        {STR_INIT(".md"), FORMAT_MARKDOWN},    {STR_INIT(".markdown"), FORMAT_MARKDOWN},
        {STR_INIT(".mdown"), FORMAT_MARKDOWN}, {STR_INIT(".pandoc"), FORMAT_MARKDOWN},
        {STR_INIT(".html"), FORMAT_HTML},      {STR_INIT(".htm"), FORMAT_HTML},
        {STR_INIT(".org"), FORMAT_TEXT},       {STR_INIT(".adoc"), FORMAT_MARKDOWN},
        {STR_INIT(".rst"), FORMAT_TEXT},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_eq(extension, formats[i].extension)) {
            *format = formats[i].format;
            return true;
        }
    return false;
}

/* "a.zh-tw" is the page a in zh-tw, if that is a language of the site. */
static void take_language(const struct hugo *h, struct name *name)
{
    size_t dot = str_find_last(name->base, '.');
    if (dot == STR_NONE || dot == 0)
        return;
    for (size_t i = 0; i < h->language_count; i++)
        if (str_eq_nocase(str_from(name->base, dot + 1), h->languages[i].name)) {
            name->language = i;
            name->base = str_first(name->base, dot);
            name->names_language = true;
            return;
        }
}

bool name_of(const struct hugo *h, str path, struct arena *arena, struct name *name)
{
    const struct mount *mount = mount_of(h, path, arena, &path);
    if (!mount || mount->is_static)
        return false;
    *name = (struct name){.language = mount->language};
    size_t slash = str_find_last(path, '/');
    name->folder = slash == STR_NONE ? STR("") : str_first(path, slash);
    str file = slash == STR_NONE ? path : str_from(path, slash + 1);
    size_t dot = str_find_last(file, '.');
    name->base = dot == STR_NONE || dot == 0 ? file : str_first(file, dot);
    name->extension = str_from(file, name->base.n);
    name->is_page = format_of(name->extension, &name->format);
    take_language(h, name);
    name->is_leaf = name->is_page && str_eq(name->base, STR("index"));
    name->is_branch = name->is_page && str_eq(name->base, STR("_index"));
    return true;
}

bool name_is_page(str path)
{
    enum page_format format;
    size_t dot = str_find_last(path, '.');
    return dot != STR_NONE && format_of(str_from(path, dot), &format);
}
