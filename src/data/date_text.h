#ifndef DATA_DATE_TEXT_H
#define DATA_DATE_TEXT_H

#include "base/zone.h"
#include "data/data.h"

/* A date as people write it in front matter, read as Ruby's Time.parse reads it: without a zone it is in ZONE. False
 * when it is not a date. The offset of OUT is ZONE's at that moment. */
bool date_of_data(const struct data *, const struct zone *, struct moment *out);
bool date_of_text(str text, const struct zone *, struct moment *out);
/* Gives MOMENT, which was made of TEXT, the offset that TEXT names itself, if it does. */
void date_keep_offset(str text, struct moment *);

#endif
