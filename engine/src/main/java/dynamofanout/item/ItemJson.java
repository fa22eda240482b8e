// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Jackson factories and mappers for items. Jackson's default limits protect against untrusted input and are too low for
 * items: an attribute's name may have 64 KB in DynamoDB, but Jackson refuses names of more than 50,000 characters.
 */
public final class ItemJson {
    /** An item has at most 400 KB, including its names. */
    private static final int LONGEST_NAME = 400 << 10;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ItemJson() {}

    /** A factory for parsers and generators. */
    public static JsonFactory factory() {
        return FACTORY;
    }

    /** A mapper for JSON trees. Numbers keep all their digits. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
