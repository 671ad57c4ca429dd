package dev.sealwatch.platform;

import static dev.sealwatch.platform.Manifests.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pod: as restricted as Kubernetes can make it, and set up with settings that exist. */
class DeploymentTest {

    private static final Deployment DEPLOYMENT = read("deployment.yaml", Deployment.class);
    private static final PodSpec POD = DEPLOYMENT.getSpec().getTemplate().getSpec();
    private static final Container CONTAINER = POD.getContainers().get(0);

    @Test
    void runsTwoReplicasOnDifferentHosts() {
        assertThat(DEPLOYMENT.getSpec().getReplicas()).isEqualTo(2);
        assertThat(POD.getTopologySpreadConstraints())
                .extracting(spread -> spread.getTopologyKey())
                .containsExactly("kubernetes.io/hostname");
    }

    @Test
    void isRestricted() {
        SecurityContext container = CONTAINER.getSecurityContext();

        assertThat(POD.getAutomountServiceAccountToken()).isFalse();
        assertThat(POD.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(POD.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void mayWriteToItsTwoFoldersOnly() {
        assertThat(CONTAINER.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactlyInAnyOrder("/tmp", "/var/lib/sealwatch");
        assertThat(POD.getVolumes()).allMatch(volume -> volume.getEmptyDir() != null);
    }

    @Test
    void hasBoundsAndProbes() {
        assertThat(CONTAINER.getResources().getLimits()).containsKey("memory");
        assertThat(CONTAINER.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(Stream.of(CONTAINER.getStartupProbe(), CONTAINER.getReadinessProbe(), CONTAINER.getLivenessProbe())
                        .map(DeploymentTest::path))
                .containsExactly("/q/health/started", "/q/health/ready", "/q/health/live");
    }

    @Test
    void hasTheTimeToFinishItsRequests() throws IOException {
        String settings = Files.readString(Path.of("src/main/resources/application.properties"));
        long leaving = CONTAINER.getLifecycle().getPreStop().getSleep().getSeconds();

        assertThat(settings).contains("quarkus.shutdown.timeout=20s");
        assertThat(POD.getTerminationGracePeriodSeconds()).isGreaterThan(leaving + 20);
    }

    @Test
    void setsOnlySettingsThatExist() {
        assertThat(Settings.environment()).contains("SEALWATCH_DATA_DIR").doesNotContain("SEALWATCH_DATABASE");
        assertThat(names()).isSubsetOf(Settings.environment());
    }

    @Test
    void takesEverySecretByReference() throws IOException {
        List<String> described = Files.readAllLines(Manifests.BASE.resolve("secret.example"));
        List<SecretKeySelector> secrets = CONTAINER.getEnv().stream()
                .map(variable -> variable.getValueFrom().getSecretKeyRef())
                .toList();

        assertThat(secrets).extracting(SecretKeySelector::getName).containsOnly("sealwatch");
        assertThat(described)
                .filteredOn(line -> !line.startsWith("#") && !line.isBlank())
                .containsExactlyInAnyOrderElementsOf(
                        secrets.stream().map(SecretKeySelector::getKey).toList());
        assertThat(read("configmap.yaml", ConfigMap.class).getData().keySet())
                .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|PRIVATE).*"));
    }

    private static List<String> names() {
        Stream<String> secret = CONTAINER.getEnv().stream().map(EnvVar::getName);
        Stream<String> open = read("configmap.yaml", ConfigMap.class).getData().keySet().stream();
        return Stream.concat(secret, open).toList();
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }
}
