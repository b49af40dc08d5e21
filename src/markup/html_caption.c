#include "markup/html_caption.h"

static const str opening = STR_INIT("[caption"), closing = STR_INIT("[/caption]");

static void put_tag(struct html_builder *builder, enum html_kind kind, str name)
{
    const struct html_token token = {.kind = kind, .name = name, .tag = html_tag_find(name)};
    html_build_tag(builder, &token);
}

static str given_words(str mark)
{
    size_t at = str_find(mark, STR(" caption=\""));
    str value = at == STR_NONE ? STR("") : str_from(mark, at + STR(" caption=\"").n);
    return str_first(value, str_span_not(value, "\""));
}

bool html_caption_opens(struct html_caption *c, str raw, str rest, str *before)
{
    size_t at = str_find(raw, opening);
    if (c->open || c->endless || at == STR_NONE ||
        !(str_starts_nocase(rest, STR("<img")) || str_starts_nocase(rest, STR("<a "))))
        return false;
    str mark = str_trim(str_from(raw, at));
    bool whole = mark.n > opening.n && (mark.p[opening.n] == ' ' || mark.p[opening.n] == ']') &&
                 str_find_char(mark, ']') == mark.n - 1;
    if (!whole)
        return false;
    c->endless = str_find(rest, closing) == STR_NONE;
    if (c->endless)
        return false;
    c->open = true;
    c->begun = false;
    c->given = given_words(mark);
    *before = str_first(raw, at);
    return true;
}

void html_caption_begin(struct html_builder *builder)
{
    put_tag(builder, HTML_TOKEN_OPEN, STR("figure"));
}

void html_caption_words(struct html_caption *c, struct html_builder *builder, str text)
{
    if (!c->open || c->begun || !str_trim(text).n)
        return;
    c->begun = true;
    put_tag(builder, HTML_TOKEN_OPEN, STR("figcaption"));
}

bool html_caption_closes(const struct html_caption *c, str raw, str *before, str *after)
{
    size_t at = c->open ? str_find(raw, closing) : STR_NONE;
    if (at == STR_NONE)
        return false;
    *before = str_first(raw, at);
    *after = str_from(raw, at + closing.n);
    return true;
}

void html_caption_end(struct html_caption *c, struct html_builder *builder)
{
    if (c->begun)
        put_tag(builder, HTML_TOKEN_CLOSE, STR("figcaption"));
    put_tag(builder, HTML_TOKEN_CLOSE, STR("figure"));
    c->open = false;
}
