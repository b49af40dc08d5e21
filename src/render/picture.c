#include "render/picture.h"

#include "render/words.h"
#include "text/width.h"
#include "text/words.h"
#include "uri/uri.h"

enum { NUMBER_DIGITS = 3, WORD_LETTERS = 3, HASH_LETTERS = 8 };

/* Words by which cameras and programs call all pictures. */
static bool is_stock(str word)
{
    static const str stock[] = {STR_INIT("img"),        STR_INIT("image"), STR_INIT("dsc"),
                                STR_INIT("dscn"),       STR_INIT("dscf"),  STR_INIT("photo"),
                                STR_INIT("screenshot"), STR_INIT("thumb"), STR_INIT("thumbnail")};
    for (size_t i = 0; i < sizeof stock / sizeof *stock; i++)
        if (str_eq_nocase(word, stock[i]))
            return true;
    return false;
}

/* Digits in hexadecimal, as services name files: at least one is a digit, or there are many. */
static bool is_hash(str token)
{
    bool digit = token.n >= HASH_LETTERS;
    for (size_t i = 0; i < token.n; i++) {
        char c = char_lower(token.p[i]);
        if (!char_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        digit = digit || char_is_digit(c);
    }
    return digit;
}

/* Bytes of letters at the beginning of S; *COUNT of them, and *WHOLE when one of them is a word of its own. */
static size_t span_letters(str s, int *count, bool *whole)
{
    size_t n = 0;
    *count = 0;
    while (n < s.n && !char_is_digit(s.p[n])) {
        uint32_t c;
        size_t taken = text_decode(str_from(s, n), &c);
        if (c < 0x80 ? !char_is_alpha((char)c) : !text_has_word(str_between(s, n, n + taken)))
            break;
        *whole = *whole || text_is_cjk(c);
        n += taken;
        ++*count;
    }
    return n;
}

/* True when TOKEN, letters and digits, has a word in it. */
static bool has_word(str token)
{
    if (is_hash(token))
        return false;
    while (token.n) {
        int count;
        bool whole = false;
        size_t n = span_letters(token, &count, &whole);
        if (whole || (count >= WORD_LETTERS && !is_stock(str_first(token, n))))
            return true;
        token = str_from(token, n ? n : 1);
    }
    return false;
}

static bool is_mark(char c)
{
    return (unsigned char)c < 0x80 && !char_is_alnum(c);
}

static bool says_something(str name)
{
    while (name.n) {
        size_t n = 0;
        while (n < name.n && !is_mark(name.p[n]))
            n++;
        if (n && has_word(str_first(name, n)))
            return true;
        name = str_from(name, n < name.n ? n + 1 : n);
    }
    return false;
}

/* *STEM is NAME without the extension of a picture; false, and all of NAME, when it has none. */
static bool has_extension(str name, str *stem)
{
    static const str extensions[] = {STR_INIT(".jpg"),  STR_INIT(".jpeg"), STR_INIT(".png"),  STR_INIT(".gif"),
                                     STR_INIT(".webp"), STR_INIT(".svg"),  STR_INIT(".heic"), STR_INIT(".avif")};
    *stem = name;
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (name.n > extensions[i].n && str_eq_nocase(str_from(name, name.n - extensions[i].n), extensions[i])) {
            *stem = str_first(name, name.n - extensions[i].n);
            return true;
        }
    return false;
}

/* ALT without the extension of a picture, if it is a file's name. */
static bool is_file_name(str alt, str *stem)
{
    return has_extension(alt, stem) || str_has_char(alt, '_');
}

bool picture_is_at(str url)
{
    str stem;
    return has_extension(str_first(url, str_span_not(url, "?#")), &stem);
}

/* The place that TARGET leads to, in a word or two: the name of a page or file of ours, another's host. */
static str place_of(const struct link_target *target, const struct link_list *links)
{
    struct uri uri;
    str address = target->address;
    if (target->ours) {
        str name = picture_file_words(address, links->arena);
        return name.n ? name : STR("/");
    }
    if (str_starts(address, STR("URL:")))
        address = str_from(address, STR("URL:").n);
    if (uri_parse(address, &uri) != OK || !uri.has_scheme)
        return target->host;
    str host = uri.has_authority ? uri.host : uri.path;
    return str_starts_nocase(host, STR("www.")) ? str_from(host, STR("www.").n) : host;
}

str picture_link_label(str name, str url, const struct link_list *links)
{
    struct link_target target = link_resolve(links->scope, url, links->arena);
    str place = name.n ? place_of(&target, links) : STR("");
    return place.n ? ARENA_CONCAT(links->arena, name, STR(" ("), place, STR(")")) : name;
}

/* "dsc00715", "041": one word that ends as cameras number their pictures, or nothing but digits. */
static bool is_number(str alt)
{
    size_t n = alt.n;
    while (n && char_is_digit(alt.p[n - 1]))
        n--;
    return alt.n && !str_has_char(alt, ' ') && (n == 0 || alt.n - n >= NUMBER_DIGITS);
}

static bool is_address(str alt)
{
    return str_starts_nocase(alt, STR("http://")) || str_starts_nocase(alt, STR("https://"));
}

/* The words of ALT about the picture; none where a program wrote them, or somebody who had to write something. */
static str alt_words(str alt, str name)
{
    str stem;
    bool file = is_file_name(alt, &stem) || str_eq_nocase(alt, name) || is_number(alt);
    bool letter = alt.n == 1 && (unsigned char)*alt.p < 0x80;
    return letter || is_stock(alt) || is_address(alt) || (file && !says_something(stem)) ? STR("") : alt;
}

static str word(const struct link_list *links, enum word which)
{
    static const struct site_config none = {0};
    const struct page *page = links->scope->page;
    return word_of(page && page->site ? site_config(page->site) : &none, page ? page->lang : STR(""), which);
}

/* PATTERN with VALUE for its "{}". */
static str filled(str pattern, str value, struct arena *arena)
{
    size_t at = str_find(pattern, STR("{}"));
    if (at == STR_NONE)
        return ARENA_CONCAT(arena, pattern, STR(" "), value);
    return ARENA_CONCAT(arena, str_first(pattern, at), value, str_from(pattern, at + 2));
}

str picture_file_words(str url, struct arena *arena)
{
    url = str_first(url, str_span_not(url, "?#"));
    url = str_trim_char_right(url, '/');
    size_t slash = str_find_last(url, '/');
    str name = uri_decode(slash == STR_NONE ? url : str_from(url, slash + 1), arena);
    size_t dot = str_find_last(name, '.');
    name = arena_str(arena, dot == STR_NONE || dot == 0 ? name : str_first(name, dot));
    char *p = (char *)(uintptr_t)name.p;
    for (size_t i = 0; i < name.n; i++)
        if (p[i] == '-' || p[i] == '_' || (unsigned char)p[i] < 0x20)
            p[i] = ' ';
    return str_trim(name);
}

struct picture picture_of(str url, str alt, struct link_list *links)
{
    str name = picture_file_words(url, links->arena), words = alt_words(alt, name);
    if (words.n || says_something(name))
        return (struct picture){.name = words.n ? words : name};
    str number = arena_printf(links->arena, "%d", ++links->pictures);
    return (struct picture){filled(word(links, WORD_PICTURE), number, links->arena), true};
}

str picture_in_text(const struct picture *picture, const struct link_list *links)
{
    struct arena *arena = links->arena;
    str words = picture->counted ? picture->name : filled(word(links, WORD_PICTURE_OF), picture->name, arena);
    return ARENA_CONCAT(arena, STR("["), words, STR("]"));
}
