// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/** How much a table or an index may take a second, and so how it is paid. */
sealed interface Throughput {
    /** On demand, without a maximum of its own. */
    Throughput UNLIMITED = new OnDemand(OptionalLong.empty(), OptionalLong.empty());

    /** Units a second that are paid whether they are used or not. */
    record Provisioned(long reads, long writes) implements Throughput {
        @Override
        public ObjectNode fields() {
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            fields.putObject("ProvisionedThroughput")
                    .put("ReadCapacityUnits", reads)
                    .put("WriteCapacityUnits", writes);
            return fields;
        }

        @Override
        public String words() {
            return "provisioned, " + reads + " read and " + writes + " write units/s";
        }
    }

    /** Paid by what is used, up to a maximum where there is one. */
    record OnDemand(OptionalLong mostReads, OptionalLong mostWrites) implements Throughput {
        @Override
        public ObjectNode fields() {
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            if (!equals(UNLIMITED)) {
                ObjectNode most = fields.putObject("OnDemandThroughput");
                mostReads.ifPresent(reads -> most.put("MaxReadRequestUnits", reads));
                mostWrites.ifPresent(writes -> most.put("MaxWriteRequestUnits", writes));
            }
            return fields;
        }

        @Override
        public String words() {
            String reads = mostReads.isPresent() ? "at most " + mostReads.getAsLong() + " read units/s" : "";
            String writes = mostWrites.isPresent() ? "at most " + mostWrites.getAsLong() + " write units/s" : "";
            return "on demand" + (reads.isEmpty() ? "" : ", " + reads) + (writes.isEmpty() ? "" : ", " + writes);
        }
    }

    /**
     * Of a table or an index, as DescribeTable and CreateTable have it. DescribeTable tells of zero provisioned units where
     * one is on demand, and -1 where it has no maximum.
     */
    static Throughput of(JsonNode described) {
        JsonNode provisioned = described.path("ProvisionedThroughput");
        long reads = provisioned.path("ReadCapacityUnits").asLong();
        if (reads > 0) {
            return new Provisioned(reads, provisioned.path("WriteCapacityUnits").asLong());
        }
        JsonNode most = described.path("OnDemandThroughput");
        return new OnDemand(most(most.path("MaxReadRequestUnits")), most(most.path("MaxWriteRequestUnits")));
    }

    private static OptionalLong most(JsonNode units) {
        return units.asLong() > 0 ? OptionalLong.of(units.asLong()) : OptionalLong.empty();
    }

    /** The members that CreateTable and CloudFormation have for it; none where there is nothing to say. */
    ObjectNode fields();

    /** {@code on demand}, or the units. */
    String words();
}
