#include "hexo/fence_caption.h"

#include "hexo/markdown_link.h"
#include "hexo/raw.h"

/* The offset of the first word of WORDS, but for the very first, that is an address. */
static size_t address_at(str words)
{
    for (size_t i = 1; i < words.n; i++) {
        str rest = str_from(words, i);
        bool begins = words.p[i - 1] == ' ' || words.p[i - 1] == '\t';
        if (begins && (str_starts(rest, STR("http://")) || str_starts(rest, STR("https://")) || *rest.p == '/'))
            return i;
    }
    return words.n;
}

str fence_caption(str line, struct arena *arena)
{
    size_t before = str_span(line, " \t>");
    str rest = str_from(line, before), info, language, words, prefix = str_first(line, before);
    rest = str_from(rest, str_span(rest, rest.n && rest.p[0] == '~' ? "~" : "`"));
    str_cut(rest, '=', &info, &rest);
    info = str_trim(info);
    language = str_first(info, str_span_not(info, " \t"));
    words = str_trim(str_from(info, language.n));
    if (!words.n || words.p[0] == '{')
        return STR("");
    size_t at = address_at(words);
    str title = raw_escape(str_trim(str_first(words, at)), arena), link = str_from(words, at);
    str address = str_first(link, str_span_not(link, " \t")), text = str_trim(str_from(link, address.n));
    if (link.n)
        link = ARENA_CONCAT(arena, STR(" "), markdown_link(false, text.n ? text : STR("link"), address, arena));
    return ARENA_CONCAT(arena, prefix, STR("\n"), prefix, title, link, STR("\n"), prefix, STR("\n"));
}
