package dev.pimainteno.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FileEditTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @Test
    void knowsItsPathsBeforeAndAfter() {
        FileEdit create = FileEdit.create("a", FileMode.REGULAR, CONTENT);
        FileEdit modify = FileEdit.modify("a", FileMode.EXECUTABLE, CONTENT);
        FileEdit move = FileEdit.move("a", "b", FileMode.REGULAR, CONTENT);
        FileEdit delete = FileEdit.delete("a");

        assertThat(create.before()).isEmpty();
        assertThat(create.after()).hasValue("a");
        assertThat(modify.before()).isEqualTo(modify.after()).hasValue("a");
        assertThat(modify.mode()).isEqualTo(FileMode.EXECUTABLE);
        assertThat(move.before()).hasValue("a");
        assertThat(move.after()).hasValue("b");
        assertThat(move.path()).isEqualTo("b");
        assertThat(delete.before()).hasValue("a");
        assertThat(delete.after()).isEmpty();
        assertThat(delete.path()).isEqualTo("a");
        assertThat(delete.content()).isEmpty();
    }

    @Test
    void readsAsWhatItDoes() {
        assertThat(FileEdit.create("a", FileMode.REGULAR, CONTENT)).hasToString("create a");
        assertThat(FileEdit.modify("a", FileMode.REGULAR, CONTENT)).hasToString("modify a");
        assertThat(FileEdit.move("a", "b", FileMode.REGULAR, CONTENT)).hasToString("move a to b");
        assertThat(FileEdit.delete("a")).hasToString("delete a");
    }

    @Test
    void doesNotShareItsContent() {
        byte[] given = CONTENT.clone();
        FileEdit edit = FileEdit.create("a", FileMode.REGULAR, given);

        given[0] = 9;
        edit.content()[1] = 9;

        assertThat(edit.content()).isEqualTo(CONTENT);
    }

    @Test
    void isEqualToWhatDoesTheSame() {
        FileEdit edit = FileEdit.modify("a", FileMode.REGULAR, CONTENT);

        assertThat(edit)
                .isEqualTo(FileEdit.modify("a", FileMode.REGULAR, CONTENT.clone()))
                .hasSameHashCodeAs(FileEdit.modify("a", FileMode.REGULAR, CONTENT.clone()))
                .isNotEqualTo(FileEdit.modify("b", FileMode.REGULAR, CONTENT))
                .isNotEqualTo(FileEdit.modify("a", FileMode.EXECUTABLE, CONTENT))
                .isNotEqualTo(FileEdit.modify("a", FileMode.REGULAR, new byte[0]))
                .isNotEqualTo(FileEdit.create("a", FileMode.REGULAR, CONTENT));
    }

    @Test
    void refusesUnsafePathsOnEitherSide() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileEdit.create("../a", FileMode.REGULAR, CONTENT))
                .withMessageContaining("../a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileEdit.modify(".git/config", FileMode.REGULAR, CONTENT));
        assertThatIllegalArgumentException().isThrownBy(() -> FileEdit.move("/a", "b", FileMode.REGULAR, CONTENT));
        assertThatIllegalArgumentException().isThrownBy(() -> FileEdit.move("a", "/b", FileMode.REGULAR, CONTENT));
        assertThatIllegalArgumentException().isThrownBy(() -> FileEdit.delete(".git/index"));
    }

    @Test
    void refusesToMakeAnythingButAFile() {
        for (FileMode mode : new FileMode[] {FileMode.SYMLINK, FileMode.GITLINK}) {
            assertThatIllegalArgumentException().isThrownBy(() -> FileEdit.create("a", mode, CONTENT));
            assertThatIllegalArgumentException().isThrownBy(() -> FileEdit.modify("a", mode, CONTENT));
            assertThatIllegalArgumentException().isThrownBy(() -> FileEdit.move("a", "b", mode, CONTENT));
        }
    }

    @Test
    void refusesAMoveToWhereTheFileIs() {
        assertThatIllegalArgumentException().isThrownBy(() -> FileEdit.move("a", "a", FileMode.REGULAR, CONTENT));
    }
}
