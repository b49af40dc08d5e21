#ifndef DATA_DATE_JS_H
#define DATA_DATE_JS_H

#include "base/zone.h"

/* A date as JavaScript's Date reads a text (V8's dateparser: ISO 8601, else words and numbers in its order); without a
 * zone it is in LOCAL, but a day alone in ISO form is in UTC. False when it is not a date. Linear. */
bool date_js_parse(str text, const struct zone *local, int64_t *seconds);

#endif
