package dynamofanout.item;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Jackson for items. Its own limits are for what strangers send: an attribute's name may have 64 KB in DynamoDB, where
 * Jackson refuses names of more than 50,000 characters.
 */
public final class ItemJson {
    /** An item has at most 400 KB, names included. */
    private static final int LONGEST_NAME = 400 << 10;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ItemJson() {}

    /** For parsers and generators. */
    public static JsonFactory factory() {
        return FACTORY;
    }

    /** For trees, whose numbers keep all their digits. */
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
