package dev.pimainteno.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.systemd.PrivateSystemd.With;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bounds of a user who is not root, under a real systemd. */
class UserScopeTest {
    private static final int MOST_LOOKS = 200;
    private static final Bounds BOUNDS = new Bounds(64L << 20, 2, 50, 1 << 20);

    private static PrivateSystemd systemd;
    private static Map<String, String> environment;

    @BeforeAll
    static void startSystemd() {
        systemd = PrivateSystemd.start(With.USER_MANAGER);
        String id = systemd.user("keeper").run("id", "-u", "keeper");
        systemd.run("systemctl", "start", "user@" + id + ".service");
        environment = Map.of("XDG_RUNTIME_DIR", "/run/user/" + id, "HOME", "/home/keeper");
    }

    @AfterAll
    static void stopSystemd() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @Test
    void putsACommandIntoAScopeOfItsOwnWithTheBounds() {
        List<String> words = SystemdSandbox.userScope(BOUNDS, environment).words();

        assertThat(words).startsWith("systemd-run", "--user", "--scope", "--quiet", "--collect");
        assertThat(words.get(5)).matches("--unit=pimainteno-verify-[0-9a-f-]{36}\\.scope");
        assertThat(words.subList(6, words.size()))
                .containsExactly(
                        "-p",
                        "MemoryMax=67108864",
                        "-p",
                        "MemorySwapMax=0",
                        "-p",
                        "TasksMax=50",
                        "-p",
                        "CPUQuota=200%",
                        "--");
    }

    @Test
    void passesOnOnlyWhatLeadsToTheUsersManager() {
        assertThat(SystemdSandbox.userScope(BOUNDS, environment).environment())
                .containsExactly(Map.entry("XDG_RUNTIME_DIR", environment.get("XDG_RUNTIME_DIR")));
    }

    /** What the manager was told; whether this machine's kernel lets users bound memory is not for a test to say. */
    @Test
    void boundsWhatRunsInItAndHandsOnHowItEnds() throws InterruptedException {
        String look = "scope=$(grep -o 'pimainteno-verify-.*[.]scope' /proc/self/cgroup | head -n 1); echo $scope;"
                + " systemctl --user show --property=MemoryMax,MemorySwapMax,TasksMax,CPUQuotaPerSecUSec $scope; exit 3";

        ProcessResult result = run("sh", "-c", look);

        assertThat(result.exitCode()).as(result.output() + result.errors()).isEqualTo(3);
        assertThat(result.output().lines())
                .anyMatch(line -> line.matches("pimainteno-verify-\\S+\\.scope"))
                .contains("MemoryMax=67108864", "MemorySwapMax=0", "TasksMax=50", "CPUQuotaPerSecUSec=2s");
    }

    @Test
    void leavesNoUnitBehind() throws InterruptedException {
        assertThat(run("true").succeeded()).isTrue();

        List<String> list = List.of("systemctl", "--user", "list-units", "--all", "--plain", "--no-legend");
        List<String> argv = new ArrayList<>(systemd.prefixAs("keeper"));
        argv.addAll(List.of("env", "XDG_RUNTIME_DIR=" + environment.get("XDG_RUNTIME_DIR")));
        argv.addAll(list);
        argv.add("pimainteno-verify-*");
        ProcessResult units = execute(argv, Map.of("PATH", "/usr/bin:/bin"));
        for (int i = 0; i < MOST_LOOKS && !units.output().isEmpty(); i++) {
            units = execute(
                    argv, Map.of("PATH", "/usr/bin:/bin")); // The manager hears of the end later than the caller.
        }
        assertThat(units.succeeded()).as(units.errors()).isTrue();
        assertThat(units.output()).isEmpty();
    }

    /** Runs a command in a scope of the user. */
    private static ProcessResult run(String... command) throws InterruptedException {
        UserScope scope = new UserScope(BOUNDS, SystemdManager.user(environment).behind(systemd.prefixAs("keeper")));
        List<String> argv = new ArrayList<>(scope.words());
        argv.addAll(List.of(command));
        Map<String, String> variables = new HashMap<>(scope.environment());
        variables.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        return execute(argv, variables);
    }

    private static ProcessResult execute(List<String> argv, Map<String, String> variables) throws InterruptedException {
        return ProcessRunner.create()
                .run(ProcessRequest.of(new Command(argv), Path.of("/"))
                        .environment(variables)
                        .timeout(Duration.ofMinutes(1))
                        .build());
    }
}
