// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.KeyBeginnings.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A draft of a mask file for one table, made from a sample of its items. It proposes a rule for each path, to be
 * reviewed by a person. It contains no values of the sample, and no names of map members that may be data.
 */
public final class MaskSuggestion {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String table;
    private final KeySchema key;
    private final ObjectNode draft = JSON.objectNode();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * What was found at one path.
     *
     * @param entity beginnings of the keys; empty where the table has one kind of items
     * @param types DynamoDB's, such as {@code S} or {@code N, NULL}
     * @param share of the items that have it, from 0 to 1
     * @param rule as it stands in the draft
     * @param why the rule is proposed
     */
    public record Finding(String entity, String path, String types, double share, String rule, String why) {}

    private MaskSuggestion(String table, KeySchema key) {
        this.table = table;
        this.key = key;
    }

    /**
     * A draft for a table.
     *
     * @param sample items as DynamoDB returned them; some hundreds are enough
     */
    public static MaskSuggestion of(String table, KeySchema key, List<Slice> sample) {
        var suggestion = new MaskSuggestion(table, key);
        suggestion.survey(sample);
        return suggestion;
    }

    /** The draft as a mask file. The reader accepts it once a secret of that name exists. */
    public ObjectNode json() {
        return draft.deepCopy();
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void survey(List<Slice> sample) {
        draft.put("format", 1);
        draft.putObject("secret").put("environmentVariable", "FANOUT_MASK_SECRET");
        draft.put("unlisted", Unlisted.REFUSE.word());
        ObjectNode rules = draft.putObject("tables").putObject(table);
        Map<Entity, List<Slice>> entities = new KeyBeginnings(key).entities(sample);
        if (entities.size() < 2) {
            rules.set("attributes", attributes(new Entity(Map.of()), sample));
            return;
        }
        ArrayNode items = rules.putArray("items");
        entities.forEach((entity, itsItems) -> {
            ObjectNode shape = items.addObject();
            ObjectNode when = shape.putObject("when");
            key.attributes().stream()
                    .map(KeyAttribute::name)
                    .filter(entity.beginnings()::containsKey)
                    .forEach(name -> when.put(name, entity.beginnings().get(name) + "*"));
            shape.set("attributes", attributes(entity, itsItems));
        });
    }

    private ObjectNode attributes(Entity entity, List<Slice> items) {
        ObjectNode rules = JSON.objectNode();
        SurveyedValue survey = survey(items, Set.of());
        survey.leaves(Optional.empty(), leaf -> {
            RuleProposal proposal = proposal(entity, leaf.path(), leaf.value());
            rules.set(leaf.path().text(), proposal.rule());
            findings.add(new Finding(
                    words(entity),
                    leaf.path().text(),
                    new TreeSet<>(leaf.value().types())
                            .stream().map(ValueType::name).collect(Collectors.joining(", ")),
                    (double) leaf.value().items() / items.size(),
                    proposal.rule().toString(),
                    proposal.why()));
        });
        return rules;
    }

    /** What the items show, without names that may be data unless they are known. */
    static SurveyedValue survey(List<Slice> items, Set<String> knownNames) {
        var survey = new SurveyedValue();
        for (int i = 0; i < items.size(); i++) {
            survey.addMembers(new JsonWalker(items.get(i)), i);
        }
        survey.foldNames(true, knownNames);
        return survey;
    }

    private RuleProposal proposal(Entity entity, MaskPath path, SurveyedValue value) {
        boolean isKey = path.isAttribute()
                && key.attributes().stream().map(KeyAttribute::name).anyMatch(path.attribute()::equals);
        if (!isKey) {
            return RuleProposal.of(path, value, key.partition().get(0).name());
        }
        String beginning = entity.beginnings().get(path.attribute());
        return beginning == null ? RuleProposal.ofKey(path, value) : composite(beginning);
    }

    private static RuleProposal composite(String beginning) {
        String separator = KeyBeginnings.separator(beginning);
        String label = beginning.substring(0, beginning.length() - 1).toLowerCase(Locale.ROOT);
        ObjectNode rule = JSON.objectNode().put("split", separator);
        JsonNode token = JSON.objectNode().put("token", label);
        rule.putArray("parts").add("keep").add(token);
        return new RuleProposal(rule, "key of several parts");
    }

    private static String words(Entity entity) {
        return entity.beginnings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue() + "*")
                .collect(Collectors.joining(", "));
    }
}
