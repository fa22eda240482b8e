// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.CreateSettings;
import dynamofanout.environment.Environment;
import dynamofanout.environment.Partition;
import dynamofanout.environment.TableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The text of an IAM policy for tables and their keys, to measure its length. IAM counts characters without white
 * space.
 *
 * @param actions on the tables, in one statement
 * @param resources ARNs of tables and of what belongs to them
 * @param keyActions on the keys, in one statement more
 * @param keys ARNs; empty: no such statement
 * @param grantedKey ARN of the key for which DynamoDB may be given a grant, in one statement more: it encrypts the
 *     tables that are created
 */
record PolicyText(
        List<String> actions,
        List<String> resources,
        List<String> keyActions,
        List<String> keys,
        Optional<String> grantedKey) {
    /** IAM's limit for a managed policy. */
    static final int MANAGED_CHARACTERS = 6_144;

    /** What a role can have unless the account's quota was raised. */
    static final int MANAGED_PER_ROLE = 10;

    private static final int AROUND =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[],\"Resource\":[]}]}"
                    .length();

    private static final int AROUND_KEYS =
            ",{\"Effect\":\"Allow\",\"Action\":[],\"Resource\":[],\"Condition\":{\"StringEquals\":{\"kms:ViaService\":\"dynamodb.ap-southeast-10.amazonaws.com\"}}}"
                    .length();

    PolicyText {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        keyActions = List.copyOf(keyActions);
        keys = List.copyOf(keys);
    }

    static PolicyText of(Environment environment, List<TableUse> uses) {
        String partition = Partition.of(environment.region());
        return new PolicyText(
                sorted(uses.stream().flatMap(use -> use.actions().stream())),
                Stream.concat(
                                Stream.of(TableUse.globalTableArn(environment.region(), environment.account(), "*")),
                                tables(environment, partition))
                        .toList(),
                sorted(uses.stream()
                        .flatMap(use -> use.keyActions().stream())
                        .filter(action -> !action.equals(TableUse.GRANT))),
                Stream.concat(environment.kmsKeys().stream(), createKey(environment).stream())
                        .distinct()
                        .toList(),
                createKey(environment).filter(key -> uses.contains(TableUse.CREATE)));
    }

    private static Optional<String> createKey(Environment environment) {
        return environment.create().flatMap(CreateSettings::kmsKey);
    }

    int characters() {
        return AROUND + length(actions) + length(resources) + keyCharacters();
    }

    /** As few policies as hold it; the keys stand in the first. */
    List<PolicyText> parts(int most) {
        List<PolicyText> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int taken = AROUND + length(actions) + keyCharacters();
        for (String resource : resources) {
            int more = resource.length() + 3;
            if (taken + more > most && !part.isEmpty()) {
                parts.add(part(part, parts.isEmpty()));
                part = new ArrayList<>();
                taken = AROUND + length(actions);
            }
            part.add(resource);
            taken += more;
        }
        parts.add(part(part, parts.isEmpty()));
        return parts;
    }

    private PolicyText part(List<String> some, boolean isFirst) {
        return isFirst
                ? new PolicyText(actions, some, keyActions, keys, grantedKey)
                : new PolicyText(actions, some, keyActions, List.of(), Optional.empty());
    }

    private int keyCharacters() {
        int used = keys.isEmpty() ? 0 : AROUND_KEYS + length(keyActions) + length(keys);
        int granted = grantedKey
                .map(key -> AROUND_KEYS + length(List.of(TableUse.GRANT, key)))
                .orElse(0);
        return used + granted;
    }

    /** Each in quotes, with a comma. */
    private static int length(List<String> texts) {
        return texts.stream().mapToInt(text -> text.length() + 3).sum();
    }

    /** A name that ends in a wildcard stands for all that belongs to the table as well. */
    private static Stream<String> tables(Environment environment, String partition) {
        return environment.tables().stream()
                .map(table -> "arn:" + partition + ":dynamodb:" + environment.region() + ":" + environment.account()
                        + ":table/" + table)
                .flatMap(arn -> arn.endsWith("*") ? Stream.of(arn) : Stream.of(arn, arn + "/*"));
    }

    private static List<String> sorted(Stream<String> texts) {
        return List.copyOf(new TreeSet<>(texts.toList()));
    }
}
