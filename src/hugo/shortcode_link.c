#include "hugo/shortcode_link.h"

static void put_label(struct buf *out, str label)
{
    for (size_t i = 0; i < label.n; i++) {
        if (label.p[i] == '[' || label.p[i] == ']' || label.p[i] == '\\')
            buf_put_char(out, '\\');
        buf_put_char(out, label.p[i] == '\n' ? ' ' : label.p[i]);
    }
}

void shortcode_link_put(struct buf *out, bool picture, str label, str target)
{
    buf_put(out, picture ? STR("![") : STR("["));
    put_label(out, label);
    buf_put(out, STR("](<"));
    for (size_t i = 0; i < target.n; i++)
        if (target.p[i] != '<' && target.p[i] != '>' && target.p[i] != '\n')
            buf_put_char(out, target.p[i]);
    buf_put(out, STR(">)"));
}
