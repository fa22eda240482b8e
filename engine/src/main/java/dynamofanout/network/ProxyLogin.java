// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the proxy's name and password to the JDK's own connections. The JDK asks the authenticator of the whole JVM for
 * them. For HTTPS connections it uses them only if a system property allows it.
 */
final class ProxyLogin extends Authenticator {
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";
    private static final ProxyLogin OF_JVM = new ProxyLogin();

    private final Map<String, ProxyServer.Login> logins = new ConcurrentHashMap<>();

    private ProxyLogin() {}

    /** Gives the proxy the name and password of its variable from now on. Call it before the first connection. */
    static void use(ProxyServer server) {
        server.login().ifPresent(login -> {
            if (System.getProperty(DISABLED_SCHEMES) == null) {
                System.setProperty(DISABLED_SCHEMES, "");
            }
            OF_JVM.logins.put(server.place(), login);
            Authenticator.setDefault(OF_JVM);
        });
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        ProxyServer.@Nullable Login login = logins.get(getRequestingHost() + ":" + getRequestingPort());
        return login == null || getRequestorType() != RequestorType.PROXY
                ? null
                : new PasswordAuthentication(login.user(), login.password().toCharArray());
    }
}
