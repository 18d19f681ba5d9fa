package io.github.structuredlogs.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private final Redaction redaction = Redaction.of(List.of());

    /** A name and its value are found whatever an address, a page, JSON or a terminal adds between the two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[36mpassword=\u001b[0mhunter2",
                "\u001b[36mpassword\u001b[0m=\u001b[1;31mhunter2\u001b[0m end",
                "{\\u0022password\\u0022:\\u0022hunter2\\u0022}",
                "{&quot;password&quot;:&quot;hunter2&quot;,&quot;a&quot;:1}",
                "%7B%22password%22%3A%22hunter2%22%7D",
                "%257B%2522password%2522%253A%2522hunter2%2522%257D",
                "-----BEGIN OPENSSH PRIVATE KEY-----\r\nhunter2\r\n-----END OPENSSH PRIVATE KEY-----\r\n"
            })
    void readsWhatIsEncoded(String text) {
        assertThat(redaction.text(text)).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /search?q=%22password%20reset%22 200",
                "\u001b[32mpassword must be at least 8 characters\u001b[0m",
                "&quot;token&quot; is missing",
                "100% of &amp; 50%25 done",
                "C:\\users\\u0041"
            })
    void showsWhatIsEncodedAndHarmless(String text) {
        assertThat(redaction.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "userPassword",
                "user_password",
                "USER_PASSWORD",
                "db.password",
                "password1",
                "passwords",
                "dbPass",
                "PGPASSWORD",
                "secret",
                "clientSecret",
                "client-secret",
                "SECRETS",
                "token",
                "accessToken",
                "accesstoken",
                "csrf_token",
                "Authorization",
                "http.request.header.authorization",
                "proxy-authorization",
                "cookie",
                "Set-Cookie",
                "cookies",
                "apiKey",
                "APIKey",
                "api_key",
                "x-api-key",
                "apikey",
                "PAYMENTS_APIKEY",
                "privateKey",
                "aws.secret.access.key",
                "credentials",
                "jwt",
                "passwordHash",
                "pass",
                "REDIS_PASS",
                "adminpassword",
                "JSESSIONID"
            })
    void hidesByName(String name) {
        assertThat(redaction.hides(name, "x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messageKey",
                "key",
                "primaryKey",
                "routing_key",
                "monkey",
                "tokenizer",
                "passenger",
                "compass",
                "secretary",
                "author",
                "authored",
                "cookiecutter",
                "bearing",
                "user",
                "bypass",
                "passedTests",
                "keyboard",
                "session",
                ""
            })
    void showsOthers(String name) {
        assertThat(redaction.hides(name, "x")).isFalse();
    }

    @Test
    void showsWhatIsNoSecretUnderASecretsName() {
        assertThat(redaction.hides("hasPassword", true)).isFalse();
        assertThat(redaction.hides("passwordLength", 12)).isFalse();
        assertThat(redaction.hides("maxTokens", 4096)).isFalse();
        assertThat(redaction.hides("password", null)).isFalse();
        assertThat(redaction.hides("password", "")).isFalse();
        assertThat(redaction.hides("password", 1234)).isTrue();
        assertThat(redaction.hides("token", new BigInteger("123456789012345678901234567890")))
                .isTrue();
        assertThat(redaction.hides("cookies", Map.of("SID", "x"))).isTrue();
    }

    @Test
    void changesWithTheSetting() {
        Redaction changed = Redaction.of(List.of("iban", "-token", "cardNumber"));
        assertThat(changed.hides("customerIban", "x")).isTrue();
        assertThat(changed.hides("card_number", "x")).isTrue();
        assertThat(changed.hides("card", "x")).isFalse();
        assertThat(changed.hides("accessToken", "x")).isFalse();
        assertThat(changed.hides("password", "x")).isTrue();
        assertThat(changed.text("iban=DE02 token=abc")).isEqualTo("iban=*** token=abc");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
        login with password=hunter2 failed > login with password=*** failed
        password=hunter2, user=ada > password=***, user=ada
        password: hunter2 > password: ***
        Password = hunter2; > Password = ***;
        {"password":"hun\\"ter2","user":"ada"} > {"password":"***","user":"ada"}
        {\\"password\\":\\"hunter2\\"} > {\\"password\\":\\"***\\"}
        'apiKey': 'abc' > 'apiKey': '***'
        API key: abc123 > API key: ***
        ?token=abc&page=2 > ?token=***&page=2
        User(name=ada, password=hunter2) > User(name=ada, password=***)
        DB_PASSWORD=hunter2 DB_USER=shop > DB_PASSWORD=*** DB_USER=shop
        Authorization: Bearer abc.def-ghi > Authorization: ***
        authorization=Basic YTpi status=401 > authorization=*** status=401
        {authorization=[Bearer abc], accept=[*/*]} > {authorization=[***], accept=[*/*]}
        Cookie: SID=31d4; lang=de > Cookie: ***
        Set-Cookie: SID=31d4; Path=/ > Set-Cookie: ***
        sent Bearer eyJhbGciOi > sent Bearer ***
        with bearer s3cr3t-token > with bearer ***
        jdbc:postgresql://shop:hunter2@db:5432/shop > jdbc:postgresql://shop:***@db:5432/shop
        postgres://shop:p@ss@db/shop > postgres://shop:***@db/shop
        redis://:hunter2@cache:6379 > redis://:***@cache:6379
        https://ghp0123456789abcdef0123@github.com/a > https://***@github.com/a
        jdbc:oracle:thin:scott/tiger@db > jdbc:oracle:thin:scott/***@db
        got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_ back > got *** back
        key AKIAIOSFODNN7EXAMPLE used > key *** used
        password=hunter2 token=abc secret=x > password=*** token=*** secret=***
        """)
    void hidesInText(String text, String shown) {
        assertThat(redaction.text(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password must not be empty",
                "password: must not be empty",
                "token: expired",
                "invalid token: null",
                "PAYMENTS_TOKEN: not set",
                "token=null",
                "password authentication failed for user \"shop\"",
                "messageKey=greeting",
                "bearer authentication is on",
                "basic settings loaded",
                "Basic authentication failed",
                "http://token:8080/refresh",
                "image shop/token-service:1.0",
                "12:04:05 key=7",
                "https://shop.example.org/a:b@c",
                "postgres://shop@db:5432/shop",
                "maxTokens=4096",
                "passwords=",
                "secret",
                "=",
                "a: b"
            })
    void leavesOtherTextAlone(String text) {
        assertThat(redaction.text(text)).isEqualTo(text);
    }

    @Test
    void hidesAPrivateKey() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY-----";
        assertThat(redaction.text("read " + key + " done"))
                .isEqualTo("read -----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY----- done");
        assertThat(redaction.text("-----BEGIN PRIVATE KEY-----\nMIIEow")).isEqualTo("-----BEGIN PRIVATE KEY-----***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=",
                ":",
                "password=",
                "://",
                "a:",
                "bearer ",
                "eyJ",
                "-----BEGIN PRIVATE KEY-----",
                "\"",
                "://a:"
            })
    void takesLongTextMadeToBeHard(String part) {
        String text = part.repeat(200_000 / part.length());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> redaction.text(text)))
                .isNull();
    }
}
