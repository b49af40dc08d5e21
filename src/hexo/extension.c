#include "hexo/extension.h"

#include "hexo/place_rules.h"

bool extension_is_markdown(str extension)
{
    static const char *const all[] = {".md", ".markdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext"};
    return STR_IS_ANY(extension, all);
}

bool extension_is_html(str extension)
{
    return str_eq(extension, STR(".html")) || str_eq(extension, STR(".htm"));
}

bool extension_is_source(str extension)
{
    static const char *const all[] = {".ejs", ".njk",  ".styl", ".yml",  ".yaml",
                                      ".pug", ".swig", ".less", ".scss", ".sass"};
    return STR_IS_ANY(extension, all);
}

enum page_format extension_format(str path)
{
    str extension = place_extension(path);
    return extension_is_html(extension)     ? FORMAT_HTML
           : str_eq(extension, STR(".gmi")) ? FORMAT_GEMTEXT
                                            : FORMAT_MARKDOWN;
}
