#include "site/block_tag.h"

#include "base/buf.h"

/* S within an attribute's quotes. */
static str attribute(str s, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < s.n; i++)
        buf_put(&out, s.p[i] == '"' ? STR("&quot;") : s.p[i] == '<' ? STR("&lt;") : str_between(s, i, i + 1));
    str made = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return made;
}

static bool is_address(str s)
{
    return str_starts(s, STR("https://")) || str_starts(s, STR("http://")) || str_starts(s, STR("//"));
}

static str elsewhere(const struct block_tag *tag, str id, struct arena *arena)
{
    return attribute(is_address(id) ? id : ARENA_CONCAT(arena, tag->address, id), arena);
}

/* The first word that names a thing: an address wherever it stands, else the first one or ID. */
static str id_of(const struct tag_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (is_address(words->items[i].value))
            return words->items[i].value;
    return tag_words_value(words, STR("id"), 0);
}

static bool write_frame(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                        struct block_tag_text *out)
{
    str id = id_of(words), title = tag_words_named(words, STR("title"));
    out->before = ARENA_CONCAT(arena, STR("<iframe src=\""), elsewhere(tag, id, arena), STR("\" title=\""),
                               attribute(title.n ? title : tag->label, arena), STR("\"></iframe>"));
    return id.n > 0;
}

static bool write_link(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                       struct block_tag_text *out)
{
    str id = id_of(words), file = is_address(id) ? STR("") : tag_words_at(words, 1);
    out->before = ARENA_CONCAT(arena, STR("<a href=\""), elsewhere(tag, id, arena), STR("\">"), tag->label,
                               file.n ? STR(": ") : STR(""), attribute(file, arena), STR("</a>"));
    return id.n > 0;
}

/* The word that is a path or an address of a file; count of the words: none. */
static size_t file_at(const struct tag_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct tag_word *word = &words->items[i];
        bool named = !word->name.n || str_eq(word->name, STR("src"));
        if (named && (str_has_char(word->value, '/') || str_has_char(word->value, '.')))
            return i;
    }
    return words->count;
}

static bool is_size(str s)
{
    s = str_first(s, s.n - (str_ends(s, STR("px")) ? 2 : str_ends(s, STR("%")) ? 1 : 0));
    return (s.n && str_span(s, "0123456789") == s.n) || str_eq(s, STR("auto"));
}

/* Octopress: [class…] path [width [height]] [title text | "title" ["alt"]], or title:"…" alt:"…". */
static str words_of_picture(const struct tag_words *words, size_t file, struct arena *arena)
{
    str alt = tag_words_named(words, STR("alt"));
    if (!alt.n)
        alt = tag_words_named(words, STR("title"));
    if (!alt.n)
        alt = tag_words_named(words, STR("caption"));
    if (alt.n)
        return alt;
    str text = STR("");
    for (size_t i = file + 1, sizes = 0; i < words->count; i++) {
        const struct tag_word *word = &words->items[i];
        if (word->name.n || (!text.n && !word->quoted && sizes < 2 && is_size(word->value))) {
            sizes++;
            continue;
        }
        if (word->quoted && i + 1 == words->count)
            return word->value;
        text = text.n ? ARENA_CONCAT(arena, text, STR(" "), word->value) : word->value;
    }
    return text;
}

static str picture(const struct tag_words *words, struct arena *arena)
{
    size_t file = file_at(words);
    if (file == words->count)
        return STR("");
    return ARENA_CONCAT(arena, STR("<img src=\""), attribute(words->items[file].value, arena), STR("\" alt=\""),
                        attribute(words_of_picture(words, file, arena), arena), STR("\">"));
}

static bool write_picture(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                          struct block_tag_text *out)
{
    (void)tag;
    out->before = picture(words, arena);
    return out->before.n > 0;
}

static str caption_of(const struct tag_words *words)
{
    str caption = tag_words_named(words, STR("caption"));
    for (size_t i = 0; !caption.n && i < words->count; i++)
        if (words->items[i].quoted && !words->items[i].name.n)
            caption = words->items[i].value;
    return caption.n ? caption : tag_words_named(words, STR("title"));
}

/* Around its picture, or with one of its own. */
static bool write_figure(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                         struct block_tag_text *out)
{
    (void)tag;
    str caption = caption_of(words), own = picture(words, arena);
    out->before = ARENA_CONCAT(arena, STR("<figure markdown=\"1\">\n\n"), own, STR("\n\n"));
    if (caption.n)
        caption = ARENA_CONCAT(arena, STR("<figcaption markdown=\"span\">"), caption, STR("</figcaption>\n"));
    out->after = ARENA_CONCAT(arena, STR("\n\n"), caption, STR("</figure>\n\n"));
    return true;
}

/* Octopress: video.mp4 [more.webm…] [width height] [poster.png]. */
static bool write_video(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                        struct block_tag_text *out)
{
    (void)tag;
    size_t file = file_at(words);
    if (file == words->count)
        return false;
    out->before =
        ARENA_CONCAT(arena, STR("<video src=\""), attribute(words->items[file].value, arena), STR("\"></video>"));
    return true;
}

/* Octopress: "Who, Where [address [title]]"; the words of an address's title stand for Where. */
static str source_of_quote(const struct tag_words *words, struct arena *arena)
{
    size_t i = 0;
    str text = words->text, who, where;
    while (i < words->count && !is_address(words->items[i].value))
        i++;
    str address = i < words->count ? words->items[i].value : STR("");
    str title = STR("");
    if (address.n) {
        size_t at = (size_t)(address.p - text.p);
        title = str_trim(str_from(text, at + address.n));
        text = str_first(text, at);
    }
    str_cut(text, ',', &who, &where);
    who = str_trim(who);
    where = title.n ? title : str_trim(where);
    if (address.n && !where.n)
        where = str_first(str_from(address, str_find(address, STR("//")) + 2),
                          str_span_not(str_from(address, str_find(address, STR("//")) + 2), "/?#"));
    if (address.n)
        where = ARENA_CONCAT(arena, STR("<a href=\""), attribute(address, arena), STR("\">"), where, STR("</a>"));
    return who.n && where.n ? ARENA_CONCAT(arena, who, STR(", "), where) : who.n ? who : where;
}

static bool write_quote(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                        struct block_tag_text *out)
{
    (void)tag;
    str source = source_of_quote(words, arena);
    if (source.n)
        source = ARENA_CONCAT(arena, STR("— "), source, STR("\n\n"));
    out->before = STR("<blockquote markdown=\"1\">\n\n");
    out->after = ARENA_CONCAT(arena, STR("\n\n"), source, STR("</blockquote>\n\n"));
    return true;
}

/* The words pulled out are in the text as well. */
static bool write_pulled(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                         struct block_tag_text *out)
{
    (void)tag, (void)words, (void)arena;
    out->before = out->after = STR("\n\n");
    out->pulled = true;
    return true;
}

/* The words that are neither named nor a number of lines. */
static str title_of_code(const struct tag_words *words, size_t end, struct arena *arena)
{
    str title = STR("");
    for (size_t i = 0; i < end; i++) {
        const struct tag_word *word = &words->items[i];
        if (!word->name.n)
            title = title.n ? ARENA_CONCAT(arena, title, STR(" "), word->value) : word->value;
    }
    return title;
}

/* Octopress: [title] [lang:language] [address [link text]] [start:#] [mark:#]. */
static bool write_code(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                       struct block_tag_text *out)
{
    (void)tag;
    size_t link = 0;
    while (link < words->count && !is_address(words->items[link].value))
        link++;
    str title = title_of_code(words, link, arena), text = STR("");
    if (link < words->count) {
        const struct tag_words rest = {words->items + link + 1, words->count - link - 1, STR("")};
        text = title_of_code(&rest, rest.count, arena);
        text = ARENA_CONCAT(arena, STR("<a href=\""), attribute(words->items[link].value, arena), STR("\">"),
                            text.n    ? text
                            : title.n ? title
                                      : words->items[link].value,
                            STR("</a>"));
        title = str_find(text, ARENA_CONCAT(arena, STR(">"), title, STR("<"))) != STR_NONE ? STR("") : title;
    }
    out->code = true;
    out->language = tag_words_named(words, STR("lang"));
    if (title.n || text.n)
        out->before =
            ARENA_CONCAT(arena, STR("\n\n"), title, title.n && text.n ? STR(" ") : STR(""), text, STR("\n\n"));
    return true;
}

static bool write_file(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                       struct block_tag_text *out)
{
    (void)tag;
    size_t last = words->count;
    while (last && words->items[last - 1].name.n)
        last--;
    if (!last)
        return false;
    out->file = words->items[last - 1].value;
    str title = title_of_code(words, last - 1, arena);
    out->before = ARENA_CONCAT(arena, STR("\n\n"), title.n ? title : out->file, STR("\n\n"));
    out->language = tag_words_named(words, STR("lang"));
    size_t dot = str_find_last(out->file, '.');
    if (!out->language.n && dot != STR_NONE)
        out->language = str_from(out->file, dot + 1);
    out->code = true;
    return true;
}

#define ELSEWHERE(tag, how, at, what)                                                                                  \
    {                                                                                                                  \
        STR_INIT(tag), BLOCK_TAG_ALONE, how, STR_INIT(at), STR_INIT(what)                                              \
    }
#define TAG(tag, content, how)                                                                                         \
    {                                                                                                                  \
        STR_INIT(tag), content, how, STR_INIT(""), STR_INIT("")                                                        \
    }

static const struct block_tag tags[] = {
    ELSEWHERE("youtube", write_frame, "https://www.youtube.com/watch?v=", "YouTube"),
    ELSEWHERE("vimeo", write_frame, "https://vimeo.com/", "Vimeo"),
    ELSEWHERE("twitter", write_link, "https://twitter.com/i/status/", "Twitter"),
    ELSEWHERE("tweet", write_link, "https://twitter.com/i/status/", "Twitter"),
    ELSEWHERE("gist", write_link, "https://gist.github.com/", "Gist"),
    ELSEWHERE("speakerdeck", write_frame, "https://speakerdeck.com/player/", "Speaker Deck"),
    ELSEWHERE("slideshare", write_frame, "https://www.slideshare.net/slideshow/embed_code/", "SlideShare"),
    ELSEWHERE("instagram", write_link, "https://www.instagram.com/p/", "Instagram"),
    TAG("img", BLOCK_TAG_ALONE, write_picture),
    TAG("image", BLOCK_TAG_ALONE, write_picture),
    TAG("video", BLOCK_TAG_ALONE, write_video),
    TAG("figure", BLOCK_TAG_PERHAPS, write_figure),
    TAG("blockquote", BLOCK_TAG_AROUND, write_quote),
    TAG("pullquote", BLOCK_TAG_AROUND, write_pulled),
    TAG("codeblock", BLOCK_TAG_AROUND, write_code),
    TAG("include_code", BLOCK_TAG_ALONE, write_file),
};

const struct block_tag *block_tags(size_t *count)
{
    *count = sizeof tags / sizeof *tags;
    return tags;
}

const struct block_tag *block_tag_find(str name)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_eq(tags[i].name, name))
            return &tags[i];
    return NULL;
}

bool block_tag_write(const struct block_tag *tag, const struct tag_words *words, struct arena *arena,
                     struct block_tag_text *out)
{
    *out = (struct block_tag_text){.before = STR("")};
    return tag->write(tag, words, arena, out);
}
