package dev.sealwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private final Reader reader = new Reader();

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '´', textBlock = """
            user=ann password=hunter2 ok               | user=ann password=[REDACTED:password] ok
            password = hunter2                         | password = [REDACTED:password]
            Password: hunter2.                         | Password: [REDACTED:password].
            password2=hunter2                          | password2=[REDACTED:password]
            {"password": "hun ter2", "a": 1}           | {"password": "[REDACTED:password]", "a": 1}
            {"password":"a\\"b","c":"d"}               | {"password":"[REDACTED:password]","c":"d"}
            {\\"password\\":\\"x1\\",\\"b\\":\\"c\\"}  | {\\"password\\":\\"[REDACTED:password]\\",\\"b\\":\\"c\\"}
            {'secret': 'x y'}                          | {'secret': '[REDACTED:secret]'}
            {"secret":{"a":[1,2]},"b":1}               | {"secret":[REDACTED:secret],"b":1}
            {"token":12345,"b":null}                   | {"token":[REDACTED:token],"b":null}
            GET /x?a=1&access_token=abc&b=2 HTTP/1.1   | GET /x?a=1&access_token=[REDACTED:token]&b=2 HTTP/1.1
            (token=abc), next                          | (token=[REDACTED:token]), next
            secret=a,user=b;c                          | secret=[REDACTED:secret],user=b;c
            password=a..b))c,,d (password=x1).         | password=[REDACTED:password] (password=[REDACTED:password]).
            [{"m":"token=abc"},{"secret":'x'}]         | [{"m":"token=[REDACTED:token]"},{"secret":'[REDACTED:secret]'}]
            user/password: ann/x1                      | user/password: [REDACTED:password]
            cookie=../etc/passwd password:x1           | cookie=[REDACTED:cookie] password:[REDACTED:password]
            passwd=p@ss,w;rd! done                     | passwd=[REDACTED:passwd] done
            userPassword=x1                            | userPassword=[REDACTED:password]
            user[password]=x1&b=2                      | user[password]=[REDACTED:password]&b=2
            HTTPToken => x1                            | HTTPToken => [REDACTED:token]
            X-Api-Key: abc123                          | X-Api-Key: [REDACTED:api_key]
            API key: abc123                            | API key: [REDACTED:api_key]
            apikey=abc123                              | apikey=[REDACTED:api_key]
            Cookie: sid=1; theme=dark more             | Cookie: [REDACTED:cookie] more
            Set-Cookie: sid=1; Path=/; HttpOnly        | Set-Cookie: [REDACTED:cookie]
            Authorization: Bearer abc                  | Authorization: [REDACTED:authorization]
            Authorization: Digest a="b", c="d"         | Authorization: [REDACTED:authorization]
            -H "Authorization: Token t1" -v            | -H "Authorization: [REDACTED:authorization]" -v
            sent Bearer abc.DEF-123_~+/= to            | sent Bearer [REDACTED:bearer] to
            sent bearer 0123456789abcdef.              | sent bearer [REDACTED:bearer].
            Basic dXNlcjpwYXNz                         | Basic [REDACTED:basic]
            AWS_SECRET_ACCESS_KEY=wJalr/bPx            | AWS_SECRET_ACCESS_KEY=[REDACTED:access_key]
            by AKIAIOSFODNN7EXAMPLE, by ASIAIOSFODNN7EXAMPLE | by [REDACTED:aws_access_key], by [REDACTED:aws_access_key]
            eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ. seen | [REDACTED:jwt]. seen
            t(eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2ln) | t([REDACTED:jwt])
            https://ann:pw@host/a@b                    | https://[REDACTED:url_credentials]@host/a@b
            jdbc:postgresql://u:p:q@h:5432/db?x=y      | jdbc:postgresql://[REDACTED:url_credentials]@h:5432/db?x=y
            postgresql://u:p/w@h:5432/db?x=y           | postgresql://[REDACTED:url_credentials]@h:5432/db?x=y
            redis://:a/b@c#d?e@h/0 to a@b              | redis://[REDACTED:url_credentials]@h/0 to a@b
            https://u:123456/7@h/x                     | https://[REDACTED:url_credentials]@h/x
            Proxy-Authorization: OtherScheme x1        | Proxy-Authorization: [REDACTED:authorization]
            Authorization: Custom k1, sig=a2 next      | Authorization: [REDACTED:authorization] next
            Authorization: X a="b c",d="e" f           | Authorization: [REDACTED:authorization]
            -H 'Authorization: Custom k1' -v           | -H 'Authorization: [REDACTED:authorization]' -v
            authorization=abc1 user=ann                | authorization=[REDACTED:authorization] user=ann
            secret={"a":"x}y\\"]z","b":1} next         | secret=[REDACTED:secret] next
            secret={\\"a\\":\\"x}y\\"} next            | secret=[REDACTED:secret] next
            {'token': {'a': 'x]}y'}, 'b': [1]}         | {'token': [REDACTED:token], 'b': [1]}
            secret=[it's 1] isn't it                   | secret=[REDACTED:secret] isn't it
            """)
    void blotsOutSecrets(String text, String redacted) {
        assertThat(reader.redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            card 4111111111111111 declined             | card [REDACTED:card]1111 declined
            card 4111 1111 1111 1111 12/27             | card [REDACTED:card]1111 12/27
            card 4111-1111-1111-1111.                  | card [REDACTED:card]1111.
            5555555555554444,378282246310005           | [REDACTED:card]4444,[REDACTED:card]0005
            3782 822463 10005                          | [REDACTED:card]0005
            30569309025904 and 6011111111111117        | [REDACTED:card]5904 and [REDACTED:card]1117
            2223003122003222/3530111333300000          | [REDACTED:card]3222/[REDACTED:card]0000
            port 22 4111 1111 1111 1111 ok             | port 22 [REDACTED:card]1111 ok
            4222222222222                              | [REDACTED:card]2222
            pan 4111111111111111.0, next               | pan [REDACTED:card]1111.0, next
            {"pan":4.111111111111111E15}               | {"pan":[REDACTED:card]1111}
            pan 4.111111111111111e+15.                 | pan [REDACTED:card]1111.
            """)
    void keepsTheLastFourDigitsOfACard(String text, String redacted) {
        assertThat(reader.redactor.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111112",
                "41111111111111110",
                "14111111111111111",
                "0.4111111111111111",
                "a4111111111111111",
                "1234-4111-1111-1111-1111",
                "9999999999999995",
                "1111111111111117",
                "4111  1111  1111  1111",
                "4111 1111-1111 1111",
                "2025-06-01 12:00:00 1733000000001000",
                "4111111111111111.5",
                "4111111111111111.0.1",
                "4.111111111111112E15",
                "4.111111111111111E16",
                "4.11111111111111E12",
                "4.111111111111111E15x",
                "4.1",
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(reader.redactor.redact(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed password for root from 10.0.0.1 port 22 ssh2",
                "Failed password for invalid user admin from 203.0.113.1",
                "token expired",
                "token: expired",
                "Invalid token: signature mismatch",
                "Unexpected token: '}' in JSON",
                "authorization denied",
                "authorization: denied for role viewer",
                "cookie: none",
                "password: ***",
                "Wrong password: user ann is locked",
                "password changed for ann",
                "passwd[2345]: pam_unix(passwd:chauthtok): password changed for ann",
                "cat: /etc/passwd: Operation not permitted",
                "Refresh token: reuse detected",
                "API key: rotated by ann",
                "Basic authentication required",
                "basic auth and bearer tokens are accepted",
                "Bearer authentication-required",
                "WWW-Authenticate: Bearer realm=\"sealwatch\"",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf",
                "std::token::Secret::new",
                "token_count=5 passwordless=yes tokens=17",
                "TTY=pts/0 ; PWD=/home/ubuntu ; USER=root ; COMMAND=/bin/su",
                "session opened for user root by (uid=0)",
                "https://host/a@b ann@host a://b",
                "https://host:8443/@ann https://[2001:db8::1]:80/a@b http://host:/a@b",
                "amqp://a:5672,b:5672/x@y docker://registry:5000/img@sha256:ab",
                "see http://host:port/x and write to ann@host",
                "authorization: denied, for role viewer",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "arn:aws:iam::1:role/AROAIOSFODNN7EXAMPLE AKIA AKIAIOSFODNN7EXAMPLES",
                "eyJ eyJhbGciOiJub25lIn0 eyJh.x",
                "password=",
                "\"token\":null",
            })
    void leavesSecurityProseAlone(String text) {
        assertThat(reader.redactor.redact(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '´', textBlock = """
            secret={"a":⏎"x1"} next              → secret=[REDACTED:secret] next
            {"token":⏎["x1",⏎"x}2"],"b":1}       → {"token":⏎[REDACTED:token],"b":1}
            {"token": [⏎ {"a": "x1"}⏎ ], "b": 1} → {"token": [REDACTED:token], "b": 1}
            secret={"a":"x⏎}y"}⏎next             → secret=[REDACTED:secret]⏎next
            secret={a1⏎next                      → secret=[REDACTED:secret]⏎next
            password: "x1⏎x2" next               → password: "[REDACTED:password]" next
            password: |⏎  x1⏎⏎  x2⏎user: a       → password: |⏎  [REDACTED:password]⏎user: a
            token: >-⏎  x1                       → token: >-⏎  [REDACTED:token]
            password: |⏎next                     → password: |⏎next
            """)
    void followsASecretOverLines(String text, String redacted) {
        assertThat(reader.redactor.redact(text.replace('⏎', '\n'))).isEqualTo(redacted.replace('⏎', '\n'));
    }

    @Test
    void blotsOutAPrivateKeyToItsEndOrToTheEndOfTheText() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nAAAA\n-----END RSA PRIVATE KEY-----";

        assertThat(reader.redactor.redact("a " + key + " b")).isEqualTo("a [REDACTED:private_key] b");
        assertThat(reader.redactor.redact("a " + key.substring(0, 50))).isEqualTo("a [REDACTED:private_key]");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            password, password
            PASSWORD, password
            userPassword, password
            access_token, token
            X-Api-Key, api_key
            apiKey, api_key
            APIKey, api_key
            db.password, password
            sessionId, session_id
            secret_2, secret
            token:, token
            token_count,
            passwordless,
            tokenCount,
            mypassword,
            cookieConsent,
            secretary,
            monkey,
            '',
            """)
    void matchesTheLastWordsOfAKey(String key, String kind) {
        assertThat(reader.redactor.kindOfKey(key)).isEqualTo(kind);
    }

    @Test
    void countsByKind() {
        reader.redactor.redact("password=a password=b Bearer 0123456789");

        assertThat(reader.redactions).containsOnly(Map.entry("password", 2), Map.entry("bearer", 1));
    }

    @Test
    void saysTheSameTheSecondTime() {
        String once =
                reader.redactor.redact("password=a1 https://u:p@h Cookie: a=b Bearer 0123456789 4111111111111111");

        assertThat(reader.redactor.redact(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=\"",
                "password=\\\"",
                "password:",
                "password: ",
                "password='a",
                "password=[",
                "password={\"",
                "password=[1] ",
                "cookie: a;",
                "cookie: ;",
                "\"cookie\":\"\\",
                "authorization: bearer ",
                "bearer ",
                "Bearer a.",
                "eyJ",
                "eyJ.",
                "eyJhbGciOi.eyJ.",
                "eyJhbGciOi-",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY",
                "-----BEGIN RSA PRIVATE",
                "AKIA",
                "://",
                "a://b:",
                "a://@",
                "a://b:c",
                "a://:/@",
                "secret={\n",
                "secret={\"",
                "secret={\"a\":'\n",
                "secret: |\n \n",
                "secret: >\n",
                "authorization: a b",
                "authorization: a ",
                "4.1",
                "4111111111111111.0",
                "4 ",
                "4-",
                "41111111",
                "4111 1111 1111 111",
                "=",
                ":",
                " =",
                "\\\"",
                "]]]]=",
                "9",
                "token_",
                "/passwd:",
                "/secret/token: x",
                "tokentoken=",
                "a,",
                "secret=a,b",
                "secret=a",
                "secret=)",
                "))))))))",
                "\u0130=",
            })
    void takesTimeInProportionToTheText(String piece) {
        IntFunction<String> repeated = length -> piece.repeat(length / piece.length());
        redactTime(repeated.apply(1 << 18));
        long once = redactTime(repeated.apply(1 << 18));

        long fourTimes = redactTime(repeated.apply(1 << 20));

        // Four times the text takes four times as long; quadratic would be sixteen. Below 10 ms, noise says more.
        assertThat((double) fourTimes / Math.max(once, 10_000_000)).isLessThan(8.0);
    }

    /** Nanoseconds of this thread's processor time, the best of three. */
    private long redactTime(String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] times = new long[3];
        for (int i = 0; i < times.length; i++) {
            long start = threads.getCurrentThreadCpuTime();
            reader.redactor.redact(text);
            times[i] = threads.getCurrentThreadCpuTime() - start;
        }
        return Arrays.stream(times).min().orElseThrow();
    }
}
