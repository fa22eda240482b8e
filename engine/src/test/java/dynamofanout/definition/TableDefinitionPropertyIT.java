// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.environment.CreateSettings;
import dynamofanout.table.TestClient;
import dynamofanout.testing.LoopbackDynamoDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Tables of any schema, created, described, and created once more after what was described. */
class TableDefinitionPropertyIT {
    private static final List<String> TYPES = List.of("S", "N", "B");
    private static final int MOST_GLOBAL = 20;
    private static final int MOST_LOCAL = 5;

    private static final LoopbackDynamoDb DYNAMO = LoopbackDynamoDb.start();
    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();
    private static int made;

    @BeforeContainer
    static void start() {
        made = 0;
    }

    @AfterContainer
    static void stop() {
        HTTP.close();
        DYNAMO.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void a_table_that_is_created_after_another_has_its_keys_and_indexes(@ForAll("tables") TableDefinition any) {
        TableDefinition table = any.named("Source" + made++);
        TableDefinition described = create(table);
        TableDefinition created =
                create(described.createdBy(CreateSettings.USUAL).named("Target" + made++));

        assertThat(described).isEqualTo(table.with(TableFeatures.NONE));
        assertThat(created).isEqualTo(table.onDemand().named(created.name()).with(TableFeatures.NONE));
        assertThat(created.hasKeysOf(table)).isTrue();
        assertThat(TableDefinition.read(table.json())).isEqualTo(table);
        assertThat(TableDefinition.of(table.described("arn").json(), table.features()))
                .isEqualTo(table);
    }

    private static TableDefinition create(TableDefinition table) {
        var setup = TestClient.over(HTTP)
                .with(DYNAMO.endpoint())
                .table(table.name())
                .setup();
        setup.create(table.createRequest());
        return TableDefinition.of(setup.describe().json(), TableFeatures.NONE);
    }

    @Provide
    Arbitrary<TableDefinition> tables() {
        Arbitrary<List<KeyPart>> key = Arbitraries.of(true, false)
                .map(hasSort -> hasSort ? List.of(part("a0", true), part("a1", false)) : List.of(part("a0", true)));
        Arbitrary<List<List<Integer>>> keys =
                Arbitraries.integers().between(1, 4).list().ofSize(2).list().ofMaxSize(MOST_GLOBAL);
        return Combinators.combine(
                        key,
                        keys,
                        Arbitraries.integers().between(0, MOST_LOCAL),
                        Arbitraries.of("ALL", "KEYS_ONLY", "INCLUDE"),
                        Arbitraries.of(new Throughput.Provisioned(5, 7), Throughput.UNLIMITED),
                        Arbitraries.of(Optional.of("KEYS_ONLY"), Optional.<String>empty()),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false))
                .as(TableDefinitionPropertyIT::table);
    }

    private static TableDefinition table(
            List<KeyPart> key,
            List<List<Integer>> global,
            int local,
            String projection,
            Throughput throughput,
            Optional<String> stream,
            int firstType,
            boolean isExpiring) {
        List<IndexDefinition> globals = new ArrayList<>();
        for (int i = 0; i < global.size(); i++) {
            int partitions = global.get(i).get(0);
            int sorts = global.get(i).get(1) - 1;
            int from = i;
            List<KeyPart> parts = IntStream.range(0, partitions + sorts)
                    .mapToObj(n -> part("a" + (from + n) % 9, n < partitions))
                    .toList();
            globals.add(new IndexDefinition("Global" + i, parts, projection, included(projection, i), throughput));
        }
        List<IndexDefinition> locals = key.size() == 1
                ? List.of()
                : IntStream.range(0, local)
                        .mapToObj(i -> new IndexDefinition(
                                "Local" + i,
                                List.of(key.get(0), part("a" + (i + 2), false)),
                                projection,
                                included(projection, i),
                                Throughput.UNLIMITED))
                        .toList();
        Map<String, String> attributes = new TreeMap<>();
        Stream.of(
                        key.stream(),
                        globals.stream().flatMap(index -> index.key().stream()),
                        locals.stream().flatMap(index -> index.key().stream()))
                .flatMap(parts -> parts)
                .forEach(part -> attributes.put(
                        part.attribute(), TYPES.get((part.attribute().charAt(1) + firstType) % 3)));
        return new TableDefinition(
                "Any",
                attributes,
                key,
                locals,
                globals,
                throughput,
                stream,
                "STANDARD",
                new TableFeatures(
                        isExpiring ? Optional.of("expires") : Optional.empty(),
                        isExpiring,
                        false,
                        Optional.empty(),
                        isExpiring ? Map.of("team", "shop") : Map.of()));
    }

    private static List<String> included(String projection, int index) {
        return projection.equals("INCLUDE") ? List.of("x" + index, "say \"no\"") : List.of();
    }

    private static KeyPart part(String attribute, boolean isPartition) {
        return new KeyPart(attribute, isPartition);
    }
}
