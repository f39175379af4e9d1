package dev.pimainteno.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON, for whatever keeps or sends them. Fields that this version does not know are skipped, and lists that an
 * older version did not write are empty, so that what was kept once can be read later. Immutable; safe for many threads.
 */
public final class RunEventFormat {
    private static final Map<String, Class<? extends RunEvent>> TYPES = types();
    /** What names and counts: everything else is words, which may hold a secret. */
    private static final Set<String> NO_WORDS = Set.of(
            "run",
            "at",
            "project",
            "trigger",
            "delivery",
            "token",
            "head",
            "tree",
            "phase",
            "promptHash",
            "elapsed",
            "commit",
            "mode",
            "state",
            "outcome",
            "sha256",
            "name",
            "invocation",
            "item",
            "fingerprint");

    private final JsonMapper mapper;

    private RunEventFormat(JsonMapper mapper) {
        this.mapper = mapper;
    }

    public static RunEventFormat create() {
        SimpleModule words = new SimpleModule("journal");
        word(words, Instant.class, Instant::parse);
        word(words, Duration.class, Duration::parse);
        word(words, ProjectId.class, ProjectId::new);
        word(words, RunId.class, RunId::new);
        word(words, CommitId.class, CommitId::new);
        word(words, TreeId.class, TreeId::new);
        word(words, ArtifactName.class, ArtifactName::new);
        return new RunEventFormat(JsonMapper.builder()
                .addModule(words)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
    }

    /** Returns the name of an event's kind, such as {@code phase-began}: at most 40 of {@code a-z} and {@code -}. */
    public static String type(RunEvent event) {
        return typeOf(event.getClass());
    }

    /** Returns an event as one line of JSON, without its kind. */
    public String encode(RunEvent event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event can always be written as JSON", e);
        }
    }

    /**
     * Returns an event.
     *
     * @param type the name of its kind
     * @throws JournalException if this version knows no such kind, or if the text is not such an event
     */
    public RunEvent decode(String type, String json) {
        Class<? extends RunEvent> known = TYPES.get(type);
        if (known == null) {
            throw damaged("an event of the unknown kind '" + type + "'; a newer version may have written it", null);
        }
        try {
            ObjectNode fields = (ObjectNode) mapper.readTree(json);
            for (var component : known.getRecordComponents()) {
                if (component.getType() == List.class && !fields.hasNonNull(component.getName())) {
                    fields.putArray(component.getName());
                }
            }
            return mapper.treeToValue(fields, known);
        } catch (JsonProcessingException | ClassCastException e) {
            throw damaged("what is kept as '" + type + "' is no such event: " + e.getMessage(), e);
        }
    }

    /** Returns an event with every text in it that is not a name, a number or a time put through {@code words}. */
    public RunEvent withWords(RunEvent event, UnaryOperator<String> words) {
        ObjectNode fields = mapper.valueToTree(event);
        boolean changed = false;
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!NO_WORDS.contains(field.getKey())) {
                JsonNode treated = treat(field.getValue(), words);
                changed |= !treated.equals(field.getValue());
                field.setValue(treated);
            }
        }
        return changed ? decode(type(event), fields.toString()) : event;
    }

    private static JsonNode treat(JsonNode value, UnaryOperator<String> words) {
        if (value.isTextual()) {
            return TextNode.valueOf(words.apply(value.textValue()));
        }
        if (value instanceof ArrayNode list) {
            ArrayNode treated = list.arrayNode(list.size());
            list.forEach(item -> treated.add(treat(item, words)));
            return treated;
        }
        return value;
    }

    private static Map<String, Class<? extends RunEvent>> types() {
        Map<String, Class<? extends RunEvent>> types = new LinkedHashMap<>();
        for (Class<?> kind : RunEvent.class.getPermittedSubclasses()) {
            types.put(typeOf(kind), kind.asSubclass(RunEvent.class));
        }
        return Map.copyOf(types);
    }

    private static String typeOf(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static JournalException damaged(String problem, @Nullable Exception cause) {
        return new JournalException(JournalException.Reason.DAMAGED, "The journal is damaged: " + problem, cause);
    }

    /** Writes values of a type as their text, and reads them from it. */
    private static <T> void word(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, new StdSerializer<>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(value.toString());
            }
        });
        module.addDeserializer(type, new FromStringDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            protected T _deserialize(String text, DeserializationContext context) throws IOException {
                try {
                    return parse.apply(text);
                } catch (RuntimeException e) {
                    throw context.weirdStringException(text, type, String.valueOf(e.getMessage()));
                }
            }
        });
    }
}
