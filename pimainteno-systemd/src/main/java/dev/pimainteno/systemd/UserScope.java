package dev.pimainteno.systemd;

import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.LimitingPrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A scope of a user's service manager around each command. Immutable. */
record UserScope(Bounds bounds, SystemdManager manager) implements LimitingPrefix {
    @Override
    public List<String> words() {
        List<String> arguments =
                new ArrayList<>(List.of("--quiet", "--collect", "--unit=" + SystemdSandbox.unit() + ".scope"));
        SandboxProperties.limits(bounds).forEach(property -> arguments.addAll(List.of("-p", property)));
        arguments.add("--");
        return manager.systemdRun("--scope", arguments);
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> leading = new HashMap<>(manager.environment());
        leading.keySet().retainAll(SystemdManager.INHERITED_FOR_USER);
        return leading;
    }
}
