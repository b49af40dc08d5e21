#include "hexo/markdown_link.h"

static void put_label(struct buf *out, str label)
{
    for (size_t i = 0; i < label.n; i++) {
        if (str_has_char(STR("[]\\"), label.p[i]))
            buf_put_char(out, '\\');
        buf_put_char(out, label.p[i] == '\n' ? ' ' : label.p[i]);
    }
}

str markdown_link(bool picture, str label, str target, struct arena *arena)
{
    struct buf out;
    buf_init(&out, 4 * (label.n + target.n) + 64);
    buf_put(&out, picture ? STR("![") : STR("["));
    put_label(&out, label);
    buf_put(&out, STR("](<"));
    for (size_t i = 0; i < target.n; i++)
        if (!str_has_char(STR("<>\n"), target.p[i]))
            buf_put_char(&out, target.p[i]);
    buf_put(&out, STR(">)"));
    return buf_keep(&out, arena);
}

void markdown_put(struct buf *out, str words)
{
    for (size_t i = 0; i < words.n; i++) {
        if (char_is_punct(words.p[i]))
            buf_put_char(out, '\\');
        buf_put_char(out, words.p[i]);
    }
}
