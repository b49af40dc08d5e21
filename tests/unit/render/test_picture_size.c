#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/picture_size.h"

static const struct {
    str head;
    int width, height; /* 0: unreadable */
} rows[] = {
    {STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\xe0\0\0\x02\x30"), 480, 560},
    {STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\0\0\0\0\x02\x30"), 0, 0},
    {STR_INIT("GIF89a\x03\0\x04\x01"), 3, 260},
    {STR_INIT("GIF87a\0\0\x04\0"), 0, 0},
    {STR_INIT("\xff\xd8\xff\xe0\0\x04yz\xff\xff\xc2\0\x0b\x08\x01\x2c\0\xc8\x01\x11\0"), 200, 300},
    {STR_INIT("\xff\xd8\xff\xc4\0\x04yz\xff\xd9\0\x0b\x08\x01\x2c\0\xc8"), 0, 0},
    {STR_INIT("\xff\xd8\xff\xe0\0\x01yzyzyzyzyzyz"), 0, 0},
    {STR_INIT("RIFF....WEBPVP8 ....\x30\x01\0\x9d\x01\x2a\x40\x01\xf0\0"), 320, 240},
    {STR_INIT("RIFF....WEBPVP8L....\x2f\x3f\xc1\x3b\0......"), 320, 240},
    {STR_INIT("RIFF....WEBPVP8X............\x63\0\0\x31\0\0"), 0, 0},
    {STR_INIT("RIFF....WEBPVP8X........\x63\0\0\x31\0\0"), 100, 50},
    {STR_INIT("<svg width=\"3\" height=\"4\"/>"), 0, 0},
};

static void sizes_are_read_from_the_beginning(void **state)
{
    (void)state;
    struct picture_size size;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(picture_size_read(rows[i].head, &size), rows[i].width > 0);
        if (rows[i].width) {
            assert_int_equal(size.width, rows[i].width);
            assert_int_equal(size.height, rows[i].height);
        }
    }
}

static void a_cut_one_has_none(void **state)
{
    (void)state;
    struct picture_size size;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t n = 0; n < 10; n++)
            assert_false(picture_size_read(str_first(rows[i].head, n), &size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_read_from_the_beginning),
        cmocka_unit_test(a_cut_one_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
