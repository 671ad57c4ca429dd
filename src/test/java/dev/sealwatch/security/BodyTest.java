package dev.sealwatch.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bodies of JSON are taken, and what is said of the others. */
@QuarkusTest
class BodyTest {

    @ParameterizedTest(name = "{1} → {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            auth/login        | {"username":5,"password":"x"}                  | username        | Expected a string, but a number came.
            auth/login        | {"username":"ann","password":true}             | password        | Expected a string, but true or false came.
            auth/login        | {"username":"ann","password":["x"]}            | password        | Expected a string, but an array came.
            auth/login        | {"username":"ann","password":{"a":"x"}}        | password        | Expected a string, but an object came.
            auth/login        | {"username":"ann","password":"x","otp":"1"}    | otp             | There is no such member; known are password, username.
            auth/login        | {"username":"ann","password":"\\u0007\\u0007"} | password        | Expected text that can be typed, without control characters.
            auth/login        | null                                           | body            | Expected a JSON object.
            auth/users        | {"username":"Ä","password":"x","permissions":[]} | username      | Expected a name of 1 to 64 lower-case letters, digits and ._@+-, a letter or digit first.
            auth/users        | {"username":"a","password":"\\u0007\\u0007\\u0007\\u0007\\u0007\\u0007\\u0007\\u0007\\u0007\\u0007\\u0007\\u0007","permissions":[]} | password | Expected text that can be typed, without control characters.
            auth/users        | {"username":"a","password":"x","permissions":["all"]} | permissions | Expected security.ingest, security.view_audit or security.manage.
            auth/users        | {"username":"a","password":"x","permissions":[7]} | permissions/0 | Expected a string, but a number came.
            auth/users        | {"username":"a","password":"x","permissions":"all"} | permissions | Expected an array, but a string came.
            auth/tokens       | {"name":"n","permissions":["security.ingest"],"expires_in_days":"3"}   | expires_in_days | Expected a whole number, but a string came.
            auth/tokens       | {"name":"n","permissions":["security.ingest"],"expires_in_days":3.5}   | expires_in_days | Expected a whole number, but a fraction came.
            auth/tokens       | {"name":"n","permissions":["security.ingest"],"expires_in_days":9999999999} | expires_in_days | The number is too large or too small.
            auth/tokens       | {"name":"n","permissions":["security.ingest"],"expires_in_days":0}     | expires_in_days | It must be greater than 0, not 0.
            siem/sources/app  | {"priority":"urgent","retention_days":3}       | priority        | Expected one of low, medium, high, critical, but "urgent" came.
            siem/sources/app  | {"priority":1,"retention_days":3}              | priority        | Expected one of low, medium, high, critical, but a number came.
            siem/sources/app  | {"priority":"low","retention_days":{"a":1}}    | retention_days  | Expected a whole number, but an object came.
            auth/login        | {"username":"a\\ud800b","password":"x"}         | username        | Expected text without U+0000 and lone surrogates.
            auth/users        | {"username":"a","password":"x","permissions":["\\udc00"]} | permissions/0 | Expected text without U+0000 and lone surrogates.
            siem/threats      | {"description":"\\ud800"}                      | description     | Expected text without U+0000 and lone surrogates.
            siem/channels     | {"name":"\\ud800"}                             | name            | Expected text without U+0000 and lone surrogates.
            siem/mutes        | {"reason":"\\udc00\\ud800"}                    | reason          | Expected text without U+0000 and lone surrogates.
            siem/maintenance-windows | {"reason":"a\\u0000b"}                 | reason          | Expected text without U+0000 and lone surrogates.
            siem/anomalies/1/resolve | {"notes":"\\ud83d"}                    | notes           | Expected text without U+0000 and lone surrogates.
            siem/alerts/bulk  | {"action":"resolve","ids":[1],"notes":"\\ud83d"} | notes         | Expected text without U+0000 and lone surrogates.
            siem/logs/verify  | {"source":"\\u0000"}                           | source          | Expected text without U+0000 and lone surrogates.
            auth/login        | {"username":"a"}                               | password        | Expected a value; none came.
            auth/login        | {"password":"x"}                               | username        | Expected text, and not blanks alone.
            auth/tokens       | {"name":"n","permissions":[]}                  | permissions     | Expected one at least.
            siem/logs/verify  | {"log_ids":"x"}                                | log_ids         | Expected an array, but a string came.
            siem/logs/verify  | {"log_ids":[5]}                                | log_ids/0       | Expected a string, but a number came.
            siem/logs/verify  | {"sourc":"app"}                                | sourc           | There is no such member; known are end_date, log_ids, source, start_date.
            """)
    void namesWhatIsWrong(String path, String body, String field, String detail) {
        send(path, body.getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].detail", equalTo(detail));
    }

    @ParameterizedTest(name = "{1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            auth/login       | {"username":"a","username":"b","password":"x"} | a name comes twice at line 1
            auth/login       | {"username":"a","password":"x"} {}             | something follows its end at line 1
            auth/login       | {"username":"a","password":"x"} x              | it is broken at line 1
            auth/login       | {"username":                                   | it is broken at line 1
            siem/logs/verify | {"source":"app","source":"app"}                | a name comes twice at line 1
            siem/logs/verify | {} {}                                          | something follows its end at line 1
            """)
    void saysWhatMakesItNoDocument(String path, String body, String why) {
        send(path, body.getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("type", equalTo("urn:sealwatch:problem:invalid_json"))
                .body("detail", startsWith("The body is not one JSON document in UTF-8: "))
                .body("detail", containsString(why));
    }

    @Test
    void takesPairsOfSurrogates() {
        send("auth/login", "{\"username\":\"\\ud83d\\ude00\",\"password\":\"x\"}".getBytes(StandardCharsets.UTF_8))
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []  | Expected an object, but an array came.
            "x" | Expected an object, but a string came.
            """)
    void saysWhatElseItIs(String body, String detail) {
        send("auth/login", body.getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("detail", equalTo(detail));
    }

    @ParameterizedTest
    @CsvSource({"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "ISO-8859-1"})
    void readsNothingButUtf8(String charset) {
        byte[] body = "{\"username\":\"é\",\"password\":\"x\"}".getBytes(Charset.forName(charset));
        send("auth/login", body).statusCode(400).body("detail", containsString("UTF-8"));
        send("siem/logs/verify", body).statusCode(400).body("detail", containsString("UTF-8"));
    }

    @Test
    void keepsPasswordsToItself() {
        send("auth/login", "{\"username\":\"ann\",\"password\":hunter2}".getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("detail", org.hamcrest.Matchers.not(containsString("hunter2")));
    }

    private static ValidatableResponse send(String path, byte[] body) {
        return given().auth()
                .oauth2(Tokens.of("body-manager", Permission.ALL.toArray(String[]::new)))
                .header("X-Forwarded-For", "198.18.1." + Math.floorMod(java.util.Arrays.hashCode(body), 250))
                .header("Content-Type", "application/json")
                .body(body)
                .request(path.startsWith("siem/sources") ? "PUT" : "POST", "/api/" + path)
                .then();
    }
}
