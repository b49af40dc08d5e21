#include "plain/pelican_link.h"

#include "base/buf.h"

/* True behind what a link's target follows: "](", "]: ", "href=\"". */
static bool begins_target(const struct buf *out)
{
    char before = out->n ? out->p[out->n - 1] : '\0';
    return before == '(' || before == '<' || before == '"' || before == '\'' ||
           (before == ' ' && out->n > 1 && out->p[out->n - 2] == ':');
}

/* What stands for the word in braces that S begins with; *N are its bytes. False: it is no word of Pelican's. */
static bool take_word(str s, str top, str *instead, size_t *n)
{
    static const struct {
        const char *word, *instead;
    } words[] = {{"filename", ""}, {"static", ""},   {"attach", ""},
                 {"index", "/"},   {"tag", "/tag/"}, {"category", "/category/"}};
    char close = s.p[0] == '{' ? '}' : '|';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        str word = str_of(words[i].word), after = str_from(s, 1 + word.n);
        if (!str_starts(str_from(s, 1), word) || !after.n || after.p[0] != close)
            continue;
        bool whole = !*words[i].instead && after.n > 1 && after.p[1] == '/';
        *n = word.n + 2;
        *instead = whole ? top : str_of(words[i].instead);
        return true;
    }
    return false;
}

str pelican_links(str text, str source, struct arena *arena)
{
    str folder, rest, instead;
    size_t n;
    struct buf out;
    bool below = str_cut(source, '/', &folder, &rest);
    str top = below ? ARENA_CONCAT(arena, STR("/"), folder) : STR("");
    buf_init(&out, SIZE_MAX);
    while (text.n) {
        size_t plain = str_span_not(text, "{|");
        buf_put(&out, str_first(text, plain));
        text = str_from(text, plain);
        if (!text.n)
            break;
        bool taken = begins_target(&out) && take_word(text, top, &instead, &n);
        if (taken)
            buf_put(&out, instead);
        else
            buf_put_char(&out, text.p[0]);
        text = str_from(text, taken ? n : 1);
    }
    return buf_keep(&out, arena);
}
