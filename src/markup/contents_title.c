#include "markup/contents_title.h"

#include "text/slug.h"

enum { TITLE_BYTES = 80 /* a longer text is no such title */ };

/* As slugs, which have neither case nor marks. */
static const str titles[] = {
    STR_INIT("contents"),
    STR_INIT("content"),
    STR_INIT("table-of-contents"),
    STR_INIT("table-of-content"),
    STR_INIT("toc"),
    STR_INIT("on-this-page"),
    STR_INIT("in-this-post"),
    STR_INIT("in-this-article"),
    STR_INIT("in-this-page"),
    STR_INIT("outline"),
    STR_INIT("目录"),
    STR_INIT("目錄"),
    STR_INIT("目次"),
    STR_INIT("本文目录"),
    STR_INIT("文章目录"),
    STR_INIT("文章目錄"),
    STR_INIT("大纲"),
    STR_INIT("もくじ"),
    STR_INIT("목차"),
    STR_INIT("차례"),
    STR_INIT("inhalt"),
    STR_INIT("inhaltsverzeichnis"),
    STR_INIT("inhaltsübersicht"),
    STR_INIT("sommaire"),
    STR_INIT("table-des-matières"),
    STR_INIT("índice"),
    STR_INIT("indice"),
    STR_INIT("contenido"),
    STR_INIT("contenidos"),
    STR_INIT("tabla-de-contenidos"),
    STR_INIT("tabla-de-contenido"),
    STR_INIT("conteúdo"),
    STR_INIT("sumário"),
    STR_INIT("sommario"),
    STR_INIT("содержание"),
    STR_INIT("оглавление"),
    STR_INIT("зміст"),
    STR_INIT("spis-treści"),
    STR_INIT("obsah"),
    STR_INIT("inhoud"),
    STR_INIT("inhoudsopgave"),
    STR_INIT("innehåll"),
    STR_INIT("innhold"),
    STR_INIT("indhold"),
    STR_INIT("sisällys"),
    STR_INIT("mục-lục"),
    STR_INIT("içindekiler"),
    STR_INIT("daftar-isi"),
    STR_INIT("cuprins"),
    STR_INIT("tartalom"),
    STR_INIT("περιεχόμενα"),
    STR_INIT("תוכן-עניינים"),
    STR_INIT("المحتويات"),
};

/* Ideographs and Hangul, which have no other case. */
static bool is_caseless(char c)
{
    return (unsigned char)c >= 0xe4 && (unsigned char)c <= 0xed;
}

/* False for most headings, of which no slug need be made: no title begins as WORDS do. */
static bool may_be_title(str words)
{
    while (words.n && (char_is_punct(*words.p) || char_is_space(*words.p)))
        words = str_from(words, 1);
    if (!words.n || !(char_is_alnum(*words.p) || is_caseless(*words.p)))
        return words.n > 0;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (titles[i].p[0] == char_lower(words.p[0]) && (char_is_alnum(*words.p) || titles[i].p[1] == words.p[1]))
            return true;
    return false;
}

bool contents_title(str words, struct arena *arena)
{
    if (words.n > TITLE_BYTES || !may_be_title(words))
        return false;
    str slug = text_slug(words, SLUG_DEFAULT, false, arena);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (str_eq(slug, titles[i]))
            return true;
    return false;
}
