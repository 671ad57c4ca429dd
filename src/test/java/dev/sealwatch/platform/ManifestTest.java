package dev.sealwatch.platform;

import static dev.sealwatch.platform.Manifests.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests: no field that Kubernetes does not know, and all of them about the same pods. */
class ManifestTest {

    private static final Map<String, String> NAME = Map.of("app.kubernetes.io/name", "sealwatch");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "configmap.yaml", ConfigMap.class,
            "deployment.yaml", Deployment.class,
            "service.yaml", Service.class,
            "ingress.yaml", Ingress.class,
            "poddisruptionbudget.yaml", PodDisruptionBudget.class,
            "servicemonitor.yaml", ServiceMonitor.class);

    static Stream<String> files() throws IOException {
        return Manifests.names();
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasOnlyFieldsThatKubernetesKnows(String file) {
        HasMetadata manifest = read(file, KINDS.get(file));

        assertThat(manifest.getKind()).isEqualTo(KINDS.get(file).getSimpleName());
        assertThat(manifest.getMetadata().getName()).isEqualTo("sealwatch");
        assertThat(manifest.getMetadata().getLabels()).isEqualTo(NAME);
    }

    @Test
    void kustomizeTakesEveryFile() throws IOException {
        Map<?, ?> kustomization = read("kustomization.yaml", Map.class);

        assertThat(kustomization.get("resources"))
                .asInstanceOf(LIST)
                .containsExactlyInAnyOrderElementsOf(files().toList());
    }

    @Test
    void kustomizeBuildsThem() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/kubectl")), "There is no kubectl here");

        Process kubectl = new ProcessBuilder("/usr/bin/kubectl", "kustomize", Manifests.BASE.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(kubectl.waitFor()).as(output).isZero();
        assertThat(output).contains("image: sealwatch:");
    }

    @Test
    void allSelectTheSamePods() {
        DeploymentSpec deployment = read("deployment.yaml", Deployment.class).getSpec();

        assertThat(deployment.getTemplate().getMetadata().getLabels()).isEqualTo(NAME);
        assertThat(Stream.of(
                                deployment.getSelector(),
                                read("poddisruptionbudget.yaml", PodDisruptionBudget.class)
                                        .getSpec()
                                        .getSelector(),
                                read("servicemonitor.yaml", ServiceMonitor.class)
                                        .getSpec()
                                        .getSelector())
                        .map(LabelSelector::getMatchLabels))
                .allMatch(NAME::equals);
        assertThat(read("service.yaml", Service.class).getSpec().getSelector()).isEqualTo(NAME);
    }

    @Test
    void theIngressLeadsToTheService() {
        Service service = read("service.yaml", Service.class);

        assertThat(read("ingress.yaml", Ingress.class).getSpec().getRules())
                .flatMap(rule -> rule.getHttp().getPaths())
                .extracting(path -> path.getBackend().getService())
                .isNotEmpty()
                .allMatch(backend ->
                        backend.getName().equals(service.getMetadata().getName()))
                .allMatch(backend -> backend.getPort()
                        .getName()
                        .equals(service.getSpec().getPorts().get(0).getName()));
    }
}
