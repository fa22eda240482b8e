package dynamofanout.iam;

import java.util.regex.Pattern;

/** Parts of ARNs, and IAM's wildcards. */
final class Arns {
    private Arns() {}

    static String account(String arn) {
        return arn.split(":", 6)[4];
    }

    /** {@code *} stands for any characters, {@code ?} for one. */
    static boolean matches(String pattern, String text) {
        var regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
