// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Environment;
import dynamofanout.environment.EnvironmentRules;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.home.Cdk;
import dynamofanout.launcher.home.Home;
import dynamofanout.launcher.home.HomeFunctions;
import dynamofanout.masking.MaskFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks what is deployed: the home account's stack, each environment's role, the schedules. */
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

    /** What the plan function found out about each environment's role. */
    List<Finding> roles() {
        Map<String, JsonNode> said = new HashMap<>();
        HomeFunctions.Looked looked;
        try {
            looked = home.functions().doctor();
        } catch (HomeFailed failure) {
            return List.of(Finding.missing("roles", failure.sentence()));
        }
        looked.environments().forEach(each -> said.put(each.path("environment").asText(), each));
        List<Finding> findings = new ArrayList<>();
        for (Environment environment : configuration.environments().values()) {
            @Nullable JsonNode found = said.get(environment.name());
            findings.add(role(environment, found));
            if (found != null && environment.isProtected() && found.has("writes")) {
                findings.add(writes(environment, found.path("writes").asText()));
            }
        }
        findings.add(rules(looked.rules()));
        findings.add(concurrency(looked.unreserved()));
        return findings;
    }

    /** Whether the deployed {@code fanout.json} says the same as the file on this machine. */
    private Finding rules(JsonNode deployed) {
        String what = "deployed fanout.json";
        if (!deployed.isObject()) {
            return Finding.missing(
                    what,
                    "the deployed functions are of an earlier version and do not say what is in it; "
                            + home.names().deploy());
        }
        List<String> fields =
                EnvironmentRules.differences(configuration, deployed, MaskFiles.beside(configuration)::fingerprint);
        return fields.isEmpty()
                ? Finding.ok(
                        what,
                        "says the same of "
                                + String.join(", ", configuration.environments().keySet()))
                : Finding.missing(
                        what,
                        file() + " differs from what is deployed: " + String.join(", ", fields) + "; to deploy it, "
                                + home.names().deploy());
    }

    /** New accounts let ten functions run at a time. */
    private Finding concurrency(OptionalInt unreserved) {
        String what = "concurrency of functions";
        Optional<Integer> reserved = configuration.home().flatMap(Configuration.Home::reservedConcurrency);
        if (reserved.isPresent()) {
            return Finding.ok(what, "a run has at most " + reserved.get() + " workers (home.reservedConcurrency)");
        }
        return unreserved.isPresent()
                ? Finding.ok(
                        what,
                        "the account lets " + unreserved.getAsInt()
                                + " functions run at a time, so that a run takes at most "
                                + Math.max(1, unreserved.getAsInt() / 2)
                                + " workers unless it asks for more (Lambda's quota can be raised)")
                : Finding.missing(
                        what,
                        "the plan function may not ask for it (lambda:GetAccountSettings); "
                                + home.names().deploy());
    }

    private Finding writes(Environment environment, String role) {
        return Finding.missing(
                "protection of " + environment.name(),
                role + " can write, although " + file() + " protects the environment; to take the role away, "
                        + environment
                                .roleArn()
                                .map(own -> "remove it from fanout.json, or take away its right to write")
                                .orElseGet(() -> Cdk.deploy(environment.name())));
    }

    private String file() {
        return configuration.readFrom().orElse("fanout.json");
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
                .orElseGet(() -> "if it is not deployed yet, " + Cdk.deploy(environment.name()));
        return said.path("ok").asBoolean()
                ? Finding.ok(what, sentence)
                : Finding.missing(
                        what,
                        said.path("roleWorks").asBoolean()
                                ? sentence + "; create it, or correct the tables in " + file()
                                : sentence + "; " + remedy);
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
