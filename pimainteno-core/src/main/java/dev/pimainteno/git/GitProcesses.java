package dev.pimainteno.git;

import dev.pimainteno.process.CommandEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.util.FS;

/**
 * The file system for repositories of this program's own, over which one thing may be started: {@code git receive-pack} in a
 * remote on this machine, whose own hooks are to be heard. It is started without a shell, without the secrets of this
 * program's environment.
 */
final class GitProcesses extends PassiveFileSystem {
    /** What JGit asks to have run; anything else is refused. */
    static final String RECEIVE = "pimainteno receive-pack";

    /** What the remote's hooks do is theirs to say; these are for the process itself, and do not hinder a hook. */
    private static final Map<String, String> SETTINGS = Map.of(
            "core.fsmonitor", "false",
            "core.alternateRefsCommand", "true",
            "diff.external", "",
            "protocol.ext.allow", "never");

    @Override
    public FS newInstance() {
        return new GitProcesses();
    }

    @Override
    public ProcessBuilder runInShell(String cmd, String[] args) {
        if (!cmd.equals(RECEIVE)) {
            return super.runInShell(cmd, args);
        }
        List<String> argv = new ArrayList<>();
        argv.add(GitEnvironment.program().orElseThrow().toString());
        SETTINGS.forEach((key, value) -> argv.addAll(List.of("-c", key + "=" + value)));
        argv.add("receive-pack");
        argv.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(argv);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(CommandEnvironment.from(System.getenv()));
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_ASKPASS", "true");
        environment.put("SSH_ASKPASS", "true");
        return builder;
    }
}
