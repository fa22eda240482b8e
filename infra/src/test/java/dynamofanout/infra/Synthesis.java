// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** What the app makes of settings. The first synthesis takes about 10 seconds, later ones 1 to 2. */
final class Synthesis {
    private final CloudAssembly assembly;

    private Synthesis(CloudAssembly assembly) {
        this.assembly = assembly;
    }

    private static final class TwoAccounts {
        static final Synthesis SHARED = checked(Deployments.twoAccounts());
    }

    /** Of {@link Deployments#twoAccounts}, made once for all tests, with cdk-nag's findings. */
    static Synthesis ofTwoAccounts() {
        return TwoAccounts.SHARED;
    }

    static Synthesis of(Settings settings) {
        return new Synthesis(FanoutApp.synthesize(settings, directory()));
    }

    /** Names as they are typed. */
    List<String> stacks() {
        return assembly.getStacks().stream().map(stack -> stack.getId()).toList();
    }

    /** Names as CloudFormation has them. */
    List<String> stackNames() {
        return assembly.getStacks().stream().map(stack -> stack.getStackName()).toList();
    }

    Path templateFile(String stack) {
        return Path.of(assembly.getStackArtifact(stack).getTemplateFullPath());
    }

    StackTemplate template(String stack) {
        try {
            return new StackTemplate(Files.readString(templateFile(stack)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines {@code LEVEL /stack text}. */
    @SuppressWarnings("deprecation") // CDK has no successor of these messages for Java
    List<String> messages() {
        return assembly.getStacks().stream()
                .flatMap(stack -> stack.getMessages().stream())
                .map(message -> message.getLevel() + " " + message.getId() + " "
                        + message.getEntry().getData())
                .toList();
    }

    /** With cdk-nag's findings. */
    static Synthesis checked(Settings settings) {
        Path directory = directory();
        var app = new App(AppProps.builder()
                .outdir(directory.resolve("cdk.out").toString())
                .build());
        Aspects.of(app).add(new AwsSolutionsChecks());
        FanoutApp.addStacks(app, settings, directory);
        return new Synthesis(app.synth());
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/synthesized")), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
