package dev.pimainteno.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private final Redaction redaction = Redaction.of(List.of("the-given-key", "given", "a"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided: sk-CONFIDENTIAL.",
                "sk-proj-CONFIDENTIAL_x",
                "sk-CONF****************TIAL",
                "Authorization: Bearer CONFIDENTIAL",
                "authorization=CONFIDENTIAL",
                "{\"access_token\":\"CONFIDENTIAL\"}",
                "{\\\"refresh_token\\\": \\\"CONFIDENTIAL\\\"}",
                "api_key=CONFIDENTIAL",
                "password: CONFIDENTIAL",
                "password=\"CONFIDENTIAL CONFIDENTIAL\"",
                "pass: x, db_password='CONFIDENTIAL CONFIDENTIAL'",
                "Authorization: token CONFIDENTIAL",
                "token=CONFIDENTIAL",
                "AWS_SECRET_ACCESS_KEY=CONFIDENTIAL",
                "GITLAB_TOKEN=CONFIDENTIAL&x=1",
                "my_secret: CONFIDENTIAL",
                "passphrase: CONFIDENTIAL",
                "postgres://app:CONF@IDENTIAL@db/x",
                "AKIACONFIDENTIAL",
                "ghp_CONFIDENTIALCONFIDENTIAL",
                "github_pat_CONFIDENTIAL_CONFIDENTIAL",
                "eyJCONFIDENTIAL0.CONFIDENTIAL.CONFIDENTIAL",
                "http://user:CONFIDENTIAL@proxy:1/",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nCONFIDENTIAL\nCONFIDENTIAL=\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\\nCONFIDENTIAL cut off",
                "provided: the-given-key"
            })
    void hidesWhatIsConfidential(String text) {
        assertThat(redaction.apply(text))
                .doesNotContain("CONF", "TIAL", "given")
                .contains("[hidden]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unexpected status 401 Unauthorized: Incorrect API key provided, url: http://127.0.0.1:1/v1",
                "a task-based sketch of the risk-free desk-top",
                "keyword = value; token_count = 12; the password is wrong",
                "git@example.org:shop.git and https://example.org/shop@2.0"
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(redaction.apply(text)).isEqualTo(text);
    }

    @Test
    void hidesTheSecretsOfAnEnvironmentByTheirNames() {
        Redaction ofEnvironment = Redaction.ofEnvironment(Map.of(
                "OPENAI_API_KEY",
                "plain-looking",
                "github_token",
                "other-looking",
                "HOME",
                "/home/me",
                "KEY",
                "short"));

        assertThat(ofEnvironment.apply("plain-looking other-looking /home/me short"))
                .isEqualTo("[hidden] [hidden] /home/me short");
    }

    @Test
    void hidesOfAPromptOnlyWhatIsASecretBeyondDoubt() {
        Redaction known = Redaction.of(List.of("postgres", "secret", "correct-horse", "abcdefghijklmnopqr"));
        String program = "password = read(secret) # postgres, task-based sk-etch, Authorization: token of the user\n";

        assertThat(known.applyToPrompt(program)).isEqualTo(program);
        assertThat(known.applyToPrompt("a correct-horse and abcdefghijklmnopqr"))
                .isEqualTo("a [hidden] and [hidden]");
    }

    @Test
    void hidesAPrivateKeyOfAPromptAndLeavesWhatStandsAroundIt() {
        String line = "MIIEowIBAAKCAQEAq7Rz2Kd9Vn4Xb8Lm3Wc6Ht5Jp1Gy0FsTaQeUoZiBvK2p9xx8";
        String file = "x\n-----BEGIN RSA PRIVATE KEY-----\n" + line + "\n" + line
                + "\nAbc9=\n-----END RSA PRIVATE KEY-----\nthe rest\n";
        String removed = file.lines().map(each -> "-" + each).collect(Collectors.joining("\n"));
        Redaction redaction = Redaction.of(List.of());

        assertThat(redaction.applyToPrompt(file))
                .isEqualTo("x\n-----BEGIN RSA PRIVATE KEY-----\n[hidden]\n-----END RSA PRIVATE KEY-----\nthe rest\n");
        assertThat(redaction.applyToPrompt(removed))
                .doesNotContain("MIIE", "Abc9")
                .contains("-the rest");
        assertThat(redaction.applyToPrompt("{\"k\": \"" + file.replace("\n", "\\n") + "\"}"))
                .isEqualTo(
                        "{\"k\": \"x\\n-----BEGIN RSA PRIVATE KEY-----\\n[hidden]\\n-----END RSA PRIVATE KEY-----\\nthe rest\\n\"}");
        assertThat(redaction.applyToPrompt("if line == '-----BEGIN PRIVATE KEY-----':\n    read()"))
                .isEqualTo("if line == '-----BEGIN PRIVATE KEY-----':\n    read()");
    }

    @Test
    void hidesFurtherSecretsBesidesThoseOfAnEnvironment() {
        Redaction redaction =
                Redaction.ofEnvironment(Map.of("SHOP_TOKEN", "of-the-shop")).with(List.of("of-the-forge", "ab"));

        assertThat(redaction.apply("of-the-shop of-the-forge ab")).isEqualTo("[hidden] [hidden] ab");
        assertThat(redaction.knowsOneIn("it is of-the-forge")).isTrue();
    }

    @Test
    @Timeout(30)
    void takesItsTimeInProportionToTheText() {
        String hostile = "://".repeat(300_000)
                + "bearer ".repeat(100_000)
                + "-----BEGIN ".repeat(100_000)
                + "eyJaaaaaaaa.".repeat(50_000);

        assertThat(redaction.apply(hostile)).isNotEmpty();
    }

    @Test
    @Timeout(30)
    void takesItsTimeForAPromptInProportionToTheText() {
        String hostile = "a1://".repeat(30_000)
                + "password=1".repeat(10_000)
                + "-----BEGIN PRIVATE KEY-----".repeat(10_000)
                + "\n-----BEGIN PRIVATE KEY-----\n".repeat(3_000)
                + "eyJaaaaaaaa1.".repeat(5_000)
                + "'a' + ".repeat(20_000);

        assertThat(redaction.applyToPrompt(hostile)).isNotEmpty();
    }
}
