#ifndef HEXO_EXTENSION_H
#define HEXO_EXTENSION_H

#include "site/page.h"

/* What a file of a Hexo site is by the extension of its name, ".md". */
bool extension_is_markdown(str extension);
bool extension_is_html(str extension);
bool extension_is_source(str extension); /* Hexo makes something of it that is not shown here */

/* The format of the text at PATH. */
enum page_format extension_format(str path);

#endif
