#include "text/break_kind.h"

#include <stddef.h>

enum {
    EX = BREAK_EX,
    QU = BREAK_QU,
    AL = BREAK_AL,
    PR = BREAK_PR,
    PO = BREAK_PO,
    OP = BREAK_OP,
    CP = BREAK_CP,
    IS = BREAK_IS,
    HY = BREAK_HY,
    NU = BREAK_NU,
    BA = BREAK_BA,
    CL = BREAK_CL,
    MD = BREAK_MD,
    QC = BREAK_QC,
    ID = BREAK_ID,
    WO = BREAK_WO,
    HA = BREAK_HA,
    WD = BREAK_WD
};

/* From U+0021 to U+007E. */
static const unsigned char ascii[] = {
    EX, QU, AL, PR, PO, AL, QU, OP, CP, AL, PR, IS, HY, IS, IS, NU, NU, NU, NU, NU, NU, NU, NU, NU,
    NU, IS, IS, AL, AL, AL, EX, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL,
    AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, OP, PR, CP, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL,
    AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, OP, BA, CL, AL,
};

/* In order. */
static const struct range {
    uint16_t first, last;
    unsigned char kind;
} ranges[] = {
    {0x00a1, 0x00a1, OP}, {0x00a2, 0x00a2, PO}, {0x00a3, 0x00a5, PR}, {0x00a6, 0x00aa, AL}, {0x00ab, 0x00ab, QU},
    {0x00ac, 0x00ac, AL}, {0x00ae, 0x00af, AL}, {0x00b0, 0x00b0, PO}, {0x00b1, 0x00b1, PR}, {0x00b2, 0x00b3, AL},
    {0x00b5, 0x00b6, AL}, {0x00b7, 0x00b7, MD}, {0x00b8, 0x00ba, AL}, {0x00bb, 0x00bb, QU}, {0x00bc, 0x00be, AL},
    {0x00bf, 0x00bf, OP}, {0x00c0, 0x024f, AL}, {0x0388, 0x038a, AL}, {0x038e, 0x03a1, AL}, {0x03a3, 0x0482, AL},
    {0x048a, 0x052f, AL}, {0x1e00, 0x1eff, AL}, {0x2010, 0x2010, BA}, {0x2012, 0x2013, BA}, {0x2014, 0x2014, EX},
    {0x2018, 0x2018, QU}, {0x2019, 0x2019, QC}, {0x201a, 0x201a, OP}, {0x201b, 0x201c, QU}, {0x201d, 0x201d, QC},
    {0x201e, 0x201e, OP}, {0x2020, 0x2023, AL}, {0x2025, 0x2026, EX}, {0x2030, 0x2037, PO}, {0x2039, 0x203a, QU},
    {0x20ac, 0x20ac, PR}, {0x2190, 0x2193, AL}, {0x3000, 0x3000, BA}, {0x3001, 0x3002, CL}, {0x3005, 0x3005, EX},
    {0x3008, 0x3008, WO}, {0x3009, 0x3009, CL}, {0x300a, 0x300a, WO}, {0x300b, 0x300b, CL}, {0x300c, 0x300c, WO},
    {0x300d, 0x300d, CL}, {0x300e, 0x300e, WO}, {0x300f, 0x300f, CL}, {0x3010, 0x3010, WO}, {0x3011, 0x3011, CL},
    {0x3014, 0x3014, WO}, {0x3015, 0x3015, CL}, {0x301c, 0x301c, EX}, {0x3041, 0x3041, EX}, {0x3042, 0x3042, ID},
    {0x3043, 0x3043, EX}, {0x3044, 0x3044, ID}, {0x3045, 0x3045, EX}, {0x3046, 0x3046, ID}, {0x3047, 0x3047, EX},
    {0x3048, 0x3048, ID}, {0x3049, 0x3049, EX}, {0x304a, 0x3062, ID}, {0x3063, 0x3063, EX}, {0x3064, 0x3082, ID},
    {0x3083, 0x3083, EX}, {0x3084, 0x3084, ID}, {0x3085, 0x3085, EX}, {0x3086, 0x3086, ID}, {0x3087, 0x3087, EX},
    {0x3088, 0x308d, ID}, {0x308e, 0x308e, EX}, {0x308f, 0x3094, ID}, {0x30a1, 0x30a1, EX}, {0x30a2, 0x30a2, ID},
    {0x30a3, 0x30a3, EX}, {0x30a4, 0x30a4, ID}, {0x30a5, 0x30a5, EX}, {0x30a6, 0x30a6, ID}, {0x30a7, 0x30a7, EX},
    {0x30a8, 0x30a8, ID}, {0x30a9, 0x30a9, EX}, {0x30aa, 0x30c2, ID}, {0x30c3, 0x30c3, EX}, {0x30c4, 0x30e2, ID},
    {0x30e3, 0x30e3, EX}, {0x30e4, 0x30e4, ID}, {0x30e5, 0x30e5, EX}, {0x30e6, 0x30e6, ID}, {0x30e7, 0x30e7, EX},
    {0x30e8, 0x30ed, ID}, {0x30ee, 0x30ee, EX}, {0x30ef, 0x30f4, ID}, {0x30f5, 0x30f6, EX}, {0x30fb, 0x30fc, EX},
    {0x3105, 0x312f, ID}, {0x3400, 0x4dbf, ID}, {0x4e00, 0x9fff, ID}, {0xac00, 0xd7a3, HA}, {0xff01, 0xff01, EX},
    {0xff02, 0xff03, ID}, {0xff05, 0xff05, PO}, {0xff06, 0xff07, ID}, {0xff08, 0xff08, WO}, {0xff09, 0xff09, CL},
    {0xff0a, 0xff0b, ID}, {0xff0c, 0xff0c, CL}, {0xff0d, 0xff0d, ID}, {0xff0e, 0xff0e, CL}, {0xff0f, 0xff19, ID},
    {0xff1a, 0xff1b, EX}, {0xff1c, 0xff1e, ID}, {0xff1f, 0xff1f, EX}, {0xff20, 0xff3a, ID}, {0xff3b, 0xff3b, WO},
    {0xff3c, 0xff3c, ID}, {0xff3d, 0xff3d, CL}, {0xff3e, 0xff5a, ID}, {0xff5b, 0xff5b, WO}, {0xff5c, 0xff5c, ID},
    {0xff5d, 0xff5d, CL}, {0xff5e, 0xff5e, WD},
};

static enum break_kind find(uint32_t c)
{
    size_t low = 0, high = sizeof ranges / sizeof *ranges;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < sizeof ranges / sizeof *ranges && c >= ranges[low].first;
    return found ? (enum break_kind)ranges[low].kind : BREAK_KINDS;
}

enum break_kind break_kind_of(uint32_t c)
{
    if (c < 0x7f)
        return c > ' ' ? (enum break_kind)ascii[c - 0x21] : BREAK_KINDS;
    if (c >= 0x4e00 && c <= 0x9fff)
        return BREAK_ID;
    return find(c);
}

/*
 * By the kind before, and for each kind after it, in order: d: a line may begin there; s: only after spaces; a dot:
 * never.
 */
static const char rules[BREAK_KINDS][BREAK_KINDS + 1] = {
    [EX] = ".sdddd..sds...ddd.", [QU] = ".ssss...sss...s.s.", [AL] = ".sssss..sss...ddd.", [PR] = ".ssdds..sss...sss.",
    [PO] = ".ssdds..sss...dsd.", [OP] = "..................", [CP] = ".ssssd..sss...ddd.", [IS] = ".sdddd..sss...ddd.",
    [HY] = ".sdddd..sss...ddd.", [NU] = ".sssss..sss...ddd.", [BA] = ".sdddd..sds...ddd.", [CL] = ".sdssd..sds...ddd.",
    [MD] = ".sssss..sss...ddd.", [QC] = ".ssss...sss...s.s.", [ID] = ".sddsd..sds...ddd.", [WO] = "..................",
    [HA] = ".sddsd..sds...dds.", [WD] = ".sddsd..sds...ddd.",
};

bool break_between(enum break_kind before, enum break_kind after, bool spaced)
{
    char rule = rules[before][after];
    if (!spaced && (before == BREAK_HA || after == BREAK_HA))
        return false;
    return rule == 'd' || (spaced && rule == 's');
}

uint32_t break_next(str s, size_t *i)
{
    const unsigned char *p = (const unsigned char *)s.p + *i;
    if (p[0] < 0x80) {
        *i += 1;
        return p[0];
    }
    if (s.n - *i < (p[0] < 0xe0 ? 2 : 3))
        return 0;
    if (p[0] < 0xe0) {
        *i += 2;
        return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
    }
    *i += 3;
    return p[0] < 0xf0 ? (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu) : 0;
}
