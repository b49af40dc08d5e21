#ifndef RENDER_XML_H
#define RENDER_XML_H

#include "base/buf.h"

/* S as XML character data, fit for attributes too. What XML 1.0 (2.2, Char) forbids is left out. */
enum err xml_put(struct buf *, str s);
/* "<NAME>S</NAME>". */
enum err xml_put_element(struct buf *, str name, str s);

#endif
