// SPDX-License-Identifier: Apache-2.0
package dynamofanout.iam;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of ARNs, and IAM's wildcards. */
final class Arns {
    /** Of a call that knows no resources: it is about the caller's own account. */
    static final String NONE = "*";

    private Arns() {}

    static String account(String arn) {
        return arn.split(":", 6)[4];
    }

    /** {@code *} stands for any characters, {@code ?} for one. */
    static boolean matches(String pattern, String text) {
        String regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }
}
