package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.TestedCommand.Invocation;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Repositories that try to have something run, one way each, under every command that opens a repository. Git itself, or
 * whatever else the attack is on, shows first that each one works.
 */
@Timeout(300)
class HostileRepositoryTest {
    /** Repositories that are not worked with, or whose checkout is not; in all others a run goes to its end. */
    private static final Set<Attack> REFUSED = EnumSet.of(
            Attack.CLEAN_AND_SMUDGE,
            Attack.FILTER_PROCESS,
            Attack.LINKED_GIT_DIRECTORY,
            Attack.SIGNING_PROGRAM,
            Attack.WORK_TREE_ELSEWHERE);

    /** Repositories whose remote cannot be had, so that nothing is made that is to go there once it is approved. */
    private static final Set<Attack> WITHOUT_REMOTE = EnumSet.of(
            Attack.ASKED_FOR_PASSWORD,
            Attack.CREDENTIAL_HELPER,
            Attack.GIT_PROXY,
            Attack.REMOTE_THAT_IS_A_COMMAND,
            Attack.REWRITTEN_ADDRESS,
            Attack.SSH_COMMAND);

    private static final List<List<String>> AT_WORK = List.of(
            List.of("init", "--print", "shop"),
            List.of("config", "check"),
            List.of("doctor"),
            List.of("summary", "shop"),
            List.of("apply", "--check", "--root", "shop"),
            List.of("--one-shot", "--dry-run"),
            List.of("run", "shop"),
            List.of("summary", "shop"),
            List.of("apply", "--root", "shop"));

    private static final List<List<String>> WHILE_A_CHANGE_WAITS = List.of(
            List.of("why", "shop"),
            List.of("doctor"),
            List.of("run", "shop"),
            List.of("runs"),
            List.of("show", "last"),
            List.of("diff", "last"),
            List.of("log", "last"),
            List.of("artifact", "last", "prompt-1.txt"),
            List.of("replay", "last"),
            List.of("review", "list"),
            List.of("review", "show", "shop"),
            List.of("review", "diff", "shop"),
            List.of("review", "rebase", "shop"),
            List.of("review", "edit", "shop", "--patch", "better.diff"));

    private static final List<String> APPROVE = List.of("review", "approve", "shop");
    private static final List<String> REJECT = List.of("review", "reject", "shop", "--reason", "it is the name");

    /** Commands that see no repository of anybody's: they say what there is, or work with the database, or the cache. */
    private static final Set<String> OPEN_NO_REPOSITORY = Set.of(
            "backup",
            "budget",
            "budget override",
            "budget resume",
            "cache",
            "cache clear",
            "cache stats",
            "completion",
            "config",
            "demo",
            "learnings",
            "learnings add",
            "learnings delete",
            "learnings edit",
            "learnings show",
            "restore",
            "review");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void runsNothingThatARepositoryBringsAlong(Attack attack) throws Exception {
        HostileWorld world = new HostileWorld(directory.resolve("push"), "push");
        attack.prepare(world);
        Map<String, String> outside = world.outside();
        for (List<String> arguments : AT_WORK) {
            world.assertQuiet(arguments);
        }
        HostileWorld local = new HostileWorld(directory.resolve("commit"), "commit");
        attack.prepare(local);
        Invocation run = local.assertQuiet(List.of("run", "shop"));

        assertThat(run.out()).startsWith(REFUSED.contains(attack) ? "shop: refused: " : "shop: delivered: ");
        assertThat(world.outside()).isEqualTo(outside);
    }

    @ParameterizedTest
    @EnumSource
    void runsNothingThatARepositoryHasGotSinceAChangeWaits(Attack attack) throws Exception {
        HostileWorld world = new HostileWorld(directory.resolve("held"), "hold");
        world.held();
        world.writeBetterPatch();
        attack.prepare(world);
        Map<String, String> outside = world.outside();

        for (List<String> arguments : WHILE_A_CHANGE_WAITS) {
            world.assertQuiet(arguments);
        }
        Invocation approved = world.assertQuiet(APPROVE);
        Invocation rejected = world.assertQuiet(REJECT);

        // The commit that waits was signed, or not, when it was made.
        boolean delivered = isHeld(attack) || attack == Attack.SIGNING_PROGRAM;
        assertThat(approved.exitCode()).as(approved.out() + approved.err()).isEqualTo(delivered ? 0 : 1);
        assertThat(world.isDelivered()).isEqualTo(delivered);
        assertThat(rejected.exitCode())
                .as(rejected.out() + rejected.err())
                .isIn(delivered ? List.of(2) : List.of(0, 1));
        assertThat(world.outside()).isEqualTo(outside);
    }

    @ParameterizedTest
    @EnumSource
    void runsNothingThatARepositoryBringsAlongToAReview(Attack attack) throws Exception {
        HostileWorld world = new HostileWorld(directory.resolve("held"), "hold");
        attack.prepare(world);

        Invocation run = world.assertQuiet(List.of("run", "shop"));
        Invocation rejected = world.assertQuiet(REJECT);

        boolean held = isHeld(attack);
        assertThat(run.out().startsWith("shop: held: ")).as(run.out()).isEqualTo(held);
        assertThat(rejected.exitCode()).as(rejected.out() + rejected.err()).isEqualTo(held ? 0 : 2);
    }

    /** Whether a change can be made in a repository that is to go to its remote one day. */
    private static boolean isHeld(Attack attack) {
        return !REFUSED.contains(attack) && !WITHOUT_REMOTE.contains(attack);
    }

    @ParameterizedTest
    @EnumSource
    void runsNothingOfARepositoryWhereARunWasCutOff(Attack attack) throws Exception {
        HostileWorld world = new HostileWorld(directory.resolve("held"), "hold");
        if (isHeld(attack)) {
            attack.prepare(world);
        }
        world.held();
        world.cutOff();
        if (!isHeld(attack)) {
            attack.prepare(world);
        }
        Map<String, String> outside = world.outside();

        world.assertQuiet(List.of("why", "shop"));
        world.assertQuiet(List.of("run", "shop"));

        // The commit was made before, and to the local branch it comes without the remote, which must have an address
        // only.
        Set<Attack> stopped = EnumSet.copyOf(REFUSED);
        stopped.remove(Attack.SIGNING_PROGRAM);
        stopped.add(Attack.REWRITTEN_ADDRESS);
        assertThat(world.isDelivered()).isNotEqualTo(stopped.contains(attack));
        assertThat(world.outside()).isEqualTo(outside);
    }

    @Test
    void triesEveryCommandThatThereIs() {
        Set<String> tried = new TreeSet<>();
        Stream.of(AT_WORK, WHILE_A_CHANGE_WAITS, List.of(APPROVE, REJECT))
                .flatMap(List::stream)
                .map(HostileRepositoryTest::name)
                .filter(name -> !name.isEmpty())
                .forEach(tried::add);

        assertThat(tried).doesNotContainAnyElementsOf(OPEN_NO_REPOSITORY);
        tried.addAll(OPEN_NO_REPOSITORY);
        assertThat(tried)
                .as("what was tried in a hostile repository, or opens none")
                .isEqualTo(commands(Pimainteno.in(Surroundings.ofProcess()).model(), ""));
    }

    /** Returns the command of a command line, with the group that it is in; nothing where there are options alone. */
    private static String name(List<String> arguments) {
        boolean grouped = OPEN_NO_REPOSITORY.contains(arguments.get(0));
        return arguments.get(0).startsWith("-")
                ? ""
                : grouped ? arguments.get(0) + " " + arguments.get(1) : arguments.get(0);
    }

    private static Set<String> commands(CommandSpec group, String prefix) {
        Set<String> commands = new TreeSet<>();
        for (CommandLine command : group.subcommands().values()) {
            String name = prefix + command.getCommandSpec().name();
            commands.add(name);
            commands.addAll(commands(command.getCommandSpec(), name + " "));
        }
        return commands;
    }

    @ParameterizedTest
    @EnumSource
    void eachAttackWorksWhereNothingIsDoneAboutIt(Attack attack) throws Exception {
        HostileWorld world = new HostileWorld(directory.resolve("victim"), "push");
        attack.prepare(world);

        attack.fire(world);

        assertThat(world.marker).exists();
    }
}
