// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Home}, deployed once for all classes of this JVM. Without Docker or the image they are skipped,
 * and a line says so; with {@code -De2e.required=true} they fail.
 */
final class Deployed implements ExecutionCondition, ParameterResolver {
    private static final Namespace OURS = Namespace.create(Deployed.class);

    /** Closed with the root of all tests. */
    private record Ours(Home home) implements AutoCloseable {
        @Override
        public void close() {
            home.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent("condition", key -> condition(), ConditionEvaluationResult.class);
    }

    private static ConditionEvaluationResult condition() {
        Optional<String> missing = LocalStack.missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("Docker and the image are there");
        }
        if (Boolean.getBoolean("e2e.required")) {
            throw new IllegalStateException(missing.get());
        }
        System.err.println("******** ALL *E2E TESTS ARE SKIPPED: " + missing.get() + " ********");
        return ConditionEvaluationResult.disabled(missing.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Home.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent("home", key -> new Ours(Home.deploy(Path.of("target", "e2e"))), Ours.class)
                .home();
    }
}
