package dev.pimainteno.cli;

import dev.pimainteno.config.GitSettings;
import dev.pimainteno.config.HttpsSettings;
import dev.pimainteno.git.HttpsToken;
import dev.pimainteno.git.RemoteAccess;
import dev.pimainteno.git.SshAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a configuration says of remotes, in terms of Git work. */
final class RemoteSettings {
    private RemoteSettings() {}

    /**
     * @param environment of this process; names the agent, and holds tokens
     */
    static RemoteAccess access(GitSettings settings, Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
        SshAccess ssh = SshAccess.standard(home, environment.get("SSH_AUTH_SOCK"));
        if (settings.sshIdentityFile().isPresent()) {
            ssh = ssh.withIdentities(List.of(settings.sshIdentityFile().get()));
        }
        if (settings.sshKnownHostsFile().isPresent()) {
            ssh = ssh.withKnownHosts(settings.sshKnownHostsFile().get());
        }
        RemoteAccess access = RemoteAccess.standard()
                .withSsh(ssh)
                .withTokens(settings.https().stream()
                        .map(https -> token(https, environment))
                        .toList());
        return settings.httpsCaFile().map(access::withAuthorities).orElse(access);
    }

    private static HttpsToken token(HttpsSettings https, Map<String, String> environment) {
        return https.tokenFile()
                .map(file -> HttpsToken.inFile(https.host(), https.user(), file))
                .orElseGet(() -> HttpsToken.inVariable(
                        https.host(), https.user(), https.tokenEnv().orElseThrow(), environment));
    }
}
