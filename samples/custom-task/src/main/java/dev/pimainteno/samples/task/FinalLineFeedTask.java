package dev.pimainteno.samples.task;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.project.Limits;
import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.task.Proposal;
import dev.pimainteno.task.TaskContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ends text files in a line feed, or in carriage return and line feed where that is how the file's lines end. Asks no
 * model. Proposes no more at a time than the project's {@linkplain Limits limits} allow; what is left is for the next run.
 * Immutable; safe for many threads.
 */
public final class FinalLineFeedTask implements MaintenanceTask {
    private static final byte[] LINE_FEED = {'\n'};
    private static final byte[] RETURN_AND_LINE_FEED = {'\r', '\n'};
    /** A last line that gets its end is one line that goes and one that comes. */
    private static final int LINES_PER_FILE = 2;

    private final Set<String> extensions;

    /**
     * Creates a task for some kinds of files.
     *
     * @param extensions what a file's name ends in, without the period, such as {@code java}; the files must be text in an
     *     encoding in which a line feed is one byte
     */
    public FinalLineFeedTask(Set<String> extensions) {
        this.extensions = Set.copyOf(extensions);
    }

    @Override
    public Proposal propose(TaskContext context) {
        if (!context.feedback().isEmpty()) {
            // The same files would get the same line feeds, and the gates would say the same again.
            return Proposal.nothing("a line feed at the end was refused: "
                    + String.join("; ", context.feedback().get(0).reasons()));
        }
        List<FileEdit> edits =
                edits(context.snapshot().files(), context.project().limits());
        return edits.isEmpty() ? Proposal.nothing("every file ends in a line feed") : Proposal.edits(new Edits(edits));
    }

    /** With other extensions there may be something to do in a project that has not changed. */
    @Override
    public String version() {
        return "1 " + new TreeSet<>(extensions);
    }

    private List<FileEdit> edits(FileTree files, Limits limits) {
        int most = Math.min(limits.files(), limits.lines() / LINES_PER_FILE);
        long room = limits.bytes();
        List<FileEdit> edits = new ArrayList<>();
        for (TreeEntry entry : files.entries()) {
            if (edits.size() == most) {
                break;
            }
            if (!isWanted(entry) || entry.size() + RETURN_AND_LINE_FEED.length > room) {
                continue;
            }
            byte[] content = files.content(entry.path());
            if (content[content.length - 1] != '\n') {
                byte[] ended = ended(content);
                room -= ended.length;
                edits.add(FileEdit.modify(entry.path(), entry.mode(), ended));
            }
        }
        return edits;
    }

    /** Links and submodules are entries too, and an empty file has no line to end. */
    private boolean isWanted(TreeEntry entry) {
        String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
        return entry.mode().isFile()
                && entry.size() > 0
                && extensions.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static byte[] ended(byte[] content) {
        // Byte by byte: decoding could change what it does not understand.
        boolean returns = new String(content, StandardCharsets.ISO_8859_1).contains("\r\n");
        byte[] end = returns ? RETURN_AND_LINE_FEED : LINE_FEED;
        byte[] ended = Arrays.copyOf(content, content.length + end.length);
        System.arraycopy(end, 0, ended, content.length, end.length);
        return ended;
    }
}
