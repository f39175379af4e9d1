package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.config.CacheSettings.Store;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.CommitIdentity;
import dev.pimainteno.project.CommitSigning;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Limits;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.SummaryCommit;
import dev.pimainteno.project.VerifyPreset;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @Test
    void theSmallestFileMeansTheDefaults() {
        Configuration configuration = Texts.read(Texts.PROJECT);

        assertThat(configuration.llm())
                .isEqualTo(new LlmSettings(
                        LlmSettings.Provider.CODEX,
                        "codex",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Duration.ofMinutes(10),
                        2));
        assertThat(configuration.state())
                .isEqualTo(StateSettings.standard(Path.of("/home/me/.local/state/pimainteno")));
        assertThat(configuration.cache())
                .isEqualTo(new CacheSettings(
                        Path.of("/home/me/.local/state/pimainteno/cache"), Store.ROCKSDB, 256 * 1024 * 1024));
        assertThat(configuration.git()).isEqualTo(GitSettings.standard());
        assertThat(configuration.scheduler()).isEqualTo(new SchedulerSettings(false, Optional.empty()));
        assertThat(configuration.systemd())
                .isEqualTo(new SystemdSettings(SystemdSettings.Manager.SYSTEM, Duration.ofSeconds(200)));
        assertThat(configuration.log()).isEqualTo(new LogSettings(Optional.empty()));
        assertThat(configuration.systemdMonitor()).isEqualTo(new SystemdMonitorSettings(false, List.of()));
        assertThat(configuration.web()).isEqualTo(new WebSettings("127.0.0.1", 8080));
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void aProjectWithoutSettingsHasTheDefaults() {
        Project project = onlyProject(Texts.PROJECT);

        assertThat(project.id()).isEqualTo(ProjectId.of("shop"));
        assertThat(project.path()).isEqualTo(Path.of("/srv/shop"));
        assertThat(project.branch()).isEmpty();
        assertThat(project.remote()).isEmpty();
        assertThat(project.tasks()).containsExactly("summary", "improve");
        assertThat(project.verify()).isEmpty();
        assertThat(project.verifyTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(project.deploy()).isEmpty();
        assertThat(project.delivery()).isEqualTo(DeliveryMode.OBSERVE);
        assertThat(project.summaryCommit()).isEqualTo(SummaryCommit.WITH_CHANGE);
        assertThat(project.service()).isEmpty();
        assertThat(project.protectedPaths()).isEmpty();
        assertThat(project.heldPaths()).isEmpty();
        assertThat(project.modelReview()).isFalse();
        assertThat(project.followUp()).isEqualTo(3);
        assertThat(project.limits()).isEqualTo(new Limits(10, 400, 1024 * 1024));
    }

    @Test
    void everySectionIsRead() {
        Configuration configuration = Texts.read("""
                [llm]
                provider = "codex"
                command = "bin/codex"
                model = "m"
                api_key_env = "MY_KEY_2"
                auth_file = "auth.json"
                extra_args = ["-c", ""]
                timeout = "90s"
                parallel = 16
                [cache]
                path = "answers"
                store = "files"
                max_size = "1048576B"
                [state]
                path = "/var/lib/x/../pimainteno"
                [git]
                author_name = "Me"
                author_email = "me@example.com"
                committer_name = "Robot"
                committer_email = "robot@example.com"
                sign = "always"
                signing_format = "ssh"
                signing_key = "keys/../signing_key"
                [learnings]
                expires = "30d"
                in_prompts = false
                [scheduler]
                enabled = true
                cron = " 0 3 * * fri-sun "
                projects = ["blog"]
                [sandbox]
                mode = "bubblewrap"
                memory = "1GiB"
                cpus = 2
                tasks = 100
                disk = "2GiB"
                network = true
                [systemd]
                manager = "user"
                restart_timeout = "20s"
                [log]
                level = "debug"
                [systemd_monitor]
                enabled = true
                units = ["a.service", "b@1.service"]
                [web]
                host = "::1"
                port = 65535
                """);

        assertThat(configuration.llm())
                .isEqualTo(new LlmSettings(
                        LlmSettings.Provider.CODEX,
                        "/conf/bin/codex",
                        Optional.of("m"),
                        Optional.of("MY_KEY_2"),
                        Optional.of(Path.of("/conf/auth.json")),
                        List.of("-c", ""),
                        Duration.ofSeconds(90),
                        16));
        assertThat(configuration.cache())
                .isEqualTo(new CacheSettings(Path.of("/conf/answers"), Store.FILES, 1024 * 1024));
        assertThat(configuration.state()).isEqualTo(StateSettings.standard(Path.of("/var/lib/pimainteno")));
        assertThat(configuration.git().author()).contains(new CommitIdentity("Me", "me@example.com"));
        assertThat(configuration.learnings()).isEqualTo(new LearningSettings(Duration.ofDays(30), false));
        assertThat(configuration.git().committer()).contains(new CommitIdentity("Robot", "robot@example.com"));
        assertThat(configuration.git().signing())
                .isEqualTo(new CommitSigning(
                        CommitSigning.When.ALWAYS,
                        Optional.of(CommitSigning.Format.SSH),
                        Optional.of("/conf/signing_key")));
        assertThat(configuration.scheduler())
                .isEqualTo(new SchedulerSettings(true, Optional.of(new CronExpression("0 3 * * fri-sun"))));
        assertThat(configuration.systemd())
                .isEqualTo(new SystemdSettings(SystemdSettings.Manager.USER, Duration.ofSeconds(20)));
        assertThat(configuration.sandbox())
                .isEqualTo(new SandboxSettings(
                        SandboxSettings.Mode.BUBBLEWRAP, new Bounds(1L << 30, 2, 100, 2L << 30), true));
        assertThat(configuration.log()).isEqualTo(new LogSettings(Optional.of(LogSettings.Level.DEBUG)));
        assertThat(configuration.systemdMonitor())
                .isEqualTo(new SystemdMonitorSettings(
                        true, List.of(ServiceName.of("a.service"), ServiceName.of("b@1.service"))));
        assertThat(configuration.web()).isEqualTo(new WebSettings("::1", 65535));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryPresetByItsWord(VerifyPreset preset) {
        Project project = onlyProject(
                "[[projects]]\npath = \"/srv/shop\"\nverify = \"" + preset.word() + "\"\nverify_network = true\n");

        assertThat(project.verifyPreset()).contains(preset);
        assertThat(project.verify()).isEmpty();
        assertThat(project.isVerified()).isTrue();
        assertThat(project.verifyNetwork()).isTrue();
    }

    @Test
    void everySettingOfAProjectIsRead() {
        Project project = onlyProject("""
                [[projects]]
                name = "my-shop"
                path = "../srv/shop"
                branch = "feature/x"
                remote = "upstream"
                tasks = ["improve"]
                verify = [["mvn", "-q", "verify"], ["true"]]
                verify_timeout = "2h"
                deploy = [["make", "install"]]
                delivery = "push"
                summary_commit = "alone"
                service = "auto"
                protected = ["secrets/**", "*.{key,pem}"]
                held = ["db/**"]
                model_review = true
                follow_up = 0
                open_proposals = 3
                limits = {files = 1, lines = 2, bytes = 3}
                """);

        assertThat(project.id()).isEqualTo(ProjectId.of("my-shop"));
        assertThat(project.path()).isEqualTo(Path.of("/srv/shop"));
        assertThat(project.branch()).contains("feature/x");
        assertThat(project.remote()).contains("upstream");
        assertThat(project.tasks()).containsExactly("improve");
        assertThat(project.verify()).containsExactly(Command.of("mvn", "-q", "verify"), Command.of("true"));
        assertThat(project.verifyTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(project.deploy()).containsExactly(Command.of("make", "install"));
        assertThat(project.delivery()).isEqualTo(DeliveryMode.PUSH);
        assertThat(project.summaryCommit()).isEqualTo(SummaryCommit.ALONE);
        assertThat(project.service()).contains(ServiceName.of("my-shop.service"));
        assertThat(project.protectedPaths()).containsExactly("secrets/**", "*.{key,pem}");
        assertThat(project.heldPaths()).containsExactly("db/**");
        assertThat(project.modelReview()).isTrue();
        assertThat(project.followUp()).isZero();
        assertThat(project.openProposals()).isEqualTo(3);
        assertThat(project.limits()).isEqualTo(new Limits(1, 2, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limits.files = 3\n",
                "limits = {files = 3}\n",
                "limits = {\n  files = 3,\n}\n",
                "[projects.limits]\nfiles = 3\n",
                "\"limits\".'files' = 0x3\n"
            })
    void limitsCanBeWrittenInEveryWayThatTomlHas(String limits) {
        assertThat(onlyProject(Texts.PROJECT + limits).limits()).isEqualTo(new Limits(3, 400, 1024 * 1024));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[llm]\nmodel = \"m\"\n" + Texts.PROJECT,
                "llm.model = \"m\"\n" + Texts.PROJECT,
                "llm = {model = \"m\"}\n" + Texts.PROJECT,
                Texts.PROJECT + "[llm]\r\nmodel = \"m\"\r\n",
                "projects = [{path = \"/srv/shop\"}]\nllm.\"model\" = '''m'''\n",
            })
    void sectionsCanBeWrittenInEveryWayThatTomlHas(String text) {
        Configuration configuration = Texts.read(text);

        assertThat(configuration.llm().model()).contains("m");
        assertThat(configuration.projects()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "openpgp, 0xDEADBEEF, 0xDEADBEEF",
        "openpgp, Ada <ada@example.org>, Ada <ada@example.org>",
        "ssh, key, /conf/key",
        "ssh, ssh-ed25519 AAAAC3Nz ada, ssh-ed25519 AAAAC3Nz ada",
        "ssh, key::ssh-ed25519 AAAAC3Nz, key::ssh-ed25519 AAAAC3Nz",
    })
    void aSigningKeyIsAPathOnlyWhereItIsOne(String format, String written, String read) {
        Configuration configuration = Texts.read(
                Texts.PROJECT + "[git]\nsigning_format = \"" + format + "\"\nsigning_key = \"" + written + "\"\n");

        assertThat(configuration.git().signing().key()).contains(read);
    }

    @Test
    void howFarApprovedChangesGoIsSaidForAllProjects() {
        Configuration configuration = Texts.read("""
                [review]
                expires = "2d"
                deliver = "commit"
                [scheduler]
                projects = ["/srv/blog"]
                """ + Texts.PROJECT);

        assertThat(configuration.review().expires()).isEqualTo(Duration.ofDays(2));
        assertThat(configuration.projects())
                .extracting(Project::approvedDelivery)
                .containsExactly(Optional.of(DeliveryMode.COMMIT), Optional.of(DeliveryMode.COMMIT));
        assertThat(onlyProject(Texts.PROJECT).approvedDelivery()).isEmpty();
    }

    @Test
    void scheduledProjectsFollowTheOthersOnObserve() {
        Configuration configuration = Texts.read(
                "[scheduler]\nprojects = [\"/srv/blog\", \"wiki\"]\n" + Texts.PROJECT + "delivery = \"push\"\n");

        assertThat(configuration.projects())
                .extracting(project -> project.id() + " " + project.path() + " " + project.delivery())
                .containsExactly("shop /srv/shop PUSH", "blog /srv/blog OBSERVE", "wiki /conf/wiki OBSERVE");
    }

    @Test
    void theDirectoryOfTheFileCanBeTheProject() {
        Project project = onlyProject("[[projects]]\npath = \".\"\n");

        assertThat(project.path()).isEqualTo(Path.of("/conf"));
        assertThat(project.id()).isEqualTo(ProjectId.of("conf"));
    }

    @Test
    void aLinkToAProjectIsTheSameProject(@TempDir Path directory) throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("link"), real);
        Path file = directory.resolve("PiMainteno.toml");
        Files.writeString(file, "[scheduler]\nprojects = [\n\"real\",\n\"link\"\n]\n");

        assertThat(catchThrowableOfType(ConfigurationException.class, () -> Configuration.load(file, Texts.ENVIRONMENT))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        file
                                + ":4: scheduler.projects: found \"link\"; expected each directory only once; line 3 has the same one");
    }

    @Test
    void recordsRefuseWhatTheFileCouldNotSay() {
        LlmSettings llm = LlmSettings.standard();
        StateSettings state = StateSettings.standard(Path.of("/var/lib/pimainteno"));

        assertThatIllegalArgumentException().isThrownBy(() -> StateSettings.standard(Path.of("state")));
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheSettings(Path.of("cache"), Store.FILES, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheSettings(Path.of("/cache"), Store.FILES, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReviewSettings(Duration.ZERO, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebSettings(" ", 80));
        assertThatIllegalArgumentException().isThrownBy(() -> new WebSettings("localhost", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SchedulerSettings(true, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CronExpression("foo"))
                .withMessageContaining("'foo'");
        assertThatIllegalArgumentException().isThrownBy(() -> new Problem("f", -1, "", "m"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfigurationException(ConfigurationException.Reason.INVALID, List.of(), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(llm, "sk-secret", Duration.ofSeconds(1), 1))
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> with(llm, "KEY", Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> with(llm, "KEY", Duration.ofSeconds(1), 17));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Configuration(
                        llm,
                        Budget.unlimited(),
                        CacheSettings.standard(state),
                        state,
                        GitSettings.standard(),
                        List.of(),
                        ReviewSettings.standard(),
                        SandboxSettings.standard(),
                        new SchedulerSettings(false, Optional.empty()),
                        SystemdSettings.standard(),
                        new SystemdMonitorSettings(false, List.of()),
                        WebSettings.standard(),
                        new LogSettings(Optional.empty()),
                        LearningSettings.standard(),
                        List.of()));
    }

    private static LlmSettings with(LlmSettings llm, String variable, Duration timeout, int parallel) {
        return new LlmSettings(
                llm.provider(),
                llm.command(),
                llm.model(),
                Optional.of(variable),
                llm.authFile(),
                llm.extraArgs(),
                timeout,
                parallel);
    }

    private static Project onlyProject(String text) {
        List<Project> projects = Texts.read(text).projects();
        assertThat(projects).hasSize(1);
        return projects.get(0);
    }
}
