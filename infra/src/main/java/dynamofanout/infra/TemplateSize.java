// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.input.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/**
 * Refuses templates that are too large. CloudFormation accepts a template without a bucket only up to a certain size,
 * and an account that was never bootstrapped has no bucket.
 */
final class TemplateSize {
    /** CloudFormation's limit for a template that is passed in the call. */
    static final int MOST_BYTES = 51_200;

    private TemplateSize() {}

    /**
     * Checks all stacks but that of the home, which has a bucket for the functions' code.
     *
     * @throws BadInput naming the stack and its size
     */
    static void require(CloudAssembly assembly, String home) {
        for (CloudFormationStackArtifact stack : assembly.getStacks()) {
            long bytes = size(Path.of(stack.getTemplateFullPath()));
            if (!stack.getId().equals(home) && bytes > MOST_BYTES) {
                throw new BadInput(
                        "environments",
                        "the template of stack " + stack.getId() + " must have at most " + MOST_BYTES
                                + " bytes, since an account without a CDK bucket takes no more, got: " + bytes
                                + "; list fewer tables in that environment, or use wildcards such as App-*");
            }
        }
    }

    private static long size(Path template) {
        try {
            return Files.size(template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
