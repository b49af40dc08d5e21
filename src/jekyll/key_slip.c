#include "jekyll/key_slip.h"

#include "base/nearest.h"

enum { LETTERS_MIN = 5 /* of a key in which one slip is believed */, LONG_MIN = 9 /* and two slips */ };

/* Read by Jekyll or by Splashdown: a slip in one of these changes what readers see. */
static const str front_keys[] = {
    STR_INIT("title"),     STR_INIT("date"),          STR_INIT("last_modified_at"),
    STR_INIT("layout"),    STR_INIT("permalink"),     STR_INIT("slug"),
    STR_INIT("published"), STR_INIT("categories"),    STR_INIT("category"),
    STR_INIT("tags"),      STR_INIT("author"),        STR_INIT("lang"),
    STR_INIT("excerpt"),   STR_INIT("description"),   STR_INIT("excerpt_separator"),
    STR_INIT("image"),     STR_INIT("redirect_from"), STR_INIT("hard_wrap"),
    STR_INIT("draft"),     STR_INIT("sitemap"),       STR_INIT("render_with_liquid"),
    STR_INIT("authors"),   STR_INIT("redirect_to"),
};

static const str config_keys[] = {
    STR_INIT("title"),        STR_INIT("description"), STR_INIT("author"),     STR_INIT("lang"),
    STR_INIT("baseurl"),      STR_INIT("timezone"),    STR_INIT("permalink"),  STR_INIT("exclude"),
    STR_INIT("include"),      STR_INIT("show_drafts"), STR_INIT("future"),     STR_INIT("excerpt_separator"),
    STR_INIT("kramdown"),     STR_INIT("defaults"),    STR_INIT("markdown"),   STR_INIT("collections"),
    STR_INIT("header_pages"), STR_INIT("plugins"),     STR_INIT("splashdown"),
};

/* Common keys that look like a slip in one of those above. */
static const str others[] = {
    STR_INIT("tag"),          STR_INIT("name"),      STR_INIT("data"),     STR_INIT("dates"),    STR_INIT("update"),
    STR_INIT("images"),       STR_INIT("titles"),    STR_INIT("drafts"),   STR_INIT("language"), STR_INIT("langs"),
    STR_INIT("permalinks"),   STR_INIT("excerpts"),  STR_INIT("layouts"),  STR_INIT("type"),     STR_INIT("tagline"),
    STR_INIT("descriptions"), STR_INIT("timezones"), STR_INIT("excludes"), STR_INIT("includes"), STR_INIT("encoding"),
    STR_INIT("collection"),   STR_INIT("feature"),   STR_INIT("features"), STR_INIT("authors"),  STR_INIT("plugin"),
    STR_INIT("default"),      STR_INIT("subtitle"),  STR_INIT("mage"),     STR_INIT("publish"),  STR_INIT("splash"),
    STR_INIT("nav_pages"),    STR_INIT("site_map"),  STR_INIT("sitemaps"), STR_INIT("lag"),
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_among(str key, const str *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(keys[i], key))
            return true;
    return false;
}

/* "image2" and "title_en" are meant as they stand. */
static bool is_plain(str key)
{
    for (size_t i = 0; i < key.n; i++)
        if (!char_is_alpha(key.p[i]) && key.p[i] != '_')
            return false;
    return key.n > 0;
}

static bool has_same_letters(str a, str b)
{
    int counts[26] = {0};
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        if (char_is_alpha(a.p[i]))
            counts[char_lower(a.p[i]) - 'a']++;
        if (char_is_alpha(b.p[i]))
            counts[char_lower(b.p[i]) - 'a']--;
    }
    for (size_t i = 0; i < COUNT(counts); i++)
        if (counts[i])
            return false;
    return true;
}

static bool is_slip(str key, str known)
{
    size_t slips = str_slips(key, known), shorter = key.n < known.n ? key.n : known.n;
    if (slips <= 1 && has_same_letters(key, known))
        return true;
    bool begins = char_lower(key.p[0]) == char_lower(known.p[0]);
    return begins && ((slips == 1 && shorter >= LETTERS_MIN) || (slips == 2 && shorter >= LONG_MIN));
}

str key_slip_of(enum key_place place, str key)
{
    const str *keys = place == KEY_CONFIG ? config_keys : front_keys;
    size_t count = place == KEY_CONFIG ? COUNT(config_keys) : COUNT(front_keys);
    str best = STR("");
    if (!is_plain(key) || is_among(key, keys, count) || is_among(key, others, COUNT(others)))
        return best;
    for (size_t i = 0; i < count; i++)
        if (is_slip(key, keys[i]) && (!best.n || str_slips(key, keys[i]) < str_slips(key, best)))
            best = keys[i];
    return best;
}

static bool is_word(char c)
{
    return char_is_alnum(c) || c == '_' || c == '-';
}

bool key_is_named(str text, str key)
{
    for (size_t at; (at = str_find(text, key)) != STR_NONE; text = str_from(text, at + key.n)) {
        bool called = at > 0 && str_has_char(STR(".\"':"), text.p[at - 1]);
        if (called && (at + key.n == text.n || !is_word(text.p[at + key.n])))
            return true;
    }
    return false;
}
