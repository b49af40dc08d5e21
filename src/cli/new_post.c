#include "cli/new_post.h"

#include "base/buf.h"
#include "text/width.h"

/*
 * Characters that YAML allows in double quotes only as an escape, or would read as the end of a line (YAML 1.1 5.1,
 * 5.4).
 */
static bool needs_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe ||
           c == 0xffff;
}

/* A double-quoted YAML scalar, read back as S, which is valid UTF-8. */
static str quoted(str s, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    buf_put_char(&out, '"');
    while (s.n) {
        uint32_t c;
        size_t n = text_decode(s, &c);
        if (needs_escape(c))
            buf_printf(&out, "\\u%04x", (unsigned)c);
        else if (c == '"' || c == '\\')
            buf_printf(&out, "\\%c", (int)c);
        else
            buf_put(&out, str_first(s, n));
        s = str_from(s, n);
    }
    buf_put_char(&out, '"');
    str text = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return text;
}

static void put_tags(struct buf *out, str tags, struct arena *arena)
{
    bool first = true;
    str tag;
    for (bool more = tags.n > 0; more;) {
        more = str_cut(tags, ',', &tag, &tags);
        tag = str_trim(tag);
        if (!tag.n)
            continue;
        buf_put(out, first ? STR("tags: [") : STR(", "));
        buf_put(out, quoted(tag, arena));
        first = false;
    }
    if (!first)
        buf_put(out, STR("]\n"));
}

static void put_date(struct buf *out, struct moment now)
{
    struct civil c = moment_civil(now);
    int offset = now.offset < 0 ? -now.offset : now.offset;
    buf_printf(out, "date: %04d-%02d-%02d %02d:%02d:%02d %c%02d%02d\n", c.year, c.month, c.day, c.hour, c.minute,
               c.second, now.offset < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
}

str new_post_text(const struct new_post *post, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    buf_put(&out, STR("---\nlayout: post\ntitle: "));
    buf_put(&out, quoted(post->title, arena));
    buf_put_char(&out, '\n');
    if (post->dated)
        put_date(&out, post->now);
    put_tags(&out, post->tags, arena);
    buf_put(&out, post->draft_key ? STR("draft: true\n---\n\n") : STR("---\n\n"));
    str text = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return text;
}
