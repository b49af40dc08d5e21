#ifndef RENDER_XML_H
#define RENDER_XML_H

#include "base/buf.h"

/* Puts S, lines of text, as XML character data, fit for attributes too. Characters that XML 1.0 (2.2, Char) forbids
 * are left out, and so are those that would steer a terminal (text/plain.h). */
enum err xml_put(struct buf *, str s);
/* The same for a title, a name or an address. */
enum err xml_put_label(struct buf *, str s);
/* Puts "<NAME>S</NAME>", with S as a label. */
enum err xml_put_element(struct buf *, str name, str s);

#endif
