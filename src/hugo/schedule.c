#include "hugo/schedule.h"

#include "hugo/date.h"
#include "hugo/param.h"
#include "hugo/tree.h"
#include "text/valid.h"

/* Hugo's own lists, in place of ":default". */
static const str dates[] = {STR_INIT("date"),      STR_INIT("publishdate"), STR_INIT("pubdate"),
                            STR_INIT("published"), STR_INIT("lastmod"),     STR_INIT("modified")};
static const str changes[] = {STR_INIT("lastmod"),     STR_INIT("modified"), STR_INIT("date"),
                              STR_INIT("publishdate"), STR_INIT("pubdate"),  STR_INIT("published")};
static const str publications[] = {STR_INIT("publishdate"), STR_INIT("pubdate"), STR_INIT("published"),
                                   STR_INIT("date")};
static const str expiries[] = {STR_INIT("expirydate"), STR_INIT("unpublishdate")};
#define LIST(names) ((struct str_list){names, sizeof(names) / sizeof *(names)})

/* The first of KEYS that is a date, *KEY; of DATA, or where that is NULL of S. */
static bool first_date(const struct origin *s, const struct data *data, struct str_list keys, str *key,
                       struct moment *out)
{
    for (size_t i = 0; i < keys.count; i++) {
        *key = keys.items[i];
        if (date_read(data ? data_get(data, *key) : origin_value(s, *key), s->language->zone, out))
            return true;
    }
    return false;
}

/* The same by the author's list GIVEN, which may name ":default" and the like. */
static bool find_date(struct origin *s, struct str_list given, struct str_list usual, str *key, struct moment *out)
{
    if (!given.count)
        return first_date(s, NULL, usual, key, out);
    for (size_t i = 0; i < given.count; i++) {
        str name = given.items[i], rest;
        if (str_eq_nocase(name, STR(":default")) && first_date(s, NULL, usual, key, out))
            return true;
        if (str_eq_nocase(name, STR(":filename")) && date_of_name(origin_filename(s), s->language->zone, out, &rest)) {
            s->dated_slug = rest;
            *key = name;
            return true;
        }
        if (str_eq_nocase(name, STR(":filemodtime")) && s->reading->entry->mtime_ns) {
            int64_t seconds = s->reading->entry->mtime_ns / 1000000000;
            *out = (struct moment){seconds, zone_offset(s->language->zone, seconds)};
            *key = name;
            return true;
        }
        str lower = text_lower(name, s->reading->arena);
        struct str_list one = {&lower, 1};
        if (name.p[0] != ':' && first_date(s, NULL, one, key, out))
            return true;
    }
    return false;
}

void schedule_date(struct origin *s)
{
    str key = STR("");
    s->has_date = find_date(s, s->hugo->date_keys, LIST(dates), &key, &s->date);
    struct moment day;
    str rest;
    if (s->hugo->dialect && s->hugo->dialect->dated_names &&
        date_of_name(origin_filename(s), s->language->zone, &day, &rest) && rest.n)
        s->dated_slug = rest;
    s->dated = s->has_date && !str_eq(key, STR("lastmod")) && !str_eq(key, STR("modified"));
}

bool schedule_modified(const struct origin *s, struct moment *out)
{
    str key;
    return first_date(s, NULL, LIST(changes), &key, out);
}

/* Takes the last folder off PATH; false at the top. */
static bool climb(str *path)
{
    size_t slash = str_find_last(*path, '/');
    bool more = path->n > 0;
    *path = slash == STR_NONE ? STR("") : str_first(*path, slash);
    return more;
}

bool schedule_parent_is_draft(const struct origin *s)
{
    str folder = s->parent;
    do {
        if (tree_is_broken(s->hugo->tree, s->name.language, folder) ||
            param_is_true(origin_branch_value(s, folder, STR("draft"))) ||
            param_is_false(origin_branch_value(s, folder, STR("published"))))
            return true;
    } while (climb(&folder));
    return false;
}

/* "draft" counts more than "published". */
bool schedule_is_draft(const struct origin *s)
{
    const struct data *draft = origin_value(s, STR("draft"));
    bool says_so = param_is_true(draft), denies = param_is_false(draft);
    return says_so || (!denies && param_is_false(origin_value(s, STR("published")))) || schedule_parent_is_draft(s);
}

static const struct data *build_of(const struct origin *s)
{
    const struct data *build = origin_value(s, STR("_build"));
    return build ? build : origin_value(s, STR("build"));
}

/* "local" is for pages that ask on purpose, which none does here. */
bool schedule_is_unlisted(const struct origin *s)
{
    const struct data *list = data_get(build_of(s), STR("list"));
    str text = param_text(list, s->reading->arena);
    return str_eq_nocase(text, STR("never")) || str_eq_nocase(text, STR("local")) || param_is_false(list);
}

bool schedule_publishes_files(const struct origin *s)
{
    return !param_is_false(data_get(build_of(s), STR("publishresources")));
}

bool schedule_is_published(const struct origin *s)
{
    const struct data *build = build_of(s);
    str render = param_text(data_get(build, STR("render")), s->reading->arena);
    bool hidden = str_eq_nocase(render, STR("never")) || str_eq_nocase(render, STR("link")) ||
                  param_is_false(data_get(build, STR("render")));
    return !hidden && !(s->name.is_leaf && param_is_true(origin_value(s, STR("headless"))));
}

/* Narrows the span by what DATA (NULL: S itself) says. */
static void narrow(const struct origin *s, const struct data *data, int64_t *from, int64_t *until)
{
    str key;
    struct moment at;
    struct str_list publish = s->hugo->publish_keys.count ? s->hugo->publish_keys : LIST(publications);
    struct str_list expire = s->hugo->expire_keys.count ? s->hugo->expire_keys : LIST(expiries);
    bool found = first_date(s, data, publish, &key, &at) || first_date(s, data, LIST(publications), &key, &at);
    if (!found && !data && s->has_date) {
        at = s->date;
        found = true;
    }
    if (found && at.seconds > *from)
        *from = at.seconds;
    if (!s->hugo->expired &&
        (first_date(s, data, expire, &key, &at) || first_date(s, data, LIST(expiries), &key, &at)) &&
        at.seconds < *until)
        *until = at.seconds;
}

void schedule_parent_span(const struct origin *s, int64_t *from, int64_t *until)
{
    str folder = s->parent;
    do {
        const struct data *front = tree_front(s->hugo->tree, s->name.language, folder);
        if (front)
            narrow(s, front, from, until);
    } while (climb(&folder));
}

void schedule_span(const struct origin *s, int64_t *from, int64_t *until)
{
    *from = INT64_MIN;
    *until = INT64_MAX;
    narrow(s, NULL, from, until);
    schedule_parent_span(s, from, until);
}
