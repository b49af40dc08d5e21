#include "plain/dated_name.h"

static const char separators[] = "-_. ";

/* Takes between LEAST and MOST digits off S. */
static bool take(str *s, size_t least, size_t most, int *value)
{
    size_t n = str_span(str_first(*s, most), "0123456789");
    *value = 0;
    for (size_t i = 0; i < n; i++)
        *value = *value * 10 + (s->p[i] - '0');
    *s = str_from(*s, n);
    return n >= least;
}

/* Takes the separators off S that end a date. False: the name goes on with something else. */
static bool take_end(str *s)
{
    size_t n = str_span(*s, separators);
    bool ends = n > 0 || s->n == 0;
    *s = str_from(*s, n);
    return ends;
}

/* "2024-05-01-moon", with any one separator or none. */
static bool take_day(str *s, struct civil *day)
{
    if (!take(s, 4, 4, &day->year) || !s->n)
        return false;
    char separator = s->p[0];
    bool separated = separator == '-' || separator == '_' || separator == '.';
    size_t least = separated ? 1 : 2;
    *s = str_from(*s, separated);
    if (!take(s, least, 2, &day->month) || (separated && (!s->n || s->p[0] != separator)))
        return false;
    *s = str_from(*s, separated);
    return take(s, least, 2, &day->day) && take_end(s);
}

/* Takes the last component off FOLDER. */
static str take_last(str *folder)
{
    size_t slash = str_find_last(*folder, '/');
    str last = slash == STR_NONE ? *folder : str_from(*folder, slash + 1);
    *folder = slash == STR_NONE ? STR("") : str_first(*folder, slash);
    return last;
}

static bool is_number(str s, size_t least, size_t most, int *value)
{
    return take(&s, least, most, value) && !s.n;
}

/* The last folders of FOLDER are a year and a month. */
static bool take_month_of_folders(str folder, struct civil *day)
{
    str month = take_last(&folder), year = take_last(&folder);
    return is_number(month, 1, 2, &day->month) && is_number(year, 4, 4, &day->year);
}

static bool is_day(const struct civil *day)
{
    return day->year > 0 && civil_valid(day);
}

/* A file of a gemlog may have a word before its day: "post_2021_07_01_Moon.gmi". */
static bool take_word(str *name, str path)
{
    size_t n = 0;
    while (n < name->n && char_is_alpha(name->p[n]))
        n++;
    bool word = n > 0 && n < name->n && (name->p[n] == '_' || name->p[n] == '-') && str_ends_nocase(path, STR(".gmi"));
    *name = str_from(*name, word ? n + 1 : 0);
    return word;
}

bool dated_name_of(str path, struct dated_name *out)
{
    str folder = path, name = take_last(&folder), outer = folder;
    size_t dot = str_find_last(name, '.');
    name = dot == STR_NONE || dot == 0 ? name : str_first(name, dot);
    *out = (struct dated_name){.rest = name};
    if (take_day(&out->rest, &out->day))
        return is_day(&out->day);
    *out = (struct dated_name){.rest = name};
    if (take_word(&out->rest, path) && take_day(&out->rest, &out->day))
        return is_day(&out->day);
    *out = (struct dated_name){.rest = name};
    if (take(&out->rest, 1, 2, &out->day.day) && take_end(&out->rest) && take_month_of_folders(folder, &out->day))
        return is_day(&out->day);
    *out = (struct dated_name){.rest = name};
    return is_number(take_last(&outer), 1, 2, &out->day.day) && take_month_of_folders(outer, &out->day) &&
           is_day(&out->day);
}
