package dev.pimainteno.codex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Arguments that a user adds to every call. Only settings that choose and tune the model are let through; whatever is
 * not known to leave the containment alone is refused, in every spelling. Immutable.
 */
final class ExtraArguments {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final Set<String> SETTINGS = Set.of(
            "model_provider",
            "model_reasoning_effort",
            "model_reasoning_summary",
            "model_supports_reasoning_summaries",
            "model_verbosity",
            "model_context_window",
            "model_max_output_tokens",
            "openai_base_url",
            "service_tier",
            "disable_response_storage");

    /** No commands, and no keys: an argument can be read by every user of the machine. */
    private static final Set<String> PROVIDER_FIELDS = Set.of(
            "name",
            "base_url",
            "wire_api",
            "env_key",
            "env_key_instructions",
            "env_http_headers",
            "query_params",
            "request_max_retries",
            "stream_max_retries",
            "stream_idle_timeout_ms",
            "websocket_connect_timeout_ms",
            "supports_websockets",
            "requires_openai_auth");

    private final List<String> arguments;
    private final boolean ownProvider;

    private ExtraArguments(List<String> arguments, boolean ownProvider) {
        this.arguments = List.copyOf(arguments);
        this.ownProvider = ownProvider;
    }

    /**
     * Checks arguments.
     *
     * @throws IllegalArgumentException if an argument is not one of those let through; the message names it
     */
    static ExtraArguments of(List<String> arguments) {
        List<String> accepted = new ArrayList<>();
        boolean ownProvider = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String setting = attachedSetting(argument);
            if (setting.isEmpty()) {
                i++;
                if (i == arguments.size()) {
                    throw refused(argument, "it needs a key=value behind it");
                }
                setting = arguments.get(i);
            }
            String key = checkedKey(setting);
            ownProvider |= key.equals("model_provider") && !isBuiltIn(setting);
            accepted.add("-c");
            accepted.add(setting);
        }
        return new ExtraArguments(accepted, ownProvider);
    }

    /** Returns the arguments as {@code -c key=value} pairs. */
    List<String> asList() {
        return arguments;
    }

    /** Whether they choose another provider than the built-in one, which brings its own authentication. */
    boolean chooseProvider() {
        return ownProvider;
    }

    @Override
    public String toString() {
        return String.join(" ", arguments);
    }

    /** Returns the setting that is part of the argument itself; empty for an option whose setting comes next. */
    private static String attachedSetting(String argument) {
        if (argument.equals("-c") || argument.equals("--config")) {
            return "";
        }
        if (argument.startsWith("--config=")) {
            return nonEmpty(argument, "--config=".length());
        }
        if (argument.startsWith("-c")) {
            // Both -ckey=value and -c=key=value are read as a setting.
            return nonEmpty(argument, argument.startsWith("-c=") ? 3 : 2);
        }
        if (argument.equals("-m") || argument.equals("--model") || argument.startsWith("--model=")) {
            throw refused(nameOf(argument), "the model is a setting of its own");
        }
        throw refused(nameOf(argument), "only -c with a setting that chooses or tunes the model is accepted");
    }

    private static String nonEmpty(String argument, int from) {
        if (argument.length() == from) {
            throw refused(argument, "it needs a key=value behind it");
        }
        return argument.substring(from);
    }

    private static String checkedKey(String setting) {
        int equals = setting.indexOf('=');
        String key = (equals < 0 ? setting : setting.substring(0, equals)).strip();
        String shown = "-c " + key;
        if (equals < 0) {
            throw refused(shown, "it has no value");
        }
        if (CONTROL.matcher(setting).find()) {
            throw refused(shown, "it holds a control character");
        }
        if (!KEY.matcher(key).matches()) {
            throw refused(shown, "the key must be plain words joined by dots");
        }
        for (List<String> path : paths(key, setting.substring(equals + 1))) {
            if (!isAccepted(path)) {
                String name = "-c " + String.join(".", path);
                throw refused(name, "it is none of the settings that choose or tune the model");
            }
        }
        return key;
    }

    /** Returns the keys that the assignment sets, those inside of inline tables included. */
    private static List<List<String>> paths(String key, String value) {
        List<String> outer = List.of(key.split("\\.", -1));
        List<List<String>> paths = new ArrayList<>();
        paths.add(outer);
        TomlParseResult parsed = Toml.parse("value = " + value);
        if (parsed.hasErrors()) {
            // What is no TOML is taken as a plain string; unless codex reads more as TOML than is read here.
            if (value.contains("{") || value.contains("[")) {
                throw refused("-c " + key, "its value is not valid TOML");
            }
            return paths;
        }
        if (parsed.get("value") instanceof TomlTable table) {
            table.keyPathSet(true).forEach(inner -> paths.add(joined(outer, inner)));
        }
        return paths;
    }

    private static List<String> joined(List<String> outer, List<String> inner) {
        List<String> path = new ArrayList<>(outer);
        path.addAll(inner);
        return path;
    }

    private static boolean isAccepted(List<String> path) {
        if (path.get(0).equals("model_providers")) {
            return path.size() < 3 || PROVIDER_FIELDS.contains(path.get(2));
        }
        return path.size() == 1 && SETTINGS.contains(path.get(0));
    }

    private static boolean isBuiltIn(String setting) {
        String value = setting.substring(setting.indexOf('=') + 1).strip();
        return value.equals("openai") || value.equals("\"openai\"") || value.equals("'openai'");
    }

    /** Returns the argument without a value, which may be confidential. */
    private static String nameOf(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    private static IllegalArgumentException refused(String argument, String why) {
        return new IllegalArgumentException("extraArgs: '" + argument + "' is refused: " + why);
    }
}
