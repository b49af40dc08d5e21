#ifndef CONTENT_LIQUID_VALUE_H
#define CONTENT_LIQUID_VALUE_H

#include "content/data.h"
#include "content/site.h"

/* What a Liquid variable holds. Everything it points to lives as long as the run. */
enum liquid_kind {
    LIQUID_NIL,
    LIQUID_BOOL,
    LIQUID_INT,
    LIQUID_FLOAT,
    LIQUID_TEXT,
    LIQUID_MOMENT,
    LIQUID_LIST, /* ITEMS */
    LIQUID_MAP,  /* MAP */
    LIQUID_DATA, /* a list or a map of YAML */
    LIQUID_PAGE, /* its front matter, when it is the page that is being rendered */
    LIQUID_SITE,
    LIQUID_GROUPS, /* site.tags, site.categories: a map of names to posts */
    LIQUID_EMPTY   /* the words "empty" and "blank" */
};

struct liquid_value {
    enum liquid_kind kind;
    bool boolean;
    int64_t integer;
    double real;
    str text;
    struct moment moment;
    const struct liquid_value *items;
    size_t count; /* of ITEMS */
    const struct liquid_entry *map;
    const struct data *data; /* LIQUID_DATA, and LIQUID_PAGE's own front matter */
    const struct page *page;
    const struct site *site;
    const struct site_groups *groups;
};

struct liquid_entry {
    str name;
    struct liquid_value value;
    const struct liquid_entry *next;
};

struct liquid_value liquid_nil(void);
struct liquid_value liquid_bool(bool);
struct liquid_value liquid_int(int64_t);
struct liquid_value liquid_float(double);
struct liquid_value liquid_text(str);
struct liquid_value liquid_list(const struct liquid_value *items, size_t count);
struct liquid_value liquid_data(const struct data *); /* scalars become their own kind */

bool liquid_is_true(const struct liquid_value *); /* all but nil and false */
bool liquid_is_number(const struct liquid_value *);
double liquid_number(const struct liquid_value *);         /* of a number or of text that is one; else 0 */
struct liquid_value liquid_to_number(struct liquid_value); /* the same, whole numbers kept whole */
str liquid_to_text(const struct liquid_value *, struct arena *);
bool liquid_equal(const struct liquid_value *, const struct liquid_value *);
/* Negative, 0, positive; *COMPARABLE (may be NULL) is false for what has no order. */
int liquid_compare(const struct liquid_value *, const struct liquid_value *, bool *comparable);

/* OWNER.NAME, or nil. */
struct liquid_value liquid_member(const struct liquid_value *owner, str name, struct arena *);
struct liquid_value liquid_index(const struct liquid_value *owner, int64_t index, struct arena *);
/* What a loop runs over: the elements, or the pairs of a map. */
struct liquid_value liquid_elements(const struct liquid_value *, struct arena *);
int64_t liquid_size(const struct liquid_value *, struct arena *);

#endif
