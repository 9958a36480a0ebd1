package dev.belfry.api.limit;

import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The real servers, and limits so low that a test reaches them and that nothing comes back while it runs. */
public final class FewAllowed implements QuarkusTestResourceLifecycleManager {

    static final int BY_TOKEN = 2;
    static final int BY_ADDRESS = 3;
    static final int LOGINS = 2;
    static final int PINGS = 4;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(new ServersResource().start());
        settings.put("belfry.rate-limit", "on");
        settings.put("belfry.rate-limit.token-per-minute", Integer.toString(BY_TOKEN));
        settings.put("belfry.rate-limit.address-per-minute", Integer.toString(BY_ADDRESS));
        settings.put("belfry.rate-limit.login-per-hour", Integer.toString(LOGINS));
        settings.put("belfry.rate-limit.ping-per-minute", Integer.toString(PINGS));
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        settings.put("quarkus.http.proxy.allow-x-forwarded", "true");
        settings.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        return settings;
    }

    @Override
    public void stop() {}
}
