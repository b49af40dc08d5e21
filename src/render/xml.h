#ifndef RENDER_XML_H
#define RENDER_XML_H

#include "base/buf.h"

/* S, lines of text, as XML character data, fit for attributes too. What XML 1.0 (2.2, Char) forbids is left out, and so
 * is what would steer a terminal (text/plain.h). */
enum err xml_put(struct buf *, str s);
/* The same of a title, a name or an address. */
enum err xml_put_label(struct buf *, str s);
/* "<NAME>S</NAME>", S as a label. */
enum err xml_put_element(struct buf *, str name, str s);

#endif
