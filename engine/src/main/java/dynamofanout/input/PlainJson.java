// SPDX-License-Identifier: Apache-2.0
package dynamofanout.input;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Writes JSON that is shown to people and scripts. Computed numbers have {@value #DIGITS} digits and no exponent: 0.3
 * rather than 0.30000000000000004, and 0.00000218 rather than 2.18E-6. Numbers within items stay unchanged.
 */
public final class PlainJson {
    /** A double is exact to 15 decimal digits. */
    private static final int DIGITS = 15;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PlainJson() {}

    /** The node on one line. */
    public static String text(JsonNode node) {
        var text = new StringWriter();
        try (JsonGenerator plain = new PlainNumbers(MAPPER.createGenerator(text))) {
            MAPPER.writeTree(plain, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static final class PlainNumbers extends JsonGeneratorDelegate {
        PlainNumbers(JsonGenerator real) {
            super(real, false);
        }

        @Override
        public void writeNumber(double number) throws IOException {
            if (Double.isFinite(number)) {
                writeNumber(new BigDecimal(number, new MathContext(DIGITS))
                        .stripTrailingZeros()
                        .toPlainString());
            } else {
                super.writeNumber(number);
            }
        }
    }
}
