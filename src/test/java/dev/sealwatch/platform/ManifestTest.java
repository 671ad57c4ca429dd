package dev.sealwatch.platform;

import static dev.sealwatch.platform.Manifests.read;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** What we use of a kustomization; any other field is refused when it is read. */
    record Kustomization(
            String apiVersion, String kind, String namespace, List<String> resources, List<Image> images) {}

    /** An image, and the tag that the build gives it. */
    record Image(String name, String newTag) {}

    @Test
    void kustomizeTakesEveryFile() throws IOException {
        Kustomization kustomization = read("kustomization.yaml", Kustomization.class);

        assertThat(kustomization.apiVersion()).isEqualTo("kustomize.config.k8s.io/v1beta1");
        assertThat(kustomization.kind()).isEqualTo("Kustomization");
        assertThat(kustomization.resources()).containsExactlyInAnyOrderElementsOf(files().toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void leavesTheNamespaceToKustomize(String file) {
        assertThat(read("kustomization.yaml", Kustomization.class).namespace()).isEqualTo("sealwatch");
        assertThat(read(file, KINDS.get(file)).getMetadata().getNamespace()).isNull();
    }

    @Test
    void runsTheImageOfThisVersion() throws IOException {
        String version =
                Files.readString(Path.of("pom.xml")).split("<version>", 2)[1].split("</version>", 2)[0];

        assertThat(read("deployment.yaml", Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers())
                .extracting(container -> new Image(container.getImage(), version))
                .isEqualTo(read("kustomization.yaml", Kustomization.class).images());
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
