package dynamofanout.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Environment;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.home.Cdk;
import dynamofanout.launcher.home.Home;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code cdk deploy} should have made, as far as one can see it from here. */
record DeploymentChecks(Configuration configuration, Home home) {
    Finding stateMachine() {
        return found("state machine " + names().stateMachine(), () -> home.executions()
                .requireStateMachine());
    }

    List<Finding> functions() {
        List<Finding> findings = new ArrayList<>();
        for (String name : List.of(names().plan(), names().segment(), names().finish())) {
            findings.add(function(name, DeploymentNames.ALIAS));
        }
        for (String environment : configuration.environments().keySet()) {
            findings.add(function(names().query(), DeploymentNames.queryAlias(environment)));
        }
        return findings;
    }

    /** What the plan function says of each environment's role. */
    List<Finding> roles() {
        Map<String, JsonNode> said = new HashMap<>();
        try {
            home.functions()
                    .doctor()
                    .forEach(each -> said.put(each.path("environment").asText(), each));
        } catch (HomeFailed failure) {
            return List.of(Finding.missing("roles", failure.sentence()));
        }
        return configuration.environments().values().stream()
                .map(environment -> role(environment, said.get(environment.name())))
                .toList();
    }

    private Finding role(Environment environment, @Nullable JsonNode said) {
        String what = "role of " + environment.name();
        if (said == null) {
            return Finding.missing(
                    what,
                    "the deployed functions do not know the environment; to deploy this fanout.json, "
                            + home.names().deploy());
        }
        String sentence = said.path("sentence").asText();
        String remedy = environment
                .roleArn()
                .map(own -> "docs/deployment.md says what a role of your own needs")
                .orElseGet(() -> "if it is not deployed yet, "
                        + Cdk.deploy(names().accessStack(environment.name()), environment.profile()));
        return said.path("ok").asBoolean()
                ? Finding.ok(what, sentence)
                : Finding.missing(what, sentence + "; " + remedy);
    }

    private DeploymentNames names() {
        return home.names().deployed();
    }

    private Finding function(String name, String alias) {
        return found("function " + name + ":" + alias, () -> home.functions().requireAlias(name, alias));
    }

    private Finding found(String what, Supplier<Optional<HomeFailed>> look) {
        return look.get()
                .map(failure -> Finding.missing(what, failure.sentence()))
                .orElseGet(() -> Finding.ok(what, home.names().place()));
    }
}
