package dev.pimainteno.task;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file is to somebody who reads a project, as far as its path tells. In the order in which reading it helps. */
enum FileKind {
    SOURCE,
    TEST,
    /** What a build or a package manager reads. */
    BUILD,
    DOCUMENT,
    DATA,
    /** Not to be shown: binary, generated, vendored, locked, minified. */
    NOISE,
    /** Not to be shown: likely to hold a password or a key. */
    SECRET;

    private static final Set<String> SOURCES = Set.of(
            "bash", "c", "cc", "clj", "cljs", "cpp", "cs", "cxx", "dart", "erl", "ex", "exs", "f90", "fish", "fs", "go",
            "groovy", "h", "hpp", "hs", "java", "jl", "js", "jsx", "kt", "kts", "lua", "m", "mjs", "ml", "nim", "nix",
            "php", "pl", "pm", "ps1", "py", "r", "rb", "rs", "scala", "sh", "sql", "svelte", "swift", "tcl", "ts",
            "tsx", "v", "vue", "zig", "zsh");
    private static final Set<String> DOCUMENTS = Set.of("adoc", "md", "org", "rst", "tex", "txt");
    private static final Set<String> BINARIES = Set.of(
            "7z", "a", "apk", "avi", "bin", "bmp", "bz2", "class", "db", "dll", "dylib", "eot", "exe", "flac", "gif",
            "gz", "ico", "iso", "jar", "jpeg", "jpg", "mov", "mp3", "mp4", "o", "ogg", "onnx", "otf", "pdf", "png",
            "psd", "pyc", "rar", "so", "sqlite", "sqlite3", "svg", "tar", "tgz", "tif", "tiff", "ttf", "wasm", "wav",
            "webm", "webp", "whl", "woff", "woff2", "xls", "xlsx", "xz", "zip", "zst");
    private static final Pattern SECRET_NAME = Pattern.compile("\\.env(\\..*)?|.*\\.env|\\.envrc"
            + "|.*\\.(pem|key|p12|pfx|p8|jks|keystore|kdbx|ovpn|gpg|asc|der|tfvars|tfstate|ppk)"
            + "|id_(rsa|dsa|ecdsa|ed25519).*|\\.(netrc|pgpass|htpasswd|npmrc|pypirc|dockercfg|git-credentials|my\\.cnf)"
            + "|kubeconfig.*|service[-_]?account.*\\.json|(.*[._-])?(credentials?|secrets?)([._-].*)?");
    private static final Pattern SECRET_DIRECTORY = Pattern.compile("(.*/)?\\.(aws|docker|gnupg|kube|ssh)/.*");
    private static final Pattern EXAMPLE = Pattern.compile(".*\\.(example|sample|template|dist)");
    private static final Pattern NOISE_NAME = Pattern.compile(".*\\.(lock|lockb|lockfile|map|snap)"
            + "|(package-lock|npm-shrinkwrap|packages\\.lock)\\.json|pnpm-lock\\.yaml|go\\.sum|gradlew(\\.bat)?|mvnw(\\.cmd)?"
            + "|.*[.-]min\\.(js|mjs|css)|.*\\.bundle\\.js|.*_pb2(_grpc)?\\.pyi?|.*\\.pb\\.(go|cc|h)"
            + "|.*[._]generated\\..*|.*\\.g\\.dart|.*\\.designer\\.cs");
    private static final Pattern NOISE_DIRECTORY =
            Pattern.compile("(.*/)?(node_modules|bower_components|vendor|vendored"
                    + "|third[-_]?party|dist|target|out|coverage|generated|site-packages|__pycache__|__snapshots__|venv|\\.venv"
                    + "|\\.yarn|\\.gradle|\\.idea|pods|\\.terraform)/.*");
    private static final Pattern TEST_PATH = Pattern.compile("(.*/)?(tests?|spec|specs|__tests__|testing|e2e)/.*"
            + "|(.*/)?(test_.*|.*[._-](test|tests|spec)\\.[a-z]+|conftest\\.py)");
    private static final Pattern TEST_CLASS = Pattern.compile("(.*/)?[A-Z]\\w*(Test|Tests|IT|Spec)\\.[a-z]+");
    private static final Pattern BUILD_NAME =
            Pattern.compile("pom\\.xml|(build|settings)\\.gradle(\\.kts)?|package\\.json"
                    + "|pyproject\\.toml|setup\\.(py|cfg)|requirements.*\\.txt|cargo\\.toml|go\\.mod|(gnu)?makefile|cmakelists\\.txt"
                    + "|meson\\.build|dockerfile|(docker-)?compose\\.ya?ml|justfile|taskfile\\.ya?ml|tox\\.ini|noxfile\\.py|gemfile"
                    + "|rakefile|composer\\.json|build\\.sbt|mix\\.exs|deno\\.json|.*\\.(csproj|fsproj|cabal|gemspec)");

    static FileKind of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        boolean source = SOURCES.contains(extension) && name.indexOf('.') > 0;
        boolean secret =
                SECRET_NAME.matcher(name).matches() && !EXAMPLE.matcher(name).matches();
        if ((secret && !source) || SECRET_DIRECTORY.matcher(lower).matches()) {
            return SECRET;
        }
        if (BINARIES.contains(extension)
                || NOISE_NAME.matcher(name).matches()
                || NOISE_DIRECTORY.matcher(lower).matches()) {
            return NOISE;
        }
        if (BUILD_NAME.matcher(name).matches()) {
            return BUILD;
        }
        if (source) {
            return TEST_PATH.matcher(lower).matches()
                            || TEST_CLASS.matcher(path).matches()
                    ? TEST
                    : SOURCE;
        }
        return DOCUMENTS.contains(extension) ? DOCUMENT : DATA;
    }

    /** Whether a file of this kind may be shown. */
    boolean isReadable() {
        return this != NOISE && this != SECRET;
    }
}
