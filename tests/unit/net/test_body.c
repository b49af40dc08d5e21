#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* All pieces of RESPONSE after HEAD, made in a scratch of PIECE bytes. */
static struct buf collect(const struct response *response, str head, size_t piece_max, bool *able)
{
    struct body body;
    struct buf all, scratch;
    buf_init(&all, 1 << 20);
    buf_init(&scratch, piece_max);
    body_init(&body, response);
    *able = true;
    do {
        str piece;
        buf_clear(&scratch);
        buf_put(&scratch, head);
        head = STR("");
        *able = body_next(&body, &scratch, &piece, true) == BODY_GIVEN;
        assert_true(piece.n <= piece_max);
        buf_put(&all, piece);
    } while (*able && !body_has_ended(&body));
    buf_finish(&scratch);
    return all;
}

static void becomes(const struct response *response, size_t piece_max, str expected)
{
    bool able;
    struct buf all = collect(response, STR("20 x\r\n"), piece_max, &able);
    assert_true(able);
    assert_int_equal(all.n, expected.n + 6);
    assert_memory_equal(all.p, "20 x\r\n", 6);
    assert_memory_equal(all.p + 6, expected.p, expected.n);
    buf_finish(&all);
}

static struct response file_response(FILE **file, str text)
{
    *file = tmpfile();
    assert_non_null(*file);
    assert_int_equal(fwrite(text.p, 1, text.n, *file), text.n);
    fflush(*file);
    return (struct response){.body = BODY_FILE, .fd = fileno(*file), .length = text.n};
}

static void a_body_comes_whole_in_pieces_of_any_size(void **state)
{
    (void)state;
    str text = STR("0123456789abcdefghijklmnopqrstuvwxyz");
    struct response blob = {.body = BODY_BLOB, .blob = blob_create(text)};
    FILE *file;
    struct response of_file = file_response(&file, text);
    for (size_t n = 16; n < 60; n++) {
        becomes(&blob, n, text);
        becomes(&of_file, n, text);
    }
    fclose(file);
    blob_unref(blob.blob);
}

static void a_blob_is_sent_from_where_it_lies(void **state)
{
    (void)state;
    struct response blob = {.body = BODY_BLOB, .blob = blob_create(STR("text"))};
    struct body body;
    struct buf scratch;
    str piece;
    buf_init(&scratch, 64);
    body_init(&body, &blob);
    assert_int_equal(body_next(&body, &scratch, &piece, false), BODY_GIVEN);
    assert_ptr_equal(piece.p, blob_str(blob.blob).p);
    assert_true(body_has_ended(&body));
    buf_finish(&scratch);
    blob_unref(blob.blob);
}

static void no_body_and_an_empty_file_are_only_their_header(void **state)
{
    (void)state;
    FILE *file;
    struct response none = {.body = BODY_NONE}, empty = file_response(&file, STR(""));
    becomes(&none, 64, STR(""));
    becomes(&empty, 64, STR(""));
    fclose(file);
}

static void dots_are_stuffed_and_lines_end_in_crlf(void **state)
{
    (void)state;
    static const struct {
        str in, out;
    } cases[] = {
        {STR_INIT(""), STR_INIT(".\r\n")},
        {STR_INIT("a"), STR_INIT("a\r\n.\r\n")},
        {STR_INIT("a\n"), STR_INIT("a\r\n.\r\n")},
        {STR_INIT(".\n..\na.b\n"), STR_INIT("..\r\n...\r\na.b\r\n.\r\n")},
        {STR_INIT("a\r\n.b\r\n"), STR_INIT("a\r\n..b\r\n.\r\n")},
        {STR_INIT("\r.x"), STR_INIT("..x\r\n.\r\n")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        FILE *file;
        struct response r = file_response(&file, cases[i].in);
        r.dot_stuff = true;
        for (size_t n = 16; n < 30; n++)
            becomes(&r, n, cases[i].out);
        fclose(file);
    }
}

static void a_file_that_became_shorter_is_an_error(void **state)
{
    (void)state;
    FILE *file;
    struct response r = file_response(&file, STR("short"));
    r.length = 100;
    bool able;
    struct buf all = collect(&r, STR(""), 64, &able);
    assert_false(able);
    buf_finish(&all);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_comes_whole_in_pieces_of_any_size),
        cmocka_unit_test(a_blob_is_sent_from_where_it_lies),
        cmocka_unit_test(no_body_and_an_empty_file_are_only_their_header),
        cmocka_unit_test(dots_are_stuffed_and_lines_end_in_crlf),
        cmocka_unit_test(a_file_that_became_shorter_is_an_error),
    };
    return cmocka_run_group_tests_name("net/body", tests, NULL, NULL);
}
