#include "server/config_case.h"
#include "server/config_load.h"

#include <stdio.h>
#include <stdlib.h>

static enum err parse(struct world *w, const char *text)
{
    return config_parse(str_of(text), STR("/etc/splashdown/s.yml"), w->arena, &w->diag, &w->config);
}

/* The only error of TEXT is at LINE and says WORDS. */
static void assert_wrong(struct world *w, const char *text, int line, const char *words)
{
    size_t before = w->diag.count;
    assert_int_equal(parse(w, text), ERR_SYNTAX);
    assert_int_equal(w->diag.count, before + 1);
    const struct diag_entry *e = &w->diag.entries[before];
    if (str_find(e->text, str_of(words)) == STR_NONE)
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(e->text), words);
    assert_int_equal(e->line, line);
    assert_true(str_eq(e->file, STR("/etc/splashdown/s.yml")));
}

static const char manual[] = "listen: [\"::\", \"0.0.0.0\"]\n"
                             "gemini: { port: 1966, public_port: 1965, any_port: true }\n"
                             "gopher: { port: 7070, public_port: 70, width: 60 }\n"
                             "certs: /var/lib/splashdown/certs\n"
                             "workers: 3\n"
                             "user: capsule\n"
                             "sandbox: off\n"
                             "hosts:\n"
                             "  - name: Example.ORG          # IDN welcome\n"
                             "    aliases: [www.example.org, bücher.example]\n"
                             "    capsule: /srv/example\n"
                             "    restricted: { /private/: [any], /family/: [\"SHA256:"
                             "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF\"] }\n"
                             "    editors: [\"00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:"
                             "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff\"]\n"
                             "  - name: blog.example.net\n"
                             "    capsule: blog\n"
                             "    certificate: tls/fullchain.pem\n"
                             "    key: tls/key.pem\n"
                             "default_host: blog.example.net\n"
                             "limits: { connections: 100, per_address: 5, requests_per_second: 2, burst: 6,\n"
                             "          request_timeout: 500ms, write_timeout: 2m, exempt: [\"10.0.0.0/8\"] }\n"
                             "log: { access: access.log, format: json, addresses: full }\n"
                             "status: /run/splashdown/status.sock\n"
                             "proxy_protocol: { from: [\"10.0.0.0/8\", \"::1\"] }\n";

static void assert_ports_and_limits(const struct config *c)
{
    assert_int_equal(c->listen.count, 2);
    assert_true(c->listen_given);
    assert_int_equal(c->gemini.port, 1966);
    assert_int_equal(c->gemini.public_port, 1965);
    assert_true(c->gemini.any_port);
    assert_int_equal(c->gopher.width, 60);
    assert_int_equal(c->workers, 3);
    assert_text(c->user, "capsule");
    assert_int_equal(c->sandbox, SANDBOX_OFF);
    assert_int_equal(c->limits.connections, 100);
    assert_int_equal(c->limits.burst, 6);
    assert_int_equal(c->limits.request_timeout, 500);
    assert_int_equal(c->limits.write_timeout, 120000);
    assert_int_equal(c->limits.exempt.count, 1);
    assert_int_equal(c->log.format, LOG_FORMAT_JSON);
    assert_int_equal(c->log.addresses, LOG_ADDRESSES_FULL);
    assert_int_equal(c->proxy.from.count, 2);
}

static void the_file_of_the_manual_is_read(void **state)
{
    struct world *w = *state;
    const struct config *c = &w->config;
    assert_int_equal(parse(w, manual), OK);
    assert_ports_and_limits(c);
    assert_int_equal(c->hosts.count, 2);
    const struct config_host *first = &c->hosts.items[0], *second = &c->hosts.items[1];
    assert_text(first->name, "example.org");
    assert_int_equal(first->line, 9);
    assert_text(first->aliases.names.items[1], "xn--bcher-kva.example");
    assert_int_equal(first->restricted.count, 2);
    assert_text(first->restricted.items[0].prefix, "/private/");
    assert_text(first->restricted.items[0].fingerprints.items[0], "any");
    const char *digits = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    assert_text(first->restricted.items[1].fingerprints.items[0], digits);
    assert_text(first->editors.items[0], digits);
    assert_text(second->capsule, "/etc/splashdown/blog");
    assert_text(second->key, "/etc/splashdown/tls/key.pem");
    assert_text(c->log.access, "/etc/splashdown/access.log");
    assert_text(c->default_host, "blog.example.net");
}

static void an_empty_file_means_the_defaults(void **state)
{
    struct world *w = *state;
    const char *empty[] = {"", "\n\n", "# nothing\n", "---\n", "listen:\ngemini:\n"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        assert_int_equal(parse(w, empty[i]), OK);
        assert_int_equal(w->config.gemini.port, 1965);
        assert_int_equal(w->config.gopher.port, 70);
        assert_int_equal(w->config.limits.request_timeout, 10000);
        assert_int_equal(w->config.limits.exempt.count, 2);
        assert_int_equal(w->config.sandbox, SANDBOX_ON);
        assert_false(w->config.listen_given);
        assert_text(w->config.log.access, "stdout");
        assert_text(w->config.user, "splashdown");
    }
}

static void a_mistyped_key_gets_its_line_and_a_guess(void **state)
{
    struct world *w = *state;
    assert_wrong(w, "gemini:\n  prot: 1965\n", 2, "unknown key \"prot\"; did you mean \"port\"?");
    assert_wrong(w, "gemini: { prot: 1965 }\n", 1, "unknown key \"prot\"; did you mean \"port\"?");
    assert_wrong(w, "workers: 2\nlisten_on:\n  - \"::\"\n", 2, "did you mean \"listen\"?");
    assert_wrong(w, "\n\nhosts:\n  - nmae: a.example\n", 4, "did you mean \"name\"?");
    assert_wrong(w, "colour: green\n", 1, "unknown key \"colour\"; the keys here are listen, gemini");
    assert_wrong(w, "limits:\n  burst: 3\n  exmept: []\n", 3, "did you mean \"exempt\"?");
}

static void a_wrong_value_is_told_with_what_to_write(void **state)
{
    struct world *w = *state;
    assert_wrong(w, "gemini: { port: 70000 }\n", 1, "port is 70000; write a number from 0 to 65535");
    assert_wrong(w, "gopher:\n  port: abc\n", 2, "port is abc; write a number");
    assert_wrong(w, "gopher: 70\n", 1, "70 is where keys belong; write one such as port:");
    assert_wrong(w, "workers: many\n", 1, "write auto, or a number from 1 to 128");
    assert_wrong(w, "workers: 0\n", 1, "write auto, or a number from 1 to 128");
    assert_wrong(w, "sandbox: maybe\n", 1, "write one of off|on|require");
    assert_wrong(w, "limits: { request_timeout: soon }\n", 1, "such as 10s");
    assert_wrong(w, "limits: { request_timeout: 0s }\n", 1, "such as 10s");
    assert_wrong(w, "limits: { exempt: [10.0.0.0/40] }\n", 1, "10.0.0.0/40 is not a network");
    assert_wrong(w, "listen:\n  - \"::\"\n  - somewhere\n", 3, "somewhere is not an address");
    assert_wrong(w, "log: { format: xml }\n", 1, "write one of combined|json");
    assert_wrong(w, "log: { addresses: [full] }\n", 1, "addresses is a list; write one value");
    assert_wrong(w, "user: \"\"\n", 1, "user is empty");
    assert_wrong(w, "hosts: example.org\n", 1, "write a list of hosts");
    assert_wrong(w, "hosts: [{name: \"ex ample\", capsule: x}]\n", 1, "ex ample is not a host name");
    assert_wrong(w, "hosts: [{name: a.example, capsule: x, restricted: {private: [any]}}]\n", 1,
                 "private is not a folder");
    assert_wrong(w, "hosts: [{name: a.example, capsule: x, editors: [\"SHA256:abc\"]}]\n", 1, "is not a fingerprint");
    assert_wrong(w, "- a\n- b\n", 1, "a list is where keys belong");
}

static void broken_yaml_is_an_error_of_its_line(void **state)
{
    struct world *w = *state;
    assert_int_equal(parse(w, "gemini: { port: 1965\nworkers: 2\n"), ERR_SYNTAX);
    assert_true(w->diag.entries[0].line >= 1);
    assert_int_equal(parse(w, "user: a\nuser: b\n"), OK);
    assert_int_equal(w->diag.warnings, 1);
}

static char *dumped(struct world *w)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    config_dump(&w->config, out);
    fclose(out);
    return text;
}

static void what_is_dumped_reads_as_the_same(void **state)
{
    struct world *w = *state;
    const char *files[] = {manual, "", "gemini: { port: 0 }\nuser: \"a\\\"\\\\\\x01b\"\nlog: { access: off }\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_int_equal(parse(w, files[i]), OK);
        char *first = dumped(w);
        if (parse(w, first) != OK)
            fail_msg("%.*s in\n%s", STR_ARG(w->diag.entries[0].text), first);
        char *second = dumped(w);
        assert_string_equal(first, second);
        free(first);
        free(second);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_file_of_the_manual_is_read),           TEST(an_empty_file_means_the_defaults),
        TEST(a_mistyped_key_gets_its_line_and_a_guess), TEST(a_wrong_value_is_told_with_what_to_write),
        TEST(broken_yaml_is_an_error_of_its_line),      TEST(what_is_dumped_reads_as_the_same),
    };
    return cmocka_run_group_tests_name("server/config", tests, NULL, NULL);
}
