package dev.pimainteno.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EditsProperties {
    /** A content of 0 means that there is no such file. */
    record Slot(String path, byte before, byte after) {}

    @Property
    void leadFromAnyFlatTreeToAnyOther(@ForAll("slots") List<Slot> slots) {
        Map<String, byte[]> before = new TreeMap<>();
        Map<String, byte[]> after = new TreeMap<>();
        List<FileEdit> files = new ArrayList<>();
        for (Slot slot : slots) {
            put(before, slot.path(), slot.before());
            put(after, slot.path(), slot.after());
            byte[] content = {slot.after()};
            if (slot.before() == 0 && slot.after() != 0) {
                files.add(FileEdit.create(slot.path(), FileMode.REGULAR, content));
            } else if (slot.after() == 0 && slot.before() != 0) {
                files.add(FileEdit.delete(slot.path()));
            } else if (slot.after() != slot.before()) {
                files.add(FileEdit.modify(slot.path(), FileMode.REGULAR, content));
            }
        }
        if (files.isEmpty()) {
            return;
        }

        FileTree base = FileTree.of(before);
        FileTree changed = new Edits(files).applyTo(base);

        assertThat(changed.entries()).isEqualTo(FileTree.of(after).entries());
        after.forEach((path, content) -> assertThat(changed.content(path)).isEqualTo(content));
        assertThat(base.entries()).isEqualTo(FileTree.of(before).entries());
    }

    @Provide
    Arbitrary<List<Slot>> slots() {
        Arbitrary<String> paths = Arbitraries.of("a", "b", "b-c", "d/e", "d/f", "g/h/i", "g/h/j", "k");
        Arbitrary<Byte> contents = Arbitraries.bytes().between((byte) 0, (byte) 3);
        return Combinators.combine(paths, contents, contents)
                .as(Slot::new)
                .list()
                .uniqueElements(Slot::path)
                .ofMaxSize(8);
    }

    private static void put(Map<String, byte[]> files, String path, byte content) {
        if (content != 0) {
            files.put(path, new byte[] {content});
        }
    }
}
