// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.CreateSettings;
import dynamofanout.environment.Environment;
import dynamofanout.iam.Accounts;
import dynamofanout.iam.PolicyText;
import dynamofanout.iam.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All accounts as the synthesized stacks make them: their roles, and the policies of the query function's aliases. */
final class DeployedAccounts {
    private final Accounts accounts = new Accounts();

    private DeployedAccounts() {}

    static Accounts of(Settings settings) {
        return of(settings, Synthesis.of(settings));
    }

    static Accounts of(Settings settings, Synthesis synthesis) {
        var deployed = new DeployedAccounts();
        var home = settings.home();
        deployed.add(synthesis.template(home.names().stack()), home.account(), home.region());
        for (Environment environment : settings.environments()) {
            String stack = home.names().accessStack(environment.name());
            if (synthesis.stacks().contains(stack)) {
                deployed.add(synthesis.template(stack), environment.account(), environment.region());
            }
            environment.kmsKeys().forEach(deployed::addUsualKeyPolicy);
            environment.create().flatMap(CreateSettings::kmsKey).ifPresent(deployed::addUsualKeyPolicy);
        }
        return deployed.accounts;
    }

    /** As the console makes it: the account's own policies decide. */
    private void addUsualKeyPolicy(String key) {
        String account = key.split(":", -1)[4];
        accounts.addResourcePolicy(
                key,
                PolicyText.parse("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"kms:*\", \"Resource\": \"*\","
                        + " \"Principal\": {\"AWS\": \"arn:aws:iam::" + account + ":root\"}}}"));
    }

    private void add(StackTemplate template, String account, String region) {
        Map<String, String> arns = arns(template, account, region);
        template.references("AWS::IAM::Role").forEach((reference, role) -> {
            List<PolicyText> policies = new ArrayList<>();
            role.path("Policies").forEach(policy -> policies.add(text(policy.path("PolicyDocument"), arns)));
            for (String type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
                template.resources(type).stream()
                        .map(policy -> policy.path("Properties"))
                        .filter(policy ->
                                StackTemplate.texts(policy.path("Roles")).contains(reference))
                        .forEach(policy -> policies.add(text(policy.path("PolicyDocument"), arns)));
            }
            String name = role.path("RoleName").asText(reference);
            accounts.add(new Role(
                    "arn:aws:iam::" + account + ":role/" + name,
                    text(role.path("AssumeRolePolicyDocument"), arns),
                    policies,
                    Optional.empty()));
        });
        for (JsonNode permission : template.resources("AWS::Lambda::Permission")) {
            addPermission(permission.path("Properties"), arns);
        }
    }

    private void addPermission(JsonNode permission, Map<String, String> arns) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        ObjectNode statement = policy.putObject("Statement")
                .put("Effect", "Allow")
                .put("Action", permission.path("Action").asText());
        statement.putObject("Principal").put("AWS", permission.path("Principal").asText());
        accounts.addResourcePolicy(
                arns.getOrDefault(permission.path("FunctionName").asText(), "unknown"), text(policy, arns));
    }

    private static Map<String, String> arns(StackTemplate template, String account, String region) {
        Map<String, String> arns = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        arns.put("${AWS::Partition}", "aws");
        template.references("AWS::Lambda::Function")
                .forEach((reference, function) ->
                        names.put(reference, function.path("FunctionName").asText()));
        template.references("AWS::Lambda::Alias")
                .forEach((reference, alias) -> arns.put(
                        reference,
                        "arn:aws:lambda:" + region + ":" + account + ":function:"
                                + names.get(alias.path("FunctionName").asText()) + ":"
                                + alias.path("Name").asText()));
        template.references("AWS::StepFunctions::StateMachine")
                .forEach((reference, machine) -> arns.put(
                        reference,
                        "arn:aws:states:" + region + ":" + account + ":stateMachine:"
                                + machine.path("StateMachineName").asText()));
        return arns;
    }

    private static PolicyText text(JsonNode policy, Map<String, String> arns) {
        String text = policy.toString();
        for (Map.Entry<String, String> arn : arns.entrySet()) {
            text = text.replace(arn.getKey(), arn.getValue());
        }
        return PolicyText.parse(text);
    }
}
