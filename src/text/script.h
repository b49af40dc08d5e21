#ifndef TEXT_SCRIPT_H
#define TEXT_SCRIPT_H

#include "base/str.h"

/* The language (BCP 47) that the script of S is for, so that its characters get their right shapes: "ja" with kana,
 * "ko" with Hangul, "zh-Hant", "zh-Hans" or, where nothing tells these apart, "zh" with
 * Han alone. Empty: most letters are of another script, which tells no language. */
str script_language(str s);

#endif
