// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.util.Locale;

/** What a stub must know of a request's first lines. */
record RequestHead(String path, String operation, String accessKey, int contentLength, boolean expectsContinue) {
    private static final String CREDENTIAL = "Credential=";

    /** Reads everything up to the empty line; header names are matched without regard to case. */
    static RequestHead parse(String head) {
        int space = head.indexOf(' ');
        String path = head.substring(space + 1, head.indexOf(' ', space + 1));
        String operation = "";
        String accessKey = "";
        int contentLength = 0;
        boolean expectsContinue = false;
        for (int line = head.indexOf('\n') + 1; line < head.length(); line = head.indexOf('\n', line) + 1) {
            int colon = head.indexOf(':', line);
            if (colon < 0) {
                break;
            }
            String value = head.substring(colon + 1, head.indexOf('\r', colon)).strip();
            switch (head.substring(line, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> contentLength = Integer.parseInt(value);
                case "x-amz-target" -> operation = value.substring(value.indexOf('.') + 1);
                case "authorization" -> accessKey = accessKey(value);
                case "expect" -> expectsContinue = true;
                case "transfer-encoding" ->
                    throw new IllegalArgumentException(
                            "request body must have a Content-Length, got: Transfer-Encoding " + value);
                default -> {}
            }
        }
        return new RequestHead(path, operation, accessKey, contentLength, expectsContinue);
    }

    /** Whether the credentials are those of the target account. */
    boolean isTarget() {
        return accessKey.contains("TARGET");
    }

    String account() {
        return isTarget() ? "222222222222" : "111111111111";
    }

    private static String accessKey(String authorization) {
        int from = authorization.indexOf(CREDENTIAL);
        return from < 0 ? "" : authorization.substring(from + CREDENTIAL.length(), authorization.indexOf('/', from));
    }
}
