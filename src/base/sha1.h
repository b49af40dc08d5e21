#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include "base/str.h"

enum { SHA1_BYTES = 20 };

/* The SHA-1 of MESSAGE (FIPS 180-4): a name made of bytes, as other programs make it. It protects nothing. */
void sha1(str message, unsigned char digest[SHA1_BYTES]);

#endif
