// SPDX-License-Identifier: Apache-2.0
package dynamofanout.iam;

import dynamofanout.iam.PolicyText.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Roles and resource policies of some accounts, and what they allow together. An explicit denial anywhere wins. Otherwise
 * the role's policies must allow it, within its boundary and its session policy; in another account, the resource's policy
 * too. In the same account a resource policy that names the role itself is enough; a KMS key's policy is always asked.
 */
public final class Accounts {
    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, PolicyText> resourcePolicies = new HashMap<>();

    public Accounts add(Role role) {
        roles.put(role.arn(), role);
        return this;
    }

    /** The policy of a resource by its ARN, which may have wildcards. */
    public Accounts addResourcePolicy(String resource, PolicyText policy) {
        resourcePolicies.merge(resource, policy, Accounts::joined);
        return this;
    }

    public Role role(String arn) {
        Role role = roles.get(arn);
        if (role == null) {
            throw new AssertionError("no role " + arn + ", there are: " + roles.keySet());
        }
        return role;
    }

    /** The role as it is, without a session policy. */
    public Principal.Session as(String role) {
        return new Principal.Session(role(role), Optional.empty());
    }

    /**
     * A session of a role, if the caller may assume it: the trust policy must allow it, and, for a role of another account or
     * where trust only names an account, the caller's own policies too.
     *
     * @param call with the condition keys of the call; its resource is the role
     */
    public Optional<Principal.Session> assume(Principal caller, Call call, Optional<String> sessionPolicy) {
        Role role = role(call.resource());
        Call asked = caller instanceof Principal.Session session
                ? call.with("aws:PrincipalArn", session.role().arn())
                : call;
        boolean isTrusted = role.trust().answer(caller, asked) == Answer.ALLOWED;
        boolean mayAsk = !(caller instanceof Principal.Session session) || allowsByIdentity(session, asked);
        return isTrusted && mayAsk
                ? Optional.of(new Principal.Session(role, sessionPolicy.map(PolicyText::parse)))
                : Optional.empty();
    }

    /** Whether a role in a session may make a call. */
    public boolean allows(Principal.Session session, Call plain) {
        Call call = plain.with("aws:PrincipalArn", session.role().arn());
        Optional<PolicyText> ofResource = resourcePolicies.entrySet().stream()
                .filter(entry -> Arns.matches(entry.getKey(), call.resource()))
                .map(Map.Entry::getValue)
                .reduce(Accounts::joined);
        Answer resource = ofResource.map(policy -> policy.answer(session, call)).orElse(Answer.SILENT);
        boolean isDenied = resource == Answer.DENIED
                || bounds(session).anyMatch(policy -> policy.answer(session, call) == Answer.DENIED);
        if (isDenied) {
            return false;
        }
        boolean byIdentity = allowsByIdentity(session, call);
        boolean isOwn = call.resource().equals(Arns.NONE)
                || session.account().equals(Optional.of(Arns.account(call.resource())));
        if (!isOwn || call.resource().contains(":kms:")) {
            return byIdentity && resource == Answer.ALLOWED;
        }
        boolean namesRole = ofResource.stream()
                .flatMap(policy -> policy.statements().stream())
                .anyMatch(statement -> statement.namesRole(session.role().arn()) && statement.fits(session, call));
        return byIdentity || (namesRole && session.policy().isEmpty());
    }

    private static boolean allowsByIdentity(Principal.Session session, Call call) {
        boolean isDenied = bounds(session).anyMatch(policy -> policy.answer(session, call) == Answer.DENIED);
        boolean isAllowed =
                session.role().policies().stream().anyMatch(policy -> policy.answer(session, call) == Answer.ALLOWED);
        return !isDenied
                && isAllowed
                && Stream.of(session.role().boundary(), session.policy())
                        .flatMap(Optional::stream)
                        .allMatch(policy -> policy.answer(session, call) == Answer.ALLOWED);
    }

    private static Stream<PolicyText> bounds(Principal.Session session) {
        return Stream.concat(
                session.role().policies().stream(),
                Stream.of(session.role().boundary(), session.policy()).flatMap(Optional::stream));
    }

    private static PolicyText joined(PolicyText first, PolicyText second) {
        List<Statement> all = new ArrayList<>(first.statements());
        all.addAll(second.statements());
        return new PolicyText(all);
    }
}
