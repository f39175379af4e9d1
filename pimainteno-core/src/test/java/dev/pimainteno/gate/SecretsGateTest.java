package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.redaction.Redaction;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every secret here is made up, and put together at run time so that no scanner takes this file for a leak. */
class SecretsGateTest {
    private static final String RANDOM = "q7Rz2Kd9Vn4Xb8Lm3Wc6Ht5Jp1Gy0FsTaQeUoZiB";
    private static final String LONG = RANDOM + "x9Nv2Mk7Ld4" + RANDOM;
    private static final String KEY_LINE = "MIIEowIBAAKCAQEA" + RANDOM + "vK2p+9/8";
    private static final String GITHUB = "ghp" + "_" + RANDOM.substring(0, 36);

    private final SecretsGate gate = new SecretsGate();

    static Stream<Arguments> secrets() {
        return Stream.of(
                found("a.py", "KEY = '" + GITHUB + "'", "a GitHub token (ghp_..., 40 characters)"),
                found("a.py", "x = 'gho" + "_" + RANDOM.substring(0, 36) + "'", "a GitHub token (gho_..., 40"),
                found(
                        "a.py",
                        "x = 'github" + "_pat_" + RANDOM.substring(0, 22) + "_" + LONG.substring(0, 59) + "'",
                        "a GitHub token (gith..., 93"),
                found("a.yml", "token: glpat" + "-" + RANDOM.substring(0, 20), "a GitLab token (glpa..., 26"),
                found(
                        "a.js",
                        "f('xoxb" + "-2489175036-" + RANDOM.substring(0, 24) + "')",
                        "a Slack token (xoxb..., 40"),
                found(
                        "a.sh",
                        "curl https://hooks.slack.com/services/T" + "0A1B2C3D/B0D4E5F6G/" + RANDOM.substring(0, 24),
                        "a Slack webhook (T0A1..., 44"),
                found("a.js", "k(\"AIza" + RANDOM.substring(0, 35) + "\")", "a Google API key (AIza..., 39"),
                found(
                        "a.rb",
                        "Stripe.api_key = 'sk" + "_live_" + RANDOM.substring(0, 24) + "'",
                        "a Stripe key (sk_l..., 32"),
                found("a.rb", "x = 'rk" + "_live_" + RANDOM.substring(0, 24) + "'", "a Stripe key (rk_l..., 32"),
                found("a.py", "c('sk" + "-ant-api03-" + LONG + "')", "an Anthropic key (sk-a..., "),
                found("a.py", "c('sk" + "-proj-" + LONG + "')", "an OpenAI key (sk-p..., "),
                found("a.py", "c('sk" + "-" + LONG.substring(0, 48) + "')", "an OpenAI key (sk-q..., 51"),
                found(
                        ".npmrc",
                        "//r.npmjs.org/:_authToken=npm" + "_" + RANDOM.substring(0, 36),
                        "an npm token (npm_..., 40"),
                found(".pypirc", "password = pypi" + "-AgEIcHlwaS5vcmc" + LONG, "a PyPI token (pypi..., "),
                found(
                        "a.txt",
                        "Authorization: Bearer " + webToken("{\"sub\":\"u-83\",\"iat\":1717171717}"),
                        "a web token (eyJh..., "),
                found(
                        "id_rsa",
                        "-----BEGIN RSA PRIVATE" + " KEY-----\n" + KEY_LINE + "\n",
                        "a private key (MIIE..., 40"),
                found(
                        "a.json",
                        "\"private_key\": \"-----BEGIN PRIVATE" + " KEY-----\\n" + KEY_LINE + "\\n\"",
                        "a private key (MIIE..., 40"),
                found(
                        "a.pem",
                        "-----BEGIN RSA PRIVATE" + " KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,7F3A\n\n"
                                + KEY_LINE,
                        "a private key (MIIE..., 40"),
                found(
                        ".aws/credentials",
                        "aws_access_key_id = AKIA" + "Q7R2KDVN4XBLM3WC\naws_secret_access_key = "
                                + RANDOM.substring(0, 40),
                        "an AWS secret beside its key (q7Rz..., 40"),
                found("a.py", "t = 'hf" + "_" + RANDOM.substring(0, 34) + "'", "a Hugging Face token (hf_q..., 37"),
                found(
                        "a.py",
                        "k = 'SG" + "." + RANDOM.substring(0, 22) + "." + LONG.substring(0, 43) + "'",
                        "a SendGrid key (SG.q..., 69"),
                found("a.tf", "t = \"dop" + "_v1_" + "7f3a9c0e".repeat(8) + "\"", "a DigitalOcean token (dop_..., 71"),
                found(
                        "a.sh",
                        "docker login -p dckr" + "_pat_" + RANDOM.substring(0, 27),
                        "a Docker Hub token (dckr..., 36"),
                found(
                        "a.py",
                        "bot = '1234567890".replace("1234567890", "7391846205") + ":AA" + RANDOM.substring(0, 33) + "'",
                        "a Telegram bot token (7391..., 46"),
                found(
                        "a.py",
                        "k = '" + GITHUB.substring(0, 9) + "' + '" + GITHUB.substring(9) + "'",
                        "a GitHub token in disguise (ghp_..., 40"),
                found(
                        "a.py",
                        "k = ('" + GITHUB.substring(0, 9) + "'\n     '" + GITHUB.substring(9) + "')",
                        "a GitHub token in disguise (ghp_..., 40"),
                found(
                        "A.java",
                        "k = \"" + GITHUB.substring(0, 20) + "\"\n    + \"" + GITHUB.substring(20) + "\";",
                        "a GitHub token in disguise (ghp_..., 40"),
                found("a.py", "k = b64decode('" + base64(GITHUB) + "')", "a GitHub token in disguise (ghp_..., 40"),
                found(
                        "a.py",
                        "k = fromhex('" + HexFormat.of().formatHex(GITHUB.getBytes(UTF_8)) + "')",
                        "a GitHub token in disguise (ghp_..., 40"),
                found(
                        "a.js",
                        "k = '"
                                + GITHUB.chars()
                                        .mapToObj(c -> String.format("\\x%02x", c))
                                        .collect(Collectors.joining())
                                + "'",
                        "a GitHub token in disguise (ghp_..., 40"),
                found(
                        "a.cs",
                        "AccountName=shop;AccountKey=" + LONG.substring(0, 86) + "==",
                        "an Azure key (q7Rz..., 88"),
                found(
                        "a.cs",
                        "Server=tcp:db.shop.eu;User ID=app;Password=vT9#kQ2x!m;",
                        "a connection string with a password (vT..., 10"),
                found("a.py", "u = 'postgres://app:vT9kQ2xm8Z@db.shop.eu/x'", "a password in an address (vT..., 10"),
                found("a.py", "password = \"vT9kQ2xm8ZrW4\"", "a value that is named a secret (vT9..., 13"),
                found(
                        "A.java",
                        "String apiKey = \"9f8b2c7d41e6a05398bd\";",
                        "a value that is named a secret (9f8b..., 20"),
                found(
                        "a.json",
                        "\"client_secret\": \"vT9~kQ2xm8ZrW4.pL7\"",
                        "a value that is named a secret (vT9~..., 18"),
                found("app.properties", "db.password=vT9kQ2xm8ZrW4pL7", "a value that is named a secret (vT9k..., 16"),
                found(".env", "export API_KEY=vT9kQ2xm8ZrW4pL7", "a value that is named a secret (vT9k..., 16"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void refusesASecretInAnAddedLineAndDoesNotShowIt(String path, String text, String what) {
        Verdict verdict = check(Map.of(), create(path, "first\n" + text + "\n"));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Fail.class, fail -> {
            assertThat(fail.evidence()).hasSize(1);
            assertThat(fail.evidence().get(0)).startsWith(path + ":2: holds " + what);
            assertThat(fail.evidence().get(0)).doesNotContain("q7Rz2", "vT9kQ", "vT9#k", "9f8b2", "MIIEo");
        });
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void whatIsRefusedIsNeitherKeptNorShownToAModel(String path, String text, String what) {
        Redaction redaction = Redaction.of(List.of());
        String around = "first\n" + text + "\nlast\n";

        for (String clean : List.of(redaction.apply(around), redaction.applyToPrompt(around))) {
            assertThat(clean)
                    .startsWith("first\n")
                    .endsWith("\nlast\n")
                    .contains(Redaction.HIDDEN)
                    .doesNotContain("q7Rz2", "vT9kQ", "vT9#k", "vT9~k", "9f8b2", "MIIEo", "7f3a9c0e", "vK2p")
                    .doesNotContain(base64(GITHUB), HexFormat.of().formatHex(bytes("q7Rz2")), "\\x71\\x37\\x52");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "allowed = ['AKIAQ7R2KDVN4XBLM3WC']",
                "password = \"${DB_PASSWORD_2024_PROD}\"",
                "password = os.environ[\"DB_PASSWORD_1\"]",
                "const apiKey = process.env.API_KEY_V2_PROD;",
                "api_key = \"YOUR_API_KEY_HERE_0001\"",
                "secret: \"changeme-1234567890\"",
                "password = \"correct-horse-battery-1\"",
                "password: \"{{ vault_db_password_7 }}\"",
                "password = \"aaaaaaaaaaaaaaaa1\"",
                "client_secret = \"123e4567-e89b-12d3-a456-426614174000\"",
                "api_key_sha256: secret = \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"",
                "\"integrity\": \"sha512-q7Rz2Kd9Vn4Xb8Lm3Wc6Ht5Jp1Gy0FsTaQeUoZiBx9Nv2Mk7Ld4q7Rz2Kd9Vn4Xb8Lm3Wc6Ht5Jp1==\"",
                "commit = \"30aeec9b2c7d41e6a05398bd6dd2ed8f1a2b3c4d\"",
                "img = \"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk\"",
                "token = \"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
                "token = \"ghp_0123456789abcdefghijklmnopqrstuvwxyz\"",
                "stripe = \"sk_test_q7Rz2Kd9Vn4Xb8Lm3Wc6Ht5J\"",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.q7Rz2Kd9Vn4Xb8Lm3Wc6Ht5Jp1Gy0Fs",
                "eyJub3QiOiJhIGhlYWRlciJ9Q.eyJzdWIiOiJhYmMtMTIifQQQ.q7Rz2Kd9Vn4Xb8Lm3Wc6Ht5Jp1Gy0Fs",
                "if line.startswith('-----BEGIN PRIVATE KEY-----'):\n    return True",
                "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAq7Rz2Kd9Vn4Xb8Lm3Wc6Ht5",
                "url = 'postgres://postgres:vT9kQ2xm8Z@localhost:5432/x'",
                "url = 'http://user:password1@proxy.shop.eu'",
                "url = f'https://app:{secrets_1}@db.shop.eu'",
                "Server=localhost;User Id=sa;Password=vT9#kQ2x!m;",
                "password_field = \"user_password_input_2\"",
                "secret = \"com.shop.security.Secret1Provider\"",
                "tokenUrl = \"https://shop.eu/oauth2/token/v1\"",
                "private String password = generatePassword(16, true);"
            })
    void letsPlaceholdersExamplesLookUpsAndHashesThrough(String text) {
        assertThat(check(Map.of(), create("src/app.py", text + "\n"), create("app.properties", text + "\n")))
                .isInstanceOf(Verdict.Pass.class);
        assertThat(Redaction.of(List.of()).applyToPrompt(text))
                .isEqualTo(text.replace("AKIAQ7R2KDVN4XBLM3WC", "[hidden]"));
    }

    @Test
    void findsASecretInATextThatIsNoFile() {
        assertThat(SecretScan.of("Add a key\n\nIt is " + GITHUB + ".\n"))
                .containsExactly("line 3 holds a GitHub token (ghp_..., 40 characters)");
        assertThat(SecretScan.of("Read the password from the environment\n\nThe key was 'password'.\n"))
                .isEmpty();
        assertThat(SecretScan.of("")).isEmpty();
    }

    @Test
    void letsASecretThatWasThereBeforeBeRemovedMovedAndIndented() {
        Map<String, byte[]> base = Map.of("a.py", bytes("x\nK = '" + GITHUB + "'\n"), "b.py", bytes("y\n"));

        assertThat(check(base, FileEdit.delete("a.py"))).isEqualTo(Verdict.pass("no secret in 0 added lines"));
        assertThat(check(base, modify("a.py", "x\nif y:\n    K = '" + GITHUB + "'\n")))
                .isEqualTo(Verdict.pass("no secret in 2 added lines"));
        assertThat(check(base, modify("a.py", "x\n"), modify("b.py", "y\nK = '" + GITHUB + "'\n")))
                .isEqualTo(Verdict.pass("no secret in 1 added line"));
    }

    @Test
    void namesTheLineOfTheChangedFile() {
        Map<String, byte[]> base = Map.of("a.py", bytes("1\n2\n3\n"));

        assertThat(check(base, modify("a.py", "1\n2\n3\nK = '" + GITHUB + "'\n"))
                        .evidence())
                .containsExactly(
                        "a.py:4: holds a GitHub token (ghp_..., 40 characters); read it from the environment instead");
    }

    @Test
    void refusesANewPrivateKeyInAFileThatHoldsOneAlready() {
        String old = "-----BEGIN RSA PRIVATE" + " KEY-----\n" + KEY_LINE + "\n-----END RSA PRIVATE" + " KEY-----\n";
        String added = old.replace("MIIEow", "MIIEpQ");

        assertThat(check(Map.of("k.pem", bytes(old)), modify("k.pem", old + added))
                        .evidence())
                .singleElement()
                .asString()
                .startsWith("k.pem:4: holds a private key");
    }

    @Test
    @Timeout(20)
    void takesTimeInProportionToALine() {
        String line = "password=".repeat(20_000) + "a://".repeat(20_000) + "eyJ".repeat(20_000);

        assertThat(check(Map.of(), create("a.properties", line))).isInstanceOf(Verdict.Pass.class);
    }

    private Verdict check(Map<String, byte[]> files, FileEdit... edits) {
        return gate.check(Candidates.of(FileTree.of(files), Edits.of(edits)));
    }

    private static Arguments found(String path, String text, String what) {
        return Arguments.of(path, text, what);
    }

    private static String webToken(String claims) {
        return encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded(claims) + "." + RANDOM;
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(json));
    }

    private static FileEdit create(String path, String text) {
        return FileEdit.create(path, FileMode.REGULAR, bytes(text));
    }

    private static FileEdit modify(String path, String text) {
        return FileEdit.modify(path, FileMode.REGULAR, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
