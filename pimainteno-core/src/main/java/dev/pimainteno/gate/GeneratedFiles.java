package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;

/**
 * Which files of a tree a program or somebody else has written, by what they say of themselves and by what {@code
 * .gitattributes} say of them, which are read as data. For one change.
 */
final class GeneratedFiles {
    /** Where a mark counts: generators write it above the code. */
    private static final int HEAD = 2_048;

    private static final int LARGEST_ATTRIBUTES = 64 << 10;
    private static final String ATTRIBUTES = ".gitattributes";
    private static final Pattern MARK = Pattern.compile("(?m)^[^\\w\\n"
            + "]{0,12}(?:Code generated\\b[^\\n"
            + "]{0,200}\\bDO NOT EDIT\\b|(?:This file (?:is|was) )?(?:automatically )?@generated\\b|(?:This file"
            + " (?:is|was) )?auto-?generated\\b[^\\n"
            + "]{0,100}\\bdo not (?:edit|modify)\\b)");
    private static final Map<String, String> ATTRIBUTE_WORDS =
            Map.of("linguist-generated", "generated", "linguist-vendored", "vendored");

    private final FileTree tree;
    private final Map<String, List<AttributesRule>> read = new TreeMap<>();

    GeneratedFiles(FileTree tree) {
        this.tree = tree;
    }

    /** Tells whether a text says that a program wrote it. */
    static boolean saysSo(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, HEAD), UTF_8);
        return MARK.matcher(head).find();
    }

    /** Returns {@code generated} or {@code vendored}, if the attributes of a path say so. */
    Optional<String> byAttribute(String path) {
        String found = null;
        for (String directory : directories(path)) {
            for (AttributesRule rule : read.computeIfAbsent(directory, this::rules)) {
                if (rule.isMatch(path.substring(directory.length()), false)) {
                    for (Attribute attribute : rule.getAttributes()) {
                        String word = ATTRIBUTE_WORDS.get(attribute.getKey());
                        if (word != null) {
                            found = isSet(attribute) ? word : word.equals(found) ? null : found;
                        }
                    }
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean isSet(Attribute attribute) {
        return attribute.getState() == Attribute.State.SET
                || (attribute.getState() == Attribute.State.CUSTOM && "true".equals(attribute.getValue()));
    }

    /** Returns the directories above a path, the root first, each with a slash behind it. */
    private static List<String> directories(String path) {
        List<String> directories = new ArrayList<>(List.of(""));
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            directories.add(path.substring(0, slash + 1));
        }
        return directories;
    }

    private List<AttributesRule> rules(String directory) {
        String path = directory + ATTRIBUTES;
        boolean small = tree.entry(path)
                .filter(entry -> entry.mode().isFile() && entry.size() <= LARGEST_ATTRIBUTES)
                .isPresent();
        if (!small) {
            return List.of();
        }
        AttributesNode node = new AttributesNode();
        try {
            node.parse(new ByteArrayInputStream(tree.content(path)));
        } catch (IOException e) {
            throw new IllegalStateException("an array can always be read", e);
        }
        return node.getRules();
    }
}
