package io.github.structuredlogs.internal.docker.route;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.VersionComponent;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** At which address of this machine the containers of an engine find it. */
final class EngineAddress {

    private static final String BRIDGE_NAME = "com.docker.network.bridge.name";

    private EngineAddress() {}

    /**
     * {@return the address that {@code host-gateway} stands for, null where the engine's machine passes what comes there on
     * to this machine's loopback, as Docker Desktop's does}
     *
     * @param host how the engine is reached
     * @param client asks it
     * @throws RouteException if containers do not reach this machine, as far as that can be known
     */
    static @Nullable InetAddress of(URI host, DockerClient client) throws RouteException {
        String scheme = Objects.requireNonNullElse(host.getScheme(), "");
        if (!scheme.equals("unix") && !scheme.equals("npipe")) {
            throw new RouteException("the engine is remote (" + scheme + "://" + host.getAuthority()
                    + "), and its containers do not reach this machine");
        }
        return isPassedOn(client.infoCmd().exec(), client.versionCmd().exec().getComponents())
                ? null
                : ofBridge(client.inspectNetworkCmd().withNetworkId("bridge").exec());
    }

    /** {@return whether the engine's machine passes on what comes to it, as Docker Desktop's does} */
    static boolean isPassedOn(Info info, @Nullable List<VersionComponent> components) throws RouteException {
        List<String> security = info.getSecurityOptions();
        if (security != null && security.stream().anyMatch(option -> option.contains("rootless"))) {
            throw new RouteException("the engine is rootless, and its containers do not reach this machine");
        }
        if (components != null
                && components.stream()
                        .anyMatch(each -> String.valueOf(each.getName()).contains("Podman"))) {
            throw new RouteException("the engine is Podman, whose containers have no name for this machine");
        }
        return String.valueOf(info.getOperatingSystem()).contains("Docker Desktop");
    }

    /** {@return the address of the default bridge, which is one of this machine if the engine runs on it} */
    static InetAddress ofBridge(Network bridge) throws RouteException {
        Map<String, String> options = Objects.requireNonNullElse(bridge.getOptions(), Map.of());
        String name = options.getOrDefault(BRIDGE_NAME, "docker0");
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                for (InetAddress each : found.inetAddresses().toList()) {
                    if (each instanceof Inet4Address) {
                        return each;
                    }
                }
            }
            String gateway = gateway(bridge);
            InetAddress address = gateway == null ? null : InetAddress.getAllByName(gateway)[0];
            if (address == null || NetworkInterface.getByInetAddress(address) == null) {
                throw new RouteException("this JVM does not run where the engine does: its bridge "
                        + (gateway == null ? name : gateway)
                        + " is not here, as where the tests run in a container or in WSL2 beside the engine");
            }
            return address;
        } catch (IOException e) {
            throw new RouteException("the address of the engine's bridge " + name + " cannot be found: " + e);
        }
    }

    private static @Nullable String gateway(Network bridge) {
        Network.Ipam ipam = bridge.getIpam();
        if (ipam == null || ipam.getConfig() == null) {
            return null;
        }
        return ipam.getConfig().stream()
                .map(Network.Ipam.Config::getGateway)
                .filter(gateway -> gateway != null && gateway.indexOf('.') > 0)
                .findFirst()
                .orElse(null);
    }
}
