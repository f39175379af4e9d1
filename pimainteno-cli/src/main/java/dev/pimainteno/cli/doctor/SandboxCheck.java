package dev.pimainteno.cli.doctor;

import dev.pimainteno.sandbox.Protection;
import dev.pimainteno.sandbox.SandboxChoice;
import java.util.List;

/**
 * What encloses verify commands: that it works, and what it does not protect from. A small command is run in it.
 *
 * @param asked whether the configuration asks for none
 * @param needed whether a project has verify commands
 */
public record SandboxCheck(SandboxChoice choice, boolean asked, boolean needed) implements Check {
    private static final String BETTER = "install bubblewrap (apt install bubblewrap) and let users make namespaces"
            + " (kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns), or run as root under systemd";

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public Diagnosis examine() throws InterruptedException {
        if (!choice.works()) {
            String found = "no verify command can be run: " + tried(choice.troubles());
            String remedy = BETTER + "; or choose another mode in [sandbox]";
            return needed ? Diagnosis.failure(found, remedy) : Diagnosis.warning(found, remedy);
        }
        Protection protection = choice.protection();
        String gaps = protection.gaps().isEmpty() ? "" : "; not protected: " + String.join(", ", protection.gaps());
        if (protection.encloses()) {
            return Diagnosis.ok(protection.name() + gaps);
        }
        if (!needed) {
            return Diagnosis.ok("none; no project has verify commands");
        }
        return asked
                ? Diagnosis.warning("none, as the configuration asks" + gaps, "set [sandbox] mode = \"auto\"")
                : Diagnosis.warning("none works here" + gaps + "; tried: " + tried(choice.troubles()), BETTER);
    }

    private static String tried(List<String> troubles) {
        return String.join("; ", troubles);
    }
}
