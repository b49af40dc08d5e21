#include "hexo/tag_end.h"

enum { NAME_MAX_SHOWN = 60 };

/* NexT and Butterfly give it a class and an end; to other themes it is a sentence in one tag. */
static bool is_class_of_note(str words)
{
    static const char *const classes[] = {"default", "primary", "success", "info",   "warning", "danger",
                                          "simple",  "modern",  "flat",    "blue",   "pink",    "red",
                                          "purple",  "orange",  "green",   "no-icon"};
    return STR_IS_ANY(str_first(words, str_span_not(words, " \t")), classes);
}

bool tag_takes_end(const struct tag *tag)
{
    static const char *const paired[] = {"code", "quote",       "raw",       "math",       "tabs",     "folding",
                                         "cq",   "centerquote", "hideBlock", "hideToggle", "timeline", "noteblock"};
    const struct block_tag *known = block_tag_find(tag->name);
    if (known)
        return known->content == BLOCK_TAG_AROUND;
    if (str_eq(tag->name, STR("note")))
        return !tag->words.n || is_class_of_note(tag->words);
    return STR_IS_ANY(tag->name, paired);
}

void tag_tell_unclosed(const struct template_scope *scope, str name, int line)
{
    bool raw = str_eq(name, STR("raw"));
    name = str_first(name, NAME_MAX_SHOWN);
    diag_add(scope->diag, SEVERITY_WARNING, scope->page->source, line,
             "{%% %.*s %%} has no {%% end%.*s %%} behind it, and Hexo %s; write one where its text ends", STR_ARG(name),
             STR_ARG(name), raw ? "takes all that follows for raw" : "stops there");
}

void tag_tell_unopened(const struct template_scope *scope, str name, int line)
{
    name = str_first(name, NAME_MAX_SHOWN);
    diag_add(scope->diag, SEVERITY_WARNING, scope->page->source, line,
             "{%% end%.*s %%} ends no {%% %.*s %%}, and Hexo stops there; write that above it, or take the end away",
             STR_ARG(name), STR_ARG(name));
}
