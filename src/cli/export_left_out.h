#ifndef CLI_EXPORT_LEFT_OUT_H
#define CLI_EXPORT_LEFT_OUT_H

#include "site/site.h"

/*
 * Tells on standard error, by the author's own line, what of the pages of SITE, whose folder is CAPSULE_ROOT, would run
 * or give a style in a browser and is therefore not in an export to the web: <script>, <style>, on…= and javascript:
 * outside of code. It looks at lines, not at the tree: what a template adds is left out without a word.
 */
void export_tell_left_out(const struct site *, int capsule_root);

#endif
